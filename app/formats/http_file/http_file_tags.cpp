// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_tags.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/json/json_text.h"
#include "formats/report/report_text.h"
#include "formats/setting_words.h"
#include "request/settings.h"

#include <QByteArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostName = 300; // bytes

} // namespace

void FileTags::apply(const std::vector<FileTag> &tags, request::RequestSpec &spec)
{
    for (const FileTag &tag : tags) {
        if (tag.name == "name" && !tag.value.empty())
            (out_.name.isEmpty() ? out_.name : out_.otherName) =
                oneLine(personText(std::string_view(tag.value).substr(0, mostName)).simplified());
        else if (tag.name == "no-redirect")
            redirects_ = false;
        else if (tag.name == "timeout" || tag.name == "connection-timeout")
            timeOut(spec, tag);
        else if (tag.name == "use-os-credentials")
            remark(unknown_, u"@use-os-credentials: the other tool logs in as the one who runs it"_s);
        else if (tag.name == "interim")
            setting(spec, tag.value);
    }
    if (!settings_.isEmpty())
        remark(out_.taken, u"the settings that Interim left in it: %1"_s.arg(settings_.join(u", "_s)));
}

// Seconds, if no unit is given.
void FileTags::timeOut(request::RequestSpec &spec, const FileTag &tag)
{
    std::string value = tag.value;
    std::erase(value, ' ');
    if (value.ends_with('m') && base::decimal(value.substr(0, value.size() - 1)).value_or(UINT64_MAX) < 100'000)
        value = std::to_string(*base::decimal(value.substr(0, value.size() - 1)) * 60) + 's';
    if (base::decimal(value))
        value += 's';
    const auto read = base::duration(value);
    if (!read)
        return remark(out_.losses, u"@%1 %2"_s.arg(byteText(base::escaped(tag.name)), quotedText(tag.value)));
    const bool answer = tag.name == "timeout";
    const std::int64_t longest = request::findSetting(answer ? "idle-timeout" : "connect-timeout")->most;
    if (*read > longest) // what was written from the request could not be read again
        remark(out_.taken, u"@%1: longer than a year, which is taken: the longest there is"_s.arg(byteText(tag.name)));
    const std::int64_t ns = std::min(*read, longest);
    if (answer)
        spec.timeouts.headNs = spec.timeouts.idleNs = ns;
    else
        spec.timeouts.connectNs = ns;
}

void FileTags::setting(request::RequestSpec &spec, std::string_view words)
{
    ours_ = true;
    const auto blank = std::min(words.find(' '), words.size());
    const std::string name(words.substr(0, blank));
    const std::string value = base::percentDecoded(base::trimmed(words.substr(blank)));
    if (name == "content") {
        spec.body.kind = request::BodyKind::Text;
        const auto read =
            QByteArray::fromBase64Encoding(QByteArray::fromStdString(value), QByteArray::AbortOnBase64DecodingErrors);
        if (!read)
            remark(unknown_, u"the content in the comment: its base64 is broken"_s);
        spec.body.text = read ? (*read).toStdString() : std::string();
    } else if (!applySetting(spec, name, value)) {
        remark(unknown_, u"the setting %1 is not known"_s.arg(quotedText(words)));
        return;
    }
    redirects_ = redirects_ && name != "redirects";
    if (!isOfFields({name, value}))
        settings_.append(byteText(base::escaped(words)).left(100));
}

} // namespace formats

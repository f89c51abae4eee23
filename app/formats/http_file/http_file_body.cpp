// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_body.h"

#include "base/text.h"
#include "formats/json/json_text.h"
#include "formats/request_file.h"
#include "request/form.h"
#include "words/units.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostInlined = 16 << 20; // bytes of a content that files and text make together
constexpr std::size_t mostPartLines = 200'000, mostParts = 10'000; // of a multipart content that is read as a form

/// "< path", "<@ path", "<@latin1 path".
struct FileMention {
    bool present = false;
    bool variables = false; ///< the other tool would fill them in
    std::string coding;     ///< in which it would read them, in small letters; "" for UTF-8
    std::string path;
};

FileMention fileMention(std::string_view line)
{
    FileMention mention;
    if (!line.starts_with('<') || line.size() < 3)
        return mention;
    std::string_view rest = line.substr(1);
    mention.variables = rest.starts_with('@');
    const auto blank = rest.find_first_of(" \t");
    if (blank == rest.npos || (blank > 0 && !mention.variables))
        return mention;
    mention.coding = mention.variables ? base::lowered(rest.substr(1, blank - 1)) : std::string();
    mention.path = base::trimmed(rest.substr(blank));
    mention.present = !mention.path.empty();
    return mention;
}

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// The next part of a content that is not over yet (`rest` has a value), without the sign behind it.
std::string_view nextPart(std::optional<std::string_view> &rest, char sign)
{
    const auto end = rest->find(sign);
    const auto part = rest->substr(0, end);
    rest = end == rest->npos ? std::nullopt : std::optional(rest->substr(end + 1));
    return part;
}

std::string_view nextLine(std::optional<std::string_view> &rest)
{
    return nextPart(rest, '\n');
}

struct PartHead {
    std::string name, fileName, mediaType;
    bool disposition = false;
};

/// The value of a parameter, quoted or not.
std::string parameterOf(std::string_view value, std::string_view name)
{
    const std::string low = base::lowered(value), wanted = std::string(name) + '=';
    for (auto at = low.find(wanted); at != low.npos; at = low.find(wanted, at + 1)) {
        if (at > 0 && low[at - 1] != ' ' && low[at - 1] != ';')
            continue;
        auto rest = value.substr(at + wanted.size());
        if (rest.starts_with('"'))
            return std::string(rest.substr(1, rest.find('"', 1) - 1));
        return std::string(base::trimmed(rest.substr(0, rest.find(';'))));
    }
    return {};
}

class BodyReader {
public:
    BodyReader(const std::string &type, const CurlFiles &files, const std::string &folder, const FileFill &fill)
        : type_(type)
        , files_(files)
        , folder_(folder)
        , fill_(fill)
    {}

    FileBody read(std::string_view lines)
    {
        if (lines.empty())
            return std::move(out_);
        const bool one = lines.find('\n') == lines.npos;
        bool mentions = false;
        for (std::optional rest(lines); rest && !mentions;)
            mentions = fileMention(nextLine(rest)).present;
        const std::string low = base::lowered(type_);
        if (low.starts_with("multipart/form-data") && low.find("boundary=") != low.npos && multipart(lines))
            return std::move(out_);
        if (one && mentions && !fileMention(lines).variables)
            whole(fileMention(lines).path);
        else if (mentions)
            mixed(lines, low.starts_with("multipart/") ? "\r\n" : "\n");
        else
            text(lines, low);
        return std::move(out_);
    }

private:
    void lose(const QString &line) { remark(out_.losses, line); }
    void unread(const std::string &place)
    {
        remark(out_.unknown, u"the file %1 cannot be read"_s.arg(quotedText(place)));
    }

    std::string placeOf(const std::string &path) { return filePlace(path, folder_, out_.taken); }

    std::uint64_t sizeAt(const std::string &place)
    {
        const auto size = files_.size ? files_.size(place) : std::nullopt;
        if (!size)
            unread(place);
        return size.value_or(0);
    }

    void whole(const std::string &path)
    {
        out_.body.kind = request::BodyKind::File;
        out_.body.path = placeOf(path);
        out_.body.size = sizeAt(out_.body.path);
    }

    void append(std::string_view bytes)
    {
        if (out_.body.text.size() + bytes.size() > mostInlined)
            remark(out_.unknown,
                   u"the content with its files is longer than %1"_s.arg(words::sizeText(mostInlined, QLocale::c())));
        else
            out_.body.text.append(bytes);
    }

    // Text and files in turn: no body of ours is that, so that the files are read now.
    void mixed(std::string_view lines, std::string_view lineEnd)
    {
        out_.body.kind = request::BodyKind::Text;
        bool first = true;
        for (std::optional rest(lines); rest;) {
            const auto line = nextLine(rest);
            if (!std::exchange(first, false))
                append(lineEnd);
            const FileMention mention = fileMention(line);
            if (mention.present)
                put(mention);
            else
                append(line);
        }
    }

    void put(const FileMention &mention)
    {
        const std::string place = placeOf(mention.path);
        const auto bytes = files_.read ? files_.read(place) : std::nullopt;
        if (!bytes) {
            unread(place);
            return;
        }
        if (!mention.coding.empty() && !mention.coding.starts_with("utf")
            && std::ranges::any_of(*bytes, isBeyondAscii)) {
            remark(out_.unknown,
                   u"the file %1 is read as %2 by the other tool, and goes out as UTF-8: save it in UTF-8"_s.arg(
                       quotedText(place), quotedText(mention.coding)));
            return;
        }
        append(mention.variables ? fill_(*bytes) : *bytes);
        remark(out_.taken, u"the file %1 was read now and is part of the text"_s.arg(quotedText(place)));
    }

    void text(std::string_view lines, const std::string &low)
    {
        const bool form = low.starts_with("application/x-www-form-urlencoded");
        if (form && isLaidOut(lines))
            return laidOut(lines);
        const char *lineEnd = low.starts_with("multipart/") ? "\r\n" : "\n";
        out_.body.kind = request::BodyKind::Text;
        bool first = true;
        for (std::optional rest(lines); rest;) {
            const auto line = nextLine(rest);
            if (!std::exchange(first, false) && !(form && line.starts_with('&')))
                append(lineEnd);
            append(line);
        }
        if (low.starts_with("application/x-ndjson"))
            append(lineEnd);
    }

    // As JetBrains' client: names and values without the blanks around them, and coded.
    void laidOut(std::string_view lines)
    {
        out_.body.kind = request::BodyKind::Text;
        std::string joined;
        for (std::optional rest(lines); rest;)
            joined += base::trimmed(nextLine(rest));
        bool first = true;
        for (std::optional rest(std::string_view{joined}); rest;) {
            const std::string_view field = nextPart(rest, '&');
            const auto sign = field.find('=');
            append(std::exchange(first, false) ? "" : "&");
            append(coded(base::trimmed(field.substr(0, sign))));
            if (sign != field.npos)
                append('=' + coded(base::trimmed(field.substr(sign + 1))));
        }
        if (lines.find("%+") != lines.npos || lines.find("%=") != lines.npos || lines.find("%&") != lines.npos
            || lines.find("%%") != lines.npos)
            remark(out_.unknown,
                   u"%+, %=, %& or %% in the form: the other tool takes them for the sign itself; "
                   "write %2B, %3D, %26 or %25"_s);
        remark(out_.taken, u"the lines of the form were joined, without the blanks around = and &"_s);
    }

    /// What no form holds; what is coded already stays.
    static std::string coded(std::string_view text)
    {
        std::string out;
        for (const char c : text)
            out += c == ' '                              ? "+"
                : base::isControl(c) || isBeyondAscii(c) ? base::percentEncoded({&c, 1}, {})
                                                         : std::string(1, c);
        return out;
    }

    bool multipart(std::string_view lines)
    {
        request::BodySpec typed;
        typed.mediaType = type_;
        const std::string delimiter = "--" + request::boundaryOf(typed), last = delimiter + "--";
        std::vector<std::vector<std::string_view>> parts;
        bool closed = false;
        std::size_t count = 0;
        for (std::optional rest(lines); rest;) {
            const auto line = nextLine(rest);
            if (++count > mostPartLines || parts.size() > mostParts)
                return false; // as text
            const auto bare = base::trimmed(line);
            if (bare == last)
                closed = true;
            else if (bare == delimiter && !closed)
                parts.emplace_back();
            else if (parts.empty() || closed)
                return false; // a preamble or an epilogue
            else
                parts.back().push_back(line);
        }
        for (const auto &lines_ : parts) {
            if (!part(lines_))
                return abandon();
        }
        out_.body.kind = request::BodyKind::Multipart;
        out_.body.mediaType = type_;
        out_.ownsType = true;
        return !parts.empty() || abandon();
    }

    bool abandon()
    {
        out_ = {};
        return false;
    }

    bool part(const std::vector<std::string_view> &lines)
    {
        PartHead head;
        std::size_t at = 0;
        for (; at < lines.size() && !base::trimmed(lines[at]).empty(); ++at) {
            if (!partField(lines[at], head))
                return false;
        }
        request::FormField field;
        field.name = head.name;
        field.fileName = head.fileName;
        field.mediaType = head.mediaType;
        const std::span content = std::span(lines).subspan(std::min(at + 1, lines.size()));
        const FileMention mention = content.size() == 1 ? fileMention(content.front()) : FileMention();
        if (mention.present && !mention.variables) {
            field.path = placeOf(mention.path);
            field.size = sizeAt(field.path);
        } else {
            for (const std::string_view line : content) {
                if (fileMention(line).present)
                    return false;
                field.value.append(line.data() == content.front().data() ? "" : "\r\n").append(line);
            }
            if (!field.fileName.empty())
                return false; // a text that is to look like a file: only as text
        }
        out_.body.fields.push_back(std::move(field));
        return head.disposition;
    }

    /// Besides a name and a file name without escapes.
    static bool hasMore(std::string_view value)
    {
        std::size_t known = 0, all = 0;
        bool quoted = false;
        for (const char c : value) {
            quoted = quoted != (c == '"');
            all += c == ';' && !quoted ? 1 : 0;
        }
        for (const char *name : {"name=", "filename="}) {
            const std::string low = base::lowered(value);
            for (auto at = low.find(name); at != low.npos; at = low.find(name, at + 1))
                known += low[at - 1] == ' ' || low[at - 1] == ';' ? 1 : 0;
        }
        return all != known || value.find('\\') != value.npos;
    }

    static bool partField(std::string_view line, PartHead &head)
    {
        const auto colon = line.find(':');
        if (colon == line.npos)
            return false;
        const auto name = base::trimmed(line.substr(0, colon)), value = base::trimmed(line.substr(colon + 1));
        if (base::equalsIgnoringCase(name, "Content-Type")) {
            head.mediaType = value;
            return true;
        }
        if (!base::equalsIgnoringCase(name, "Content-Disposition") || !base::lowered(value).starts_with("form-data"))
            return false;
        if (hasMore(value))
            return false; // as text: there it stands as it was typed
        head.disposition = true;
        head.name = parameterOf(value, "name");
        head.fileName = parameterOf(value, "filename");
        return true;
    }

    const std::string &type_;
    const CurlFiles &files_;
    const std::string &folder_;
    const FileFill &fill_;
    FileBody out_;
};

} // namespace

bool isLaidOut(std::string_view form)
{
    for (std::optional rest(form); rest;) {
        if (base::trimmed(nextLine(rest)).ends_with('&') && rest)
            return true;
    }
    return false;
}

std::string filePlace(const std::string &path, const std::string &folder, QStringList &taken)
{
    std::string_view rest = path;
    while (rest.starts_with("./"))
        rest.remove_prefix(2);
    if (rest.starts_with('/') || rest.find("..") != rest.npos)
        remark(taken, u"it takes a file elsewhere, %1"_s.arg(quotedText(path)));
    if (rest.starts_with('/') || folder.empty())
        return std::string(rest);
    return folder + (folder.ends_with('/') ? "" : "/") + std::string(rest);
}

FileBody fileBody(std::string_view content, const std::string &type, const CurlFiles &files, const std::string &folder,
                  const FileFill &fill)
{
    return BodyReader(type, files, folder, fill).read(content);
}

} // namespace formats

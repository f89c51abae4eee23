// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/file_import.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/request_text.h"
#include "formats/secrets.h"
#include "request/sensitive_content.h"
#include "session/request_files.h"
#include "wire/event.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

bool isPlaceholder(std::string_view value)
{
    return value.starts_with("{{") && value.ends_with("}}") && value.find("}}") == value.size() - 2;
}

/// Request line, fields and content as the file has them; values that may be secrets are masked, variables are none.
std::string typedText(const std::string &typed, bool showSecrets)
{
    std::string out, type;
    const auto body = std::min(typed.find("\n\n"), typed.size());
    for (std::string_view rest = std::string_view(typed).substr(0, body); !rest.empty();) {
        const auto end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
        const auto colon = line.find(':');
        const bool field = !out.empty() && colon != line.npos;
        if (field && base::equalsIgnoringCase(base::trimmed(line.substr(0, colon)), "Content-Type"))
            type = base::trimmed(line.substr(colon + 1));
        std::string shown(line);
        if (!showSecrets && field) {
            const auto value = base::trimmed(line.substr(colon + 1));
            const auto last = value.substr(value.find_last_of(' ') + 1);
            if (!isPlaceholder(last))
                shown = std::string(line.substr(0, colon)) + ": " + formats::maskedValue(line.substr(0, colon), value);
        } else if (!showSecrets) {
            shown = request::masked(line, request::secretPartsOfText(line));
        }
        out += shown + '\n';
    }
    const std::string_view content = std::string_view(typed).substr(std::min(body + 1, typed.size()));
    out += showSecrets ? std::string(content) : request::maskedContent(content, type);
    std::string printable;
    for (const char c : out)
        printable += base::isControl(c) && c != '\n' ? base::escaped({&c, 1}) : std::string(1, c);
    return printable + (body < typed.size() ? "\n" : "");
}

} // namespace

std::string shownRequest(const session::ImportedRequest &request, bool showSecrets)
{
    const std::string sent = request.error.isEmpty() ? formats::requestText(request.spec, showSecrets) : std::string();
    return sent.empty() ? typedText(request.typed, showSecrets) : sent;
}

session::ImportedRequest requestOfFile(const QString &word, const QString &which, const QString &environment)
{
    session::ImportedRequest out;
    // Names were typed as bytes, one code point each.
    const auto read = session::importFile(fileName(word), QString::fromUtf8(environment.toLatin1()));
    if (const auto *error = std::get_if<QString>(&read)) {
        out.error = *error;
        return out;
    }
    const auto &file = std::get<session::ImportedFile>(read);
    const auto chosen = session::chosenRequest(file, QString::fromUtf8(which.toLatin1()));
    out.secrets = file.requests.front().secrets;
    if (const auto *error = std::get_if<QString>(&chosen)) {
        out.error = *error + (which.isEmpty() ? u" (--request)"_s : QString());
        return out;
    }
    out = std::get<session::ImportedRequest>(chosen);
    out.taken += file.taken;
    return out;
}

} // namespace cli

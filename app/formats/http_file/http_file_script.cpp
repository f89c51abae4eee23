// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_script.h"

#include "base/text.h"
#include "formats/json/json_text.h"
#include "formats/request_file.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

/// "request.headers['A'] = b": a request that a script makes another of is not the one that stands there.
bool changesRequest(std::string_view text)
{
    for (auto at = text.find("request"); at != text.npos; at = text.find("request", at + 1)) {
        const auto rest = text.substr(at + 7);
        const bool member = rest.starts_with('.') || rest.starts_with('[');
        if (!member || rest.starts_with(".variables")
            || (at > 0 && (base::isLetter(text[at - 1]) || text[at - 1] == '.')))
            continue;
        const auto sign = rest.find('=');
        const auto behind = sign == rest.npos ? rest : rest.substr(sign + 1);
        const bool compares = sign == rest.npos || behind.starts_with('=') || behind.starts_with('>')
            || std::string_view("!<>=").find(rest[sign - 1]) != std::string_view::npos;
        if (!compares || text.substr(0, at).ends_with("delete "))
            return true;
    }
    return false;
}

} // namespace

bool beginsBlock(std::string_view line)
{
    line = base::trimmed(line);
    if (!line.starts_with("{{"))
        return false;
    line.remove_prefix(2);
    line.remove_prefix(std::min(line.find_first_not_of("+@?"), line.size()));
    return std::ranges::all_of(line, base::isLetter);
}

bool FileScript::takes(std::string_view text, std::size_t number)
{
    number_ = number;
    if (!open_ && !opensScript(text) && !opensBlock(text))
        return false;
    settings(text);
    open_ = endsWith_[0] == '%' ? text.find(endsWith_) == text.npos : base::trimmed(text) != endsWith_;
    return true;
}

void FileScript::end()
{
    if (open_)
        remark(unknown_, u"a script without its end, %1: what follows it is not known"_s.arg(byteText(endsWith_)));
}

bool FileScript::opensScript(std::string_view text)
{
    const auto start = base::trimmed(text);
    if (start.size() < 2 || (start[0] != '<' && start[0] != '>') || !base::trimmed(start.substr(1)).starts_with("{%"))
        return false;
    remark(losses_,
           start[0] == '<' ? u"a script that is to run before the request"_s
                           : u"a script that is to handle the response"_s);
    endsWith_ = "%}";
    handles_ = start[0] == '>';
    return true;
}

bool FileScript::opensBlock(std::string_view text)
{
    if (!beginsBlock(text))
        return false;
    remark(losses_, u"a script of httpyac, {{ ... }}, at line %1: it is not run"_s.arg(number_));
    endsWith_ = "}}";
    handles_ = false;
    return true;
}

/// The names that a script gives values to, for those that are asked for them.
void FileScript::settings(std::string_view text)
{
    if (!handles_ && changesRequest(text))
        remark(unknown_, u"the script at line %1 changes the request, and is not run"_s.arg(number_));
    for (const std::string_view call : {"client.global.set(", "request.variables.set(", "exports."}) {
        const auto at = text.find(call);
        if (at == text.npos)
            continue;
        auto name = base::trimmed(text.substr(at + call.size()));
        name.remove_prefix(std::min(name.find_first_not_of("\"'`"), name.size()));
        name = name.substr(0, name.find_first_of("\"'`,) =;"));
        variables_.explain(name.substr(0, 200), u"it is set by the script at line %1, which is not run"_s.arg(number_));
    }
}

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file_variables.h"

#include "formats/json_text.h"
#include "formats/request_file.h"
#include "wire/event.h"
#include "wire/text.h"

namespace formats {
namespace {

constexpr int deepestVariable = 20;          // values within values
constexpr std::size_t mostFilled = 1 << 20;  // bytes that variables may make of one text
constexpr int mostNames = 10'000;            // {{name}} of one text, also in values: they may double with each

QString variableName(std::string_view name)
{
    return byteText(wire::escaped(name.substr(0, 60)));
}

} // namespace

bool FileVariables::define(std::string_view line)
{
    line = wire::trimmed(line);
    const auto sign = line.find('=');
    if (!line.starts_with('@') || sign == line.npos)
        return false;
    const auto name = wire::trimmed(line.substr(1, sign - 1));
    if (name.empty() || name.find_first_of(" \t") != name.npos)
        return false;
    values_.insert_or_assign(std::string(name), std::string(wire::trimmed(line.substr(sign + 1))));
    return true;
}

std::string FileVariables::filled(std::string_view text, QStringList &unknown) const
{
    if (text.find("{{") == text.npos)
        return std::string(text);
    std::string out;
    int names = 0;
    fill(text, 0, names, out, unknown);
    return out;
}

void FileVariables::fill(std::string_view text, int depth, int &names, std::string &out, QStringList &unknown) const
{
    while (!text.empty()) {
        if (names > mostNames) {
            out.append(text);
            return;
        }
        const auto open = text.find("{{");
        const auto close = open == text.npos ? text.npos : text.find("}}", open);
        out.append(text.substr(0, close == text.npos ? text.npos : open));
        if (close == text.npos)
            return;
        const auto name = wire::trimmed(text.substr(open + 2, close - open - 2));
        text.remove_prefix(close + 2);
        const auto value = values_.find(name);
        if (value != values_.end() && depth < deepestVariable && out.size() < mostFilled && ++names <= mostNames) {
            fill(value->second, depth + 1, names, out, unknown);
            continue;
        }
        out.append("{{").append(name).append("}}");
        if (value != values_.end())
            remark(unknown, QStringLiteral("the variable {{%1}}: its value contains itself, or is too long").arg(variableName(name)));
        else if (name.starts_with('$'))
            remark(unknown, QStringLiteral("{{%1}}, which the other tool makes anew each time: it stays as typed").arg(variableName(name)));
        else
            remark(unknown, QStringLiteral("the variable {{%1}}: this file does not say what it is (write @%1 = ... in it); it stays as typed").arg(variableName(name)));
    }
}

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a request target and checking what its query asks for.
#include "lab/parameters.h"

#include "base/text.h"
#include "request/form.h"

#include <algorithm>

namespace lab {

namespace {

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        if (end > 0)
            parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string_view withoutAuthority(std::string_view target)
{
    const auto scheme = target.find("://");
    if (scheme == std::string_view::npos || target.starts_with('/'))
        return target;
    target.remove_prefix(scheme + 3);
    const auto path = target.find_first_of("/?");
    return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

bool printable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

bool accepts(const Param &param, std::string_view value)
{
    switch (param.kind) {
    case ParamKind::Duration: return base::duration(value).has_value();
    case ParamKind::Size: return base::byteSize(value).has_value();
    case ParamKind::Count: return countOf(value).has_value();
    case ParamKind::Status: return statusOf(value).value_or(0) >= 200;
    case ParamKind::Text: return printable(value);
    case ParamKind::Choice: return std::find(param.choices.begin(), param.choices.end(), value) != param.choices.end();
    }
    return false;
}

bool isNameChar(char c)
{
    return (c >= 'a' && c <= 'z') || base::isDigit(c);
}

/// Where the name that begins at `from` ends.
std::size_t nameEnd(std::string_view text, std::size_t from)
{
    while (from < text.size() && isNameChar(text[from]))
        ++from;
    return from;
}

std::string set(Values &values, const std::vector<Param> &params, std::string_view name, std::string_view value)
{
    const auto param = std::find_if(params.begin(), params.end(), [&](const Param &p) { return p.name == name; });
    if (param == params.end()) {
        std::string known;
        for (const Param &p : params)
            known += (known.empty() ? "" : ", ") + p.name;
        return "this scenario has no parameter of that name; " + (known.empty() ? "it has none" : "it has " + known);
    }
    std::string complaint = complaintAbout(*param, value);
    if (complaint.empty())
        values[static_cast<std::size_t>(param - params.begin())].second = value;
    return complaint;
}

} // namespace

std::optional<std::uint64_t> countOf(std::string_view text)
{
    return text == "forever" ? std::optional(endless) : base::decimal(text);
}

std::optional<int> statusOf(std::string_view text)
{
    const auto number = base::decimal(text);
    if (!number || text.size() != 3 || *number < 100)
        return {};
    return static_cast<int>(*number);
}

std::string describeKind(const Param &param)
{
    switch (param.kind) {
    case ParamKind::Duration: return "a duration such as 250ms or 2s";
    case ParamKind::Size: return "a size such as 65536, 64k or 1M";
    case ParamKind::Count: return "a count, or forever";
    case ParamKind::Status: return "a final status code from 200 to 999";
    case ParamKind::Text: return "printable ASCII text";
    case ParamKind::Choice: break;
    }
    std::string list;
    for (const std::string &choice : param.choices)
        list += (list.empty() ? "" : " or ") + choice;
    return list;
}

std::string complaintAbout(const Param &param, std::string_view value)
{
    return accepts(param, value) ? std::string() : "parameter " + param.name + " wants " + describeKind(param);
}

Target readTarget(std::string_view target)
{
    target = withoutAuthority(target);
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    Target result;
    for (const auto part : split(target.substr(0, mark), '/'))
        result.segments.push_back(request::formDecoded(part));
    if (mark == std::string_view::npos)
        return result;
    for (request::FormField &field : request::formFields(target.substr(mark + 1)))
        result.query.emplace_back(std::move(field.name), std::move(field.value));
    return result;
}

std::variant<Values, ParamError> valuesFor(const std::vector<Param> &params, const Target &target)
{
    Values values;
    for (const Param &param : params)
        values.emplace_back(param.name, param.value);
    if (target.segments.size() > 1) {
        const std::string first = params.empty() ? std::string() : params.front().name;
        if (std::string line = set(values, params, first, target.segments[1]); !line.empty())
            return ParamError{line};
    }
    for (const auto &[name, value] : target.query) {
        if (std::string line = set(values, params, name, value); !line.empty())
            return ParamError{line};
    }
    return values;
}

std::string_view valueIn(const Values &values, std::string_view name)
{
    for (const auto &[key, value] : values) {
        if (key == name)
            return value;
    }
    return {};
}

std::string expanded(std::string_view text, const Values &values)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '$') {
            out += text[i++];
            continue;
        }
        const auto end = nameEnd(text, i + 1);
        const auto name = text.substr(i + 1, end - i - 1);
        const auto known = std::find_if(values.begin(), values.end(), [&](const auto &v) { return v.first == name; });
        const bool dollar = text.substr(i, 2) == "$$";
        out += known != values.end() ? known->second : dollar ? "$" : std::string(text.substr(i, end - i));
        i = dollar ? i + 2 : end;
    }
    return out;
}

std::vector<std::string> namesIn(std::string_view text)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '$')
            continue;
        const auto end = nameEnd(text, i + 1);
        if (text.substr(i, 2) == "$$")
            ++i;
        else
            names.emplace_back(text.substr(i + 1, end - i - 1));
    }
    return names;
}

} // namespace lab

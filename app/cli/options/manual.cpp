// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/manual.h"

#include "cli/options/setting_options.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cli {
namespace {

/// roff takes - for a hyphen, \ for its own, and a line that begins with . or ' for a request.
std::string roff(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '-': out += "\\-"; break;
        case '\\': out += "\\e"; break;
        case '\'': out += "\\(aq"; break;
        default: out += c;
        }
    }
    return out.starts_with('.') ? "\\&" + out : out;
}

std::string entry(const OptionRow &row)
{
    const std::string name = roff("--" + std::string(row.name));
    std::string head = ".B " + name;
    if (row.letter != 0)
        head = ".BR \\-" + std::string(1, row.letter) + " ,\\  " + name;
    else if (!row.value.empty())
        head = ".BI " + name + "\\  " + roff(row.value);
    return ".TP\n" + head + '\n' + roff(row.help) + '\n';
}

std::string entries(std::string_view group)
{
    using enum request::SettingGroup;
    constexpr std::array<std::pair<std::string_view, request::SettingGroup>, 5> groups{
        {{"Exchange", Exchange}, {"Expect", Expect}, {"Tls", Tls}, {"Route", Route}, {"Times", Times}}};
    std::string out;
    for (const auto &[name, value] : groups) {
        if (name != group)
            continue;
        for (const OptionRow &row : settingOptions(value))
            out += entry(row);
    }
    return out;
}

} // namespace

std::string manualPage(std::string_view frame)
{
    constexpr std::string_view mark = "@settings ";
    std::string out;
    while (!frame.empty()) {
        const auto end = std::min(frame.find('\n'), frame.size() - 1) + 1;
        std::string_view line = frame.substr(0, end);
        frame.remove_prefix(end);
        if (!line.starts_with(mark)) {
            out += line;
            continue;
        }
        line.remove_prefix(mark.size());
        out += entries(line.substr(0, line.find('@')));
    }
    return out;
}

} // namespace cli

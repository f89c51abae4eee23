// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quantity.h"

#include <algorithm>
#include <array>

namespace base {

namespace {

constexpr std::uint64_t micro = 1'000, milli = 1'000'000, second = 1'000'000'000;
constexpr std::uint64_t longestInSeconds = 119'500'000'000; // beyond it minutes

constexpr std::uint64_t power(int decimals)
{
    return decimals == 0 ? 1 : 10 * power(decimals - 1);
}

/// 1630 with three decimals: "1.63".
std::string withPoint(std::uint64_t scaled, int decimals)
{
    std::string number = std::to_string(scaled / power(decimals));
    std::string fraction = std::to_string(power(decimals) + scaled % power(decimals)).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? number : number + '.' + fraction;
}

Measure inUnit(std::uint64_t ns, std::uint64_t unit, int decimals, std::string_view name)
{
    return {withPoint((ns * power(decimals) + unit / 2) / unit, decimals), name};
}

/// Three significant digits, but never fewer than the integer part has.
Measure significant(std::uint64_t ns, std::uint64_t unit, std::string_view name)
{
    return inUnit(ns, unit, ns * 1000 < 9'995 * unit ? 2 : ns * 100 < 9'995 * unit ? 1 : 0, name);
}

std::vector<Measure> inMinutes(std::uint64_t ns)
{
    const std::uint64_t whole = ns / second + (ns % second >= second / 2 ? 1 : 0);
    std::vector<Measure> parts{{std::to_string(whole / 60), "min"}};
    if (whole % 60 != 0)
        parts.push_back({std::to_string(whole % 60), "s"});
    return parts;
}

std::string joined(const Measure &measure)
{
    return (grouped(measure.number) + ' ').append(measure.unit);
}

} // namespace

std::vector<Measure> durationParts(std::uint64_t ns)
{
    if (ns == 0)
        return {{"0", "ms"}};
    if (ns < micro)
        return {inUnit(ns, 1, 0, "ns")};
    if (ns < 999'500)
        return {significant(ns, micro, "µs")};
    if (ns < 999'500'000)
        return {significant(ns, milli, "ms")};
    if (ns < 9'999'500'000)
        return {inUnit(ns, second, 3, "s")};
    return ns < longestInSeconds ? std::vector{significant(ns, second, "s")} : inMinutes(ns);
}

Measure sizeParts(double bytes)
{
    static constexpr std::array units{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    std::size_t unit = 0;
    for (bytes /= 1024; bytes >= 1023.5 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    const int decimals = bytes < 9.995 ? 2 : bytes < 99.95 ? 1 : 0;
    return {withPoint(static_cast<std::uint64_t>(bytes * static_cast<double>(power(decimals)) + 0.5), decimals),
            units[unit]};
}

std::string grouped(std::string_view number)
{
    std::string out(number);
    for (std::size_t at = std::min(out.find('.'), out.size()); at > 3;)
        out.insert(at -= 3, 1, ',');
    return out;
}

std::string durationText(std::int64_t ns)
{
    std::string out;
    for (const Measure &part :
         durationParts(ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns)))
        out += (out.empty() ? ns < 0 ? "-" : "" : " ") + joined(part);
    return out;
}

std::string countText(std::uint64_t count)
{
    return grouped(std::to_string(count));
}

std::string bytesText(std::uint64_t count)
{
    return count == 1 ? "1 byte" : countText(count) + " bytes";
}

std::string sizeText(std::uint64_t bytes)
{
    return bytes < 1024 ? bytesText(bytes) : joined(sizeParts(static_cast<double>(bytes)));
}

} // namespace base

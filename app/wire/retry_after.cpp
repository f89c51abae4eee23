// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/retry_after.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace wire {

namespace {

constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<int, 12> monthDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<std::string_view, 7> days = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                  "Friday", "Saturday", "Sunday"};

/// Takes a text from its front to its end, part by part; once a part does not fit, none does. Case counts (RFC 9110
/// section 5.6.7).
class DateReader {
public:
    explicit DateReader(std::string_view text) : rest_(text) {}
    bool done() const { return fits_ && rest_.empty(); }
    bool literal(std::string_view text) { return take(rest_.starts_with(text), text.size()); }
    /// Exactly `digits` of them; -1: there are not.
    int number(std::size_t digits)
    {
        const auto text = rest_.substr(0, digits);
        if (!take(text.size() == digits && std::ranges::all_of(text, base::isDigit), digits))
            return -1;
        int value = 0;
        for (const char c : text)
            value = value * 10 + (c - '0');
        return value;
    }
    /// A name of the list, or its first `letters` where they are above 0; its place, -1: none.
    template <std::size_t size>
    int name(const std::array<std::string_view, size> &names, std::size_t letters = 0)
    {
        for (std::size_t i = 0; fits_ && i < size; ++i) {
            const auto name = letters > 0 ? names[i].substr(0, letters) : names[i];
            if (rest_.starts_with(name)) {
                rest_.remove_prefix(name.size());
                return static_cast<int>(i);
            }
        }
        fits_ = false;
        return -1;
    }

private:
    bool take(bool fits, std::size_t n)
    {
        fits_ = fits_ && fits;
        if (fits_)
            rest_.remove_prefix(n);
        return fits_;
    }
    std::string_view rest_;
    bool fits_ = true;
};

bool isDay(int day, int month)
{
    return month >= 0 && day >= 1 && day <= monthDays[static_cast<std::size_t>(month)];
}

/// hour ":" minute ":" second, where 60 is a leap second.
bool readTime(DateReader &reader)
{
    const int hour = reader.number(2);
    reader.literal(":");
    const int minute = reader.number(2);
    reader.literal(":");
    const int second = reader.number(2);
    return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", and by rfc850 "Sunday, 06-Nov-94 08:49:37 GMT".
bool readGmt(std::string_view text, bool old)
{
    DateReader reader(text);
    const std::string_view between = old ? "-" : " ";
    reader.name(days, old ? 0 : 3);
    reader.literal(", ");
    const int day = reader.number(2);
    reader.literal(between);
    const int month = reader.name(months);
    reader.literal(between);
    reader.number(old ? 2 : 4);
    reader.literal(" ");
    const bool time = readTime(reader);
    reader.literal(" GMT");
    return reader.done() && time && isDay(day, month);
}

/// "Sun Nov  6 08:49:37 1994".
bool readAsctime(std::string_view text)
{
    DateReader reader(text);
    reader.name(days, 3);
    reader.literal(" ");
    const int month = reader.name(months);
    reader.literal(" ");
    constexpr std::size_t dayAt = 8;
    const bool oneDigit = text.size() > dayAt && text[dayAt] == ' ';
    if (oneDigit)
        reader.literal(" ");
    const int day = reader.number(oneDigit ? 1 : 2);
    reader.literal(" ");
    const bool time = readTime(reader);
    reader.literal(" ");
    reader.number(4);
    return reader.done() && time && isDay(day, month);
}

} // namespace

RetryAfter readRetryAfter(std::string_view value)
{
    if (!value.empty() && std::ranges::all_of(value, base::isDigit))
        return RetryAfter::Seconds;
    if (readGmt(value, false) || readGmt(value, true) || readAsctime(value))
        return RetryAfter::Date;
    return RetryAfter::Invalid;
}

RetryAfter readRetryAfter(const Fields &fields)
{
    auto read = RetryAfter::None;
    for (const std::string_view value : valuesOf(fields, "Retry-After")) {
        read = readRetryAfter(value);
        if (read != RetryAfter::Invalid)
            return read;
    }
    return read;
}

} // namespace wire

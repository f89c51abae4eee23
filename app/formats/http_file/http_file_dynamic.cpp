// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_dynamic.h"

#include "base/text.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view lettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789_";
constexpr std::string_view hexadecimals = "0123456789abcdef";
constexpr int mostRandomLetters = 1000;

/// Blanks part them, and commas in parentheses; what stands in quotes is one word.
std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\'') {
            const auto end = std::min(text.find(c, i + 1), text.size());
            words.emplace_back(text.substr(i + 1, end - i - 1));
            i = end;
            open = false;
        } else if (base::isBlank(c) || c == ',' || c == '(' || c == ')') {
            open = false;
        } else if (std::exchange(open, true)) {
            words.back() += c;
        } else {
            words.emplace_back(1, c);
        }
    }
    return words;
}

std::optional<int> number(const std::string &word)
{
    bool ok = false;
    const int value = QByteArray::fromStdString(word).toInt(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

/// "-3 h": moves the time; false when it is no offset.
bool offset(QDateTime &time, const std::string &count, const std::string &unit)
{
    const auto n = number(count);
    if (!n)
        return false;
    const auto seconds = [&time, n](qint64 each) { time = time.addSecs(*n * each); };
    if (unit == "y")
        time = time.addYears(*n);
    else if (unit == "Q")
        time = time.addMonths(*n * 3);
    else if (unit == "M")
        time = time.addMonths(*n);
    else if (unit == "w" || unit == "d")
        time = time.addDays(*n * (unit == "w" ? 7 : 1));
    else if (unit == "h" || unit == "m" || unit == "s")
        seconds(unit == "h" ? 3600 : unit == "m" ? 60 : 1);
    else if (unit == "ms")
        time = time.addMSecs(*n);
    else
        return false;
    return time.isValid();
}

QString inEnglish(const QDateTime &time, const char *pattern)
{
    return QLocale::c().toString(time, QLatin1String(pattern));
}

QString zone(const QDateTime &time, bool colon)
{
    const int minutes = time.offsetFromUtc() / 60;
    return u"%1%2%3%4"_s.arg(QLatin1Char(minutes < 0 ? '-' : '+'))
        .arg(std::abs(minutes) / 60, 2, 10, '0'_L1)
        .arg(colon ? u":"_s : QString())
        .arg(std::abs(minutes) % 60, 2, 10, '0'_L1);
}

/// The patterns of dayjs (YYYY-MM-DD) and of .NET (yyyy-MM-dd), where they mean the same to both; nothing otherwise.
std::optional<QString> inPattern(const QDateTime &time, std::string_view pattern)
{
    struct Piece {
        std::string_view name;
        const char *qt;
    };
    static constexpr Piece pieces[] = {{"YYYY", "yyyy"}, {"yyyy", "yyyy"}, {"YY", "yy"},   {"MMMM", "MMMM"},
                                       {"MMM", "MMM"},   {"MM", "MM"},     {"M", "M"},     {"DD", "dd"},
                                       {"D", "d"},       {"dddd", "dddd"}, {"ddd", "ddd"}, {"HH", "HH"},
                                       {"H", "H"},       {"mm", "mm"},     {"m", "m"},     {"ss", "ss"},
                                       {"s", "s"},       {"SSS", "zzz"},   {"fff", "zzz"}};
    QString out;
    const bool net = pattern.find("yyyy") != pattern.npos;
    while (!pattern.empty()) {
        const auto piece =
            std::ranges::find_if(pieces, [pattern](const Piece &one) { return pattern.starts_with(one.name); });
        if (net && pattern.starts_with("dd") && !pattern.starts_with("ddd")) {
            out += inEnglish(time, "dd");
            pattern.remove_prefix(2);
        } else if (piece != std::end(pieces)) {
            out += inEnglish(time, piece->qt);
            pattern.remove_prefix(piece->name.size());
        } else if (pattern.starts_with("Z")) {
            const bool two = pattern.starts_with("ZZ");
            out += zone(time, !two);
            pattern.remove_prefix(two ? 2 : 1);
        } else if (pattern.starts_with('[') && pattern.find(']') != pattern.npos) {
            out += QString::fromUtf8(pattern.substr(1, pattern.find(']') - 1).data(),
                                     static_cast<qsizetype>(pattern.find(']') - 1));
            pattern.remove_prefix(pattern.find(']') + 1);
        } else if (base::isLetter(pattern.front()) && pattern.front() != 'T') {
            return std::nullopt;
        } else {
            out += QLatin1Char(pattern.front());
            pattern.remove_prefix(1);
        }
    }
    return out;
}

std::optional<std::string> date(QDateTime time, const std::vector<std::string> &words, bool local)
{
    if (words.size() != 2 && words.size() != 4)
        return std::nullopt;
    if (words.size() == 4 && !offset(time, words[2], words[3]))
        return std::nullopt;
    time = local ? time.toLocalTime() : time.toUTC();
    const std::string &form = words[1];
    std::optional<QString> out;
    if (form == "iso8601")
        out = local ? inEnglish(time, "yyyy-MM-ddTHH:mm:ss") + zone(time, true)
                    : inEnglish(time, "yyyy-MM-ddTHH:mm:ss.zzzZ");
    else if (form == "rfc1123")
        out = inEnglish(time, "ddd, dd MMM yyyy HH:mm:ss ") + (local ? zone(time, false) : u"GMT"_s);
    else
        out = inPattern(time, form);
    return out ? std::optional(out->toStdString()) : std::nullopt;
}

std::string someOf(std::string_view set, int count, QRandomGenerator &random)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += set[random.bounded(static_cast<quint32>(set.size()))];
    return out;
}

std::optional<std::string> randomInteger(const std::vector<std::string> &words, QRandomGenerator &random)
{
    if (words.size() == 1)
        return std::to_string(random.bounded(1001));
    const auto from = number(words[1]), to = words.size() == 3 ? number(words[2]) : std::nullopt;
    if (!from || !to || *from >= *to)
        return std::nullopt;
    return std::to_string(
        *from + static_cast<std::int64_t>(random.generate64() % static_cast<std::uint64_t>(std::int64_t(*to) - *from)));
}

std::optional<std::string> randomValue(const std::vector<std::string> &words, QRandomGenerator &random)
{
    const std::string &name = words[0];
    if (name == "$random.integer")
        return randomInteger(words, random);
    if (name == "$random.email" && words.size() == 1)
        return someOf(letters, 8, random) + "@example.com";
    if (name == "$random.float") {
        bool from = true, to = true;
        const double low = words.size() == 3 ? QByteArray::fromStdString(words[1]).toDouble(&from) : 0;
        const double high = words.size() == 3 ? QByteArray::fromStdString(words[2]).toDouble(&to) : 1000;
        if (!from || !to || !(low < high) || (words.size() != 1 && words.size() != 3))
            return std::nullopt;
        return QByteArray::number(low + random.generateDouble() * (high - low), 'f', 6).toStdString();
    }
    const auto count = words.size() == 2 ? number(words[1]) : std::nullopt;
    const std::string_view set = name == "$random.alphabetic" ? letters
        : name == "$random.alphanumeric"                      ? lettersAndDigits
        : name == "$random.hexadecimal"                       ? hexadecimals
                                                              : std::string_view();
    if (set.empty() || !count || *count < 1 || *count > mostRandomLetters)
        return std::nullopt;
    return someOf(set, *count, random);
}

} // namespace

std::optional<std::string> dynamicValue(std::string_view text, const DynamicSource &source)
{
    const std::vector<std::string> words = wordsOf(text);
    const std::string name = words.empty() ? std::string() : words[0];
    const bool alone = words.size() == 1;
    if (alone && (name == "$uuid" || name == "$guid" || name == "$random.uuid")) {
        quint32 parts[4];
        source.random->fillRange(parts);
        QByteArray bytes(reinterpret_cast<const char *>(parts), sizeof parts);
        bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40); // RFC 9562 section 5.4
        bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
        const QUuid id = QUuid::fromRfc4122(bytes);
        return id.toString(QUuid::WithoutBraces).toStdString();
    }
    if (alone && name == "$isoTimestamp")
        return inEnglish(source.now.toUTC(), "yyyy-MM-ddTHH:mm:ss.zzzZ").toStdString();
    if (name == "$timestamp" && (alone || words.size() == 3)) {
        QDateTime time = source.now;
        if (!alone && !offset(time, words[1], words[2]))
            return std::nullopt;
        return std::to_string(time.toSecsSinceEpoch());
    }
    if (name == "$datetime" || name == "$localDatetime")
        return date(source.now, words, name == "$localDatetime");
    if (name == "$randomInt")
        return randomInteger(words, *source.random);
    return name.starts_with("$random.") ? randomValue(words, *source.random) : std::nullopt;
}

} // namespace formats

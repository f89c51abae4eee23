// SPDX-License-Identifier: GPL-3.0-or-later
// Hits of a slice begin in it and end behind it, maybe: with each slice is read as much behind it as a hit can be long.
// Bytes are compared as they are; text without case and expressions see UTF-16, and of each unit is known at which byte
// it begins.
#include "model/find_scan.h"

#include "base/text.h"
#include "base/utf8.h"

#include <QStringMatcher>

#include <algorithm>

namespace model {

namespace {

constexpr std::size_t seenBefore = 256; // bytes before a slice: ^, \b and (?<=…) look back
constexpr std::size_t patientSlice = 64;
constexpr std::size_t mostOfUnit = 3; // bytes of UTF-8 in a unit of UTF-16

/// Part of a text. A byte that is no UTF-8 stands as the character of its number.
struct Window {
    QString text;
    std::vector<std::size_t> at; // where each unit begins, and behind the last one the end
    std::size_t byteOf(qsizetype unit) const { return at[static_cast<std::size_t>(unit)]; }
    std::size_t next(std::size_t byte) const { return *std::lower_bound(at.begin(), at.end(), byte); }
    qsizetype unitOf(std::size_t byte) const { return std::lower_bound(at.begin(), at.end(), byte) - at.begin(); }
};

/// From one character's beginning to the first one's behind `to`, or the end.
Window windowOf(std::string_view bytes, std::size_t from, std::size_t to)
{
    Window window;
    window.text.reserve(static_cast<qsizetype>(to - from));
    window.at.reserve(to - from + 1);
    while (from < to) {
        const auto byte = static_cast<unsigned char>(bytes[from]);
        const auto read = byte < 0x80 ? base::CodePoint{byte, 1} : base::decodeUtf8(bytes.substr(from));
        const char32_t point = read.length > 0 ? read.point : byte;
        for (const QChar unit : QChar::fromUcs4(point)) {
            window.text += unit;
            window.at.push_back(from);
        }
        from += std::max<std::size_t>(read.length, 1);
    }
    window.at.push_back(from);
    return window;
}

/// The beginning of the character that this byte belongs to.
std::size_t characterAt(std::string_view bytes, std::size_t at)
{
    for (int back = 0; back < 3 && at > 0 && (static_cast<unsigned char>(bytes[at]) & 0xc0U) == 0x80; ++back)
        --at;
    return at;
}

/// One search through one run.
class Scan {
public:
    Scan(const FindPattern &pattern, const FindRun &run, const FindBounds &bounds, std::vector<FindHit> &hits);
    FindResult::End all(const std::function<bool()> &wanted, std::uint64_t &searched);

private:
    std::size_t slice(std::size_t at, std::size_t stop, bool patient);
    std::size_t bytesIn(std::size_t at, std::size_t stop);
    std::size_t textIn(std::size_t at, std::size_t stop);
    QRegularExpressionMatch matchFrom(const Window &window, qsizetype from, std::size_t stop, bool patient) const;
    std::size_t matchesIn(std::size_t at, std::size_t stop, bool patient);
    void add(std::size_t begin, std::size_t end);

    const FindPattern &pattern_;
    const FindRun &run_;
    const FindBounds &bounds_;
    std::vector<FindHit> &hits_;
    const bool caseless_;
    const std::string needle_;
    const QStringMatcher matcher_;
    std::size_t patientUntil_ = 0;
    FindResult::End end_ = FindResult::End::Whole;
};

Scan::Scan(const FindPattern &pattern, const FindRun &run, const FindBounds &bounds, std::vector<FindHit> &hits)
    : pattern_(pattern)
    , run_(run)
    , bounds_(bounds)
    , hits_(hits)
    , caseless_(pattern.query.kind == FindQuery::Kind::Text && !pattern.query.matchCase)
    , needle_(caseless_ ? base::lowered(pattern.bytes) : pattern.bytes)
    , matcher_(caseless_ ? pattern.query.text : QString(), Qt::CaseInsensitive)
{}

FindResult::End Scan::all(const std::function<bool()> &wanted, std::uint64_t &searched)
{
    const std::size_t size = run_.bytes.size();
    std::size_t at = 0;
    while (at < size && end_ == FindResult::End::Whole) {
        if (wanted && !wanted()) {
            end_ = FindResult::End::Stopped;
            break;
        }
        const bool patient = at < patientUntil_;
        const auto most = patient ? std::min(bounds_.slice, patientSlice) : bounds_.slice;
        const auto stop = at + std::min(most, size - at);
        at = slice(at, stop, patient);
    }
    searched += std::min(at, size);
    return end_;
}

/// Returns where the next slice begins; so do the others.
std::size_t Scan::slice(std::size_t at, std::size_t stop, bool patient)
{
    if (pattern_.isExpression())
        return matchesIn(at, stop, patient);
    return caseless_ && run_.text ? textIn(at, stop) : bytesIn(at, stop);
}

void Scan::add(std::size_t begin, std::size_t end)
{
    if (hits_.size() < bounds_.hits)
        hits_.push_back({run_.part, run_.base + begin, end - begin});
    else
        end_ = FindResult::End::MoreHits;
}

std::size_t Scan::bytesIn(std::size_t at, std::size_t stop)
{
    auto window = run_.bytes.substr(at, stop - at + needle_.size() - 1);
    std::string folded;
    if (caseless_)
        window = folded = base::lowered(window);
    std::size_t from = 0;
    while (end_ == FindResult::End::Whole) {
        const auto hit = window.find(needle_, from);
        if (hit == std::string_view::npos)
            break;
        from = hit + needle_.size();
        add(at + hit, at + from);
    }
    return std::max(stop, at + from);
}

std::size_t Scan::textIn(std::size_t at, std::size_t stop)
{
    const auto length = matcher_.pattern().size();
    const auto behind = mostOfUnit * static_cast<std::size_t>(length);
    const auto window = windowOf(run_.bytes, at, std::min(run_.bytes.size(), stop + behind));
    qsizetype from = 0;
    while (end_ == FindResult::End::Whole) {
        const auto hit = matcher_.indexIn(window.text, from);
        if (hit < 0 || window.byteOf(hit) >= stop)
            break;
        from = hit + length;
        add(window.byteOf(hit), window.byteOf(from));
    }
    return std::max(window.next(stop), window.byteOf(from));
}

/// The next match from a unit on that begins before byte `stop`. A patient search tries one place after the other:
/// PCRE2 would go on behind `stop`.
QRegularExpressionMatch Scan::matchFrom(const Window &window, qsizetype from, std::size_t stop, bool patient) const
{
    QRegularExpression::MatchOptions options = QRegularExpression::DontCheckSubjectStringMatchOption;
    if (!patient)
        return pattern_.quick.match(window.text, from, QRegularExpression::NormalMatch, options);
    options |= QRegularExpression::AnchorAtOffsetMatchOption;
    QRegularExpressionMatch match;
    for (; window.byteOf(from) < stop; ++from) {
        if (from > 0 && window.byteOf(from) == window.byteOf(from - 1))
            continue; // within a character
        match = pattern_.patient.match(window.text, from, QRegularExpression::NormalMatch, options);
        if (match.hasMatch() || !match.isValid())
            break;
    }
    return match;
}

std::size_t Scan::matchesIn(std::size_t at, std::size_t stop, bool patient)
{
    const auto first = characterAt(run_.bytes, at - std::min(at, seenBefore));
    const auto window = windowOf(run_.bytes, first, std::min(run_.bytes.size(), stop + bounds_.longest));
    auto from = window.unitOf(at);
    while (end_ == FindResult::End::Whole && window.byteOf(from) < stop) {
        const auto match = matchFrom(window, from, stop, patient);
        if (!match.isValid()) { // too many steps
            if (patient)
                end_ = FindResult::End::TooHard;
            patientUntil_ = stop;
            return window.byteOf(from);
        }
        if (!match.hasMatch() || window.byteOf(match.capturedStart()) >= stop)
            break;
        from = match.capturedEnd();
        add(window.byteOf(match.capturedStart()), window.byteOf(from));
    }
    return std::max(window.next(stop), window.byteOf(from));
}

} // namespace

FindResult find(const FindPattern &pattern, const std::vector<FindRun> &runs, const std::function<bool()> &wanted,
                const FindBounds &bounds)
{
    FindResult result;
    if (!pattern.some())
        return result;
    for (const FindRun &run : runs) {
        result.end = Scan(pattern, run, bounds, result.hits).all(wanted, result.searched);
        if (result.end != FindResult::End::Whole)
            break;
    }
    return result;
}

} // namespace model

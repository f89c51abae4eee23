// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/differences.h"

#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

namespace compare {

namespace {

bool sameName(std::string_view a, std::string_view b)
{
    return base::equalsIgnoringCase(a, b);
}

/// One name's lines on both sides, in their order.
struct NamedLines {
    std::string_view name; ///< as the first of them has it
    std::vector<const wire::Field *> baseline;
    std::vector<const wire::Field *> row;
};

/// The names of both, each once, the baseline's first. The names are looked up, not sought: there may be 10 000.
/// Names of lines that are not the same at the same place: all others have the same values on both sides.
std::unordered_set<std::string> movedNames(const wire::Fields &baseline, const wire::Fields &row)
{
    std::unordered_set<std::string> names;
    for (std::size_t i = 0; i < std::max(baseline.size(), row.size()); ++i) {
        if (i < baseline.size() && i < row.size() && baseline[i] == row[i])
            continue;
        for (const wire::Fields *fields : {&baseline, &row}) {
            if (i < fields->size())
                names.insert(base::lowered((*fields)[i].name));
        }
    }
    return names;
}

/// Of the names that may differ.
std::vector<NamedLines> linesByName(const wire::Fields &baseline, const wire::Fields &row)
{
    std::vector<NamedLines> names;
    const auto moved = movedNames(baseline, row);
    if (moved.empty())
        return names;
    std::unordered_map<std::string, std::size_t> places;
    places.reserve(moved.size());
    const auto add = [&](const wire::Fields &fields, std::vector<const wire::Field *> NamedLines::*side) {
        for (const wire::Field &field : fields) {
            std::string name = base::lowered(field.name);
            if (!moved.contains(name))
                continue;
            const auto [place, isNew] = places.try_emplace(std::move(name), names.size());
            if (isNew)
                names.push_back({field.name, {}, {}});
            (names[place->second].*side).push_back(&field);
        }
    };
    add(baseline, &NamedLines::baseline);
    add(row, &NamedLines::row);
    return names;
}

std::vector<std::string_view> sortedValues(const std::vector<const wire::Field *> &lines)
{
    std::vector<std::string_view> values;
    for (const wire::Field *line : lines)
        values.push_back(line->value);
    std::ranges::sort(values);
    return values;
}

bool sameValues(const std::vector<const wire::Field *> &one, const std::vector<const wire::Field *> &other)
{
    if (one.size() != other.size())
        return false;
    return one.size() == 1 ? one.front()->value == other.front()->value : sortedValues(one) == sortedValues(other);
}

std::string shownValues(const std::vector<const wire::Field *> &lines)
{
    constexpr std::size_t most = 2000;
    std::string text;
    for (const wire::Field *line : lines) {
        text += line == lines.front() ? "" : " | ";
        text += std::string_view(line->value).substr(0, most);
        if (text.size() > most || line->value.size() > most)
            return text.substr(0, most) + "...";
    }
    return text;
}

std::string handshakeKey(const Summary &summary)
{
    return std::string(summary.handshake.sent ? keyOf(summary.handshake.outcome) : keyOf(wire::GateOutcome::NotSent));
}

std::string joinedNumbers(const std::vector<int> &numbers)
{
    std::string text;
    for (const int number : numbers)
        text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

std::string versionKey(int version)
{
    return std::to_string(version / 10) + '.' + std::to_string(version % 10);
}

/// Did the wait end by an answer? Else its length is our own timer's, or nobody's.
bool pauseByAnswer(const record::Handshake &shake)
{
    return shake.pauseBegan >= 0 && shake.pauseEnded >= 0
        && (shake.outcome == wire::GateOutcome::Continued || shake.outcome == wire::GateOutcome::FinalStatus);
}

std::int64_t typical(std::int64_t once, const Spread *spread)
{
    return spread && spread->count > 0 ? spread->median : once;
}

class Comparer {
public:
    Comparer(const Side &baseline, const Side &row, const Noise &noise) : a_(baseline), b_(row), noise_(noise) {}

    std::vector<Difference> all()
    {
        if (!sameRequest(a_.summary, b_.summary))
            add(Aspect::Request, requestKey(a_.summary), requestKey(b_.summary));
        differ(Aspect::Outcome, std::string(keyOf(a_.summary.outcome)), std::string(keyOf(b_.summary.outcome)));
        if (!found_.empty() && found_.back().aspect == Aspect::Outcome) {
            found_.back().answered = a_.summary.answered && b_.summary.answered;
            found_.back().why = std::string(record::ownEnd(a_.summary.outcome, a_.summary.error))
                + std::string(record::ownEnd(b_.summary.outcome, b_.summary.error)); // one at most was aborted
        }
        differ(Aspect::Handshake, handshakeKey(a_.summary), handshakeKey(b_.summary));
        differ(Aspect::Interim, joinedNumbers(a_.summary.interims), joinedNumbers(b_.summary.interims));
        differ(Aspect::Status, joinedNumbers(a_.summary.statuses), joinedNumbers(b_.summary.statuses));
        if (a_.summary.answered && b_.summary.answered)
            responses();
        differ(Aspect::BodySent, std::to_string(a_.summary.bodySent), std::to_string(b_.summary.bodySent));
        differ(Aspect::Connection, std::string(keyOf(a_.summary.after)), std::string(keyOf(b_.summary.after)));
        times();
        return std::move(found_);
    }

private:
    static std::string requestKey(const Summary &summary)
    {
        return summary.sent
            ? summary.request.method + ' ' + summary.request.target + " HTTP/" + versionKey(summary.request.version)
            : std::string();
    }

    void add(Aspect aspect, std::string baseline, std::string value)
    {
        found_.push_back({aspect, Change::Differs, {}, std::move(baseline), std::move(value), 0});
    }

    void differ(Aspect aspect, std::string baseline, std::string value)
    {
        if (baseline == value)
            return;
        const Change change = baseline.empty() ? Change::Added : value.empty() ? Change::Removed : Change::Differs;
        found_.push_back({aspect, change, {}, std::move(baseline), std::move(value), 0});
    }

    void responses()
    {
        const record::ResponseSeen &a = a_.summary.response;
        const record::ResponseSeen &b = b_.summary.response;
        differ(Aspect::Version, versionKey(a.version), versionKey(b.version));
        std::ranges::move(fieldDifferences(a.fields, b.fields), std::back_inserter(found_));
        content();
    }

    void content()
    {
        const ContentPrint &a = a_.content;
        const ContentPrint &b = b_.content;
        if (a.size != b.size)
            return add(Aspect::Content, std::to_string(a.size), std::to_string(b.size));
        if (a.whole && b.whole && a.digest != b.digest)
            add(Aspect::Content, std::to_string(a.size), std::to_string(b.size));
    }

    void times()
    {
        std::int64_t explained = 0;
        if (pauseByAnswer(a_.summary.handshake) && pauseByAnswer(b_.summary.handshake))
            explained = time(Aspect::Pause, a_.summary.handshake.pauseNs(), b_.summary.handshake.pauseNs(), a_.pause,
                             b_.pause, 0);
        if (a_.summary.answered && b_.summary.answered && a_.summary.sent && b_.summary.sent)
            time(Aspect::Final, a_.summary.toFinalNs, b_.summary.toFinalNs, a_.final, b_.final, explained);
    }

    /// What an earlier difference explains is not said again. Returns the delta, 0 where it is noise.
    std::int64_t time(Aspect aspect, std::int64_t a, std::int64_t b, const Spread *spreadA, const Spread *spreadB,
                      std::int64_t explained)
    {
        a = typical(a, spreadA);
        b = typical(b, spreadB);
        if (!beyondNoise(a, b - explained, spreadA, spreadB, noise_) || !beyondNoise(a, b, spreadA, spreadB, noise_))
            return 0;
        found_.push_back({aspect, Change::Differs, {}, std::to_string(a), std::to_string(b), b - a});
        return b - a;
    }

    const Side &a_;
    const Side &b_;
    const Noise &noise_;
    std::vector<Difference> found_;
};

} // namespace

std::string_view keyOf(Aspect aspect)
{
    switch (aspect) {
    case Aspect::Request: return "request";
    case Aspect::Outcome: return "outcome";
    case Aspect::Handshake: return "handshake";
    case Aspect::Interim: return "interim";
    case Aspect::Status: return "status";
    case Aspect::Version: return "http-version";
    case Aspect::Field: return "field";
    case Aspect::Fields: return "more-fields";
    case Aspect::Content: return "content";
    case Aspect::BodySent: return "body-sent";
    case Aspect::Connection: return "connection-after";
    case Aspect::Pause: return "pause";
    case Aspect::Final: return "time-to-final";
    }
    return "status";
}

std::string_view keyOf(Change change)
{
    switch (change) {
    case Change::Differs: return "differs";
    case Change::Added: return "added";
    case Change::Removed: return "removed";
    }
    return "differs";
}

std::vector<Difference> fieldDifferences(const wire::Fields &baseline, const wire::Fields &row)
{
    std::vector<Difference> found;
    std::size_t more = 0, text = 0;
    for (const NamedLines &lines : linesByName(baseline, row)) {
        const bool both = !lines.baseline.empty() && !lines.row.empty();
        if ((both && sameName(lines.name, "Date")) || sameValues(lines.baseline, lines.row))
            continue;
        if (found.size() == mostFieldDifferences || text > mostFieldText) {
            ++more;
            continue;
        }
        found.push_back({Aspect::Field,
                         both                    ? Change::Differs
                             : lines.row.empty() ? Change::Removed
                                                 : Change::Added,
                         lines.row.empty() ? std::string(lines.name) : lines.row.front()->name,
                         shownValues(lines.baseline), shownValues(lines.row), 0});
        text += found.back().name.size() + found.back().baseline.size() + found.back().value.size();
    }
    if (more > 0)
        found.push_back({Aspect::Fields, Change::Differs, {}, {}, std::to_string(more), 0});
    return found;
}

bool beyondNoise(std::int64_t a, std::int64_t b, const Spread *spreadA, const Spread *spreadB, const Noise &noise)
{
    const std::int64_t apart = std::abs(a - b);
    const auto share = static_cast<std::int64_t>(static_cast<double>(std::max(a, b)) * noise.share);
    std::int64_t bound = std::max(noise.floorNs, share);
    if (spreadA && spreadB && std::min(spreadA->count, spreadB->count) >= noise.fromRepeats)
        bound = std::max({bound, spreadA->interquartile(), spreadB->interquartile()});
    return apart > bound;
}

std::vector<Difference> differences(const Side &baseline, const Side &row, const Noise &noise)
{
    return Comparer(baseline, row, noise).all();
}

} // namespace compare

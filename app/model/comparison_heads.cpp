// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comparison_heads.h"

#include "base/text.h"
#include "model/wire_text.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

using namespace Qt::StringLiterals;

namespace model {

namespace {

using LineKind = HeadLine::Kind;

constexpr int mostShownOfLine = 2000; // characters

bool namedAlike(const std::string &a, const std::string &b)
{
    return base::equalsIgnoringCase(a, b);
}

using Lines = std::vector<const wire::Field *>;

/// One name's lines in both heads, in their order.
struct NamedLines {
    Lines baseline;
    Lines row;
};

std::string lineOf(const wire::Field &field)
{
    return field.name + ": " + field.value;
}

LineKind headLineKind(const wire::Field &a, const wire::Field &b)
{
    if (a.value == b.value)
        return LineKind::Same;
    return namedAlike(a.name, "Date") || namedAlike(a.name, "Host") ? LineKind::ByNature : LineKind::Differs;
}

/// One name's lines: those of equal value side by side, the others in their order.
void pairLines(const Lines &ours, const Lines &theirs, std::vector<HeadLine> &lines)
{
    std::vector<std::pair<const wire::Field *, const wire::Field *>> pairs;
    std::vector<bool> used(theirs.size());
    std::unordered_map<std::string_view, std::vector<std::size_t>> byValue; // the first of them last
    for (std::size_t i = theirs.size(); i-- > 0;)
        byValue[theirs[i]->value].push_back(i);
    for (const wire::Field *one : ours) {
        pairs.emplace_back(one, nullptr);
        const auto equal = byValue.find(one->value);
        if (equal == byValue.end() || equal->second.empty())
            continue;
        used[equal->second.back()] = true;
        pairs.back().second = theirs[equal->second.back()];
        equal->second.pop_back();
    }
    auto open = pairs.begin();
    Lines alone;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        if (used[i])
            continue;
        open = std::find_if(open, pairs.end(), [](const auto &pair) { return !pair.second; });
        if (open == pairs.end())
            alone.push_back(theirs[i]);
        else
            open->second = theirs[i];
    }
    for (const auto &[a, b] : pairs)
        lines.push_back(
            {b ? headLineKind(*a, *b) : LineKind::Removed, a->name, lineOf(*a), b ? lineOf(*b) : std::string()});
    for (const wire::Field *one : alone)
        lines.push_back({LineKind::Added, one->name, {}, lineOf(*one)});
}

void pairStarts(const ComparedHead &baseline, const ComparedHead &row, std::vector<HeadLine> &lines)
{
    if (baseline.start.empty() && row.start.empty())
        return;
    const LineKind kind = baseline.start.empty() ? LineKind::Added
        : row.start.empty()                      ? LineKind::Removed
        : baseline.start == row.start            ? LineKind::Same
                                                 : LineKind::Differs;
    lines.push_back({kind, {}, baseline.start, row.start});
}

} // namespace

ComparedHead responseHead(int version, int status, const std::string &reason, const wire::Fields &fields)
{
    std::string start = wire::httpVersion(version) + ' ' + std::to_string(status);
    if (!reason.empty())
        start += ' ' + reason;
    return {std::move(start), fields};
}

ComparedHead requestHead(const wire::Head &head)
{
    if (head.method.empty())
        return {};
    const std::string start = head.method + ' ' + head.target;
    return {head.version < 10 ? start : start + ' ' + wire::httpVersion(head.version), head.fields};
}

std::vector<HeadLine> headDiff(const ComparedHead &baseline, const ComparedHead &row)
{
    std::vector<HeadLine> lines;
    pairStarts(baseline, row, lines);
    std::unordered_map<std::string, std::size_t> places; // a peer may send ten thousand names
    std::vector<NamedLines> named;
    for (const bool ofRow : {false, true})
        for (const wire::Field &field : (ofRow ? row : baseline).fields) {
            const auto [place, first] = places.try_emplace(base::lowered(field.name), named.size());
            if (first)
                named.emplace_back();
            NamedLines &both = named[place->second];
            (ofRow ? both.row : both.baseline).push_back(&field);
        }
    for (const NamedLines &both : named)
        pairLines(both.baseline, both.row, lines);
    return lines;
}

void HeadDiffModel::show(const QString &baselineName, const QString &rowName, std::vector<HeadLine> lines)
{
    beginResetModel();
    names_[0] = baselineName;
    names_[1] = rowName;
    lines_ = std::move(lines);
    endResetModel();
}

int HeadDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int HeadDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QString HeadDiffModel::text(const HeadLine &line, bool ofRow) const
{
    const std::string &own = ofRow ? line.row : line.baseline;
    if (!own.empty())
        return visibleText(own, mostShownOfLine);
    return line.name.empty() ? tr("(no message)") : tr("(%1 absent)").arg(visibleText(line.name));
}

QString HeadDiffModel::spoken(const HeadLine &line, bool ofRow) const
{
    const QString words = text(line, ofRow);
    switch (line.kind) {
    case LineKind::Differs: return tr("differs: %1").arg(words);
    case LineKind::Added: return ofRow ? tr("only here: %1").arg(words) : words;
    case LineKind::Removed: return ofRow ? words : tr("only here: %1").arg(words);
    case LineKind::Same:
    case LineKind::ByNature: break;
    }
    return words;
}

QVariant HeadDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HeadLine &line = lines_[static_cast<std::size_t>(index.row())];
    const bool ofRow = index.column() == 1;
    const bool absent = (ofRow ? line.row : line.baseline).empty();
    switch (role) {
    case Qt::DisplayRole: return text(line, ofRow);
    case Qt::AccessibleTextRole: return spoken(line, ofRow);
    case KindRole: return static_cast<int>(line.kind);
    case AbsentRole: return absent;
    case MarkRole:
        return line.kind == LineKind::Differs           ? u"≠"_s
            : line.kind == LineKind::Added && !absent   ? u"+"_s
            : line.kind == LineKind::Removed && !absent ? u"−"_s
                                                        : QString();
    default: return {};
    }
}

QVariant HeadDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section > 1)
        return {};
    return names_[section];
}

} // namespace model

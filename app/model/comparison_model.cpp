// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comparison_model.h"

#include "model/comparison_text.h"
#include "model/wire_text.h"
#include "words/units.h"

#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace model {

namespace {

using wire::GateOutcome;

bool stillWaits(const ComparedRow &row)
{
    const record::Handshake &shake = row.summary.handshake;
    return row.running && shake.pauseBegan >= 0 && shake.pauseEnded < 0;
}

bool isOver(const ComparedRow &row)
{
    return !row.running;
}

/// What all URLs begin with says nothing where there is little room.
QString shortUrl(const QString &url)
{
    const QLatin1String scheme("http://");
    return url.startsWith(scheme) ? url.mid(scheme.size()) : url;
}

QString handshakeColour(const ComparedRow &row)
{
    if (stillWaits(row))
        return u"pause"_s;
    if (!row.summary.handshake.sent)
        return u"muted"_s;
    switch (row.summary.handshake.outcome) {
    case GateOutcome::Continued: return u"success"_s;
    case GateOutcome::FinalStatus:
        return row.summary.statuses.empty() || row.summary.statuses.front() < 400 ? u"success"_s : u"failure"_s;
    case GateOutcome::TimedOut:
    case GateOutcome::ReleasedByUser: return u"pause"_s;
    case GateOutcome::Closed: return u"failure"_s;
    case GateOutcome::NotSent:
    case GateOutcome::NotWaited:
    case GateOutcome::Aborted: break;
    }
    return u"muted"_s;
}

} // namespace

ComparisonModel::ComparisonModel(QObject *parent) : QAbstractTableModel(parent) {}

void ComparisonModel::reset(std::vector<ComparedRow> rows)
{
    beginResetModel();
    rows_ = std::move(rows);
    baseline_ = std::clamp(baseline_, 0, std::max(0, static_cast<int>(rows_.size()) - 1));
    endResetModel();
}

void ComparisonModel::setRow(int row, ComparedRow to)
{
    if (row < 0 || row >= rowCount())
        return;
    rows_[static_cast<std::size_t>(row)] = std::move(to);
    emit dataChanged(index(row, 0), index(row, Columns - 1));
}

void ComparisonModel::setBaseline(int row)
{
    if (row == baseline_ || row < 0 || row >= rowCount())
        return;
    baseline_ = row;
    emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
    emit headerDataChanged(Qt::Horizontal, Against, Against);
}

void ComparisonModel::setAlign(compare::Align align)
{
    align_ = align;
    emit headerDataChanged(Qt::Horizontal, Timeline, Timeline);
}

void ComparisonModel::setLocale(const QLocale &locale)
{
    locale_ = locale;
    if (!rows_.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

bool ComparisonModel::repeated() const
{
    return std::ranges::any_of(rows_, [](const ComparedRow &row) { return row.rounds > 1; });
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString ComparisonModel::handshake(const ComparedRow &row) const
{
    if (stillWaits(row))
        return tr("waiting for 100");
    if (row.running && (!row.summary.sent || (row.summary.handshake.sent && row.summary.handshake.pauseBegan < 0)))
        return {};
    return handshakeText(row.summary, locale_);
}

QString ComparisonModel::against(int row) const
{
    if (row == baseline_)
        return tr("baseline");
    const ComparedRow &one = rows_[static_cast<std::size_t>(row)];
    return one.compared ? differencesText(one.differences, locale_) : QString();
}

QString ComparisonModel::text(int row, int column) const
{
    const ComparedRow &one = rows_[static_cast<std::size_t>(row)];
    switch (column) {
    case Server: return one.name;
    case Handshake: return handshake(one);
    case Final: return isOver(one) || !one.summary.statuses.empty() ? answerText(one.summary) : QString();
    case BodySent: return one.summary.sent ? words::countText(one.summary.bodySent, locale_) : QString();
    case After: return isOver(one) ? connectionText(one.summary) : QString();
    case Pause:
        return one.rounds < 2      ? QString()
            : one.pause.count == 0 ? tr("no pause")
                                   : tr("median %1").arg(words::durationText(one.pause.median, locale_));
    case Against: return against(row);
    default: break;
    }
    return {};
}

QString ComparisonModel::toolTip(int row, int column) const
{
    const ComparedRow &one = rows_[static_cast<std::size_t>(row)];
    QStringList lines;
    switch (column) {
    case Server: lines << visibleText(one.where.toLatin1().toStdString(), 2000); break;
    case Timeline:
        for (const compare::Bar &bar : one.bars)
            lines << barText(bar, locale_);
        break;
    case Pause:
        if (one.rounds > 1 && one.pause.count > 0)
            lines << spreadText(one.pause, locale_);
        break;
    case Against:
        for (const compare::Difference &difference : one.differences)
            lines << differenceText(difference, locale_);
        break;
    default: lines << text(row, column); break;
    }
    if (column != Server && column != Pause && !one.summary.error.empty())
        lines << visibleText(one.summary.error);
    return lines.join('\n'_L1);
}

QString ComparisonModel::spoken(int row, int column) const
{
    QString words = text(row, column);
    if (column == Timeline || column == Pause)
        words = toolTip(row, column).replace('\n'_L1, u", "_s);
    else if (column == Server)
        words += u", "_s + toolTip(row, column);
    return words;
}

QString ComparisonModel::colour(const ComparedRow &row, int column) const
{
    if (column == Handshake)
        return handshakeColour(row);
    if (column == Final && isOver(row) && !row.summary.answered)
        return u"failure"_s;
    return column == After || column == Pause ? u"muted"_s : QString();
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ComparedRow &row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case Qt::ToolTipRole: return toolTip(index.row(), index.column()).toHtmlEscaped().replace('\n'_L1, u"<br>"_s);
    case Qt::AccessibleTextRole: return spoken(index.row(), index.column());
    case ColourRole: return colour(row, index.column());
    case WhereRole: return shortUrl(visibleText(row.where.toLatin1().toStdString()));
    case StatusesRole: return QVariant::fromValue(QList<int>(row.summary.statuses.begin(), row.summary.statuses.end()));
    case SpreadRole:
        return row.rounds < 2 || row.pause.count == 0
            ? QString()
            : tr("95 of 100 within %1").arg(words::durationText(row.pause.p95, locale_));
    default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == Timeline)
        return tr(
            "Dotted: drawn wider than it lasts, so that short phases can be seen. The pause is written in its bar.");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Server: return tr("Server");
    case Timeline: return tr("Timeline (one axis, 0 = %1)").arg(alignText(align_));
    case Handshake: return tr("Handshake");
    case Final: return tr("Final");
    case BodySent: return tr("Body sent");
    case After: return tr("After");
    case Pause: return tr("Pause, repeated");
    case Against: return tr("Against baseline");
    default: return {};
    }
}

} // namespace model

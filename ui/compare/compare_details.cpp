// SPDX-License-Identifier: GPL-3.0-or-later
// Below the comparison's rows: how the chosen one differs from the baseline. And the report of all.

#include "ui/compare/compare_view.h"

#include "ui/compare/compare_status.h"
#include "ui/compare/compare_table.h"
#include "ui/compare/heads_pane.h"
#include "ui/compare/spread_pane.h"

#include "model/comparison_text.h"
#include "model/wire_text.h"
#include "words/units.h"

#include <QFileDialog>
#include <QListWidget>
#include <QTabWidget>

#include <algorithm>
#include <span>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t mostDifferences = 1000; // that are listed

model::ComparedHead answerOf(const session::ComparisonRow &row)
{
    if (!row.summary.answered)
        return {};
    const record::ResponseSeen &seen = row.summary.response;
    return model::responseHead(seen.version, seen.status, seen.reason, seen.fields);
}

} // namespace

void CompareView::askReport(const QString &ending, const QString &filter, bool secrets)
{
    QString path = QFileDialog::getSaveFileName(this, tr("Export the report"), u"compare."_s + ending, filter);
    if (path.isEmpty())
        return;
    if (!session::isReportName(path))
        path += '.'_L1 + ending;
    const QString line = saveReport(path, secrets);
    status_->say(!line.isEmpty() ? line
                     : secrets   ? tr("Saved as %1, with the credentials in it.").arg(path)
                                 : tr("Saved as %1, credentials masked.").arg(path));
}

QString CompareView::saveReport(const QString &path, bool secrets) const
{
    if (!comparison_)
        return tr("There is nothing to report yet: compare first.");
    session::ReportOptions options;
    options.align = feed_.align();
    options.baseline = static_cast<std::size_t>(feed_.baseline());
    options.showSecrets = secrets;
    options.exchanges = path.endsWith(".json"_L1, Qt::CaseInsensitive);
    options.locale = locale();
    return session::saveReport(session::reportOf(*comparison_, options), path, secrets);
}

/// Of the chosen row; made anew only where it or the baseline has come further.
void CompareView::showDetails()
{
    const auto row = static_cast<std::size_t>(std::max(0, table_->currentRow()));
    const auto baseline = static_cast<std::size_t>(feed_.baseline());
    if (!comparison_ || row >= comparison_->rows().size() || baseline >= comparison_->rows().size())
        return;
    const session::ComparisonRow &one = comparison_->rows()[row];
    const session::ComparisonRow &base = comparison_->rows()[baseline];
    const QString state = u"%1 %2 %3 %4 %5 %6"_s.arg(reinterpret_cast<quintptr>(comparison_.get()))
                              .arg(row)
                              .arg(baseline)
                              .arg(one.running)
                              .arg(base.running)
                              .arg(comparison_->roundsDone());
    if (std::exchange(detailsShown_, state) == state)
        return;
    showHeads(base, one);
    showDifferences(row);
    showSpread(row);
}

void CompareView::showHeads(const session::ComparisonRow &baseline, const session::ComparisonRow &row)
{
    const QString name = tr("%1 (baseline)").arg(baseline.name);
    const QString other = &baseline == &row ? name : row.name;
    responses_->show(name, other, answerOf(baseline), answerOf(row));
    requests_->show(name, other, model::requestHead(baseline.summary.request), model::requestHead(row.summary.request));
}

void CompareView::showDifferences(std::size_t row)
{
    const session::ComparisonRow &one = comparison_->rows()[row];
    differences_->clear();
    if (!one.summary.error.empty())
        differences_->addItem(model::visibleText(one.summary.error));
    const auto all = comparison_->differencesOf(row, static_cast<std::size_t>(feed_.baseline()));
    for (const compare::Difference &difference : std::span(all).first(std::min(all.size(), mostDifferences)))
        differences_->addItem(model::differenceText(difference, locale()));
    if (all.size() > mostDifferences)
        differences_->addItem(
            tr("… and %1 more: the report has them all").arg(words::countText(all.size() - mostDifferences, locale())));
    if (differences_->count() > 0)
        return;
    differences_->addItem(static_cast<int>(row) == feed_.baseline()
                              ? tr("This row is the baseline: choose another to see what differs.")
                              : one.running ? tr("Differences are told once it has ended.")
                                            : tr("No difference. %1").arg(model::noiseRuleText()));
}

void CompareView::showSpread(std::size_t row)
{
    const bool repeated = comparison_->rounds() > 1;
    details_->setTabVisible(details_->indexOf(spread_), repeated);
    if (!repeated)
        return;
    const auto shown = [this](std::size_t which, const QString &name) {
        const compare::Spread &pause = comparison_->rows()[which].pause;
        return SpreadShown{name, pause.count == 0 ? tr("no pause") : model::spreadText(pause, locale()),
                           table_->buckets(static_cast<int>(which))};
    };
    const auto baseline = static_cast<std::size_t>(feed_.baseline());
    std::vector<SpreadShown> spreads{shown(baseline, tr("%1 (baseline)").arg(comparison_->rows()[baseline].name))};
    if (row != baseline)
        spreads.push_back(shown(row, comparison_->rows()[row].name));
    spread_->show(std::move(spreads));
}

} // namespace ui

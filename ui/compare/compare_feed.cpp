// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_feed.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr int leastWaitMs = 33;
constexpr int mostWaitMs = 1000;
constexpr int shareOfTime = 5; // of the window's time, one part goes into bringing rows up to date

} // namespace

CompareFeed::CompareFeed(QObject *parent)
    : QObject(parent)
{
    timer_.setSingleShot(true);
    timer_.setInterval(leastWaitMs);
    connect(&timer_, &QTimer::timeout, this, &CompareFeed::refresh);
}

void CompareFeed::follow(session::Comparison *comparison)
{
    if (comparison_)
        comparison_->disconnect(this);
    comparison_ = comparison;
    timer_.stop();
    timer_.setInterval(leastWaitMs);
    live_.clear();
    rows_.setBaseline(0);
    std::vector<model::ComparedRow> rows;
    if (comparison_) {
        live_.resize(comparison_->rows().size());
        for (std::size_t row = 0; row < live_.size(); ++row)
            rows.push_back(shown(row));
        connect(comparison_, &session::Comparison::rowChanged, this, &CompareFeed::changed);
        connect(comparison_, &session::Comparison::roundFinished, this, &CompareFeed::allChanged);
        connect(comparison_, &session::Comparison::finished, this, [this] {
            allChanged();
            refresh();
        });
    }
    rows_.reset(std::move(rows));
    if (comparison_ && comparison_->running())
        timer_.start();
    emit refreshed();
}

void CompareFeed::setBaseline(int row)
{
    rows_.setBaseline(row);
    allChanged();
    refresh();
}

void CompareFeed::setAlign(compare::Align align)
{
    rows_.setAlign(align);
    allChanged();
    refresh();
}

void CompareFeed::changed(int row)
{
    live_[static_cast<std::size_t>(row)].changed = true;
    if (!timer_.isActive())
        timer_.start();
}

void CompareFeed::allChanged()
{
    for (Live &live : live_)
        live.changed = true;
    if (!live_.empty() && !timer_.isActive())
        timer_.start();
}

/// A row that still runs, as far as its events go; what is open goes on until now.
void CompareFeed::whileItRuns(const session::ComparisonRow &row, Live &live, model::ComparedRow &shown) const
{
    for (; live.folded < row.events.size(); ++live.folded)
        live.fold.add(row.events[live.folded]);
    record::Exchange now = live.fold.value();
    if (!row.events.empty())
        now.duration = std::max<std::int64_t>(now.duration, comparison_->elapsedNs());
    shown.summary = compare::summaryOf(now);
    shown.bars = compare::barsOf(now, row.events);
    shown.zero = compare::zeroOf(now, row.events, rows_.align());
}

model::ComparedRow CompareFeed::shown(std::size_t number)
{
    const session::ComparisonRow &row = comparison_->rows()[number];
    model::ComparedRow shown;
    shown.name = row.name;
    shown.where = QString::fromLatin1(row.spec.url.c_str());
    shown.running = row.running;
    shown.rounds = row.samples.size();
    shown.pause = row.pause;
    shown.final = row.final;
    shown.kept = row.record != nullptr;
    if (row.running) {
        whileItRuns(row, live_[number], shown);
        return shown;
    }
    shown.summary = row.summary;
    shown.bars = compare::barsOf(row.exchange, row.events);
    shown.zero = compare::zeroOf(row.exchange, row.events, rows_.align());
    const auto baseline = static_cast<std::size_t>(rows_.baseline());
    shown.compared = baseline < comparison_->rows().size() && !comparison_->rows()[baseline].running;
    if (shown.compared)
        shown.differences = comparison_->differencesOf(number, baseline);
    return shown;
}

/// Then it rests, the longer the more this took.
void CompareFeed::refresh()
{
    if (!comparison_)
        return;
    timer_.stop();
    QElapsedTimer took;
    took.start();
    const auto &rows = comparison_->rows();
    // Whatever stands against the baseline waited for its end.
    const auto baseline = static_cast<std::size_t>(rows_.baseline());
    const bool baselineEnded = baseline < rows.size() && !rows[baseline].running && rows_.rows()[baseline].running;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (std::exchange(live_[row].changed, false) || rows[row].running || baselineEnded)
            rows_.setRow(static_cast<int>(row), shown(row));
    emit refreshed();
    timer_.setInterval(std::clamp(static_cast<int>(took.elapsed()) * shareOfTime, leastWaitMs, mostWaitMs));
    if (std::ranges::any_of(rows, &session::ComparisonRow::running))
        timer_.start();
}

} // namespace ui

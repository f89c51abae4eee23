// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_feed.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr int leastWaitMs = 33;
constexpr int mostWaitMs = 1000;
constexpr std::size_t mostAtOnce = 30'000; // events and fields: a few milliseconds
constexpr int shareOfTime = 5;             // of the window's time, one part goes into bringing rows up to date

} // namespace

CompareFeed::CompareFeed(QObject *parent) : QObject(parent)
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
        std::size_t done = 0;
        for (std::size_t row = 0; row < live_.size(); ++row) {
            done += costOf(row);
            if (done > mostAtOnce && row > 0) { // its name now, the rest in its turn
                rows.emplace_back();
                rows.back().name = comparison_->rows()[row].name;
                continue;
            }
            rows.push_back(shown(row));
            live_[row].changed = false;
        }
        connect(comparison_, &session::Comparison::rowChanged, this, &CompareFeed::changed);
        connect(comparison_, &session::Comparison::roundFinished, this, &CompareFeed::allChanged);
        connect(comparison_, &session::Comparison::finished, this, [this] {
            allChanged();
            refresh();
        });
    }
    rows_.reset(std::move(rows));
    next_ = 0;
    if (comparison_ && (comparison_->running() || std::ranges::any_of(live_, &Live::changed)))
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
    shown.bars = compare::barsOf(now);
    shown.zero = compare::zeroOf(now, rows_.align());
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
    shown.bars = compare::barsOf(row.exchange);
    shown.zero = compare::zeroOf(row.exchange, rows_.align());
    const auto baseline = static_cast<std::size_t>(rows_.baseline());
    shown.compared = baseline < comparison_->rows().size() && !comparison_->rows()[baseline].running;
    if (shown.compared)
        shown.differences = comparison_->differencesOf(number, baseline);
    return shown;
}

/// About how much there is to look at.
std::size_t CompareFeed::costOf(std::size_t row) const
{
    const auto &rows = comparison_->rows();
    const auto fields = [&rows](std::size_t of) {
        return of < rows.size() ? rows[of].summary.response.fields.size() : 0;
    };
    return rows[row].events.size() + fields(row) + fields(static_cast<std::size_t>(rows_.baseline()));
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
    if (baseline < rows.size() && !rows[baseline].running && rows_.rows()[baseline].running)
        for (Live &live : live_)
            live.changed = true;
    std::size_t done = 0, looked = 0;
    for (; looked < rows.size() && done < mostAtOnce; ++looked, next_ = (next_ + 1) % rows.size()) {
        if (!live_[next_].changed && !rows[next_].running)
            continue;
        done += costOf(next_);
        live_[next_].changed = false;
        rows_.setRow(static_cast<int>(next_), shown(next_));
    }
    emit refreshed();
    const bool more = looked < rows.size() && std::ranges::any_of(live_, &Live::changed);
    timer_.setInterval(more ? 0 : std::clamp(static_cast<int>(took.elapsed()) * shareOfTime, leastWaitMs, mostWaitMs));
    if (more || std::ranges::any_of(rows, &session::ComparisonRow::running))
        timer_.start();
}

} // namespace ui

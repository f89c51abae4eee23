// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/judgement.h"

#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/request/actions.h"

#include <QElapsedTimer>
#include <QScopeGuard>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int judgeMs = 50;
constexpr int judgeRest = 10; // times what it took

} // namespace

Judgement::Judgement(ExchangeView *view, StatusSummary *status, QObject *parent)
    : QObject(parent)
    , view_(view)
    , status_(status)
{
    // While an exchange runs or is replayed, events and instants come faster than words can be read.
    soon_.setSingleShot(true);
    soon_.setInterval(judgeMs);
    connect(&soon_, &QTimer::timeout, this, &Judgement::judge);
    connect(view, &ExchangeView::updated, this, [this] {
        if (running_)
            judgeLater();
        else
            soon_.start(0); // in an event of its own
    });
    connect(view, &ExchangeView::ticked, this, &Judgement::judgeLater);
    connect(view, &ExchangeView::replayMoved, this, &Judgement::judgeLater);
}

void Judgement::setSubject(const request::RequestSpec &spec, const session::LiveExchange *running)
{
    spec_ = spec;
    running_ = running;
}

void Judgement::judgeLater()
{
    if (!soon_.isActive())
        soon_.start();
}

void Judgement::judge()
{
    QElapsedTimer clock;
    clock.start();
    const auto rest = qScopeGuard([this, &clock] { // also where events are very many
        soon_.setInterval(static_cast<int>(qMax<qint64>(judgeMs, clock.elapsed() * judgeRest)));
    });
    guidance::EvaluateOptions options;
    options.locale = view_->locale();
    const auto replayAt = view_->replayAt();
    if (replayAt < 0) {
        if (running_)
            options.nowNs = running_->elapsedNs();
        present(view_->exchange(), options);
        return;
    }
    options.nowNs = replayAt;
    const auto &all = view_->events();
    const auto later = std::upper_bound(all.begin(), all.end(), replayAt,
                                        [](qint64 at, const wire::Event &event) { return at < event.at; });
    const std::vector<wire::Event> events(all.begin(), later);
    present(record::summarize(events), options);
}

void Judgement::present(const record::Exchange &exchange, const guidance::EvaluateOptions &options)
{
    auto evaluation = guidance::evaluate(exchange, spec_, options);
    // What only a running exchange can be told is not offered for an instant of one that has ended.
    evaluation.verdict.actions.removeIf([this](const guidance::ActionHint &hint) {
        const bool live = hint.key == "release-now"_L1 || hint.key == "cancel"_L1;
        return (live && !running_) || !canAct(hint.key, spec_);
    });
    emit judged(evaluation.verdict);
    view_->setFindings(evaluation.findings);
    status_->show(exchange, !spec_.proxy.empty(), view_->replayAt());
}

} // namespace ui

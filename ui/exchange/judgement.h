// SPDX-License-Identifier: GPL-3.0-or-later
// Verdict, findings and summary of the exchange that a view shows: again and again while it runs, in a replay of what
// had happened at that instant.
#pragma once

#include "guidance/evaluate.h"
#include "session/live/live_exchange.h"

#include <QObject>
#include <QTimer>

namespace ui {

class ExchangeView;
class StatusSummary;

class Judgement : public QObject {
    Q_OBJECT
public:
    /// Findings go into the view, the summary into `status`.
    Judgement(ExchangeView *view, StatusSummary *status, QObject *parent);
    /// What was sent, and the exchange as long as it runs: null once it has ended.
    void setSubject(const request::RequestSpec &spec, const session::LiveExchange *running);
    void judge();

signals:
    void judged(const guidance::Verdict &verdict);

private:
    void judgeLater();
    void present(const record::Exchange &exchange, const guidance::EvaluateOptions &options);

    ExchangeView *view_;
    StatusSummary *status_;
    request::RequestSpec spec_;
    const session::LiveExchange *running_ = nullptr;
    QTimer soon_;
};

} // namespace ui

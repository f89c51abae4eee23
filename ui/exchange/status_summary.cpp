// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/status_summary.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include "words/outcomes.h"
#include "words/units.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int sayMs = 8000; // a line stays that long, whatever comes meanwhile

/// "417 then 201", or what went wrong in a word.
QString outcomeWords(const record::Exchange &exchange)
{
    QStringList statuses;
    for (const auto &attempt : exchange.attempts)
        if (attempt.final)
            statuses.append(QString::number(attempt.final->status));
    if (statuses.isEmpty())
        return words::outcomeText(exchange.outcome);
    return statuses.join(StatusSummary::tr(" then "));
}

bool wentWell(const record::Exchange &exchange)
{
    return exchange.outcome == record::Outcome::FinalStatus && exchange.last() && exchange.last()->final
        && exchange.last()->final->status < 400;
}

} // namespace

StatusSummary::StatusSummary(QWidget *parent)
    : QWidget(parent)
    , outcome_(plainLabel(tr("ready"), this))
    , numbers_(plainLabel({}, this))
    , connection_(plainLabel({}, this))
{
    setAccessibleName(tr("Summary of the exchange"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.8), em(0.1), em(0.8), em(0.1));
    row->setSpacing(em(1.2));
    for (auto *label : {numbers_, connection_})
        label->setProperty("muted", true);
    numbers_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(outcome_);
    row->addWidget(numbers_, 1);
    row->addWidget(connection_);
    saying_.setSingleShot(true);
    saying_.setInterval(sayMs);
    connect(&saying_, &QTimer::timeout, this, &StatusSummary::showNumbers);
}

void StatusSummary::show(const record::Exchange &exchange, bool proxy, qint64 replayAt)
{
    if (exchange.attempts.empty())
        return;
    const auto &theme = Theme::current();
    const bool replay = replayAt >= 0;
    const bool pending = replay || exchange.outcome == record::Outcome::Pending;
    const auto colour = pending ? theme.head : wentWell(exchange) ? theme.success : theme.failure;
    outcome_->setStyleSheet(u"color: %1;"_s.arg(Theme::readable(colour, theme.surface).name()));
    outcome_->setText(
        u"● "_s + (replay ? tr("replay at %1").arg(words::durationText(replayAt, locale())) : outcomeWords(exchange)));
    // The status bar asks for its parts' sizes later than a new style sheet lets them be known.
    outcome_->setMinimumWidth(outcome_->fontMetrics().horizontalAdvance(outcome_->text()) + em(0.5));
    QStringList parts;
    if (replay)
        parts.append(tr("Esc ends it"));
    parts.append(tr("attempts %1").arg(words::countText(exchange.attempts.size(), locale())));
    for (const auto &attempt : exchange.attempts)
        if (attempt.handshake.pauseEnded >= 0)
            parts.append(tr("paused %1").arg(words::durationText(attempt.handshake.pauseNs(), locale())));
    parts.append(tr("sent %1").arg(words::bytesText(exchange.bytesSent, locale())));
    parts.append(tr("received %1").arg(words::bytesText(exchange.bytesReceived, locale())));
    parts_ = parts;
    const auto &target = exchange.main()->target;
    QStringList how{target.tls ? tr("TLS") : tr("TLS off"), proxy ? tr("proxy") : tr("direct")};
    if (!target.unixSocket.empty())
        how.append(tr("Unix socket"));
    if (!target.address.empty())
        how.append(target.address.find(':') == std::string::npos || target.address.find('.') != std::string::npos
                       ? tr("IPv4")
                       : tr("IPv6"));
    connection_->setText(how.join(u" · "_s));
    layout()->activate(); // the numbers' room is known
    showNumbers();
}

/// As many as there is room for.
void StatusSummary::showNumbers()
{
    if (saying_.isActive())
        return;
    auto parts = parts_;
    const auto words = [&parts] { return parts.join(u"    "_s); };
    while (parts.size() > 1 && numbers_->fontMetrics().horizontalAdvance(words()) > numbers_->width())
        parts.removeLast();
    numbers_->setText(words());
}

void StatusSummary::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // the label's width is the new one
    showNumbers();
}

void StatusSummary::say(const QString &line)
{
    numbers_->setText(line);
    saying_.start();
}

QString StatusSummary::text() const
{
    return outcome_->text() + ' '_L1 + numbers_->text();
}

} // namespace ui

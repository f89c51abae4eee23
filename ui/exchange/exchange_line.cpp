// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_line.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/style.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QToolButton *linkButton(const QString &text, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(tip);
    makeLink(button);
    return button;
}

} // namespace

ExchangeLine::ExchangeLine(QWidget *parent)
    : QWidget(parent)
    , asked_(plainLabel({}, this))
    , detail_(new ElidedLabel(this))
    , compose_(linkButton(tr("Into the composer"), tr("Puts this request into the composer, as it was sent"), this))
    , copy_(linkButton(tr("Copy curl"), tr("Copies this request as a curl command"), this))
    , pin_(linkButton(u"☆"_s, {}, this))
{
    auto font = fixedFont();
    font.setBold(true);
    asked_->setFont(font);
    asked_->setMinimumWidth(em(4));
    detail_->setProperty("muted", true);
    pin_->setCheckable(true);
    pin_->setAccessibleName(tr("Pinned in the history"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.8), em(0.25), em(0.8), em(0.25));
    row->setSpacing(em(0.8));
    row->addWidget(asked_);
    row->addWidget(detail_, 1);
    for (auto *button : {compose_, copy_, pin_})
        row->addWidget(button);
    connect(compose_, &QToolButton::clicked, this, &ExchangeLine::composeWanted);
    connect(copy_, &QToolButton::clicked, this, &ExchangeLine::copyWanted);
    connect(pin_, &QToolButton::clicked, this, &ExchangeLine::pinWanted);
    show({});
}

void ExchangeLine::show(const Shown &shown)
{
    request_ = shown.asked.isEmpty() ? tr("No exchange yet") : shown.asked;
    fit();
    asked_->setToolTip(shown.asked.toHtmlEscaped());
    detail_->show(shown.detail);
    compose_->setEnabled(shown.ours);
    copy_->setEnabled(shown.ours);
    pin_->setEnabled(shown.kept);
    pin_->setChecked(shown.pinned);
    pin_->setText(shown.pinned ? u"★"_s : u"☆"_s);
    pin_->setToolTip(shown.pinned ? tr("Pinned: it stays in the history, whatever its limits. A click unpins it.")
                                  : tr("Pins it: it stays in the history, whatever its limits."));
}

/// The rest elides; what was asked may take half of the line.
void ExchangeLine::fit()
{
    asked_->setText(asked_->fontMetrics().elidedText(request_, Qt::ElideMiddle, qMax(em(12), width() / 2)));
}

void ExchangeLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace ui

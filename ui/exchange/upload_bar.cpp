// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/upload_bar.h"

#include "ui/kit/style.h"

#include "words/units.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include <algorithm>

namespace ui {

namespace {

constexpr qint64 watchedAfterNs = 500'000'000;
constexpr int fineness = 1000; // steps of the bar

} // namespace

UploadBar::UploadBar(QWidget *parent) : QWidget(parent), bar_(new QProgressBar(this)), words_(plainLabel({}, this))
{
    bar_->setTextVisible(false);
    bar_->setFixedHeight(em(0.6));
    bar_->setAccessibleName(tr("Upload"));
    bar_->setMaximum(fineness);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.8), em(0.2), em(0.8), em(0.2));
    row->addWidget(bar_, 1);
    row->addWidget(words_);
    hide();
}

void UploadBar::setProgress(quint64 sent, quint64 all, qint64 began, qint64 now)
{
    const bool shown = sent > 0 && sent < all && now > watchedAfterNs;
    setVisible(shown);
    if (!shown)
        return;
    const auto spent = std::max<qint64>(1, now - began);
    const double share = static_cast<double>(sent) / static_cast<double>(all);
    const auto left = static_cast<qint64>(static_cast<double>(spent) * (1 - share) / share);
    bar_->setValue(static_cast<int>(share * fineness));
    words_->setText(tr("%1 of %2 · %3 · %4 left")
                        .arg(words::sizeText(sent, locale()), words::sizeText(all, locale()),
                             words::rateText(sent, spent, locale()), words::durationText(left, locale())));
}

QString UploadBar::text() const
{
    return isHidden() ? QString() : words_->text();
}

} // namespace ui

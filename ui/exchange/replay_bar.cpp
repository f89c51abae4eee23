// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/replay_bar.h"

#include "ui/kit/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int replayFrameMs = 16;
/// Replay speeds; 0: the whole exchange in five seconds.
constexpr double speeds[]{0, 1, 0.1, 0.01};

} // namespace

ReplayBar::ReplayBar(std::function<qint64()> duration, QWidget *parent)
    : QWidget(parent)
    , duration_(std::move(duration))
    , back_(button(u"◂◂"_s, tr("Previous event"), tr("Previous event (Left)")))
    , play_(button(tr("▶ Replay"), tr("Replay"), tr("Play or pause the replay (Space)")))
    , on_(button(u"▸▸"_s, tr("Next event"), tr("Next event (Right)")))
    , speed_(new QComboBox(this))
{
    speed_->addItems({tr("in 5 s"), tr("1×"), tr("0.1×"), tr("0.01×")});
    speed_->setAccessibleName(tr("Speed of the replay"));
    setWhatsThis(tr("Plays the exchange again as it happened: every view shows that instant."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, em(0.8), 0);
    row->setSpacing(em(0.2));
    for (auto *one : {back_, play_, on_})
        row->addWidget(one);
    row->addWidget(speed_);
    connect(back_, &QToolButton::clicked, this, [this] { step(-1); });
    connect(on_, &QToolButton::clicked, this, [this] { step(1); });
    connect(play_, &QToolButton::clicked, this, &ReplayBar::playOrPause);
    timer_.setInterval(replayFrameMs);
    connect(&timer_, &QTimer::timeout, this, &ReplayBar::tick);
}

QToolButton *ReplayBar::button(const QString &text, const QString &name, const QString &tip)
{
    auto *one = new QToolButton(this);
    one->setText(text);
    one->setAutoRaise(true);
    one->setAccessibleName(name);
    one->setToolTip(tip);
    return one;
}

void ReplayBar::setAt(qint64 ns)
{
    at_ = ns;
    emit moved(ns);
}

void ReplayBar::end()
{
    stop();
    setAt(-1);
}

void ReplayBar::stop()
{
    timer_.stop();
    showPlay();
}

void ReplayBar::showPlay()
{
    const auto sign = playing() ? u"❚❚"_s : u"▶"_s;
    play_->setText(compact_ ? sign : sign + ' '_L1 + (playing() ? tr("Pause") : tr("Replay")));
}

void ReplayBar::fit(int room)
{
    const int spared =
        play_->fontMetrics().horizontalAdvance(tr("Replay")) + back_->sizeHint().width() + on_->sizeHint().width();
    const int whole = sizeHint().width() + (compact_ ? spared : 0);
    const bool compact = whole > room;
    if (std::exchange(compact_, compact) == compact)
        return;
    back_->setVisible(!compact);
    on_->setVisible(!compact);
    showPlay();
}

void ReplayBar::playOrPause()
{
    if (playing()) {
        stop();
        return;
    }
    if (!events_ || events_->empty())
        return;
    if (at_ < 0 || at_ >= duration_())
        setAt(0);
    timer_.start();
    showPlay();
}

void ReplayBar::tick()
{
    const auto duration = duration_();
    const double speed = speeds[speed_->currentIndex()];
    const auto step = speed > 0 ? static_cast<qint64>(speed * replayFrameMs * 1e6) : duration * replayFrameMs / 5000;
    const auto next = at_ + std::max<qint64>(1, step);
    if (next >= duration)
        end();
    else
        setAt(next);
}

void ReplayBar::step(int by)
{
    stop();
    if (!events_)
        return;
    const auto at = at_ < 0 ? (by > 0 ? -1 : duration_() + 1) : at_;
    const auto &all = *events_;
    if (by > 0) {
        const auto it = std::find_if(all.begin(), all.end(), [at](const wire::Event &e) { return e.at > at; });
        setAt(it == all.end() ? -1 : it->at);
    } else {
        const auto it = std::find_if(all.rbegin(), all.rend(), [at](const wire::Event &e) { return e.at < at; });
        setAt(it == all.rend() ? 0 : it->at);
    }
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/replay_bar.h"

#include "ui/kit/style.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestReplayBar : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        events_.clear();
        for (const qint64 at : {10, 10, 500, 900}) {
            events_.emplace_back();
            events_.back().at = at * 1'000'000;
        }
        bar_ = std::make_unique<ui::ReplayBar>([] { return qint64(1'000'000'000); });
    }

    void stepsGoFromMomentToMoment()
    {
        bar_->step(1); // there is nothing to go to
        QCOMPARE(bar_->at(), qint64(-1));
        bar_->setEvents(&events_);
        QSignalSpy moved(bar_.get(), &ui::ReplayBar::moved);
        for (const qint64 at : {10, 500, 900}) {
            button(u"Next event"_s)->click();
            QCOMPARE(bar_->at(), at * 1'000'000);
        }
        button(u"Next event"_s)->click(); // all of it
        QCOMPARE(bar_->at(), qint64(-1));
        for (const qint64 at : {900, 500, 10, 0, 0}) {
            button(u"Previous event"_s)->click();
            QCOMPARE(bar_->at(), at * 1'000'000);
        }
        QCOMPARE(moved.count(), 9);
    }

    void itPlaysAndPauses()
    {
        bar_->playOrPause(); // nothing
        QVERIFY(!bar_->playing());
        bar_->setEvents(&events_);
        bar_->findChild<QComboBox *>()->setCurrentIndex(3); // slowly
        auto *play = button(u"Replay"_s);
        play->click();
        QVERIFY(bar_->playing() && play->text().contains(u"Pause"_s));
        QTRY_VERIFY(bar_->at() > 0);
        play->click();
        QVERIFY(!bar_->playing() && play->text().contains(u"Replay"_s));
        const auto at = bar_->at();
        QTest::qWait(50);
        QCOMPARE(bar_->at(), at);
        play->click();
        QVERIFY(bar_->at() >= at); // it goes on where it was
        bar_->step(1);
        QVERIFY(!bar_->playing()); // a step is a pause
        bar_->findChild<QComboBox *>()->setCurrentIndex(1);
        bar_->setAt(990'000'000);
        play->click();
        QTRY_VERIFY(!bar_->playing());
        QCOMPARE(bar_->at(), qint64(-1));
    }

    void itsEndShowsAll()
    {
        bar_->setEvents(&events_);
        bar_->playOrPause();
        bar_->end();
        QVERIFY(!bar_->playing());
        QCOMPARE(bar_->at(), qint64(-1));
    }

    void whereThereIsNoRoomItIsShort()
    {
        const int whole = bar_->sizeHint().width();
        auto *play = button(u"Replay"_s);
        bar_->fit(whole);
        QVERIFY(play->text().contains(u"Replay"_s) && !button(u"Next event"_s)->isHidden());
        bar_->fit(whole - 1);
        QVERIFY(!play->text().contains(u"Replay"_s) && button(u"Next event"_s)->isHidden());
        QVERIFY(bar_->sizeHint().width() < whole);
        bar_->fit(whole + ui::em(2));
        QVERIFY(play->text().contains(u"Replay"_s) && !button(u"Next event"_s)->isHidden());
    }

private:
    QToolButton *button(const QString &name) const
    {
        for (auto *one : bar_->findChildren<QToolButton *>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    std::vector<wire::Event> events_;
    std::unique_ptr<ui::ReplayBar> bar_;
};

INTERIM_SUITE(TestReplayBar)
#include "tst_replay_bar.moc"

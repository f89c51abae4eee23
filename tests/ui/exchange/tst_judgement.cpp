// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/judgement.h"

#include "ui/desk_fixture.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/exchange/timeline/timeline_view.h"

class TestJudgement : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        at_ = std::make_unique<support::Desk>();
        view_ = new ui::ExchangeView(at_->window.get());
        status_ = new ui::StatusSummary(at_->window.get());
        judgement_ = new ui::Judgement(view_, status_, view_);
        verdicts_.clear();
        connect(judgement_, &ui::Judgement::judged, this,
                [this](const guidance::Verdict &verdict) { verdicts_.append(verdict); });
    }
    void cleanup() { at_.reset(); }

    void aRecordingIsJudgedOnce()
    {
        const auto record = support::recordOf("http://a.test/", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        judgement_->setSubject(record->spec, nullptr);
        view_->show(record);
        QVERIFY(verdicts_.isEmpty()); // in an event of its own
        QTRY_COMPARE(verdicts_.size(), 1);
        QVERIFY2(!verdicts_[0].headline.isEmpty(), "it has a headline");
        QVERIFY2(status_->text().contains(u"404"_s), qPrintable(status_->text()));
        QTest::qWait(120);
        QCOMPARE(verdicts_.size(), 1);
    }

    void aReplayIsJudgedByWhatHadHappened()
    {
        const auto record = support::recordOf("http://a.test/", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        judgement_->setSubject(record->spec, nullptr);
        view_->show(record);
        QTRY_COMPARE(verdicts_.size(), 1);
        view_->setReplayAt(500'000); // the head is gone, nothing came
        QTRY_COMPARE(verdicts_.size(), 2);
        QVERIFY(verdicts_[1].headline != verdicts_[0].headline);
        QVERIFY2(status_->text().contains(u"replay at"_s), qPrintable(status_->text()));
        view_->endReplay();
        QTRY_COMPARE(verdicts_.size(), 3);
        QCOMPARE(verdicts_[2].headline, verdicts_[0].headline);
    }

    void onlyWhatRunsCanBeCancelled()
    {
        at_->startLab();
        auto spec = at_->upload("/silent");
        spec.expect.afterWait = wire::AfterWait::Keep;
        auto *sending = at_->bench.send(spec, at_->window.get());
        judgement_->setSubject(spec, sending);
        view_->follow(sending);
        const auto cancels = [this] {
            return !verdicts_.isEmpty()
                && std::any_of(verdicts_.last().actions.begin(), verdicts_.last().actions.end(),
                               [](const guidance::ActionHint &hint) { return hint.key == "release-now"_L1; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(cancels(), 20'000);
        const auto before = verdicts_.size(); // its time goes on
        QTRY_VERIFY(verdicts_.size() > before);
        judgement_->setSubject(spec, nullptr);
        judgement_->judge();
        QVERIFY(!cancels());
        QSignalSpy finished(sending, &session::Sending::finished);
        sending->cancel();
        QVERIFY(finished.wait(20'000));
    }

private:
    std::unique_ptr<support::Desk> at_;
    ui::ExchangeView *view_ = nullptr;
    ui::StatusSummary *status_ = nullptr;
    ui::Judgement *judgement_ = nullptr;
    QList<guidance::Verdict> verdicts_;
};

INTERIM_SUITE(TestJudgement)
#include "tst_judgement.moc"

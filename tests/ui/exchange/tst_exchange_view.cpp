// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange by mouse and keys: replay in every pane, and one selection in timeline, table and bytes.
#include "ui/exchange/exchange_view.h"

#include "ui/exchange/events/event_table.h"
#include "ui/exchange/response/response_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/exchange/wire/wire_view.h"
#include "ui/kit/style.h"

#include "session/lab_server.h"
#include "session/workbench.h"
#include "support/events.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestExchangeView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        ui::applyStyle();
        QSignalSpy started(bench_.lab(), &session::LabServer::started);
        bench_.lab()->start({});
        QVERIFY(bench_.lab()->running() || started.wait(20'000));
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = (bench_.lab()->baseUrl() + u"/early-hints?gap=20ms"_s).toStdString();
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "hello";
        spec.expect.rule = request::ExpectRule::Always;
        auto *sending = bench_.send(spec, this);
        QSignalSpy finished(sending, &session::Sending::finished);
        QVERIFY(finished.wait(20'000));
        record_ = sending->record();
    }

    void init()
    {
        view_ = new ui::ExchangeView;
        view_->resize(900, 700);
        view_->setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(view_));
        view_->show(record_);
        table_ = view_->findChild<ui::EventTable *>();
        rows_ = table_->model()->rowCount();
        QVERIFY(rows_ > 6);
    }
    void cleanup() { delete view_; }

    void theTimelineTakesItsLanesHeight()
    {
        auto *timeline = view_->timeline();
        QTRY_COMPARE(timeline->height(), timeline->maximumHeight());
        QVERIFY(timeline->scene().contentHeight <= timeline->height());
        const int lane = timeline->neededHeight();
        view_->show(support::refusedThenHealed().record()); // two of them
        QVERIFY(timeline->neededHeight() > lane);
    }

    void replayByKeyboard()
    {
        auto *timeline = view_->timeline();
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_Space); // plays: from the start on
        QVERIFY(view_->replayAt() >= 0);
        QVERIFY(table_->model()->rowCount() < rows_);
        QTest::keyClick(timeline, Qt::Key_Space); // pauses
        const auto stopped = view_->replayAt();
        QTest::qWait(60);
        QCOMPARE(view_->replayAt(), stopped);
        int before = table_->model()->rowCount();
        for (int i = 0; i < 100 && view_->replayAt() >= 0; ++i) {
            QTest::keyClick(timeline, Qt::Key_Right);
            const int now = table_->model()->rowCount();
            QVERIFY(now >= before);
            before = now;
        }
        QCOMPARE(view_->replayAt(), qint64(-1)); // behind the last event everything is shown again
        QCOMPARE(table_->model()->rowCount(), rows_);
    }

    void replayShowsTheBytesOfItsInstant()
    {
        qint64 continued = -1;
        for (const auto &event : view_->events())
            if (event.kind == wire::Kind::HeadEnd && event.direction == wire::Direction::Received && continued < 0)
                continued = event.at; // the 103; the 100 comes 20 ms later
        QVERIFY(continued > 0);
        view_->setReplayAt(continued);
        const QString bytes = view_->bytes()->selectedText();
        QVERIFY2(bytes.contains(u"103"_s), qPrintable(bytes));
        QVERIFY2(!bytes.contains(u"100 Continue"_s), qPrintable(bytes));
        view_->setReplayAt(-1);
        QVERIFY(view_->bytes()->selectedText().contains(u"100 Continue"_s));
    }

    void responseFollowsTheReplay()
    {
        view_->setCurrentIndex(2);
        const auto words = [this] {
            QStringList all;
            for (const auto *label : view_->response()->findChildren<QLabel *>())
                if (label->isVisible())
                    all.append(label->text());
            return all.join('|'_L1);
        };
        QTRY_VERIFY(view_->response()->content()->loaded());
        const auto &attempt = view_->exchange().attempts.front();
        const auto whole = words();
        QVERIFY2(whole.contains(u"200"_s), qPrintable(whole));
        view_->setReplayAt(attempt.interims.front().at - 1);
        QVERIFY2(words().contains(u"No response had come"_s), qPrintable(words()));
        view_->setReplayAt(attempt.interims.front().at);
        QVERIFY2(words().contains(u"103"_s), qPrintable(words()));
        view_->setReplayAt(attempt.interims.back().at);
        QVERIFY2(words().contains(u"100"_s), qPrintable(words()));
        view_->setReplayAt(view_->timeline()->duration());
        QVERIFY2(words().contains(u"200"_s), qPrintable(words()));
        view_->setReplayAt(-1);
        QTRY_COMPARE(words(), whole);
        view_->setCurrentIndex(0);
    }

    void anotherExchangeEndsTheReplay()
    {
        view_->setReplayAt(view_->timeline()->duration() / 2);
        auto shorter = std::make_shared<record::Record>(*record_);
        shorter->facts.resize(shorter->facts.size() / 3);
        view_->show(shorter);
        QCOMPARE(view_->replayAt(), qint64(-1));
        QVERIFY(table_->model()->rowCount() < rows_);
        view_->show(record_);
        QCOMPARE(table_->model()->rowCount(), rows_);
    }

    void replayPlaysToItsEnd()
    {
        view_->findChild<QComboBox *>()->setCurrentIndex(1); // real time: some 40 ms
        view_->playOrPause();
        QTRY_COMPARE_WITH_TIMEOUT(view_->replayAt(), qint64(-1), 20'000);
        QCOMPARE(table_->model()->rowCount(), rows_);
    }

    void findingsShowTheirEvidence_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("by mouse") << false;
        QTest::newRow("by key") << true;
    }

    void findingsShowTheirEvidence()
    {
        QFETCH(bool, byKey);
        guidance::Finding finding;
        finding.title = u"odd"_s;
        finding.events = {table_->model()->index(rows_ - 1, 0).data(model::EventLogModel::SeqRole).toULongLong()};
        view_->setFindings({finding, finding});
        view_->setCurrentIndex(3);
        auto *list = view_->findChild<QListWidget *>();
        list->setFocus();
        if (byKey) {
            QTest::keyClick(list, Qt::Key_Down);
            view_->setFindings({finding, finding}); // as each frame of a replay does
            QVERIFY(list->currentItem());
            QTest::keyClick(list, Qt::Key_Return);
        } else {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        }
        QCOMPARE(view_->currentIndex(), 0);
        QVERIFY(table_->isVisible());
        QCOMPARE(table_->currentIndex().data(model::EventLogModel::SeqRole).toULongLong(), finding.events.first());
    }

    void findingsSayHowSure()
    {
        using guidance::Confidence;
        QVector<guidance::Finding> findings(3);
        const QList<Confidence> each{Confidence::Certain, Confidence::Likely, Confidence::Open};
        for (qsizetype i = 0; i < 3; ++i) {
            findings[i].confidence = each[i];
            findings[i].severity = wire::Severity::Warning;
            findings[i].title = u"odd"_s;
        }
        view_->setFindings(findings);
        const auto *list = view_->findChild<QListWidget *>();
        QVERIFY(list->item(0)->text().startsWith("Warning: odd"_L1));
        QVERIFY(list->item(1)->text().startsWith("Warning, likely: odd"_L1));
        QVERIFY(list->item(2)->text().startsWith("Warning, open: odd"_L1));
        for (int i = 0; i < 3; ++i)
            QVERIFY(list->item(i)->toolTip().contains("likely: "_L1));
    }

    void oneSelection()
    {
        int row = 0;
        while (row < rows_ && !table_->model()->index(row, 2).data().toString().contains(u"100 Continue"_s))
            ++row;
        QVERIFY(row < rows_);
        const auto index = table_->model()->index(row, 2);
        table_->scrollTo(index);
        QTest::mouseClick(table_->viewport(), Qt::LeftButton, {}, table_->visualRect(index).center());
        const auto seq = index.data(model::EventLogModel::SeqRole).toULongLong();
        QCOMPARE(view_->timeline()->selectedSeq(), seq);
        QVERIFY(view_->bytes()->selectedText().contains(u"100 Continue"_s));
        // and from the bytes back: another event's
        quint64 chosen = 0;
        connect(view_, &ui::ExchangeView::selectionChanged, this, [&chosen](quint64 s) { chosen = s; });
        QTest::mouseClick(view_->bytes()->viewport(), Qt::LeftButton, {}, QPoint(60, 30));
        QVERIFY(chosen != seq);
        QCOMPARE(view_->timeline()->selectedSeq(), chosen);
        QVERIFY(table_->currentIndex().isValid());
    }

private:
    session::Workbench bench_;
    std::shared_ptr<const record::Record> record_;
    ui::ExchangeView *view_ = nullptr;
    ui::EventTable *table_ = nullptr;
    int rows_ = 0;
};

INTERIM_SUITE(TestExchangeView)
#include "tst_exchange_view.moc"

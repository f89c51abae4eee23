// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/opening.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_view.h"
#include "ui/desk_fixture.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/window.h"

#include "record/file.h"

#include <QFile>
#include <QTabBar>
#include <QTemporaryDir>

class TestOpening : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        window_ = support::makeFirstWindow();
        first_ = recording(u"first.interim"_s, "http://first.test/a");
        second_ = recording(u"second.interim"_s, "http://second.test/b");
    }
    void cleanup() { window_.reset(); }

    void aRecordingIsShown()
    {
        window_->bringForward(window_->compare());
        QCOMPARE(support::openFiles(*window_, {first_}), QString());
        QVERIFY(window_->exchange()->inFront());
        QCOMPARE(window_->request()->spec().url, std::string("http://first.test/a"));
    }

    /// Also before anybody has looked at a comparison: its tools stand beside the tabs.
    void severalAreCompared()
    {
        QCOMPARE(support::openFiles(*window_, {first_, second_}), QString());
        QVERIFY(window_->compare()->inFront());
        const auto *view = window_->compare()->view();
        QCOMPARE(view->comparison()->rows().size(), std::size_t(2));
        QVERIFY(view->tools()->isVisible() && !view->isAncestorOf(view->tools()));
        const auto *tabs = window_->findChild<QTabBar *>(u"views"_s);
        QVERIFY(tabs->parentWidget()->isAncestorOf(view->tools()));
    }

    void nothingIsShownOverWhatRuns()
    {
        auto spec = window_->request()->spec();
        spec.url = (window_->lab()->baseUrl() + u"/silent"_s).toStdString();
        spec.expect.afterWait = wire::AfterWait::Keep;
        window_->request()->replace(spec);
        window_->run();
        QVERIFY(window_->exchange()->running());
        for (const auto &paths : {QStringList{first_}, QStringList{first_, second_}}) {
            QCOMPARE(support::openFiles(*window_, paths), QString());
            QVERIFY(window_->exchange()->running() && window_->exchange()->inFront());
            const auto *status = window_->findChild<ui::StatusSummary *>();
            QVERIFY2(status->text().contains(u"An exchange is running"_s), qPrintable(status->text()));
        }
        QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
        window_->cancel();
        QVERIFY(ended.wait(20'000));
    }

    void theFirstOneThatCanBeIsTakenUnasked()
    {
        const auto path = dir_.filePath(u"two.http"_s);
        write(path, "GET {{nobody}}\n\n###\nGET http://two.test/b\n");
        QSignalSpy opened(window_->opening(), &ui::Opening::opened);
        window_->opening()->open({path}, false);
        QVERIFY(opened.wait(10'000));
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(window_->request()->spec().url.find("/refuse-417") == std::string::npos);
    }

    void whatWasOpenedStaysWhenTheLabStarts()
    {
        window_->lab()->stop();
        QTRY_VERIFY(!window_->lab()->running());
        QCOMPARE(support::openFiles(*window_, {second_}), QString());
        window_->lab()->start({});
        QTRY_VERIFY_WITH_TIMEOUT(window_->lab()->running(), 20'000);
        QCoreApplication::processEvents();
        QCOMPARE(window_->request()->spec().url, std::string("http://second.test/b"));
    }

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QString recording(const QString &name, const std::string &url)
    {
        const auto record = support::recordOf(url, "HTTP/1.1 204 No Content\r\n\r\n");
        write(dir_.filePath(name), QByteArray::fromStdString(record::serialize(*record)));
        return dir_.filePath(name);
    }

    QTemporaryDir dir_;
    std::unique_ptr<ui::Workspace> window_;
    QString first_;
    QString second_;
};

INTERIM_SUITE(TestOpening)
#include "tst_opening.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are named to the program or dropped onto its window, and what it says without a display.
#include "ui/files/file_drop.h"

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/request/body_tab.h"
#include "ui/window.h"

#include "record/file.h"
#include "support/exchange_sample.h"

#include <QDialog>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

std::string recording(const std::string &url)
{
    request::RequestSpec spec;
    spec.url = url;
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head();
    maker.at(900).received("HTTP/1.1 204 No Content\r\n\r\n");
    maker.at(1000).end("final-status");
    record::Record record = maker.recorder().take();
    record.spec = spec;
    return record::serialize(record);
}

} // namespace

class TestFileDrop : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        window_ = support::makeFirstWindow(dir_.filePath(u"data"_s));
        QTRY_VERIFY(window_->request()->spec().url.find(":0/") == std::string::npos);
        http_ = write(u"one.http"_s, "PUT http://one.test/x\n\nbody\n");
        two_ = write(u"two.rest"_s, "GET http://two.test/a\n\n###\nGET http://two.test/b\n");
        first_ = write(u"first.interim"_s, QByteArray::fromStdString(recording("http://first.test/a")));
        second_ = write(u"second.interim"_s, QByteArray::fromStdString(recording("http://second.test/b")));
    }

    void filesAndUrlsAreToldApart()
    {
        for (const auto &file : {u"gone.interim"_s, u"A.HAR"_s, u"./x.http"_s, u"file:///tmp/x.rest"_s, http_})
            QVERIFY2(ui::namesFile(file), qPrintable(file));
        for (const auto &url : {u"http://h/x.http"_s, u"h:80/x"_s, u"localhost"_s, u"https://h/a.har"_s})
            QVERIFY2(!ui::namesFile(url), qPrintable(url));
    }

    void eachKindOpens()
    {
        QCOMPARE(support::openFiles(*window_, {http_}), QString());
        QCOMPARE(window_->request()->spec().url, std::string("http://one.test/x"));
        QCOMPARE(support::openFiles(*window_, {first_}), QString());
        QVERIFY(window_->exchange()->view()->record());
        QCOMPARE(window_->exchange()->view()->record()->spec.url, std::string("http://first.test/a"));
        QVERIFY2(window_->windowTitle().startsWith(u"first.interim · GET first.test/a · 204"_s),
                 qPrintable(window_->windowTitle()));
    }

    void severalRecordingsAreCompared()
    {
        QCOMPARE(support::openFiles(*window_, {first_, second_}), QString());
        QVERIFY2(window_->windowTitle().startsWith(u"Compare · 2 "_s), qPrintable(window_->windowTitle()));
        window_->bringForward(window_->exchange());
    }

    void ofSeveralFilesOfRequestsOneIsChosen()
    {
        support::inDialog(window_.get(), [] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            auto *list = dialog->findChild<QListWidget *>();
            QCOMPARE(list->count(), 3);
            list->setCurrentRow(2);
            QTest::keyClick(list, Qt::Key_Return);
        });
        QCOMPARE(support::openFiles(*window_, {http_, two_}), QString());
        QCOMPARE(window_->request()->spec().url, std::string("http://two.test/b"));
    }

    void whatCannotBeOpenedIsSaidInTheWindow()
    {
        const auto gone = dir_.filePath(u"gone.interim"_s);
        const auto wrong = write(u"wrong.interim"_s, "no recording");
        support::openFiles(*window_, {gone, http_, wrong});
        QVERIFY(!QApplication::activeModalWidget());
        QCOMPARE(window_->request()->spec().url, std::string("http://one.test/x")); // what could be opened is
        QVERIFY2(errors().contains(u"gone.interim"_s) && errors().contains(u"wrong.interim"_s)
                     && !errors().contains(u'\n'),
                 qPrintable(errors()));
    }

    void dropsAnywhereOpen_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *one :
             {"ui::Workspace", "ui::UrlEdit", "ui::TimelineView", "ui::HistoryList", "ui::GuidancePane"})
            QTest::newRow(one) << QByteArray(one);
    }
    void dropsAnywhereOpen()
    {
        QFETCH(QByteArray, target);
        QCOMPARE(support::openFiles(*window_, {http_}), QString());
        drop(byClass(target), first_);
        QTRY_COMPARE(window_->request()->spec().url, std::string("http://first.test/a"));
    }

    void ontoTheBodyItIsAsked()
    {
        auto *body = window_->findChild<ui::BodyTab *>();
        for (const bool open : {false, true}) {
            request::RequestSpec spec;
            spec.url = "http://h/";
            window_->request()->replace(spec);
            drop(body, http_);
            QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
            QCOMPARE(window_->request()->spec(), spec); // nothing is done unasked
            QTest::keyClick(QApplication::activePopupWidget(), open ? Qt::Key_O : Qt::Key_C);
            QTRY_COMPARE(window_->request()->spec().url,
                         open ? std::string("http://one.test/x") : std::string("http://h/"));
            QCOMPARE(window_->request()->spec().body.path, open ? std::string() : http_.toStdString());
        }
    }

    void helpAndVersionNeedNoDisplay_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("help") << u"--help"_s << QByteArray("--screenshot");
        QTest::newRow("short") << u"-h"_s << QByteArray("--screenshot");
        QTest::newRow("version") << u"--version"_s << QByteArray("interim ");
    }
    void helpAndVersionNeedNoDisplay()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, says);
        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(INTERIM_WINDOW), {option});
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.readAllStandardOutput().contains(says));
    }

    void theProgramSaysWhatIsMissing()
    {
        QProcess program;
        program.start(QStringLiteral(INTERIM_WINDOW),
                      {u"--screenshot"_s, dir_.filePath(u"x.png"_s), dir_.filePath(u"gone.http"_s)});
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitCode(), 2);
        QVERIFY(program.readAllStandardError().contains("gone.http"));
    }

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(dir_.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }

    QWidget *byClass(const QByteArray &name)
    {
        if (name == window_->metaObject()->className())
            return window_.get();
        for (auto *widget : window_->findChildren<QWidget *>())
            if (name == widget->metaObject()->className())
                return widget;
        qFatal("no such widget");
    }

    QString errors() const
    {
        QStringList lines;
        for (const auto *label : window_->findChildren<QLabel *>())
            if (label->isVisible() && label->property("error").toBool())
                lines.append(label->text());
        return lines.join(u'\n');
    }

    static void drop(QWidget *target, const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &dropped);
        QVERIFY(dropped.isAccepted());
    }

    QTemporaryDir dir_;
    std::unique_ptr<ui::Workspace> window_;
    QString http_, two_, first_, second_;
};

INTERIM_SUITE(TestFileDrop)
#include "tst_file_drop.moc"

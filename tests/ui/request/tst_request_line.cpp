// SPDX-License-Identifier: GPL-3.0-or-later
// A curl command in the URL's place fills the whole composer; the line below says what it took.
#include "ui/request/request_line.h"

#include "ui/files/import_dialog.h"
#include "ui/request/request_model.h"
#include "ui/request/url_edit.h"

#include "request/serializer.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWindow>

using namespace Qt::StringLiterals;

class TestRequestLine : public QObject {
    Q_OBJECT

    static QString shown(const ui::RequestLine &line)
    {
        QStringList texts;
        for (const auto *label : line.findChildren<QLabel *>()) {
            if (!label->isHidden())
                texts << label->text();
        }
        return texts.join(u'\n');
    }
    static ui::UrlEdit *shownUrl(ui::RequestLine &line)
    {
        line.show();
        line.activateWindow();
        if (!QTest::qWaitForWindowActive(&line))
            qFatal("the line does not come up");
        return line.findChild<ui::UrlEdit *>();
    }

    /// Until the list of completions is open.
    static void typeIntoList(ui::UrlEdit *url)
    {
        QCoreApplication::processEvents();
        url->setFocus();
        url->selectAll();
        QTest::keyClicks(url, u"http://127.0.0.1:1"_s);
        QTRY_VERIFY(url->completer()->popup()->isVisible());
    }
private slots:
    void sendAndCancelAreEquallyWide()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        line.resize(900, line.sizeHint().height());
        line.show();
        auto *send = line.findChild<QPushButton *>();
        for (const bool compares : {false, true}) {
            line.setCompares(compares);
            QCoreApplication::processEvents();
            const int width = send->width();
            for (const bool running : {true, false}) {
                line.setRunning(running);
                QCoreApplication::processEvents();
                QCOMPARE(send->width(), width);
                QVERIFY(send->fontMetrics().horizontalAdvance(send->text()) < width);
            }
        }
    }

    // Pasted, they are refused or held in a line, and nothing ends.
    void hostileCommandsAreLines_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("nested 30,000 deep") << u"curl \""_s + u"$("_s.repeated(30'000) + u"\" http://127.0.0.1:1/"_s;
        QTest::newRow("a time that is no number") << u"curl --max-time nan http://127.0.0.1:1/"_s;
        QTest::newRow("a time without end") << u"curl --max-time 1e400 http://127.0.0.1:1/"_s;
        QTest::newRow("many words") << u"curl"_s + u" -H 'A: b'"_s.repeated(70'000) + u" http://127.0.0.1:1/"_s;
        QTest::newRow("not closed") << u"curl 'http://127.0.0.1:1/"_s + QString(1 << 20, u'\\');
    }
    void hostileCommandsAreLines()
    {
        QFETCH(QString, command);
        ui::RequestModel model;
        ui::RequestLine line(&model);
        QSignalSpy sent(&line, &ui::RequestLine::sendRequested);
        QGuiApplication::clipboard()->setText(command);
        auto *field = line.findChild<ui::UrlEdit *>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(!shown(line).isEmpty());
        QVERIFY2(shown(line).size() < 10'000, qPrintable(QString::number(shown(line).size())));
        QCOMPARE(sent.count(), 0);
    }
    // curl announces none with -X POST alone.
    void contentGivenLaterIsAnnounced()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        QGuiApplication::clipboard()->setText(u"curl -X POST http://h/"_s);
        auto *field = line.findChild<ui::UrlEdit *>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        const auto composed = [&model] {
            return request::http1Head(std::get<request::ComposedRequest>(request::compose(model.spec())));
        };
        QCOMPARE(model.spec().method, std::string("POST"));
        QVERIFY(composed().find("Content-Length") == std::string::npos);
        model.edit([](request::RequestSpec &spec) {
            spec.body.kind = request::BodyKind::Text;
            spec.body.text = "hello";
        });
        QVERIFY(composed().find("Content-Length: 5\r\n") != std::string::npos);
    }
    void aLongUrlIsNeverCut_data()
    {
        QTest::addColumn<int>("length");
        QTest::newRow("beyond a QLineEdit") << 50'000;
        QTest::newRow("beyond the field") << 200'000;
    }
    void aLongUrlIsNeverCut()
    {
        QFETCH(int, length);
        ui::RequestModel model;
        ui::RequestLine line(&model);
        const std::string url = "http://h/?q=" + std::string(static_cast<std::size_t>(length), 'b') + "END";
        request::RequestSpec spec;
        spec.url = url;
        model.replace(spec);
        QVERIFY(model.spec().url == url);
        spec.url = "http://short/";
        model.replace(spec);
        auto *field = line.findChild<ui::UrlEdit *>();
        QGuiApplication::clipboard()->setText(u"curl '"_s + QString::fromStdString(url) + u"' -H 'A: b'"_s);
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(model.spec().url == url);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(model.spec().url == url);
    }
    void aPastedCommandIsTakenWhole()
    {
        ui::RequestModel model;
        request::RequestSpec before;
        before.url = "http://before/";
        before.headers = {{"X", "mine"}};
        model.replace(before);
        ui::RequestLine line(&model);
        line.show();
        auto *url = line.findChild<ui::UrlEdit *>();
        QGuiApplication::clipboard()->setText(u"curl -X PUT \\\n  -H 'A: 1' -d 'a b' --tlsv1.2 'http://h.example/p'"_s);
        url->setFocus();
        url->selectAll();
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(model.spec().method, std::string("PUT"));
        QCOMPARE(model.spec().url, std::string("http://h.example/p"));
        QCOMPARE(model.spec().body.text, std::string("a b"));
        QCOMPARE(url->text(), u"http://h.example/p"_s);
        QVERIFY2(shown(line).contains(u"--tlsv1.2"), qPrintable(shown(line)));
        auto *back = line.findChild<QToolButton *>();
        QVERIFY(!back->isHidden());
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(model.spec() == before);
        QVERIFY(shown(line).isEmpty() && back->isHidden());
    }

    static void paste(ui::UrlEdit *url, const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        url->selectAll();
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
    }

    // The guess can be overruled beside the notice, and Undo still brings back what was there before.
    void theShellIsChosenBesideTheNotice()
    {
        ui::RequestModel model;
        request::RequestSpec before;
        before.url = "http://before/";
        model.replace(before);
        ui::RequestLine line(&model);
        line.show();
        auto *url = line.findChild<ui::UrlEdit *>();
        auto *shell = line.findChild<QComboBox *>(u"inputShell"_s);
        QVERIFY(shell->isHidden());
        paste(url, u"curl http://h/ -d \"{\"\"a\"\":1}\""_s);
        QVERIFY(!shell->isHidden() && shell->currentText() == u"cmd");
        QCOMPARE(model.spec().body.text, std::string("{\"a\":1}"));
        QVERIFY2(shown(line).contains(u"cmd, by a guess"), qPrintable(shown(line)));
        shell->setCurrentIndex(shell->findText(u"POSIX shell"_s));
        emit shell->activated(shell->currentIndex());
        QCOMPARE(model.spec().body.text, std::string("{a:1}"));
        QVERIFY(!shell->isHidden());
        QTest::mouseClick(line.findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(model.spec() == before && shell->isHidden());
    }

    // Nothing is composed of what must not be sent: the line stands beside it.
    void whatMustNotBeSentIsNotTaken()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        QSignalSpy sends(&line, &ui::RequestLine::sendRequested);
        auto *url = line.findChild<ui::UrlEdit *>();
        for (const char *text :
             {"curl --netrc http://h/", "curl --max-time nan http://h/", "curl -x socks4://p:1 http://h/"}) {
            paste(url, QString::fromLatin1(text));
            QVERIFY2(shown(line).contains(u"was not taken: "), text);
            QVERIFY(model.spec().url.empty());
        }
        url->selectAll();
        QTest::keyClicks(url, u"curl --netrc http://h/"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(sends.size(), 0);
        paste(url, u"curl http://h/ -d "_s + u"$("_s.repeated(30'000));
        QVERIFY2(shown(line).contains(u"nested too deeply"), qPrintable(shown(line).left(500)));
        QVERIFY(shown(line).contains(u"Before you send it"));
    }

    void oneOfSeveralIsChosen()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        auto *url = line.findChild<ui::UrlEdit *>();
        QTimer::singleShot(0, &line, [&line] {
            auto *dialog = line.findChild<ui::ImportDialog *>();
            QVERIFY(dialog);
            QCOMPARE(dialog->list()->count(), 2);
            dialog->list()->setCurrentRow(1);
            dialog->accept();
        });
        paste(url, u"curl http://h/1 -u a:b --next http://h/2 -d x"_s);
        QCOMPARE(model.spec().url, std::string("http://h/2"));
        QCOMPARE(model.spec().method, std::string("POST"));
    }

    void anythingElseIsText()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        auto *url = line.findChild<ui::UrlEdit *>();
        QGuiApplication::clipboard()->setText(u"http://h/curl?x"_s);
        url->selectAll();
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(model.spec().url, std::string("http://h/curl?x"));
        QVERIFY(shown(line).isEmpty());
    }

    void aTypedCommandIsTakenWhenItWouldBeSent()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        QSignalSpy sends(&line, &ui::RequestLine::sendRequested);
        auto *url = line.findChild<ui::UrlEdit *>();
        url->selectAll();
        QTest::keyClicks(url, u"curl -I http://h/"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(sends.size(), 0);
        QCOMPARE(model.spec().method, std::string("HEAD"));
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(sends.size(), 1);
    }

    void aBadCommandIsSaid()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        auto *url = line.findChild<ui::UrlEdit *>();
        QGuiApplication::clipboard()->setText(u"curl -k ftp://h/"_s);
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(shown(line).contains(u"ftp"), qPrintable(shown(line)));
        QVERIFY(model.spec().url.empty());
    }

    // What the window does at each send: the URLs that are offered change while their list is open.
    void enterSendsWhileTheListIsOpen()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        auto *url = shownUrl(line);
        line.setRecent({u"http://127.0.0.1:1/"_s});
        connect(&line, &ui::RequestLine::sendRequested, &line, [&] {
            line.setRecent({url->text(), u"http://127.0.0.1:1/"_s});
        });
        QSignalSpy sends(&line, &ui::RequestLine::sendRequested);
        typeIntoList(url);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(sends.size(), 1);
        QCOMPARE(url->text(), u"http://127.0.0.1:1"_s);
        QTRY_COMPARE(url->completer()->model()->rowCount(), 2);
    }

    void escapeClosesTheList()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        auto *url = shownUrl(line);
        QAction cancel;
        cancel.setShortcut(Qt::Key_Escape);
        line.addAction(&cancel);
        QSignalSpy cancelled(&cancel, &QAction::triggered);
        line.setRecent({u"http://127.0.0.1:1/"_s});
        typeIntoList(url);
        QTest::keyClick(line.windowHandle(), Qt::Key_Escape);
        QVERIFY(!url->completer()->popup()->isVisible());
        QCOMPARE(cancelled.size(), 0);
        QTest::keyClick(line.windowHandle(), Qt::Key_Escape); // now it is the window's
        QCOMPARE(cancelled.size(), 1);
    }

    void methodsAreCaseSensitive()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        shownUrl(line);
        auto *method = line.findChild<QComboBox *>();
        method->setFocus();
        method->lineEdit()->selectAll();
        QTest::keyClicks(method, u"post"_s);
        QTest::keyClick(method, Qt::Key_Tab);
        QVERIFY(!method->hasFocus());
        QCOMPARE(method->currentText(), u"post"_s);
        QCOMPARE(model.spec().method, std::string("post"));
    }

    void aTypedCommandIsUndoneToTheUrlBeforeIt()
    {
        ui::RequestModel model;
        request::RequestSpec before;
        before.url = "http://before/";
        model.replace(before);
        ui::RequestLine line(&model);
        auto *url = line.findChild<ui::UrlEdit *>();
        url->selectAll();
        QTest::keyClicks(url, u"curl -I http://h/"_s);
        QVERIFY(line.takeTyped()); // as by Ctrl+Enter
        QCOMPARE(model.spec().method, std::string("HEAD"));
        QTest::mouseClick(line.findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(model.spec() == before);
        QVERIFY(!line.takeTyped());
    }
};

INTERIM_SUITE(TestRequestLine)
#include "tst_request_line.moc"

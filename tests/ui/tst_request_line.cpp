// SPDX-License-Identifier: GPL-3.0-or-later
// A curl command in the URL's place fills the whole composer; the line below says what it took.
#include "request_line.h"

#include "request_model.h"
#include "url_edit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

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
private slots:
    void aPastedCommandIsTakenWhole()
    {
        ui::RequestModel model;
        wire::RequestSpec before;
        before.url = "http://before/";
        before.headers = {{"X", "mine"}};
        model.replace(before);
        ui::RequestLine line(&model);
        line.show();
        auto *url = line.findChild<ui::UrlEdit *>();
        QGuiApplication::clipboard()->setText(
            QStringLiteral("curl -X PUT \\\n  -H 'A: 1' -d 'a b' --tlsv1.2 'http://h.example/p'"));
        url->setFocus();
        url->selectAll();
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(model.spec().method, std::string("PUT"));
        QCOMPARE(model.spec().url, std::string("http://h.example/p"));
        QCOMPARE(model.spec().body.text, std::string("a b"));
        QCOMPARE(url->text(), QStringLiteral("http://h.example/p"));
        QVERIFY2(shown(line).contains(u"--tlsv1.2"), qPrintable(shown(line)));
        auto *back = line.findChild<QToolButton *>();
        QVERIFY(!back->isHidden());
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(model.spec() == before);
        QVERIFY(shown(line).isEmpty() && back->isHidden());
    }

    void anythingElseIsText()
    {
        ui::RequestModel model;
        ui::RequestLine line(&model);
        auto *url = line.findChild<ui::UrlEdit *>();
        QGuiApplication::clipboard()->setText(QStringLiteral("http://h/curl?x"));
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
        QTest::keyClicks(url, QStringLiteral("curl -I http://h/"));
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
        QGuiApplication::clipboard()->setText(QStringLiteral("curl -k ftp://h/"));
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(shown(line).contains(u"ftp"), qPrintable(shown(line)));
        QVERIFY(model.spec().url.empty());
    }
};

INTERIM_SUITE(TestRequestLine)
#include "tst_request_line.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The response view with mouse and keys, and pictures of it on demand (INTERIM_PICTURES=folder).

#include "ui/exchange/response/response_view.h"

#include "ui/exchange/exchange_view.h"
#include "ui/exchange/response_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using support::answered;
using ui::ResponseView;

class TestResponseView : public support::ResponseFixture {
    Q_OBJECT
private slots:
    void initTestCase() { start(); }
    void choosesAmongResponses();
    void readsOnlyWhenSeen();
    void emptyStates();
    void stopsWhenAnotherComes();
    void pictures_data();
    void pictures();
};

void TestResponseView::choosesAmongResponses()
{
    const auto script = support::refusedThenHealed();
    const auto view = shown(script);
    auto *chooser = view->findChild<QComboBox *>();
    QVERIFY(chooser->isVisible());
    QCOMPARE(chooser->count(), 2);
    QVERIFY(chooser->currentText().contains(u"201"_s)); // the answer
    QVERIFY(saysOnScreen(*view, u"no content"_s));
    QSignalSpy spy(view.get(), &ResponseView::contentShown);
    chooser->setFocus();
    QTest::keyClick(chooser, Qt::Key_Up);
    QTRY_COMPARE(spy.size(), 1);
    QVERIFY(saysOnScreen(*view, u"HTTP/1.1 417 Expectation Failed"_s));
    QCOMPARE(textOf(*view), u"expectation refused"_s);
    const auto hinted = support::interruptedUpload();
    const auto other = shown(hinted);
    QCOMPARE(other->findChild<QComboBox *>()->count(), 4); // 103, 102, 100 and the 413
    QVERIFY(other->findChild<QComboBox *>()->currentText().contains(u"413"_s));
    other->choose(0);
    QVERIFY(saysOnScreen(*other, u"An interim response has no content"_s));
}

void TestResponseView::readsOnlyWhenSeen()
{
    const auto script = answered("Content-Type: application/json\r\n", support::responseJson);
    ResponseView view;
    QSignalSpy spy(&view, &ResponseView::contentShown);
    view.show(record::summarize(script.events()), script.events(), script.record());
    QTest::qWait(50);
    QVERIFY(spy.isEmpty());
    view.QWidget::show();
    QVERIFY(spy.wait(20'000));
    QVERIFY(view.content()->loaded());
}

void TestResponseView::emptyStates()
{
    ResponseView view;
    view.QWidget::show();
    QVERIFY(saysOnScreen(view, u"No response yet"_s));
    view.clear();
    QVERIFY(saysOnScreen(view, u"Waiting for the response"_s));
    support::Script refused;
    refused.attempt(0, 0, "first").connect(10, 20, 1).attemptEnd(30, "connect-failed", "connection refused");
    view.show(record::summarize(refused.events()), refused.events(), refused.record());
    QVERIFY(saysOnScreen(view, u"No response came: connection refused"_s));
    QVERIFY(saysOnScreen(*shown(answered("", "", "204 No Content")), u"This response has no content."_s));
}

void TestResponseView::stopsWhenAnotherComes()
{
    const auto first = answered("Content-Encoding: gzip\r\n", support::coded(std::string(8 << 20, 'x'), "gzip"));
    const auto second = answered("Content-Type: application/json\r\n", support::responseJson);
    ResponseView view;
    view.QWidget::show();
    QSignalSpy spy(&view, &ResponseView::contentShown);
    for (const auto *script : {&first, &second, &first, &second})
        view.show(record::summarize(script->events()), script->events(), script->record());
    QVERIFY(spy.wait(60'000));
    QTest::qWait(200);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(view.content()->loaded()->content.syntax, u"json"_s);
}

void TestResponseView::pictures_data()
{
    QTest::addColumn<QByteArray>("theme");
    QTest::addColumn<QString>("what");
    QTest::addColumn<double>("scale");
    for (const char *theme : {"light", "dark"}) {
        for (const char *what : {"json", "image", "hex", "broken"})
            QTest::addRow("response-%s-%s", what, theme) << QByteArray(theme) << QString::fromLatin1(what) << 1.0;
    }
    QTest::newRow("response-200") << QByteArray("light") << u"broken"_s << 2.0;
}

void TestResponseView::pictures()
{
    QFETCH(QByteArray, theme);
    QFETCH(QString, what);
    QFETCH(double, scale);
    const auto font = QApplication::font();
    auto large = font;
    large.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(large);
    ui::Theme::choose(theme == "dark" ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    ui::applyStyle();
    const auto coded = support::coded(support::responseJson, "gzip");
    const auto script = what == u"image"_s
        ? answered("Content-Type: image/png\r\nETag: \"7\"\r\n", support::picture(900, 500).toStdString())
        : answered("Content-Type: application/json\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding\r\n",
                   what == u"broken"_s ? coded.substr(0, coded.size() - 40) : coded);
    ui::ExchangeView exchange;
    exchange.setLocale(QLocale(QLocale::English));
    exchange.resize(QSize(690, 470) * scale);
    QSignalSpy spy(exchange.response(), &ResponseView::contentShown);
    exchange.QWidget::show();
    exchange.show(script.record());
    exchange.setCurrentIndex(2);
    QVERIFY(spy.wait(20'000));
    if (what == u"hex"_s)
        exchange.response()->content()->setMode(ui::ContentView::Hex);
    QTest::qWait(20); // bars that are not needed go
    const auto shot = exchange.grab();
    QVERIFY(!shot.isNull());
    const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(shot.save(QDir(folder).filePath(QString::fromLatin1(QTest::currentDataTag()) + u".png"_s)));
    QApplication::setFont(font);
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

INTERIM_SUITE(TestResponseView)
#include "tst_response_view.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The response view with mouse and keys, and pictures of it on demand (INTERIM_PICTURES=folder).

#include "ui/exchange/response/response_view.h"

#include "support/coded.h"
#include "support/events.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/response/hex_pane.h"
#include "ui/exchange/response/image_pane.h"
#include "ui/exchange/response/response_words.h"
#include "ui/exchange/response/text_pane.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QBuffer>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using ui::ResponseView;

namespace {

const std::string json = R"({"service":"uploads","limits":{"max_bytes":1048576,"expect":true,"ratio":1.50e0},)"
                         R"("items":[{"id":1,"name":"caf\u00e9 <b>"},{"id":2,"name":"naïve"}],"next":null})";

support::Script answered(const std::string &fields, std::string_view content, const char *status = "200 OK")
{
    support::Script script;
    const auto request = support::requestHead(0, false, "/v1/list.json?page=2");
    script.attempt(0, 0, "first").connect(10, 20).submit(30, request, 0, false).sent(40, request);
    script.received(50,
                    "HTTP/1.1 " + std::string(status) + "\r\nDate: Sun, 22 Nov 2026 15:00:00 GMT\r\n" + fields
                        + "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n");
    for (std::size_t at = 0; at < content.size(); at += 60'000)
        script.received(60 + static_cast<std::int64_t>(at), content.substr(at, 60'000));
    script.attemptEnd(90'000'000);
    return script;
}

QByteArray picture(int width, int height)
{
    QImage image(width, height, QImage::Format_ARGB32);
    image.fill(QColor(0x2b, 0x6c, 0xb0));
    QPainter painter(&image);
    painter.fillRect(width / 4, height / 4, width / 2, height / 2, QColor(0xf0, 0xa0, 0x3c));
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.fillRect(0, 0, width / 8, height / 8, Qt::black);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QToolButton *modeButton(const ResponseView &view, int mode)
{
    return view.findChild<ui::Segments *>()->findChildren<QToolButton *>().at(mode);
}

QString textOf(const ResponseView &view)
{
    return view.findChild<ui::TextPane *>()->text();
}

bool saysOnScreen(const ResponseView &view, const QString &words)
{
    const auto labels = view.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel *l) { return l->isVisible() && l->text().contains(words); });
}

} // namespace

class TestResponseView : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void jsonInGzip();
    void modesByMouse();
    void modesByKeys();
    void pictureIsScaledToFit();
    void hugePictureIsNotDrawn();
    void svgIsSourceNotPicture();
    void choosesAmongResponses();
    void readsOnlyWhenSeen();
    void bombIsHarmless();
    void hexRows();
    void pagesOfLargeText();
    void savesBothWays();
    void emptyStates();
    void namesForFiles();
    void stopsWhenAnotherComes();
    void pictures_data();
    void pictures();

private:
    /// Shows the script's exchange and waits until its content is there.
    std::unique_ptr<ResponseView> shown(const support::Script &script)
    {
        auto view = std::make_unique<ResponseView>();
        view->setLocale(QLocale(QLocale::English));
        view->resize(700, 460);
        view->QWidget::show();
        QSignalSpy spy(view.get(), &ResponseView::contentShown);
        view->show(record::summarize(script.events()), script.events(), script.record());
        if (spy.isEmpty() && !spy.wait(60'000))
            qFatal("the content did not come");
        return view;
    }
};

void TestResponseView::initTestCase()
{
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

void TestResponseView::jsonInGzip()
{
    const auto script =
        answered("Content-Type: application/json\r\nContent-Encoding: gzip\r\n", support::coded(json, "gzip"));
    const auto view = shown(script);
    QCOMPARE(view->mode(), ResponseView::Pretty);
    QVERIFY(textOf(*view).startsWith(u"{\n  \"service\": \"uploads\",\n"_s));
    QVERIFY(textOf(*view).contains(u"\"ratio\": 1.50e0"_s)); // as it came
    QVERIFY(textOf(*view).contains(u"naïve"_s));
    QVERIFY(saysOnScreen(*view, u"in gzip"_s));
    QVERIFY(saysOnScreen(*view, u"HTTP/1.1 200 OK"_s));
    QVERIFY(view->findChild<QPlainTextEdit *>()->toPlainText().contains(u"Content-Encoding: gzip"_s));
    QVERIFY(!modeButton(*view, ResponseView::Image)->isVisible());
}

void TestResponseView::modesByMouse()
{
    const auto script = answered("Content-Type: application/json\r\n", json);
    const auto view = shown(script);
    QTest::mouseClick(modeButton(*view, ResponseView::Raw), Qt::LeftButton);
    QCOMPARE(textOf(*view), QString::fromStdString(json));
    QTest::mouseClick(modeButton(*view, ResponseView::Hex), Qt::LeftButton);
    QVERIFY(view->findChild<ui::HexPane *>()->isVisible());
    view->setMode(ResponseView::Image); // not to be had
    QVERIFY(view->findChild<ui::HexPane *>()->isVisible());
    QTest::mouseClick(modeButton(*view, ResponseView::Pretty), Qt::LeftButton);
    QVERIFY(textOf(*view).contains(u"\n  \"limits\": {\n"_s));
}

void TestResponseView::modesByKeys()
{
    const auto script = answered("Content-Type: application/json\r\n", json);
    const auto view = shown(script);
    auto *hex = modeButton(*view, ResponseView::Hex);
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_Space);
    QCOMPARE(view->mode(), ResponseView::Hex);
    QVERIFY(view->findChild<ui::HexPane *>()->isVisible());
}

void TestResponseView::pictureIsScaledToFit()
{
    const auto large = answered("Content-Type: image/png\r\n", picture(3000, 1000).toStdString());
    const auto view = shown(large);
    QCOMPARE(view->mode(), ResponseView::Image);
    const auto *pane = view->findChild<ui::ImagePane *>();
    QVERIFY(pane->rect().contains(pane->pictureRect()));
    QVERIFY(qAbs(pane->pictureRect().width() - pane->pictureRect().height() * 3) < 6);
    const auto shot = view->grab().toImage();
    const auto middle = pane->mapTo(view.get(), pane->pictureRect().center());
    QCOMPARE(shot.pixelColor(middle), QColor(0xf0, 0xa0, 0x3c));
    const auto small = answered("Content-Type: image/png\r\n", picture(40, 20).toStdString());
    QCOMPARE(shown(small)->findChild<ui::ImagePane *>()->pictureRect().size(), QSize(40, 20));
}

/// A PNG of 60 000 × 60 000 pixels in a hundred bytes: its head alone says so.
void TestResponseView::hugePictureIsNotDrawn()
{
    auto bytes = picture(1, 1);
    bytes.replace(16, 8, QByteArray::fromHex("0000ea600000ea60"));
    bytes.replace(29, 4, [&] {
        const auto crc = crc32(0, reinterpret_cast<const Bytef *>(bytes.constData() + 12), 17);
        QByteArray big;
        for (int shift = 24; shift >= 0; shift -= 8)
            big += static_cast<char>(crc >> shift);
        return big;
    }());
    const auto script = answered("Content-Type: image/png\r\n", bytes.toStdString());
    const auto view = shown(script);
    QVERIFY(view->content()->isImage);
    QVERIFY(view->content()->image.isNull());
    QVERIFY2(view->content()->imageText.contains(u"too large"_s), qPrintable(view->content()->imageText));
}

void TestResponseView::svgIsSourceNotPicture()
{
    const auto script = answered("Content-Type: image/svg+xml\r\n",
                                 R"(<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>)");
    const auto view = shown(script);
    QCOMPARE(view->mode(), ResponseView::Pretty);
    QVERIFY(!view->content()->isImage);
    QVERIFY(textOf(*view).contains(u"\n  <image href=\"/etc/passwd\"/>\n"_s));
}

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
    const auto script = answered("Content-Type: application/json\r\n", json);
    ResponseView view;
    QSignalSpy spy(&view, &ResponseView::contentShown);
    view.show(record::summarize(script.events()), script.events(), script.record());
    QTest::qWait(50);
    QVERIFY(spy.isEmpty());
    view.QWidget::show();
    QVERIFY(spy.wait(20'000));
    QVERIFY(view.content());
}

void TestResponseView::bombIsHarmless()
{
    const auto bomb = support::coded(std::string(66 << 20, '\0'), "gzip");
    const auto script = answered("Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", bomb);
    const auto view = shown(script);
    QCOMPARE(view->content()->content.decoded.size(), std::size_t(64) << 20);
    QVERIFY(saysOnScreen(*view, u"Decoding gzip stopped"_s));
    QVERIFY(textOf(*view).size() < 2 << 20); // a page of it
    view->setMode(ResponseView::Hex);
    QCOMPARE(view->findChild<ui::HexPane *>()->rows(), qint64(4) << 20);
}

void TestResponseView::hexRows()
{
    const auto script =
        answered("Content-Type: application/octet-stream\r\n", std::string_view("\x00\x01hello, world \xff tail", 22));
    const auto view = shown(script);
    QCOMPARE(view->mode(), ResponseView::Hex);
    auto *hex = view->findChild<ui::HexPane *>();
    QCOMPARE(hex->rows(), qint64(2));
    QCOMPARE(hex->rowText(0), u"00000000  00 01 68 65 6c 6c 6f 2c  20 77 6f 72 6c 64 20 ff  ··hello, world ·"_s);
    QCOMPARE(hex->rowText(1).left(28), u"00000010  20 74 61 69 6c 00 "_s);
    QCOMPARE(hex->rowText(1).mid(60), u" tail·"_s); // in the column of the row above
    QVERIFY(hex->rowText(2).isEmpty());
}

void TestResponseView::pagesOfLargeText()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i)
        text += "line " + std::to_string(i) + "\n";
    const auto script = answered("Content-Type: text/plain\r\nContent-Encoding: br\r\n", support::coded(text, "br"));
    const auto view = shown(script);
    QCOMPARE(view->mode(), ResponseView::Raw);
    auto *pane = view->findChild<ui::TextPane *>();
    QVERIFY(textOf(*view).startsWith(u"line 0\n"_s));
    QVERIFY(saysOnScreen(*view, u"Part 1 of "_s));
    QToolButton *next = nullptr;
    for (auto *button : pane->findChildren<QToolButton *>())
        next = button->accessibleName() == u"Next part"_s ? button : next;
    QTest::mouseClick(next, Qt::LeftButton);
    QCOMPARE(pane->page(), std::size_t(1));
    QVERIFY(textOf(*view).startsWith(u"line "_s) && !textOf(*view).startsWith(u"line 0\n"_s));
    pane->previousPage();
    QVERIFY(textOf(*view).startsWith(u"line 0\n"_s));
}

void TestResponseView::savesBothWays()
{
    const auto bytes = support::coded(json, "zstd");
    const auto script = answered("Content-Type: application/json\r\nContent-Encoding: zstd\r\n", bytes);
    const auto view = shown(script);
    QTemporaryDir folder;
    const auto read = [&](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    };
    QCOMPARE(view->saveTo(folder.filePath(u"plain"_s), true), QString());
    QCOMPARE(view->saveTo(folder.filePath(u"coded"_s), false), QString());
    QVERIFY(read(u"plain"_s) == json);
    QVERIFY(read(u"coded"_s) == bytes);
    QVERIFY(saysOnScreen(*view, u"Saved"_s));
    QVERIFY(!view->saveTo(folder.filePath(u"no/such"_s), true).isEmpty());
    QVERIFY(saysOnScreen(*view, u"cannot save"_s));
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

void TestResponseView::namesForFiles()
{
    QCOMPARE(ui::fileName("/v1/list.json?page=2", u"application/json"_s), u"list.json"_s);
    QCOMPARE(ui::fileName("/", u"text/html"_s), u"content.html"_s);
    QCOMPARE(ui::fileName("/a/..%2f..%2fetc", {}), u"2f..2fetc"_s);
    QCOMPARE(ui::fileName("/-rf", u"image/png"_s), u"rf.png"_s);
    QCOMPARE(ui::fileName("*", {}), u"content.bin"_s);
}

void TestResponseView::stopsWhenAnotherComes()
{
    const auto first = answered("Content-Encoding: gzip\r\n", support::coded(std::string(8 << 20, 'x'), "gzip"));
    const auto second = answered("Content-Type: application/json\r\n", json);
    ResponseView view;
    view.QWidget::show();
    QSignalSpy spy(&view, &ResponseView::contentShown);
    for (const auto *script : {&first, &second, &first, &second})
        view.show(record::summarize(script->events()), script->events(), script->record());
    QVERIFY(spy.wait(60'000));
    QTest::qWait(200);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(view.content()->content.syntax, u"json"_s);
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
    const auto coded = support::coded(json, "gzip");
    const auto script = what == u"image"_s
        ? answered("Content-Type: image/png\r\nETag: \"7\"\r\n", picture(900, 500).toStdString())
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
        exchange.response()->setMode(ResponseView::Hex);
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

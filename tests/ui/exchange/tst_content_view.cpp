// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a response with mouse and keys.

#include "ui/exchange/response/content_view.h"

#include "ui/exchange/response/hex_pane.h"
#include "ui/exchange/response/image_pane.h"
#include "ui/exchange/response_fixture.h"
#include "ui/kit/segments.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QToolButton>

#include <zlib.h>

using namespace Qt::StringLiterals;
using support::answered;
using support::picture;
using ui::ContentView;
using ui::ResponseView;

class TestContentView : public support::ResponseFixture {
    Q_OBJECT
private slots:
    void initTestCase() { start(); }
    void jsonInGzip();
    void modesByMouse();
    void modesByKeys();
    void pictureIsScaledToFit();
    void hugePictureIsNotDrawn();
    void svgIsSourceNotPicture();
    void bombIsHarmless();
    void hexRows();
    void pagesOfLargeText();
    void savesBothWays();

private:
    static QToolButton *modeButton(const ResponseView &view, int mode)
    {
        return view.findChild<ui::Segments *>()->findChildren<QToolButton *>().at(mode);
    }
};

void TestContentView::jsonInGzip()
{
    const auto script = answered("Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                                 support::coded(support::responseJson, "gzip"));
    const auto view = shown(script);
    QCOMPARE(view->content()->mode(), ContentView::Pretty);
    QVERIFY(textOf(*view).startsWith(u"{\n  \"service\": \"uploads\",\n"_s));
    QVERIFY(textOf(*view).contains(u"\"ratio\": 1.50e0"_s)); // as it came
    QVERIFY(textOf(*view).contains(u"naïve"_s));
    QVERIFY(saysOnScreen(*view, u"in gzip"_s));
    QVERIFY(saysOnScreen(*view, u"HTTP/1.1 200 OK"_s));
    QVERIFY(view->findChild<QPlainTextEdit *>()->toPlainText().contains(u"Content-Encoding: gzip"_s));
    QVERIFY(!modeButton(*view, ContentView::Image)->isVisible());
}

void TestContentView::modesByMouse()
{
    const auto script = answered("Content-Type: application/json\r\n", support::responseJson);
    const auto view = shown(script);
    QTest::mouseClick(modeButton(*view, ContentView::Raw), Qt::LeftButton);
    QCOMPARE(textOf(*view), QString::fromStdString(support::responseJson));
    QTest::mouseClick(modeButton(*view, ContentView::Hex), Qt::LeftButton);
    QVERIFY(view->findChild<ui::HexPane *>()->isVisible());
    view->content()->setMode(ContentView::Image); // not to be had
    QVERIFY(view->findChild<ui::HexPane *>()->isVisible());
    QTest::mouseClick(modeButton(*view, ContentView::Pretty), Qt::LeftButton);
    QVERIFY(textOf(*view).contains(u"\n  \"limits\": {\n"_s));
}

void TestContentView::modesByKeys()
{
    const auto script = answered("Content-Type: application/json\r\n", support::responseJson);
    const auto view = shown(script);
    auto *hex = modeButton(*view, ContentView::Hex);
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_Space);
    QCOMPARE(view->content()->mode(), ContentView::Hex);
    QVERIFY(view->findChild<ui::HexPane *>()->isVisible());
}

void TestContentView::pictureIsScaledToFit()
{
    const auto large = answered("Content-Type: image/png\r\n", picture(3000, 1000).toStdString());
    const auto view = shown(large);
    QCOMPARE(view->content()->mode(), ContentView::Image);
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
void TestContentView::hugePictureIsNotDrawn()
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
    QVERIFY(view->content()->loaded()->isImage);
    QVERIFY(view->content()->loaded()->image.isNull());
    QVERIFY2(view->content()->loaded()->imageText.contains(u"too large"_s),
             qPrintable(view->content()->loaded()->imageText));
}

void TestContentView::svgIsSourceNotPicture()
{
    const auto script = answered("Content-Type: image/svg+xml\r\n",
                                 R"(<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>)");
    const auto view = shown(script);
    QCOMPARE(view->content()->mode(), ContentView::Pretty);
    QVERIFY(!view->content()->loaded()->isImage);
    QVERIFY(textOf(*view).contains(u"\n  <image href=\"/etc/passwd\"/>\n"_s));
}

void TestContentView::bombIsHarmless()
{
    const auto bomb = support::coded(std::string(66 << 20, '\0'), "gzip");
    const auto script = answered("Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", bomb);
    const auto view = shown(script);
    QCOMPARE(view->content()->loaded()->content.decoded.size(), std::size_t(64) << 20);
    QVERIFY(saysOnScreen(*view, u"Decoding gzip stopped"_s));
    QVERIFY(textOf(*view).size() < 2 << 20); // a page of it
    view->content()->setMode(ContentView::Hex);
    QCOMPARE(view->findChild<ui::HexPane *>()->rows(), qint64(4) << 20);
}

void TestContentView::hexRows()
{
    const auto script =
        answered("Content-Type: application/octet-stream\r\n", std::string_view("\x00\x01hello, world \xff tail", 22));
    const auto view = shown(script);
    QCOMPARE(view->content()->mode(), ContentView::Hex);
    auto *hex = view->findChild<ui::HexPane *>();
    QCOMPARE(hex->rows(), qint64(2));
    QCOMPARE(hex->rowText(0), u"00000000  00 01 68 65 6c 6c 6f 2c  20 77 6f 72 6c 64 20 ff  ··hello, world ·"_s);
    QCOMPARE(hex->rowText(1).left(28), u"00000010  20 74 61 69 6c 00 "_s);
    QCOMPARE(hex->rowText(1).mid(60), u" tail·"_s); // in the column of the row above
    QVERIFY(hex->rowText(2).isEmpty());
}

void TestContentView::pagesOfLargeText()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i)
        text += "line " + std::to_string(i) + "\n";
    const auto script = answered("Content-Type: text/plain\r\nContent-Encoding: br\r\n", support::coded(text, "br"));
    const auto view = shown(script);
    QCOMPARE(view->content()->mode(), ContentView::Raw);
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

void TestContentView::savesBothWays()
{
    const auto bytes = support::coded(support::responseJson, "zstd");
    const auto script = answered("Content-Type: application/json\r\nContent-Encoding: zstd\r\n", bytes);
    const auto view = shown(script);
    QTemporaryDir folder;
    const auto read = [&](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    };
    QCOMPARE(view->content()->saveTo(folder.filePath(u"plain"_s), true), QString());
    QCOMPARE(view->content()->saveTo(folder.filePath(u"coded"_s), false), QString());
    QVERIFY(read(u"plain"_s) == support::responseJson);
    QVERIFY(read(u"coded"_s) == bytes);
    QVERIFY(saysOnScreen(*view, u"Saved"_s));
    QVERIFY(!view->content()->saveTo(folder.filePath(u"no/such"_s), true).isEmpty());
    QVERIFY(saysOnScreen(*view, u"cannot save"_s));
}

INTERIM_SUITE(TestContentView)
#include "tst_content_view.moc"

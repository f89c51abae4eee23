// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+F in the response: in its fields and in all of its content, whatever part of it is shown, and how.
#include "ui/exchange/response/response_view.h"

#include "ui/exchange/response/hex_pane.h"
#include "ui/exchange/response_fixture.h"
#include "ui/find_keys.h"

#include <Qsci/qsciscintilla.h>

#include <QApplication>
#include <QPlainTextEdit>
#include <QStringConverter>

using namespace Qt::StringLiterals;
using support::answered;
using support::buttonOf;
using support::lineOf;
using support::press;
using ui::ContentView;
using ui::ResponseView;

class TestResponseFind : public support::ResponseFixture {
    Q_OBJECT
private slots:
    void initTestCase() { start(); }
    void fieldsThenContent();
    void everyPage();
    void acrossPages();
    void acrossABrokenLine();
    void otherCharsets();
    void eachMode();
    void whatTheCursorStandsOn();
    void tellsWhatWasNotKept();
    void anotherResponseIsSearchedAnew();
    void nothingToSearch();

private:
    /// From Ctrl+F in the fields on; what is said.
    QString find(const QString &text)
    {
        auto *fields = view_->findChild<QPlainTextEdit *>();
        fields->setFocus();
        QTest::keyClick(fields, Qt::Key_F, Qt::ControlModifier);
        return support::typeInto(bar(), text);
    }
    void look(const support::Script &script)
    {
        view_ = shown(script);
        QApplication::setActiveWindow(view_.get());
    }
    ui::FindBar *bar() const { return view_->findChild<ui::FindBar *>(); }
    QsciScintilla *editor() const { return view_->findChild<QsciScintilla *>(); }
    ui::TextPane *pane() const { return view_->findChild<ui::TextPane *>(); }
    QString inFields() const { return view_->findChild<QPlainTextEdit *>()->textCursor().selectedText(); }
    std::unique_ptr<ResponseView> view_;
};

void TestResponseFind::fieldsThenContent()
{
    const auto script = answered("Content-Type: text/plain\r\nX-Note: needle\r\n", "hay NEEDLE hay");
    look(script);
    QCOMPARE(find(u"needle"_s), u"1 of 2"_s);
    QCOMPARE(inFields(), u"needle"_s);
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"2 of 2"_s);
    QCOMPARE(editor()->selectedText(), u"NEEDLE"_s);
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"1 of 2"_s);
    QCOMPARE(bar()->noted(), u"Went on at the beginning"_s);
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_F3, Qt::ShiftModifier), u"2 of 2"_s);
    QTest::keyClick(lineOf(bar()), Qt::Key_Escape);
    QVERIFY(view_->findChild<QPlainTextEdit *>()->hasFocus());
}

void TestResponseFind::everyPage()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i)
        text += "line " + std::to_string(i) + "\n";
    const auto script = answered("Content-Type: text/plain\r\nContent-Encoding: br\r\n", support::coded(text, "br"));
    look(script);
    QCOMPARE(find(u"line 199999"_s), u"1 of 1"_s);
    QVERIFY(pane()->page() > 0);
    QCOMPARE(editor()->selectedText(), u"line 199999"_s);
    QCOMPARE(find(u"line 12"_s), u"1 of 10,000 and more"_s); // on from the end, which has no other
    QCOMPARE(pane()->page(), std::size_t(0));
    QCOMPARE(editor()->selectedText(), u"line 12"_s);
}

/// A page ends where it may, and a hit may stand astride.
void TestResponseFind::acrossPages()
{
    std::string text(3 << 19, '.'); // pages of one long line end at each 512 KiB
    text.replace((1 << 19) - 3, 6, "needle");
    const auto script =
        answered("Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", support::coded(text, "gzip"));
    look(script);
    QCOMPARE(find(u"NEEDLE"_s), u"1 of 1"_s);
    QCOMPARE(pane()->page(), std::size_t(0));
    QCOMPARE(editor()->selectedText(), u"nee"_s); // the rest stands on the next one
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"1 of 1"_s);
}

void TestResponseFind::acrossABrokenLine()
{
    std::string text(20'000, '.');
    text.replace(7997, 6, "needle");
    text.replace(16'000, 6, "needle"); // just behind a break
    const auto script = answered("Content-Type: text/plain\r\n", text);
    look(script);
    QCOMPARE(find(u"needle"_s), u"1 of 2"_s);
    QCOMPARE(editor()->selectedText(), u"nee\ndle"_s);
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"2 of 2"_s);
    QCOMPARE(editor()->selectedText(), u"needle"_s);
}

void TestResponseFind::otherCharsets()
{
    QStringEncoder encoder("UTF-16LE");
    const QByteArray coded = encoder(u"😀 un été, un Été"_s);
    const auto script = answered("Content-Type: text/plain; charset=utf-16le\r\n", coded.toStdString());
    look(script);
    QCOMPARE(find(u"ÉTÉ"_s), u"1 of 2"_s);
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"2 of 2"_s);
    QCOMPARE(editor()->selectedText(), u"Été"_s);
    view_->content()->setMode(ContentView::Hex); // where the bytes are what came
    QTest::mouseClick(buttonOf(bar(), u"Bytes in hex"_s), Qt::LeftButton);
    QCOMPARE(find(u"c9 00 74"_s), u"1 of 1"_s);
}

void TestResponseFind::eachMode()
{
    const auto script = answered("Content-Type: application/json\r\n", support::responseJson);
    look(script);
    QCOMPARE(view_->content()->mode(), ContentView::Pretty);
    find({});
    QTest::mouseClick(buttonOf(bar(), u"Regular expression"_s), Qt::LeftButton);
    QCOMPARE(find(u"^  \"items\""_s), u"1 of 1"_s); // as it is shown
    QCOMPARE(editor()->selectedText(), u"  \"items\""_s);
    view_->content()->setMode(ContentView::Raw);
    QCOMPARE(support::saidBy(bar()), u"not found"_s);
    QCOMPARE(find(u"\"items\":\\["_s), u"1 of 1"_s);
    view_->content()->setMode(ContentView::Hex);
    QCOMPARE(support::saidBy(bar()), u"1 found"_s);
    press(bar(), lineOf(bar()), Qt::Key_Return);
    const auto *hex = view_->findChild<ui::HexPane *>();
    const auto at = support::responseJson.find("\"items\":[");
    QCOMPARE(hex->mark().begin, static_cast<qint64>(at));
    QCOMPARE(hex->mark().end, static_cast<qint64>(at) + 9);
    const auto picture =
        answered("Content-Type: image/png\r\nX-Note: needle\r\n", support::picture(8, 8).toStdString());
    look(picture);
    QCOMPARE(find(u"needle"_s), u"1 of 1"_s); // of a picture the fields alone
}

void TestResponseFind::whatTheCursorStandsOn()
{
    const auto script = answered("Content-Type: text/plain\r\n", "one two one two one");
    look(script);
    find(u"one"_s);
    editor()->setFocus();
    editor()->setCursorPosition(0, 9);
    QCOMPARE(press(bar(), editor(), Qt::Key_F3), u"3 of 3"_s);
    view_->content()->setMode(ContentView::Hex);
    auto *hex = view_->findChild<ui::HexPane *>();
    hex->setFocus();
    hex->setMark({5, 6});
    support::saidBy(bar());
    QCOMPARE(press(bar(), hex, Qt::Key_F3), u"2 of 3"_s);
    QCOMPARE(hex->mark().begin, 8);
}

void TestResponseFind::tellsWhatWasNotKept()
{
    const std::string text(20 << 20, 'x'); // of which a recording keeps both ends
    const auto script = answered("Content-Type: text/plain\r\n", text);
    look(script);
    QCOMPARE(find(u"no such"_s), u"not found"_s);
    QCOMPARE(bar()->noted(), u"4 MiB of 20 MiB were kept and searched"_s);
}

void TestResponseFind::anotherResponseIsSearchedAnew()
{
    const auto script = support::refusedThenHealed();
    look(script);
    QCOMPARE(find(u"refused"_s), u"not found"_s);
    view_->choose(0);
    QTRY_COMPARE(support::saidBy(bar()), u"1 found"_s);
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"1 of 1"_s);
    QCOMPARE(editor()->selectedText(), u"refused"_s);
    view_->clear();
    QTest::keyClick(lineOf(bar()), Qt::Key_Return);
    QVERIFY(support::saidBy(bar()).isEmpty());
    QVERIFY(!bar()->noted().isEmpty());
}

void TestResponseFind::nothingToSearch()
{
    view_ = std::make_unique<ResponseView>();
    view_->QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    QApplication::setActiveWindow(view_.get());
    view_->setFocus();
    QTest::keyClick(view_.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(support::typeInto(bar(), u"x"_s), QString());
    QVERIFY(bar()->noted().contains(u"Nothing"_s));
}

INTERIM_SUITE(TestResponseFind)
#include "tst_response_find.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The find bar by its keys, below a text and below an editor.
#include "ui/kit/find_bar.h"

#include "ui/find_keys.h"
#include "ui/kit/editor.h"
#include "ui/kit/style.h"
#include "ui/kit/text_find.h"
#include "ui/kit/theme.h"

#include <Qsci/qsciscintilla.h>

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using support::buttonOf;
using support::lineOf;
using support::press;
using support::typeInto;

namespace {

/// A text with its bar, and a field beside it.
struct Page {
    Page()
    {
        text = new QPlainTextEdit(&window);
        editor = ui::makeEditor(u"Editor"_s, &window);
        inText = std::make_unique<ui::TextFind>(text);
        inEditor = std::make_unique<ui::EditorFind>(editor);
        auto *column = new QVBoxLayout(&window);
        auto *upper = new QWidget(&window);
        auto *lower = new QWidget(&window);
        for (auto *half : {upper, lower}) {
            auto *own = new QVBoxLayout(half);
            own->setContentsMargins(0, 0, 0, 0);
            column->addWidget(half, 1);
        }
        bar = new ui::FindBar(inText.get(), text, upper);
        editorBar = new ui::FindBar(inEditor.get(), editor, lower);
        upper->layout()->addWidget(text);
        upper->layout()->addWidget(bar);
        lower->layout()->addWidget(editor);
        lower->layout()->addWidget(editorBar);
        QObject::connect(text, &QPlainTextEdit::textChanged, bar, &ui::FindBar::renew);
        QObject::connect(editor, &QsciScintilla::textChanged, editorBar, &ui::FindBar::renew);
        window.setLocale(QLocale(QLocale::English));
        window.resize(640, 480);
        window.show();
        QApplication::setActiveWindow(&window);
    }
    QString marked() const { return text->textCursor().selectedText(); }

    QWidget window;
    QPlainTextEdit *text = nullptr;
    QsciScintilla *editor = nullptr;
    std::unique_ptr<ui::TextFind> inText;
    std::unique_ptr<ui::EditorFind> inEditor;
    ui::FindBar *bar = nullptr;
    ui::FindBar *editorBar = nullptr;
};

} // namespace

class TestFindBar : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        ui::Theme::choose(ui::Theme::Choice::Light);
        ui::applyStyle();
    }
    void init()
    {
        page_ = std::make_unique<Page>();
        QVERIFY(QTest::qWaitForWindowExposed(&page_->window));
        page_->text->setPlainText(u"Été one\nété TWO\none two\nONE 😀 two"_s);
        page_->text->setFocus();
    }
    void cleanup() { page_.reset(); }
    void findsWhileTyping();
    void nextAndPreviousByKeys();
    void beginsWhereTheCursorStands();
    void matchesCase();
    void expressions();
    void hex();
    void saysWhatIsWrong();
    void escGivesTheFocusBack();
    void ctrlFAgainSelects();
    void keysWorkInTheViewToo();
    void followsTheText();
    void tooManyToCount();
    void hostileExpressionEndsInALine();
    void editorsToo();
    void allHasANameAndATip();
    void nothingIsCut_data();
    void nothingIsCut();
    void takesItsOwnHeightAlone();

private:
    QString open()
    {
        QTest::keyClick(page_->text, Qt::Key_F, Qt::ControlModifier);
        return support::saidBy(page_->bar);
    }
    std::unique_ptr<Page> page_;
};

void TestFindBar::findsWhileTyping()
{
    open();
    QVERIFY(page_->bar->isVisible() && lineOf(page_->bar)->hasFocus());
    QCOMPARE(page_->bar->said(), QString());
    QCOMPARE(typeInto(page_->bar, u"tw"_s), u"1 of 3"_s);
    QCOMPARE(page_->marked(), u"TW"_s);
    QTest::keyClick(lineOf(page_->bar), Qt::Key_O); // stays on the hit that still matches
    QCOMPARE(support::saidBy(page_->bar), u"1 of 3"_s);
    QCOMPARE(page_->marked(), u"TWO"_s);
    QCOMPARE(typeInto(page_->bar, u"été"_s), u"1 of 2"_s); // on from there
    QCOMPARE(page_->bar->noted(), u"Went on at the beginning"_s);
    QCOMPARE(page_->marked(), u"Été"_s);
    QCOMPARE(typeInto(page_->bar, u"three"_s), u"not found"_s);
    QCOMPARE(page_->marked(), u"Été"_s);
}

void TestFindBar::nextAndPreviousByKeys()
{
    open();
    QCOMPARE(typeInto(page_->bar, u"one"_s), u"1 of 3"_s);
    auto *line = lineOf(page_->bar);
    QCOMPARE(press(page_->bar, line, Qt::Key_Return), u"2 of 3"_s);
    QCOMPARE(press(page_->bar, line, Qt::Key_F3), u"3 of 3"_s);
    QCOMPARE(page_->bar->noted(), QString());
    QCOMPARE(press(page_->bar, line, Qt::Key_G, Qt::ControlModifier), u"1 of 3"_s);
    QCOMPARE(page_->bar->noted(), u"Went on at the beginning"_s);
    QCOMPARE(press(page_->bar, line, Qt::Key_Return, Qt::ShiftModifier), u"3 of 3"_s);
    QCOMPARE(page_->bar->noted(), u"Went on at the end"_s);
    QCOMPARE(press(page_->bar, line, Qt::Key_F3, Qt::ShiftModifier), u"2 of 3"_s);
    QCOMPARE(page_->bar->noted(), QString());
    QTest::mouseClick(buttonOf(page_->bar, u"Next hit"_s), Qt::LeftButton);
    QCOMPARE(page_->bar->said(), u"3 of 3"_s);
    QCOMPARE(page_->marked(), u"ONE"_s);
    QTest::mouseClick(buttonOf(page_->bar, u"Previous hit"_s), Qt::LeftButton);
    QCOMPARE(page_->bar->said(), u"2 of 3"_s);
}

void TestFindBar::beginsWhereTheCursorStands()
{
    page_->text->moveCursor(QTextCursor::End);
    page_->text->moveCursor(QTextCursor::StartOfLine);
    open();
    QCOMPARE(typeInto(page_->bar, u"one"_s), u"3 of 3"_s);
    page_->text->moveCursor(QTextCursor::Start);
    QCOMPARE(press(page_->bar, lineOf(page_->bar), Qt::Key_Return), u"1 of 3"_s);
}

void TestFindBar::matchesCase()
{
    open();
    typeInto(page_->bar, u"one"_s);
    QTest::mouseClick(buttonOf(page_->bar, u"Match case"_s), Qt::LeftButton);
    QCOMPARE(support::saidBy(page_->bar), u"1 of 2"_s);
    QCOMPARE(press(page_->bar, lineOf(page_->bar), Qt::Key_Return), u"2 of 2"_s);
}

void TestFindBar::expressions()
{
    open();
    QTest::mouseClick(buttonOf(page_->bar, u"Regular expression"_s), Qt::LeftButton);
    QCOMPARE(typeInto(page_->bar, u"^.n.*two$"_s), u"1 of 2"_s);
    QCOMPARE(press(page_->bar, lineOf(page_->bar), Qt::Key_Return), u"2 of 2"_s);
    QCOMPARE(page_->marked(), u"ONE 😀 two"_s);
}

void TestFindBar::hex()
{
    open();
    auto *asHex = buttonOf(page_->bar, u"Bytes in hex"_s);
    auto *expression = buttonOf(page_->bar, u"Regular expression"_s);
    QTest::mouseClick(expression, Qt::LeftButton);
    QTest::mouseClick(asHex, Qt::LeftButton);
    QVERIFY(!expression->isChecked()); // one or the other
    QVERIFY(!buttonOf(page_->bar, u"Match case"_s)->isEnabled());
    QCOMPARE(typeInto(page_->bar, u"0a 6f"_s), u"1 of 1"_s);
    QCOMPARE(page_->marked(), u"\u2029o"_s);
    QTest::mouseClick(expression, Qt::LeftButton);
    QVERIFY(!asHex->isChecked() && buttonOf(page_->bar, u"Match case"_s)->isEnabled());
}

void TestFindBar::saysWhatIsWrong()
{
    open();
    QTest::mouseClick(buttonOf(page_->bar, u"Regular expression"_s), Qt::LeftButton);
    QCOMPARE(typeInto(page_->bar, u"one("_s), QString());
    QVERIFY2(page_->bar->noted().startsWith(u"No regular expression, after character 4:"_s),
             qPrintable(page_->bar->noted()));
    QVERIFY(lineOf(page_->bar)->property("wrong").toBool());
    QVERIFY(!buttonOf(page_->bar, u"Next hit"_s)->isEnabled());
    QTest::keyClick(lineOf(page_->bar), Qt::Key_Backspace);
    QCOMPARE(support::saidBy(page_->bar), u"1 of 3"_s);
    QCOMPARE(page_->bar->noted(), QString());
    QVERIFY(!lineOf(page_->bar)->property("wrong").toBool());
    QTest::mouseClick(buttonOf(page_->bar, u"Bytes in hex"_s), Qt::LeftButton);
    QVERIFY(page_->bar->noted().contains(u"hex"_s));
    QVERIFY(!QApplication::activeModalWidget());
}

void TestFindBar::escGivesTheFocusBack()
{
    open();
    typeInto(page_->bar, u"one"_s);
    QTest::keyClick(lineOf(page_->bar), Qt::Key_Escape);
    QVERIFY(!page_->bar->isVisible());
    QVERIFY(page_->text->hasFocus());
    QCOMPARE(page_->marked(), u"one"_s); // the hit stays marked
}

void TestFindBar::ctrlFAgainSelects()
{
    open();
    typeInto(page_->bar, u"one"_s);
    QTest::keyClick(lineOf(page_->bar), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(lineOf(page_->bar)->selectedText(), u"one"_s);
    QCOMPARE(page_->bar->said(), u"1 of 3"_s);
    QTest::keyClick(lineOf(page_->bar), Qt::Key_Escape);
    QCOMPARE(open(), u"1 of 3"_s);
    QCOMPARE(lineOf(page_->bar)->selectedText(), u"one"_s);
}

/// Also when the bar is closed: for what was looked for last.
void TestFindBar::keysWorkInTheViewToo()
{
    open();
    typeInto(page_->bar, u"one"_s);
    page_->text->setFocus();
    QCOMPARE(press(page_->bar, page_->text, Qt::Key_F3), u"2 of 3"_s);
    page_->bar->hide();
    page_->text->setFocus();
    press(page_->bar, page_->text, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(page_->marked(), u"one"_s);
    QCOMPARE(page_->text->textCursor().blockNumber(), 0);
    page_->editor->setFocus();
    QTest::keyClick(page_->editor, Qt::Key_F, Qt::ControlModifier); // each view has its own
    QVERIFY(page_->editorBar->isVisible() && !page_->bar->isVisible());
}

/// Counts anew what changes, and takes nobody elsewhere for that.
void TestFindBar::followsTheText()
{
    open();
    typeInto(page_->bar, u"one"_s);
    page_->text->moveCursor(QTextCursor::End);
    page_->text->insertPlainText(u"\none more"_s);
    QCOMPARE(support::saidBy(page_->bar), u"4 found"_s);
    QVERIFY(page_->marked().isEmpty());
    page_->text->clear();
    QCOMPARE(support::saidBy(page_->bar), u"not found"_s);
    page_->text->setPlainText(u"one"_s);
    QTest::keyClick(lineOf(page_->bar), Qt::Key_Return); // before it was counted
    QCOMPARE(support::saidBy(page_->bar), u"1 of 1"_s);
    QCOMPARE(page_->marked(), u"one"_s);
}

void TestFindBar::tooManyToCount()
{
    page_->text->setPlainText(u"x "_s.repeated(10'001));
    open();
    QCOMPARE(typeInto(page_->bar, u"x"_s), u"1 of 10,000 and more"_s);
    press(page_->bar, lineOf(page_->bar), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(page_->bar->said(), u"10,000 of 10,000 and more"_s);
    QVERIFY2(page_->bar->noted().contains(u"first ones"_s), qPrintable(page_->bar->noted()));
}

void TestFindBar::hostileExpressionEndsInALine()
{
    page_->text->setPlainText(u"aab\n"_s + QString(20'000, u'a'));
    open();
    QTest::mouseClick(buttonOf(page_->bar, u"Regular expression"_s), Qt::LeftButton);
    QCOMPARE(typeInto(page_->bar, u"(a+)+[bc]"_s), u"1 of 1"_s); // what was found before
    QVERIFY2(page_->bar->noted().contains(u"too many steps"_s), qPrintable(page_->bar->noted()));
}

void TestFindBar::editorsToo()
{
    page_->editor->setText(u"é 😀 one\nONE"_s);
    page_->editor->setFocus();
    QTest::keyClick(page_->editor, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(typeInto(page_->editorBar, u"one"_s), u"1 of 2"_s);
    QCOMPARE(page_->editor->selectedText(), u"one"_s);
    QCOMPARE(press(page_->editorBar, lineOf(page_->editorBar), Qt::Key_Return), u"2 of 2"_s);
    QCOMPARE(page_->editor->selectedText(), u"ONE"_s);
    page_->editor->setFocus();
    QCOMPARE(press(page_->editorBar, page_->editor, Qt::Key_G, Qt::ControlModifier), u"1 of 2"_s);
    page_->editor->append(u" one"_s);
    QCOMPARE(support::saidBy(page_->editorBar), u"1 of 3"_s);
}

void TestFindBar::allHasANameAndATip()
{
    open();
    for (const auto *button : page_->bar->findChildren<QToolButton *>()) {
        if (button->parent() == lineOf(page_->bar))
            continue; // Qt's own, which clears it
        QVERIFY2(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty(), qPrintable(button->text()));
    }
    QVERIFY(!lineOf(page_->bar)->accessibleName().isEmpty());
    typeInto(page_->bar, u"one"_s);
    QCOMPARE(lineOf(page_->bar)->accessibleDescription(), u"1 of 3"_s);
}

void TestFindBar::nothingIsCut_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("dark");
    QTest::newRow("find-wide") << 640 << 1.0 << false;
    QTest::newRow("find-narrow") << 300 << 1.0 << true;
    QTest::newRow("find-200-wide") << 1200 << 2.0 << true;
    QTest::newRow("find-200-narrow") << 480 << 2.0 << false;
}

void TestFindBar::nothingIsCut()
{
    QFETCH(int, width);
    QFETCH(double, scale);
    QFETCH(bool, dark);
    const auto font = QApplication::font();
    auto large = font;
    large.setPointSizeF(font.pointSizeF() * scale);
    const auto back = qScopeGuard([&] {
        page_.reset();
        QApplication::setFont(font);
        ui::Theme::choose(ui::Theme::Choice::Light);
        ui::applyStyle();
    });
    page_.reset();
    QApplication::setFont(large);
    ui::Theme::choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    ui::applyStyle();
    page_ = std::make_unique<Page>();
    page_->window.resize(width, 480);
    page_->text->setPlainText(u"x "_s.repeated(10'001));
    page_->text->setFocus();
    open();
    typeInto(page_->bar, u"x"_s);
    press(page_->bar, lineOf(page_->bar), Qt::Key_Return, Qt::ShiftModifier);
    QTest::qWait(50); // until all lies as it will
    QCOMPARE(page_->window.width(), width);
    for (const auto *part : page_->bar->findChildren<QWidget *>()) {
        if (!part->isVisible() || part->parent() == lineOf(page_->bar))
            continue;
        const QRect there(part->mapTo(page_->bar, QPoint()), part->size());
        QVERIFY2(page_->bar->rect().contains(there), qPrintable(part->accessibleName()));
        const bool fits = !qobject_cast<const QToolButton *>(part) || part->width() >= part->minimumSizeHint().width();
        QVERIFY2(fits, qPrintable(part->accessibleName()));
    }
    const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
    const auto name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    QVERIFY(folder.isEmpty() || page_->window.grab().save(QDir(folder).filePath(name)));
}

/// What stands around the view is where it was.
void TestFindBar::takesItsOwnHeightAlone()
{
    const auto before = page_->text->geometry();
    open();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QTRY_VERIFY(page_->text->height() < before.height());
    QCOMPARE(page_->text->pos(), before.topLeft());
    QCOMPARE(page_->text->width(), before.width());
    QVERIFY(page_->bar->geometry().top() > page_->text->geometry().bottom());
}

INTERIM_SUITE(TestFindBar)
#include "tst_find_bar.moc"

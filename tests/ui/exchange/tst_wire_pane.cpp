// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+F in the byte pane: in all bytes, in the order in which they moved; and the pane's buttons.
#include "ui/exchange/wire/wire_pane.h"

#include "support/events.h"
#include "support/pixels.h"
#include "ui/exchange/wire/wire_view.h"
#include "ui/find_keys.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QMenu>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using support::buttonOf;
using support::lineOf;
using support::press;
using support::typeInto;
using ui::WirePane;

class TestWirePane : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void findsWhileTyping();
    void hitsStandAsTheyMoved();
    void findsInWhatIsNotShownYet();
    void hex();
    void acrossHeadAndContent();
    void farRightIsBroughtIntoView();
    void tellsWhatWasNotKept();
    void onlyWhatAReplayShows();
    void whileItRuns();
    void toolsSwitchAndCopy();
    void pictures();

private:
    /// By keys, from Ctrl+F on; what is said.
    QString find(const QString &text)
    {
        QTest::keyClick(pane_.get(), Qt::Key_F, Qt::ControlModifier);
        return typeInto(bar(), text);
    }
    void look(const support::Script &script)
    {
        pane_ = std::make_unique<WirePane>(true);
        pane_->setLocale(QLocale(QLocale::English));
        pane_->resize(640, 360);
        view()->setEvents(&script.events());
        view()->setBytes(std::make_shared<model::ByteStore>(model::ByteStore::of(*script.record())));
        pane_->show();
        QVERIFY(QTest::qWaitForWindowExposed(pane_.get()));
        view()->setFocus();
    }
    ui::FindBar *bar() const { return pane_->findBar(); }
    ui::WireView *view() const { return pane_->view(); }
    const support::Script script_ = support::refusedThenHealed();
    std::unique_ptr<WirePane> pane_;
};

void TestWirePane::initTestCase()
{
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

void TestWirePane::init()
{
    look(script_);
}

void TestWirePane::findsWhileTyping()
{
    QCOMPARE(find(u"content-LE"_s), u"1 of 4"_s); // fields have no case
    QVERIFY(bar()->isVisible());
    QCOMPARE(view()->selectedText(), u"Content-Le"_s);
    const auto first = view()->marked();
    QTest::keyClicks(lineOf(bar()), u"NGTH"_s); // stays on the hit that still matches
    QCOMPARE(support::saidBy(bar()), u"1 of 4"_s);
    QCOMPARE(view()->selectedText(), u"Content-Length"_s);
    QCOMPARE(view()->marked().span.offset, first.span.offset);
    QTest::keyClick(lineOf(bar()), Qt::Key_Escape);
    QVERIFY(!bar()->isVisible() && view()->hasFocus());
    QCOMPARE(view()->selectedText(), u"Content-Length"_s); // the hit stays marked
}

void TestWirePane::hitsStandAsTheyMoved()
{
    QCOMPARE(find(u"HTTP/1.1"_s), u"1 of 4"_s);
    QVector<std::pair<quint32, wire::Direction>> seen{
        {view()->marked().tape.connection, view()->marked().tape.direction}};
    for (const auto &said : {u"2 of 4"_s, u"3 of 4"_s, u"4 of 4"_s}) {
        QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), said);
        seen.append({view()->marked().tape.connection, view()->marked().tape.direction});
    }
    using wire::Direction;
    QVERIFY(seen
            == (QVector<std::pair<quint32, Direction>>{
                {0, Direction::Sent}, {0, Direction::Received}, {1, Direction::Sent}, {1, Direction::Received}}));
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"1 of 4"_s);
    QCOMPARE(bar()->noted(), u"Went on at the beginning"_s);
    view()->setFocus();
    QCOMPARE(press(bar(), view(), Qt::Key_F3, Qt::ShiftModifier), u"4 of 4"_s);
}

/// In the middle of a content, of which only the ends are rows.
void TestWirePane::findsInWhatIsNotShownYet()
{
    support::Script script;
    const std::string content = std::string(300'000, '.') + "needle" + std::string(300'000, '.');
    const auto head = support::requestHead(content.size(), false);
    script.attempt(0, 0, "first").connect(10, 20).submit(30, head, content.size(), false).sent(40, head);
    script.sent(50, content).attemptEnd(60);
    look(script);
    QCOMPARE(find(u"Needle"_s), u"1 of 1"_s);
    QCOMPARE(view()->selectedText(), u"needle"_s);
    QCOMPARE(view()->marked().span.offset, std::uint64_t(head.size() + 300'000));
    const auto &shown = view()->rows();
    bool seen = false;
    const int top = view()->verticalScrollBar()->value();
    for (int row = top; row < top + view()->verticalScrollBar()->pageStep() && row < shown.count(); ++row)
        seen = seen
            || (shown.row(row).kind == model::WireRow::Kind::Bytes
                && shown.row(row).span.offset <= view()->marked().span.offset
                && shown.row(row).span.end() > view()->marked().span.offset);
    QVERIFY(seen);
}

void TestWirePane::hex()
{
    find({});
    QTest::mouseClick(buttonOf(bar(), u"Bytes in hex"_s), Qt::LeftButton);
    QCOMPARE(find(u"0d 0a 0d 0a"_s), u"1 of 4"_s);
    QCOMPARE(view()->selectedText(), u"\r\n\r\n"_s);
    QTest::keyClicks(lineOf(bar()), u"1"_s);
    QVERIFY(lineOf(bar())->property("wrong").toBool());
    QVERIFY(bar()->noted().contains(u"hex"_s));
}

/// They follow each other on the wire: that is one stretch of bytes.
void TestWirePane::acrossHeadAndContent()
{
    find({});
    QTest::mouseClick(buttonOf(bar(), u"Bytes in hex"_s), Qt::LeftButton);
    QCOMPARE(find(u"0d 0a 65 78 70"_s), u"1 of 1"_s); // "expectation refused"
    QCOMPARE(view()->selectedText(), u"\r\nexp"_s);
}

void TestWirePane::farRightIsBroughtIntoView()
{
    support::Script script;
    const auto head = support::requestHead(0, false, ("/" + std::string(150, 'x') + "needle").c_str());
    script.attempt(0, 0, "first").connect(10, 20).submit(30, head, 0, false).sent(40, head).attemptEnd(60);
    look(script);
    QCOMPARE(view()->horizontalScrollBar()->value(), 0);
    QCOMPARE(find(u"needle"_s), u"1 of 1"_s);
    QVERIFY(view()->horizontalScrollBar()->value() > 0);
    QVERIFY(support::pixelsOf(view()->grab().toImage(), ui::Theme::current().selection) > 100);
}

void TestWirePane::tellsWhatWasNotKept()
{
    support::Script script;
    const std::uint64_t size = 12 << 20; // more than a tape keeps of a content
    const auto head = support::requestHead(size, false);
    script.attempt(0, 0, "first").connect(10, 20).submit(30, head, size, false).sent(40, head);
    script.body(50, 5000, size, 64).attemptEnd(6000);
    look(script);
    QCOMPARE(find(u"Host"_s), u"1 of 1"_s);
    QVERIFY2(bar()->noted().endsWith(u" of 12 MiB were kept and searched"_s), qPrintable(bar()->noted()));
}

void TestWirePane::onlyWhatAReplayShows()
{
    QCOMPARE(find(u"HTTP/1.1"_s), u"1 of 4"_s);
    view()->setReplayAt(1'000'000);
    QCOMPARE(support::saidBy(bar()), u"1 of 1"_s);
    view()->setReplayAt(-1);
    QCOMPARE(support::saidBy(bar()), u"1 of 4"_s);
}

void TestWirePane::whileItRuns()
{
    std::vector<wire::Event> events;
    view()->setEvents(&events);
    connect(view(), &ui::WireView::wanted, this, [&](quint32 connection, wire::Direction direction, wire::Span span) {
        const std::string bytes = script_.record()->tapes[connection].of(direction).read(span, span.length);
        view()->addBytes(connection, direction, span, QByteArray::fromStdString(bytes));
    });
    QCOMPARE(find(u"HTTP/1.1"_s), u"not found"_s);
    for (const auto &event : script_.events()) {
        events.push_back(event);
        view()->eventsAppended();
    }
    QCOMPARE(support::saidBy(bar()), u"4 found"_s); // and nothing is marked: nobody has asked for that
    QVERIFY2(bar()->noted().contains(u"runs"_s), qPrintable(bar()->noted()));
    QCOMPARE(press(bar(), lineOf(bar()), Qt::Key_Return), u"1 of 4"_s);
    view()->setBytes(std::make_shared<model::ByteStore>(model::ByteStore::of(*script_.record())));
    QCOMPARE(support::saidBy(bar()), u"1 of 4"_s);
    QCOMPARE(bar()->noted(), QString());
    pane_.reset(); // before the events that it shows
}

void TestWirePane::toolsSwitchAndCopy()
{
    ui::Segments *mode = nullptr;
    for (auto *one : pane_->findChildren<ui::Segments *>())
        mode = one->accessibleName() == u"Show bytes as"_s ? one : mode;
    QTest::mouseClick(mode->findChildren<QToolButton *>().at(1), Qt::LeftButton);
    QVERIFY(view()->hexMode());
    view()->setHexMode(false);
    QCOMPARE(mode->current(), 0);
    find(u"HTTP"_s);
    const auto menus = pane_->findChildren<QMenu *>();
    QAction *hex = nullptr;
    for (auto *menu : menus)
        for (auto *action : menu->actions())
            hex = action->text() == u"Hex"_s ? action : hex;
    QVERIFY(hex);
    hex->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"48 54 54 50"_s);
}

void TestWirePane::pictures()
{
    const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
    for (const bool dark : {false, true}) {
        ui::Theme::choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
        ui::applyStyle();
        find(u"Content-Length"_s);
        // What is found is marked in the theme's colour.
        QVERIFY(support::pixelsOf(view()->grab().toImage(), ui::Theme::current().selection) > 100);
        const auto shot = pane_->grab();
        if (!folder.isEmpty())
            QVERIFY(shot.save(QDir(folder).filePath(dark ? u"wire-find-dark.png"_s : u"wire-find-light.png"_s)));
    }
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

INTERIM_SUITE(TestWirePane)
#include "tst_wire_pane.moc"

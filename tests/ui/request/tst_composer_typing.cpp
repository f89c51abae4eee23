// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into the composer is what goes out, or it is said where it stands why it cannot.
#include "ui/request/composer_window.h"

#include "ui/exchange/exchange_page.h"
#include "ui/request/expect_strip.h"
#include "ui/request/headers_tab.h"

#include "session/profiles.h"

#include <QClipboard>
#include <Qsci/qsciscintilla.h>

#include <QScrollBar>
#include <QTableWidget>
#include <QToolButton>
#include <QWindow>

class TestComposerTyping : public QObject, ComposerWindow {
    Q_OBJECT
private slots:
    void initTestCase() { start(); }
    void init() { reset(); }
    void theEditorLeavesKeysToTheWindow();
    void aTypedSizeIsTheSize();
    void aWrongThresholdIsNotSent();
    void aFileIsLookedAtAgain();
    void eachKindHasItsType();
    void aWrongProxyIsSaidAtItsTab();
    void aCellCountsWhileItIsEdited();
    void rawBytesSurviveAnEdit();
    void theTableHasTheOrderOfTheWire();
    void theRawHeadSurvivesTheTable();
    void whatIsLeftOutIsSaid();
    void whatStandsBehindARawHeadIsSaid();
    void exactBytesAreMarkedAndBeginAtTheTop();
};

void TestComposerTyping::theEditorLeavesKeysToTheWindow()
{
    chooseKind(request::BodyKind::Text);
    auto *editor = window_->findChild<ui::BodyTab *>()->findChild<QsciScintilla *>();
    editor->setText(u"one\ntwo"_s);
    for (const auto key : {Qt::Key_L, Qt::Key_T, Qt::Key_D, Qt::Key_U}) {
        editor->setFocus();
        editor->setCursorPosition(1, 0);
        QTest::keyClick(window_->windowHandle(), key, Qt::ControlModifier);
        QCOMPARE(editor->text(), u"one\ntwo"_s);
        QCOMPARE(editor->hasFocus(), key != Qt::Key_L); // which goes to the URL
    }
    window_->request()->edit([this](request::RequestSpec &spec) {
        spec.url = (window_->lab()->baseUrl() + u"/silent"_s).toStdString();
        spec.expect.rule = request::ExpectRule::Always;
        spec.expect.afterWait = wire::AfterWait::Keep;
    });
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    editor->setFocus();
    QTest::keyClick(window_->windowHandle(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(window_->exchange()->running());
    QTest::keyClick(window_->windowHandle(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    QCOMPARE(window_->exchange()->view()->exchange().outcome, record::Outcome::Aborted);
}

void TestComposerTyping::aTypedSizeIsTheSize()
{
    chooseKind(request::BodyKind::Generated);
    auto *size = box(u"Size of the generated content"_s);
    typeOver(size, u"10"_s);
    QCOMPARE(body().size, std::uint64_t(10));
    QCOMPARE(size->currentText(), u"10"_s);
    typeOver(size, u"1.5 MiB"_s);
    QCOMPARE(body().size, std::uint64_t(3 << 19));
    QVERIFY(errors().isEmpty());
    typeOver(size, u"abc"_s);
    picture(u"wrong-size"_s);
    composer_->setCurrentIndex(1);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->exchange()->running());
    QCOMPARE(composer_->currentIndex(), 0); // where it is said
    QVERIFY2(errors().contains(u"Not a size"_s), qPrintable(errors()));
    QCOMPARE(QApplication::focusWidget(), size);
    QTest::keyClicks(size->lineEdit(), u"64"_s); // over what is selected
    QVERIFY(errors().isEmpty());
    const auto sent = sentBytes();
    QVERIFY2(sent.find("\r\nContent-Length: 64\r\n") != std::string::npos, sent.c_str());
}

void TestComposerTyping::aWrongThresholdIsNotSent()
{
    window_->request()->edit([](request::RequestSpec &spec) { spec.expect.rule = request::ExpectRule::Threshold; });
    window_->request()->replace(request::RequestSpec(window_->request()->spec()));
    auto *threshold = box(u"Threshold"_s);
    typeOver(threshold, u"1"_s);
    QCOMPARE(window_->request()->spec().expect.threshold, std::uint64_t(1));
    typeOver(threshold, u"1.3 KiB"_s); // no whole bytes
    picture(u"wrong-threshold"_s);
    auto *strip = window_->findChild<ui::ExpectStrip *>();
    QVERIFY2(strip->sentence().contains(u"not a size"_s), qPrintable(strip->sentence()));
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->exchange()->running());
    QCOMPARE(QApplication::focusWidget(), threshold);
    QTest::keyClicks(threshold->lineEdit(), u"2"_s);
    QVERIFY(strip->problem().isEmpty());
    sentBytes();
    QCOMPARE(window_->exchange()->view()->exchange().attempts.back().final->status, 200);
}

void TestComposerTyping::aFileIsLookedAtAgain()
{
    const auto path = file(u"grows.bin"_s, QByteArray(1000, 'a'));
    drop({path});
    QCOMPARE(body().size, std::uint64_t(1000));
    file(u"grows.bin"_s, QByteArray(3000, 'b'));
    QVERIFY(sentBytes().find("\r\nContent-Length: 3000\r\n") != std::string::npos);
    QCOMPARE(body().size, std::uint64_t(3000));
    QVERIFY(QFile::remove(path));
    composer_->setCurrentIndex(1);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->exchange()->running());
    QCOMPARE(composer_->currentIndex(), 0);
    QVERIFY2(errors().contains(u"grows.bin cannot be read"_s), qPrintable(errors()));
    file(u"grows.bin"_s, "back");
    QEvent active(QEvent::ActivationChange);
    QCoreApplication::sendEvent(window_, &active);
    QCOMPARE(body().size, std::uint64_t(4));
    QVERIFY(errors().isEmpty());
}

void TestComposerTyping::eachKindHasItsType()
{
    chooseKind(request::BodyKind::Text);
    typeOver(box(u"Content-Type"_s), u"application/json"_s);
    for (const auto kind : {request::BodyKind::Multipart, request::BodyKind::Form, request::BodyKind::File}) {
        chooseKind(kind);
        QCOMPARE(body().mediaType, std::string());
        QVERIFY(box(u"Content-Type"_s)->currentText().isEmpty());
    }
    chooseKind(request::BodyKind::None);
    chooseKind(request::BodyKind::Text);
    QCOMPARE(body().mediaType, std::string("application/json"));
    QCOMPARE(box(u"Content-Type"_s)->currentText(), u"application/json"_s);
}

void TestComposerTyping::aWrongProxyIsSaidAtItsTab()
{
    window_->request()->edit([](request::RequestSpec &spec) { spec.proxy = "ftp://proxy:1"; });
    window_->request()->replace(request::RequestSpec(window_->request()->spec()));
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->exchange()->running());
    QCOMPARE(composer_->currentIndex(), 3);
    QVERIFY2(errors().contains(u"ftp"_s), qPrintable(errors()));
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->accessibleName(), u"Proxy"_s);
    for (const auto *line : window_->findChildren<QLineEdit *>())
        QVERIFY(!line->property("wrong").toBool());
}

void TestComposerTyping::aCellCountsWhileItIsEdited()
{
    auto *tab = open<ui::HeadersTab>(1);
    QTest::mouseClick(button(tab, u"Add"_s), Qt::LeftButton);
    typeCell(u"X-Cell"_s, false);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    QTest::keyClicks(editor, u"vlue"_s);
    editor->setCursorPosition(1);
    QTest::keyClicks(editor, u"a"_s);
    QCOMPARE(editor->cursorPosition(), 2); // not at the end
    const auto sent = sentBytes();
    QVERIFY2(sent.find("\r\nX-Cell: value\r\n") != std::string::npos, sent.c_str());
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(window_->request()->spec().headers.back().value, std::string());
}

/// No row can show a field that an import leaves out.
void TestComposerTyping::whatIsLeftOutIsSaid()
{
    auto *tab = open<ui::HeadersTab>(1);
    const auto said = [tab] {
        QStringList all;
        for (const auto *label : tab->findChildren<QLabel *>())
            all.append(label->text());
        return all.join(u'\n');
    };
    QVERIFY(!said().contains(u"Left out"_s));
    auto spec = window_->request()->spec();
    spec.removed = {"User-Agent", "Accept", "accept"};
    window_->request()->replace(spec);
    QVERIFY2(said().contains(u"Left out: User-Agent, Accept. Add a row to send one."_s), qPrintable(said()));
    window_->request()->edit([](request::RequestSpec &now) {
        now.headers = {{"user-agent", "a"}};
    }); // this one is sent
    QVERIFY2(said().contains(u"Left out: Accept."_s), qPrintable(said()));
}

void TestComposerTyping::whatStandsBehindARawHeadIsSaid()
{
    auto *tab = open<ui::HeadersTab>(1);
    const auto warns = [tab] {
        const auto labels = tab->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"Behind the empty line stand 4 bytes more"_s);
        });
    };
    window_->request()->edit([](request::RequestSpec &spec) { spec.rawHead = "GET / HTTP/1.1\r\n\r\n"; });
    QVERIFY(!warns());
    window_->request()->edit([](request::RequestSpec &spec) { spec.rawHead = "GET / HTTP/1.1\r\n\r\nmore"; });
    QVERIFY(warns());
    window_->request()->edit([](request::RequestSpec &spec) { spec.rawHead.reset(); });
    QVERIFY(!warns());
}

void TestComposerTyping::rawBytesSurviveAnEdit()
{
    const std::string head = "GET /\xe9 HTTP/1.1\r\nHost: a\r\nX: \xff\r\n\r\n";
    window_->request()->edit([&](request::RequestSpec &spec) { spec.rawHead = head; });
    window_->request()->replace(request::RequestSpec(window_->request()->spec()));
    auto *tab = open<ui::HeadersTab>(1);
    auto *raw = tab->findChild<QsciScintilla *>();
    raw->setFocus();
    raw->setCursorPosition(1, 7);
    QTest::keyClicks(raw, u"b"_s);
    QCOMPARE(*window_->request()->spec().rawHead, std::string("GET /\xe9 HTTP/1.1\r\nHost: ab\r\nX: \xff\r\n\r\n"));
}

/// As an import leaves it, with the fields in another order than they were read in: what is above goes out before.
void TestComposerTyping::theTableHasTheOrderOfTheWire()
{
    auto spec = window_->request()->spec();
    spec.headers = {{"X-Two", "2"}, {"X-One", "1"}, {"X-Three", "3"}};
    spec.fieldOrder = {"X-One", "Host", "X-Two", "*"};
    window_->request()->replace(spec);
    auto *tab = open<ui::HeadersTab>(1);
    auto *table = tab->findChild<QTableWidget *>();
    const auto shown = [table] {
        QStringList names;
        for (int row = 0; row < table->rowCount(); ++row)
            names << table->item(row, 0)->text();
        return names.join(u' ');
    };
    const auto onTheWire = [this] {
        QStringList names;
        for (const auto &line : QString::fromStdString(sentBytes()).split(u"\r\n"_s))
            if (line.startsWith(u"X-"_s))
                names << line.section(u':', 0, 0);
        return names.join(u' ');
    };
    QCOMPARE(shown(), u"X-One X-Two X-Three"_s);
    QCOMPARE(onTheWire(), shown());
    table->setCurrentCell(2, 0);
    QTest::mouseClick(button(tab, u"Up"_s), Qt::LeftButton);
    QCOMPARE(shown(), u"X-One X-Three X-Two"_s);
    QCOMPARE(onTheWire(), shown());
    table->setCurrentCell(0, 0);
    QTest::mouseClick(button(tab, u"Down"_s), Qt::LeftButton);
    QTest::mouseClick(button(tab, u"Down"_s), Qt::LeftButton);
    QCOMPARE(shown(), u"X-Three X-Two X-One"_s);
    QCOMPARE(onTheWire(), shown());
    QTest::mouseClick(button(tab, u"Duplicate"_s), Qt::LeftButton);
    table->setCurrentCell(3, 0);
    QTest::mouseClick(button(tab, u"Up"_s), Qt::LeftButton);
    QTest::mouseClick(button(tab, u"Up"_s), Qt::LeftButton);
    QCOMPARE(shown(), u"X-Three X-One X-Two X-One"_s);
    QCOMPARE(onTheWire(), shown());
    // The same with a client's own order around it.
    auto like = window_->request()->spec();
    QVERIFY(session::chooseProfile(like, u"curl-7.88"_s, like.expect));
    window_->request()->replace(like);
    const auto before = shown();
    table->setCurrentCell(table->rowCount() - 1, 0);
    QTest::mouseClick(button(tab, u"Up"_s), Qt::LeftButton);
    QVERIFY(shown() != before);
    QStringList mine;
    for (const auto &name : shown().split(u' '))
        if (name.startsWith(u"X-"_s))
            mine << name;
    QCOMPARE(onTheWire(), mine.join(u' '));
}

void TestComposerTyping::theRawHeadSurvivesTheTable()
{
    auto *tab = open<ui::HeadersTab>(1);
    const auto choose = [tab](int mode) {
        QTest::mouseClick(tab->findChildren<QToolButton *>().at(mode), Qt::LeftButton);
    };
    const auto head = [this] { return window_->request()->spec().rawHead; };
    choose(1);
    const auto made = *head();
    auto *raw = tab->findChild<QsciScintilla *>();
    raw->setFocus();
    raw->setCursorPosition(1, 0);
    QTest::keyClicks(raw, u"Odd: x"_s);
    QTest::keyClick(raw, Qt::Key_Return);
    const auto typed = *head();
    QVERIFY(typed.find("\r\nOdd: x\r\n") != std::string::npos);
    choose(0);
    QVERIFY(!head());
    choose(1);
    QCOMPARE(*head(), typed);
    picture(u"raw-head"_s);
    QTest::mouseClick(button(tab, u"From the table"_s), Qt::LeftButton);
    QCOMPARE(*head(), made);
    QTest::keyClick(raw, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(*head(), typed);
}

void TestComposerTyping::exactBytesAreMarkedAndBeginAtTheTop()
{
    window_->request()->edit([](request::RequestSpec &spec) {
        for (int i = 0; i < 40; ++i)
            spec.headers.push_back({"X-" + std::to_string(i), "\x01 caf\xc3\xa9"});
    });
    const auto exact = exactBytes();
    QVERIFY2(exact.startsWith(u"POST /continue HTTP/1.1CRLF\nHost: "_s), qPrintable(exact));
    QVERIFY2(exact.contains(u"X-0: \\x01 café"_s), qPrintable(exact));
    picture(u"exact-marks"_s);
    for (const int tab : {3, 4}) {
        composer_->setCurrentIndex(tab);
        QTest::qWait(1); // one turn of the loop, for the layout
        for (const auto *text : composer_->currentWidget()->findChildren<QPlainTextEdit *>())
            QCOMPARE(text->verticalScrollBar()->value(), 0);
    }
    auto *text = window_->findChild<ui::ExactTab *>()->findChild<QPlainTextEdit *>();
    auto *bar = text->verticalScrollBar();
    composer_->setCurrentIndex(4);
    text->setFocus();
    QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"POST /continue HTTP/1.1\nHost: "_s) && !copied.contains(u"CRLF"_s),
             qPrintable(copied));
    QVERIFY(copied.contains(u"\nX-39: \\x01 café\n"_s));
    bar->setValue(5);
    window_->request()->edit([](request::RequestSpec &spec) { spec.method = "PUT"; });
    QCOMPARE(bar->value(), 5);
}

INTERIM_SUITE(TestComposerTyping)
#include "tst_composer_typing.moc"

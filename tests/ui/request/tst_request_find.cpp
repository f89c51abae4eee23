// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+F in the window: in the texts of the request, in what has the focus, and on the page that is seen.
#include "ui/find_keys.h"
#include "ui/request/composer_window.h"

#include "ui/exchange/response/response_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/history/history_list.h"
#include "ui/request/curl_tab.h"
#include "ui/request/url_edit.h"

#include <Qsci/qsciscintilla.h>

#include <QAbstractItemView>

using support::buttonOf;
using support::lineOf;
using support::press;
using support::typeInto;

class TestRequestFind : public QObject, ComposerWindow {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        start();
        window_->resize(1280, 800);
        QApplication::setActiveWindow(window_);
    }
    void init() { reset(); }
    void bodyText();
    void bytesOfTheRequest();
    void bytesThatAreCut();
    void curlCommand();
    void actsOnWhatHasTheFocus();
    void elsewhereOnThePageInFront();
    void listsGoToTheirFilter();
    void escDoesNotCancel();

private:
    /// By Ctrl+F there.
    ui::FindBar *openIn(QWidget *where)
    {
        where->setFocus();
        QTest::keyClick(where, Qt::Key_F, Qt::ControlModifier);
        auto *bar = openBar();
        if (!bar)
            qFatal("no find bar has come");
        support::saidBy(bar);
        return bar;
    }
    /// The one that is typed into.
    ui::FindBar *openBar() const
    {
        for (auto *bar : window_->findChildren<ui::FindBar *>())
            if (bar->isVisible() && bar->isAncestorOf(QApplication::focusWidget()))
                return bar;
        return nullptr;
    }
    QsciScintilla *bodyEditor() const { return window_->findChild<ui::BodyTab *>()->findChild<QsciScintilla *>(); }
    void setBody(const std::string &text)
    {
        auto spec = window_->request()->spec();
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = text;
        window_->request()->replace(spec);
    }
};

void TestRequestFind::bodyText()
{
    setBody("{\"Name\": 1, \"name\": 2}");
    auto *editor = bodyEditor();
    auto *bar = openIn(editor);
    QCOMPARE(typeInto(bar, u"NAME"_s), u"1 of 2"_s);
    QCOMPARE(editor->selectedText(), u"Name"_s);
    QCOMPARE(press(bar, lineOf(bar), Qt::Key_F3), u"2 of 2"_s);
    QTest::keyClick(lineOf(bar), Qt::Key_Escape);
    QVERIFY(editor->hasFocus());
    QTest::keyClicks(editor, u"x"_s); // what was found is typed over
    QCOMPARE(body().text, std::string("{\"Name\": 1, \"x\": 2}"));
    bar = openIn(editor);
    setBody("name name name"); // the request is another one
    QCOMPARE(support::saidBy(bar), u"3 found"_s);
    QTest::keyClick(lineOf(bar), Qt::Key_Escape);
}

void TestRequestFind::bytesOfTheRequest()
{
    setBody("a\r\n\x01é LF");
    auto *tab = open<ui::ExactTab>(4);
    auto *text = tab->findChild<QPlainTextEdit *>();
    auto *bar = openIn(text);
    QCOMPARE(typeInto(bar, u"lf"_s), u"1 of 1"_s); // not the marks of line ends
    QCOMPARE(text->textCursor().selectedText(), u"LF"_s);
    QTest::mouseClick(buttonOf(bar, u"Bytes in hex"_s), Qt::LeftButton);
    QCOMPARE(typeInto(bar, u"61 0d 0a 01 c3 a9"_s), u"1 of 1"_s);
    QCOMPARE(text->textCursor().selectedText(), u"aCRLF\u2029\\x01é"_s);
    QVERIFY(typeInto(bar, u"0d 0a 0d 0a 61"_s) == u"not found"_s); // what the pause parts
    QCOMPARE(typeInto(bar, u"0d 0a 0d 0a"_s), u"1 of 1"_s);
    QTest::mouseClick(buttonOf(bar, u"Bytes in hex"_s), Qt::LeftButton);
    QCOMPARE(typeInto(bar, u"host:"_s), u"1 of 1"_s);
    QCOMPARE(press(bar, lineOf(bar), Qt::Key_Return), u"1 of 1"_s);
    QCOMPARE(text->textCursor().selectedText(), u"Host:"_s);
    QTest::keyClick(lineOf(bar), Qt::Key_Escape);
}

void TestRequestFind::bytesThatAreCut()
{
    setBody(std::string(20'000, '.') + "needle");
    auto *text = open<ui::ExactTab>(4)->findChild<QPlainTextEdit *>();
    auto *bar = openIn(text);
    QCOMPARE(typeInto(bar, u"needle"_s), u"not found"_s);
    QVERIFY2(bar->noted().contains(u"first 16 KiB"_s), qPrintable(bar->noted()));
    QTest::keyClick(lineOf(bar), Qt::Key_Escape);
}

void TestRequestFind::curlCommand()
{
    auto *text = open<ui::CurlTab>(5)->findChild<QPlainTextEdit *>();
    auto *bar = openIn(text);
    QCOMPARE(typeInto(bar, u"/continue"_s), u"1 of 1"_s);
    QCOMPARE(text->textCursor().selectedText(), u"/continue"_s);
    auto spec = window_->request()->spec();
    spec.url += "/continue";
    window_->request()->replace(spec);
    QCOMPARE(support::saidBy(bar), u"2 found"_s);
    QTest::keyClick(lineOf(bar), Qt::Key_Escape);
}

void TestRequestFind::actsOnWhatHasTheFocus()
{
    setBody("one");
    support::send(window_);
    auto *view = window_->exchange()->view();
    view->setCurrentIndex(2);
    auto *inBody = openIn(bodyEditor());
    auto *response = view->response();
    auto *inResponse = openIn(response->findChild<QPlainTextEdit *>());
    QVERIFY(inBody != inResponse && response->isAncestorOf(inResponse));
    view->setCurrentIndex(0);
    auto *inBytes = openIn(view->timeline()); // whose own key F fits it
    QVERIFY(view->isAncestorOf(inBytes) && inBytes != inResponse);
    QVERIFY(typeInto(inBytes, u"HTTP/1.1"_s).startsWith(u"1 of "_s));
    for (auto *bar : {inBody, inBytes})
        QTest::keyClick(lineOf(bar), Qt::Key_Escape);
    QVERIFY(!openBar());
}

void TestRequestFind::elsewhereOnThePageInFront()
{
    auto *view = window_->exchange()->view();
    auto *url = window_->findChild<ui::UrlEdit *>();
    for (const int tab : {0, 1, 2}) {
        view->setCurrentIndex(tab);
        auto *bar = openIn(url);
        QVERIFY(view->currentWidget()->isAncestorOf(bar));
        QTest::keyClick(lineOf(bar), Qt::Key_Escape);
        QVERIFY(url->hasFocus());
    }
    view->setCurrentIndex(3); // findings: nothing to look in
    url->setFocus();
    QTest::keyClick(url, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(!openBar());
    view->setCurrentIndex(0);
}

void TestRequestFind::listsGoToTheirFilter()
{
    auto *history = window_->findChild<ui::HistoryList *>();
    history->view()->setFocus();
    QTest::keyClick(history->view(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(history->filter()->hasFocus());
    window_->showCodes();
    QLineEdit *codes = nullptr;
    for (auto *line : window_->findChildren<QLineEdit *>())
        codes = line->accessibleName() == u"Find a status code"_s ? line : codes;
    QVERIFY(codes);
    auto *list = codes->parentWidget()->findChild<QAbstractItemView *>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(codes->hasFocus());
}

/// Of what is sent meanwhile.
void TestRequestFind::escDoesNotCancel()
{
    auto spec = window_->request()->spec();
    spec.url = (window_->lab()->baseUrl() + u"/silent"_s).toStdString();
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "text";
    spec.expect.rule = request::ExpectRule::Always;
    spec.expect.waitNs = 1'000'000'000;
    window_->request()->replace(spec);
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(window_->exchange()->running());
    auto *bar = openIn(bodyEditor());
    QTest::keyClick(lineOf(bar), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(window_->exchange()->running());
    QVERIFY(ended.wait(60'000));
    QCOMPARE(window_->exchange()->view()->exchange().last()->final->status, 200);
}

INTERIM_SUITE(TestRequestFind)
#include "tst_request_find.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Forms by mouse, keys and drop, the connection's settings, and edits that something else was opened over: what the
// tabs show is what is sent.
#include "ui/request/composer_window.h"

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/status_summary.h"
#include "ui/kit/duration_box.h"
#include "ui/lab/scenario_tree.h"
#include "ui/request/connection_tab.h"
#include "ui/request/form_page.h"

#include "request/form.h"

#include <Qsci/qsciscintilla.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QSpinBox>
#include <QTableWidget>

class TestComposer : public QObject, ComposerWindow {
    Q_OBJECT
private slots:
    void initTestCase() { start(); }
    void init() { reset(); }
    void aFormByKeys();
    void rowsMoveAndGo();
    void severalDroppedFilesAreParts();
    void aMissingFileIsSaid();
    void theEditorLeavesFilesToTheTab();
    void connectionFields();
    void whatCannotWorkIsSaid();
    void editsArePutAside();
    void editsOfAnImportArePutAside();
};

void TestComposer::aFormByKeys()
{
    chooseKind(request::BodyKind::Form);
    auto *page = window_->findChild<ui::FormPage *>();
    QVERIFY(page->note().contains(u"No fields yet"_s));
    auto *add = button(page, u"Add"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    typeCell(u"first name"_s, false);
    typeCell(u"Zoë & co"_s, true);
    QTest::mouseClick(add, Qt::LeftButton);
    typeCell(u"b"_s, false);
    typeCell(u"2"_s, true);
    QCOMPARE(body().fields.size(), std::size_t(2));
    QCOMPARE(body().fields[0].value, std::string("Zo\xc3\xab & co"));
    const std::string content = "first+name=Zo%C3%AB+%26+co&b=2";
    QVERIFY2(page->note().contains(u"30 bytes as application/x-www-form-urlencoded"_s), qPrintable(page->note()));
    const auto *type = window_->findChild<ui::BodyTab *>()->findChildren<QComboBox *>().at(2);
    QCOMPARE(type->lineEdit()->placeholderText(), u"application/x-www-form-urlencoded"_s);
    picture(u"form"_s);
    const auto exact = exactBytes();
    picture(u"exact"_s);
    QVERIFY2(exact.endsWith(QString::fromStdString(content)), qPrintable(exact));
    QVERIFY(exact.contains(u"Content-Type: application/x-www-form-urlencoded"_s));
    const auto sent = sentBytes();
    QVERIFY2(sent.ends_with("\r\n\r\n" + content), sent.c_str());
    QVERIFY(sent.find("\r\nContent-Type: application/x-www-form-urlencoded\r\n") != std::string::npos);
    QVERIFY(sent.find("\r\nContent-Length: 30\r\n") != std::string::npos);
}

void TestComposer::rowsMoveAndGo()
{
    chooseKind(request::BodyKind::Form);
    window_->request()->edit([](request::RequestSpec &spec) {
        spec.body.fields = {{"a", "1"}, {"b", "\xff"}, {"c", "3"}};
    });
    auto *page = window_->findChild<ui::FormPage *>();
    page->load();
    auto *table = page->findChild<QTableWidget *>();
    const auto names = [this] {
        std::string all;
        for (const auto &field : body().fields)
            all += field.name;
        return all;
    };
    const auto at = [table](int row) { return table->visualItemRect(table->item(row, 0)).center(); };
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at(2));
    QTest::mouseClick(button(page, u"Up"_s), Qt::LeftButton);
    QCOMPARE(names(), std::string("acb"));
    QTest::mouseClick(button(page, u"Up"_s), Qt::LeftButton);
    QTest::mouseClick(button(page, u"Up"_s), Qt::LeftButton); // at the top already
    QCOMPARE(names(), std::string("cab"));
    QTest::mouseClick(button(page, u"Down"_s), Qt::LeftButton);
    QCOMPARE(names(), std::string("acb"));
    QTest::mouseClick(button(page, u"Duplicate"_s), Qt::LeftButton);
    QCOMPARE(names(), std::string("accb"));
    QTest::mouseClick(button(page, u"Remove"_s), Qt::LeftButton);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at(0));
    QTest::mouseClick(button(page, u"Remove"_s), Qt::LeftButton);
    QCOMPARE(names(), std::string("cb"));
    QCOMPARE(body().fields[1].value, std::string("\xff")); // no text, and yet no byte was lost
}

void TestComposer::severalDroppedFilesAreParts()
{
    drop({file(u"one.txt"_s, "first\r\n"), file(u"two.json"_s, "{}")});
    QCOMPARE(body().kind, request::BodyKind::Multipart);
    QCOMPARE(body().fields.size(), std::size_t(2));
    QCOMPARE(body().fields[0].mediaType, std::string("text/plain"));
    QCOMPARE(body().fields[1].mediaType, std::string("application/json"));
    drop({file(u"three.bin"_s, "\x01")}); // onto a multipart form one file is a part too
    QCOMPARE(body().fields.size(), std::size_t(3));
    auto *page = window_->findChild<ui::FormPage *>();
    QTest::mouseClick(button(page, u"Add"_s), Qt::LeftButton);
    typeCell(u"note"_s, false);
    typeCell(u"text"_s, true);
    std::string content;
    for (const auto &piece : request::multipartPieces(body()))
        content += piece.path.empty()          ? piece.text
            : piece.path.ends_with("one.txt")  ? "first\r\n"
            : piece.path.ends_with("two.json") ? "{}"
                                               : "\x01";
    QVERIFY2(page->note().contains(u"multipart/form-data; boundary="_s), qPrintable(page->note()));
    QVERIFY(page->note().startsWith(QLocale().toString(content.size()) + u" bytes"_s));
    picture(u"multipart"_s);
    const auto exact = exactBytes();
    QVERIFY2(exact.contains(u"filename=\"one.txt\""_s) && exact.contains(u"7 bytes of "_s), qPrintable(exact));
    const auto sent = sentBytes();
    QVERIFY2(sent.ends_with("\r\n\r\n" + content), sent.c_str());
    QCOMPARE(window_->exchange()->view()->exchange().attempts.back().final->status, 200);
}

void TestComposer::aMissingFileIsSaid()
{
    drop({file(u"here.txt"_s, "x"), dir_.filePath(u"gone.txt"_s)});
    const auto note = window_->findChild<ui::FormPage *>()->note();
    QVERIFY2(note.contains(u"gone.txt cannot be read"_s), qPrintable(note));
    chooseKind(request::BodyKind::Form);
    QVERIFY(window_->findChild<ui::FormPage *>()->note().contains(u"files are left out"_s));
}

void TestComposer::theEditorLeavesFilesToTheTab()
{
    chooseKind(request::BodyKind::Text);
    auto *editor = window_->findChild<ui::BodyTab *>()->findChild<QsciScintilla *>();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file(u"x.txt"_s, "x"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor->viewport(), &enter);
    QVERIFY(enter.isAccepted()); // by the tab, which is asked next
    QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor->viewport(), &dropped);
    QVERIFY(body().text.empty());
    QCOMPARE(body().kind, request::BodyKind::File);
    QVERIFY(body().path.ends_with("x.txt"));
}

void TestComposer::connectionFields()
{
    auto *tab = open<ui::ConnectionTab>(3);
    const auto line = [tab](const QString &name) {
        for (auto *one : tab->findChildren<QLineEdit *>())
            if (one->accessibleName() == name)
                return one;
        qFatal("no such field: %s", qPrintable(name));
    };
    const auto type = [](QLineEdit *one, const QString &text) {
        one->setFocus();
        one->selectAll();
        QTest::keyClicks(one, text);
    };
    const auto pem = file(u"own.pem"_s, "-----BEGIN");
    type(line(u"Client certificate"_s), pem);
    type(line(u"Key of the client certificate"_s), pem);
    type(line(u"Connect to"_s), QUrl(window_->lab()->baseUrl()).authority());
    for (auto *spin : tab->findChildren<QSpinBox *>())
        if (spin->accessibleName() == u"Redirects that are followed"_s)
            spin->setValue(3);
    for (auto *spin : tab->findChildren<ui::DurationBox *>())
        if (spin->accessibleName() == u"Time that a kept wait may go on"_s)
            spin->setValue(90'000);
    for (auto *box : tab->findChildren<QCheckBox *>())
        if (box->text() == u"Wait whatever Expect says"_s)
            box->setChecked(true);
    picture(u"connection"_s);
    const auto &spec = window_->request()->spec();
    QCOMPARE(spec.tls.certFile, pem.toStdString());
    QCOMPARE(spec.tls.keyFile, pem.toStdString());
    QCOMPARE(spec.redirects, 3);
    QCOMPARE(spec.timeouts.keepNs, 90'000'000'000);
    QVERIFY(spec.expect.anyValue);
    QVERIFY2(tab->problem().isEmpty(), qPrintable(tab->problem()));
    window_->request()->edit([](request::RequestSpec &one) { one.url = "http://elsewhere.localhost/continue"; });
    const auto sent = sentBytes(); // the lab answers, and the head names the other host
    QVERIFY2(sent.find("\r\nHost: elsewhere.localhost\r\n") != std::string::npos, sent.c_str());
    QCOMPARE(window_->exchange()->view()->exchange().attempts.back().final->status, 200);
    // through the lab as a proxy: in absolute form
    type(line(u"Connect to"_s), u" "_s);
    type(line(u"Unix socket"_s), u" /run/a b.sock"_s);
    QCOMPARE(window_->request()->spec().unixSocket, std::string("/run/a b.sock"));
    type(line(u"Unix socket"_s), u" "_s);
    type(line(u"Proxy"_s), window_->lab()->baseUrl());
    QVERIFY(sentBytes().starts_with("POST http://elsewhere.localhost/continue HTTP/1.1\r\n"));
}

void TestComposer::whatCannotWorkIsSaid()
{
    auto *tab = open<ui::ConnectionTab>(3);
    const auto problem = [&](auto change) {
        request::RequestSpec spec;
        spec.url = "http://host.test/";
        change(spec);
        window_->request()->replace(spec);
        return tab->problem();
    };
    QVERIFY(problem([](request::RequestSpec &) {}).isEmpty());
    QVERIFY(
        problem([](request::RequestSpec &spec) { spec.tls.certFile = "/no/such.pem"; }).contains(u"cannot be read"_s));
    const auto pem = file(u"key.pem"_s, "x").toStdString();
    QVERIFY(problem([&](request::RequestSpec &spec) { spec.tls.keyFile = pem; }).contains(u"without a certificate"_s));
    QVERIFY(!problem([](request::RequestSpec &spec) { spec.proxy = "ftp://proxy:1"; }).isEmpty());
    QVERIFY(!problem([](request::RequestSpec &spec) { spec.connectTo = "no-port"; }).isEmpty());
    QVERIFY(!problem([](request::RequestSpec &spec) { spec.unixSocket = "relative.sock"; }).isEmpty());
}

// Read for another shell, or given back, what was typed since it came is not gone.
void TestComposer::editsOfAnImportArePutAside()
{
    QTest::keyClick(window_, Qt::Key_L, Qt::ControlModifier);
    QApplication::clipboard()->setText(u"curl http://127.0.0.1:1/shell -d 'one'"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
    window_->request()->edit([](request::RequestSpec &spec) { spec.body.text += " TYPED"; });
    const auto typed = window_->request()->spec();
    auto *shell = window_->findChild<QComboBox *>(u"inputShell"_s);
    QVERIFY(shell->isVisible());
    shell->setCurrentIndex(2);
    emit shell->activated(2);
    QVERIFY(!(window_->request()->spec() == typed));
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window_->request()->spec() == typed);
}

void TestComposer::editsArePutAside()
{
    sentBytes(); // from here on nothing is unsent
    auto *scenarios = window_->findChild<ui::ScenarioTree *>();
    const auto click = [scenarios](const QString &name) {
        auto *item = scenarios->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).first();
        scenarios->scrollToItem(item);
        QTest::mouseClick(scenarios->viewport(), Qt::LeftButton, {}, scenarios->visualItemRect(item).center());
    };
    QTest::keyClick(window_, Qt::Key_L, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keyClicks(QApplication::focusWidget(), u"?mine"_s);
    const auto mine = window_->request()->spec();
    QVERIFY(QString::fromStdString(mine.url).endsWith(u"/continue?mine"_s));
    click(u"reject-413"_s);
    const auto opened = window_->request()->spec();
    QVERIFY(!(opened == mine));
    QVERIFY(window_->findChild<ui::StatusSummary *>()->text().contains(u"Ctrl+B"_s));
    click(u"silent"_s); // was not edited: what is aside stays
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window_->request()->spec() == mine);
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier); // and back again
    QVERIFY(!(window_->request()->spec() == mine));
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window_->request()->spec() == mine);
    click(u"reject-413"_s);
    QTest::keyClick(window_, Qt::Key_L, Qt::ControlModifier); // more edits, and over them one more
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keyClicks(QApplication::focusWidget(), u"?more"_s);
    click(u"silent"_s);
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(QString::fromStdString(window_->request()->spec().url).endsWith(u"?more"_s));
    delete window_; // through a restart
    window_ = support::makeWindow(dir_.filePath(u"data"_s)).release();
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(QString::fromStdString(window_->request()->spec().url).endsWith(u"/continue?mine"_s));
    composer_ = window_->findChild<ui::Composer *>();
}

INTERIM_SUITE(TestComposer)
#include "tst_composer.moc"

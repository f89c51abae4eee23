// SPDX-License-Identifier: GPL-3.0-or-later
// Forms by mouse, keys and drop, the connection's settings, and edits that something else was opened over: what the
// tabs show is what is sent.
#include "composer/composer.h"

#include "composer/body_tab.h"
#include "composer/bytes_tab.h"
#include "composer/connection_tab.h"
#include "composer/form_page.h"
#include "composer/headers_tab.h"
#include "composer/rows_table.h"
#include "exchange_view.h"
#include "expect_strip.h"
#include "lab_panel.h"
#include "main_window.h"
#include "status_summary.h"
#include "style.h"
#include "theme.h"

#include "wire/form.h"

#include <Qsci/qsciscintilla.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QWindow>

using namespace Qt::StringLiterals;

class TestComposer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void aFormByKeys();
    void rowsMoveAndGo();
    void severalDroppedFilesAreParts();
    void aMissingFileIsSaid();
    void theEditorLeavesFilesToTheTab();
    void theEditorLeavesKeysToTheWindow();
    void aTypedSizeIsTheSize();
    void aWrongThresholdIsNotSent();
    void aFileIsLookedAtAgain();
    void eachKindHasItsType();
    void aWrongProxyIsSaidAtItsTab();
    void connectionFields();
    void whatCannotWorkIsSaid();
    void aCellCountsWhileItIsEdited();
    void rawBytesSurviveAnEdit();
    void theRawHeadSurvivesTheTable();
    void exactBytesAreMarkedAndBeginAtTheTop();
    void editsArePutAside();

private:
    template<class Page> Page *open(int tab)
    {
        composer_->setCurrentIndex(tab);
        return window_->findChild<Page *>();
    }
    void chooseKind(wire::BodyKind kind);
    QPushButton *button(QWidget *in, const QString &words);
    void typeCell(const QString &text, bool last);
    void typeOver(QComboBox *box, const QString &text);
    QComboBox *box(const QString &name);
    QString errors();
    std::string sentBytes();
    const wire::BodySpec &body() const { return window_->request()->spec().body; }
    QString exactBytes();
    void drop(const QStringList &paths);
    void picture(const QString &name);
    QString file(const QString &name, const QByteArray &bytes);

    QTemporaryDir dir_;
    ui::MainWindow *window_ = nullptr;
    ui::Composer *composer_ = nullptr;
};

void TestComposer::initTestCase()
{
    QCoreApplication::setOrganizationName("interim-test");
    QSettings().clear();
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyPalette();
    window_ = new ui::MainWindow(dir_.filePath(u"data"_s));
    ui::applyStyle();
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_));
    QTRY_VERIFY_WITH_TIMEOUT(window_->lab()->running(), 20'000);
    QCoreApplication::processEvents();
    composer_ = window_->findChild<ui::Composer *>();
}

void TestComposer::cleanupTestCase()
{
    delete window_;
}

void TestComposer::init()
{
    wire::RequestSpec spec;
    spec.method = "POST";
    spec.url = (window_->lab()->baseUrl() + u"/continue"_s).toStdString();
    window_->request()->replace(spec);
    composer_->setCurrentIndex(0);
}

void TestComposer::chooseKind(wire::BodyKind kind)
{
    auto *box = window_->findChild<ui::BodyTab *>()->findChildren<QComboBox *>().first();
    QCOMPARE(box->accessibleName(), u"Kind of content"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < static_cast<int>(kind); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(body().kind, kind);
}

QPushButton *TestComposer::button(QWidget *in, const QString &words)
{
    for (auto *one : in->findChildren<QPushButton *>())
        if (one->text() == words)
            return one;
    qFatal("no such button: %s", qPrintable(words));
}

/// Into the cell that is being edited; Tab goes to the next one, Enter ends.
void TestComposer::typeCell(const QString &text, bool last)
{
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    for (const auto c : text) { // Qt Test has keys for ASCII alone
        if (c.unicode() < 0x80)
            QTest::keyClick(editor, static_cast<char>(c.unicode()));
        else
            editor->insert(c);
    }
    QTest::keyClick(editor, last ? Qt::Key_Return : Qt::Key_Tab);
    QCoreApplication::processEvents();
}

/// As a person does who goes on to the next field.
void TestComposer::typeOver(QComboBox *box, const QString &text)
{
    box->setFocus();
    box->lineEdit()->selectAll();
    QTest::keyClicks(box->lineEdit(), text);
    QTest::keyClick(box->lineEdit(), Qt::Key_Tab);
}

QComboBox *TestComposer::box(const QString &name)
{
    for (auto *one : window_->findChildren<QComboBox *>())
        if (one->accessibleName().startsWith(name))
            return one;
    qFatal("no such box: %s", qPrintable(name));
}

/// The lines in red that are seen.
QString TestComposer::errors()
{
    QStringList lines;
    for (const auto *label : window_->findChildren<QLabel *>())
        if (label->isVisible() && label->property("error").toBool())
            lines.append(label->text());
    return lines.join(u'\n');
}

/// Sends, and gives everything that went out.
std::string TestComposer::sentBytes()
{
    QSignalSpy ended(window_, &ui::MainWindow::exchangeEnded);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    if (!ended.wait(60'000))
        return "(no end)";
    const auto record = window_->exchangeView()->record();
    return record->tapes.empty() ? std::string() : record->tapes[0].sent.read({0, 1 << 20}, 1 << 20);
}

QString TestComposer::exactBytes()
{
    auto *tab = open<ui::ExactTab>(3);
    return tab->findChild<QPlainTextEdit *>()->toPlainText();
}

QString TestComposer::file(const QString &name, const QByteArray &bytes)
{
    QFile out(dir_.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write");
    return out.fileName();
}

/// For people to look at, where INTERIM_PICTURES names a folder.
void TestComposer::picture(const QString &name)
{
    const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
    if (folder.isEmpty())
        return;
    const auto font = QApplication::font();
    auto large = font;
    for (const int scale : {1, 2}) {
        large.setPointSizeF(font.pointSizeF() * scale);
        QApplication::setFont(large);
        window_->resize(1280, 800);
        QTest::qWait(100);
        window_->resize(1280, 800);
        QTest::qWait(100);
        QVERIFY(window_->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name).arg(scale)));
    }
    QApplication::setFont(font);
    QTest::qWait(100);
}

void TestComposer::drop(const QStringList &paths)
{
    auto *target = window_->findChild<ui::BodyTab *>();
    QMimeData data;
    QList<QUrl> urls;
    for (const auto &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &dropped);
}

void TestComposer::aFormByKeys()
{
    chooseKind(wire::BodyKind::Form);
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
    chooseKind(wire::BodyKind::Form);
    window_->request()->edit([](wire::RequestSpec &spec) { spec.body.fields = {{"a", "1"}, {"b", "\xff"}, {"c", "3"}}; });
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
    QCOMPARE(body().kind, wire::BodyKind::Multipart);
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
    for (const auto &piece : wire::multipartPieces(body()))
        content += piece.path.empty() ? piece.text
            : piece.path.ends_with("one.txt") ? "first\r\n" : piece.path.ends_with("two.json") ? "{}" : "\x01";
    QVERIFY2(page->note().contains(u"multipart/form-data; boundary="_s), qPrintable(page->note()));
    QVERIFY(page->note().startsWith(QLocale().toString(content.size()) + u" bytes"_s));
    picture(u"multipart"_s);
    const auto exact = exactBytes();
    QVERIFY2(exact.contains(u"filename=\"one.txt\""_s) && exact.contains(u"7 bytes of "_s), qPrintable(exact));
    const auto sent = sentBytes();
    QVERIFY2(sent.ends_with("\r\n\r\n" + content), sent.c_str());
    QCOMPARE(window_->exchangeView()->exchange().attempts.back().final->status, 200);
}

void TestComposer::aMissingFileIsSaid()
{
    drop({file(u"here.txt"_s, "x"), dir_.filePath(u"gone.txt"_s)});
    const auto note = window_->findChild<ui::FormPage *>()->note();
    QVERIFY2(note.contains(u"gone.txt cannot be read"_s), qPrintable(note));
    chooseKind(wire::BodyKind::Form);
    QVERIFY(window_->findChild<ui::FormPage *>()->note().contains(u"files are left out"_s));
}

void TestComposer::theEditorLeavesFilesToTheTab()
{
    chooseKind(wire::BodyKind::Text);
    auto *editor = window_->findChild<ui::BodyTab *>()->findChild<QsciScintilla *>();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file(u"x.txt"_s, "x"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor->viewport(), &enter);
    QVERIFY(enter.isAccepted()); // by the tab, which is asked next
    QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor->viewport(), &dropped);
    QVERIFY(body().text.empty());
    QCOMPARE(body().kind, wire::BodyKind::File);
    QVERIFY(body().path.ends_with("x.txt"));
}

void TestComposer::theEditorLeavesKeysToTheWindow()
{
    chooseKind(wire::BodyKind::Text);
    auto *editor = window_->findChild<ui::BodyTab *>()->findChild<QsciScintilla *>();
    editor->setText(u"one\ntwo"_s);
    for (const auto key : {Qt::Key_L, Qt::Key_T, Qt::Key_D, Qt::Key_U}) {
        editor->setFocus();
        editor->setCursorPosition(1, 0);
        QTest::keyClick(window_->windowHandle(), key, Qt::ControlModifier);
        QCOMPARE(editor->text(), u"one\ntwo"_s);
        QCOMPARE(editor->hasFocus(), key != Qt::Key_L); // which goes to the URL
    }
    window_->request()->edit([this](wire::RequestSpec &spec) {
        spec.url = (window_->lab()->baseUrl() + u"/silent"_s).toStdString();
        spec.expect.rule = wire::ExpectRule::Always;
        spec.expect.afterWait = wire::AfterWait::Keep;
    });
    QSignalSpy ended(window_, &ui::MainWindow::exchangeEnded);
    editor->setFocus();
    QTest::keyClick(window_->windowHandle(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(window_->running());
    QTest::keyClick(window_->windowHandle(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    QCOMPARE(window_->exchangeView()->exchange().outcome, record::Outcome::Aborted);
}

void TestComposer::aTypedSizeIsTheSize()
{
    chooseKind(wire::BodyKind::Generated);
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
    QVERIFY(!window_->running());
    QCOMPARE(composer_->currentIndex(), 0); // where it is said
    QVERIFY2(errors().contains(u"Not a size"_s), qPrintable(errors()));
    QCOMPARE(QApplication::focusWidget(), size);
    QTest::keyClicks(size->lineEdit(), u"64"_s); // over what is selected
    QVERIFY(errors().isEmpty());
    const auto sent = sentBytes();
    QVERIFY2(sent.find("\r\nContent-Length: 64\r\n") != std::string::npos, sent.c_str());
}

void TestComposer::aWrongThresholdIsNotSent()
{
    window_->request()->edit([](wire::RequestSpec &spec) { spec.expect.rule = wire::ExpectRule::Threshold; });
    window_->request()->replace(wire::RequestSpec(window_->request()->spec()));
    auto *threshold = box(u"Threshold"_s);
    typeOver(threshold, u"1"_s);
    QCOMPARE(window_->request()->spec().expect.threshold, std::uint64_t(1));
    typeOver(threshold, u"1.3 KiB"_s); // no whole bytes
    picture(u"wrong-threshold"_s);
    auto *strip = window_->findChild<ui::ExpectStrip *>();
    QVERIFY2(strip->sentence().contains(u"not a size"_s), qPrintable(strip->sentence()));
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->running());
    QCOMPARE(QApplication::focusWidget(), threshold);
    QTest::keyClicks(threshold->lineEdit(), u"2"_s);
    QVERIFY(strip->problem().isEmpty());
    sentBytes();
    QCOMPARE(window_->exchangeView()->exchange().attempts.back().final->status, 200);
}

void TestComposer::aFileIsLookedAtAgain()
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
    QVERIFY(!window_->running());
    QCOMPARE(composer_->currentIndex(), 0);
    QVERIFY2(errors().contains(u"grows.bin cannot be read"_s), qPrintable(errors()));
    file(u"grows.bin"_s, "back");
    QEvent active(QEvent::ActivationChange);
    QCoreApplication::sendEvent(window_, &active);
    QCOMPARE(body().size, std::uint64_t(4));
    QVERIFY(errors().isEmpty());
}

void TestComposer::eachKindHasItsType()
{
    chooseKind(wire::BodyKind::Text);
    typeOver(box(u"Content-Type"_s), u"application/json"_s);
    for (const auto kind : {wire::BodyKind::Multipart, wire::BodyKind::Form, wire::BodyKind::File}) {
        chooseKind(kind);
        QCOMPARE(body().mediaType, std::string());
        QVERIFY(box(u"Content-Type"_s)->currentText().isEmpty());
    }
    chooseKind(wire::BodyKind::None);
    chooseKind(wire::BodyKind::Text);
    QCOMPARE(body().mediaType, std::string("application/json"));
    QCOMPARE(box(u"Content-Type"_s)->currentText(), u"application/json"_s);
}

void TestComposer::aWrongProxyIsSaidAtItsTab()
{
    window_->request()->edit([](wire::RequestSpec &spec) { spec.proxy = "ftp://proxy:1"; });
    window_->request()->replace(wire::RequestSpec(window_->request()->spec()));
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->running());
    QCOMPARE(composer_->currentIndex(), 2);
    QVERIFY2(errors().contains(u"ftp"_s), qPrintable(errors()));
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->accessibleName(), u"Proxy"_s);
    for (const auto *line : window_->findChildren<QLineEdit *>())
        QVERIFY(!line->property("wrong").toBool());
}

void TestComposer::connectionFields()
{
    auto *tab = open<ui::ConnectionTab>(2);
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
    picture(u"connection"_s);
    const auto &spec = window_->request()->spec();
    QCOMPARE(spec.tls.certFile, pem.toStdString());
    QCOMPARE(spec.tls.keyFile, pem.toStdString());
    QCOMPARE(spec.redirects, 3);
    QVERIFY2(tab->problem().isEmpty(), qPrintable(tab->problem()));
    window_->request()->edit([](wire::RequestSpec &one) { one.url = "http://nowhere.invalid/continue"; });
    const auto sent = sentBytes(); // the lab answers, and the head names the other host
    QVERIFY2(sent.find("\r\nHost: nowhere.invalid\r\n") != std::string::npos, sent.c_str());
    QCOMPARE(window_->exchangeView()->exchange().attempts.back().final->status, 200);
    // through the lab as a proxy: in absolute form
    type(line(u"Connect to"_s), u" "_s);
    type(line(u"Proxy"_s), window_->lab()->baseUrl());
    QVERIFY(sentBytes().starts_with("POST http://nowhere.invalid/continue HTTP/1.1\r\n"));
}

void TestComposer::whatCannotWorkIsSaid()
{
    auto *tab = open<ui::ConnectionTab>(2);
    const auto problem = [&](auto change) {
        wire::RequestSpec spec;
        spec.url = "http://host.test/";
        change(spec);
        window_->request()->replace(spec);
        return tab->problem();
    };
    QVERIFY(problem([](wire::RequestSpec &) {}).isEmpty());
    QVERIFY(problem([](wire::RequestSpec &spec) { spec.tls.certFile = "/no/such.pem"; }).contains(u"cannot be read"_s));
    const auto pem = file(u"key.pem"_s, "x").toStdString();
    QVERIFY(problem([&](wire::RequestSpec &spec) { spec.tls.keyFile = pem; }).contains(u"without a certificate"_s));
    QVERIFY(!problem([](wire::RequestSpec &spec) { spec.proxy = "ftp://proxy:1"; }).isEmpty());
    QVERIFY(!problem([](wire::RequestSpec &spec) { spec.connectTo = "no-port"; }).isEmpty());
}

void TestComposer::aCellCountsWhileItIsEdited()
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

void TestComposer::rawBytesSurviveAnEdit()
{
    const std::string head = "GET /\xe9 HTTP/1.1\r\nHost: a\r\nX: \xff\r\n\r\n";
    window_->request()->edit([&](wire::RequestSpec &spec) { spec.rawHead = head; });
    window_->request()->replace(wire::RequestSpec(window_->request()->spec()));
    auto *tab = open<ui::HeadersTab>(1);
    auto *raw = tab->findChild<QsciScintilla *>();
    raw->setFocus();
    raw->setCursorPosition(1, 7);
    QTest::keyClicks(raw, u"b"_s);
    QCOMPARE(*window_->request()->spec().rawHead, std::string("GET /\xe9 HTTP/1.1\r\nHost: ab\r\nX: \xff\r\n\r\n"));
}

void TestComposer::theRawHeadSurvivesTheTable()
{
    auto *tab = open<ui::HeadersTab>(1);
    const auto choose = [tab](int mode) { QTest::mouseClick(tab->findChildren<QToolButton *>().at(mode), Qt::LeftButton); };
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

void TestComposer::exactBytesAreMarkedAndBeginAtTheTop()
{
    window_->request()->edit([](wire::RequestSpec &spec) {
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
    auto *bar = window_->findChild<ui::ExactTab *>()->findChild<QPlainTextEdit *>()->verticalScrollBar();
    composer_->setCurrentIndex(3);
    bar->setValue(5);
    window_->request()->edit([](wire::RequestSpec &spec) { spec.method = "PUT"; });
    QCOMPARE(bar->value(), 5);
}

void TestComposer::editsArePutAside()
{
    sentBytes(); // from here on nothing is unsent
    auto *scenarios = window_->findChild<ui::LabPanel *>()->findChild<QListWidget *>();
    const auto click = [scenarios](int row) {
        scenarios->scrollToItem(scenarios->item(row));
        QTest::mouseClick(scenarios->viewport(), Qt::LeftButton, {}, scenarios->visualItemRect(scenarios->item(row)).center());
    };
    QTest::keyClick(window_, Qt::Key_L, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keyClicks(QApplication::focusWidget(), u"?mine"_s);
    const auto mine = window_->request()->spec();
    QVERIFY(QString::fromStdString(mine.url).endsWith(u"/continue?mine"_s));
    click(1);
    const auto opened = window_->request()->spec();
    QVERIFY(!(opened == mine));
    QVERIFY(window_->findChild<ui::StatusSummary *>()->text().contains(u"Ctrl+B"_s));
    click(2); // was not edited: what is aside stays
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window_->request()->spec() == mine);
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier); // and back again
    QVERIFY(!(window_->request()->spec() == mine));
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window_->request()->spec() == mine);
    click(1);
    QTest::keyClick(window_, Qt::Key_L, Qt::ControlModifier); // more edits, and over them one more
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keyClicks(QApplication::focusWidget(), u"?more"_s);
    click(2);
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(QString::fromStdString(window_->request()->spec().url).endsWith(u"?more"_s));
    delete window_; // through a restart
    window_ = new ui::MainWindow(dir_.filePath(u"data"_s));
    window_->show();
    QTRY_VERIFY_WITH_TIMEOUT(window_->lab()->running(), 20'000);
    QTest::keyClick(window_, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(QString::fromStdString(window_->request()->spec().url).endsWith(u"/continue?mine"_s));
    composer_ = window_->findChild<ui::Composer *>();
}

INTERIM_SUITE(TestComposer)
#include "tst_composer.moc"

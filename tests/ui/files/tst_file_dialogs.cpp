// SPDX-License-Identifier: GPL-3.0-or-later
// Requests from other tools' files into the composer, and the forms of an export.
#include "ui/files/import_dialog.h"

#include "ui/exchange/exchange_page.h"
#include "ui/files/export_dialog.h"
#include "ui/guidance/guidance_pane.h"
#include "ui/request/url_edit.h"
#include "ui/window.h"
#include "ui/workspace/workspace.h"

#include "session/lab_server.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestFileDialogs : public QObject {
    Q_OBJECT
    static QString corpus(const QString &name) { return u"" INTERIM_SOURCE_DIR "/tests/fuzz/corpus/"_s + name; }
    static bool shows(const QWidget *window, const QString &words)
    {
        const auto labels = window->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return !label->isHidden() && label->text().contains(words); });
    }

private slots:
    void oneRequestIsTakenAtOnce()
    {
        ui::Workspace window;
        QTRY_VERIFY_WITH_TIMEOUT(window.lab()->running(), 20'000); // which gives the first request its port
        QCoreApplication::processEvents();
        const auto before = window.request()->spec();
        support::openFiles(window, {corpus(u"http_file/crlf.http"_s)});
        QCOMPARE(window.request()->spec().url, std::string("http://h/p"));
        QCOMPARE(window.request()->spec().body.text, std::string("line one\nline two"));
        QVERIFY(shows(&window, u"Taken from crlf.http, but not: Content-Length: 77"_s));
        support::openFiles(window, {corpus(u"har/cut.har"_s)});
        QVERIFY(shows(&window, u"cannot import"_s));
        QCOMPARE(window.request()->spec().url, std::string("http://h/p"));
        QVERIFY(!(window.request()->spec() == before));
    }

    void oneOfSeveralIsAskedFor()
    {
        ui::Workspace window;
        support::inDialog(&window, [] {
            auto *dialog = qobject_cast<ui::ImportDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            QCOMPARE(dialog->list()->count(), 3);
            QVERIFY(!(dialog->list()->item(1)->flags() & Qt::ItemIsEnabled)); // a data: URL
            QCOMPARE(dialog->chosen(), 0);
            auto *filter = dialog->findChild<QLineEdit *>();
            QTest::keyClicks(filter, u"legacy"_s);
            QCOMPARE(dialog->chosen(), -1); // what was chosen is hidden
            dialog->list()->setCurrentRow(2);
            QTest::keyClick(dialog->list(), Qt::Key_Return);
        });
        support::openFiles(window, {corpus(u"har/chrome.har"_s)});
        QCOMPARE(window.request()->spec().url, std::string("http://legacy.example:8080/upload"));
        QVERIFY(shows(&window,
                      u"Not complete: the content: the archive holds 283 of its 52,233 bytes. "
                      "Taken from chrome.har, request 3. "_s));
        QVERIFY(shows(&window, u"no record of the wire"_s));
    }

    void anEnvironmentIsChosen()
    {
        const QTemporaryDir folder;
        const auto write = [&folder](const char *name, const char *text) {
            QFile file(folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write("x.http", "GET http://{{host}}/{{b}}\n")
                && write("http-client.env.json", "{\"dev\":{\"host\":\"h\"}}"));
        const QTemporaryDir data;
        auto first = std::make_unique<ui::Workspace>(data.path(), 0);
        auto &window = *first;
        QTRY_VERIFY_WITH_TIMEOUT(window.lab()->running(), 20'000);
        QCoreApplication::processEvents();
        window.request()->edit([](request::RequestSpec &spec) { spec.method = "EDITED"; });
        support::inDialog(&window, [] {
            auto *dialog = qobject_cast<ui::ImportDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog && dialog->environments());
            QCOMPARE(dialog->chosen(), -1); // {{host}} is not known
            dialog->environments()->setCurrentIndex(1);
            QCOMPARE(dialog->chosen(), 0);
            QTest::keyClick(dialog->list(), Qt::Key_Return);
        });
        support::openFiles(window, {folder.filePath(u"x.http"_s)});
        QCOMPARE(window.request()->spec().url, std::string("http://h/{{b}}"));
        QVERIFY(shows(&window, u"Not complete: line 1: {{b}}"_s));
        // It is not sent until {{b}} is filled in.
        window.run();
        QVERIFY(!window.exchange()->running() && shows(&window, u"Not sent: line 1: {{b}}"_s));
        first.reset(); // nor after a restart
        ui::Workspace again(data.path(), 0);
        QVERIFY(shows(&again, u"Not complete: line 1: {{b}}"_s));
        again.run();
        QVERIFY(!again.exchange()->running() && shows(&again, u"Not sent: line 1: {{b}}"_s));
        // What was being edited before it is there too, and with it the hold changes.
        for (const char *method : {"EDITED", "GET", "EDITED"}) {
            for (auto *action : again.findChildren<QAction *>())
                if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_B))
                    action->trigger();
            QCOMPARE(again.request()->spec().method, std::string(method));
            again.request()->edit(
                [](request::RequestSpec &spec) { spec.url = spec.method == "GET" ? spec.url : "no url"; });
            again.run();
            QCOMPARE(shows(&again, u"Not sent: line 1: {{b}}"_s), method == QByteArray("GET"));
        }
    }

    // Not even where the words of guidance would send it: a command with what only its shell could know.
    void aHeldCommandIsNotSent()
    {
        ui::Workspace window;
        QTRY_VERIFY_WITH_TIMEOUT(window.lab()->running(), 20'000);
        QCoreApplication::processEvents();
        const auto before = window.request()->spec();
        auto *url = window.findChild<ui::UrlEdit *>();
        QApplication::clipboard()->setText(u"curl -d $X http://127.0.0.1:1/"_s);
        url->selectAll();
        QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(window.request()->spec().url, std::string("http://127.0.0.1:1/"));
        window.run();
        QVERIFY(!window.exchange()->running() && shows(&window, u"Not sent: "_s));
        emit window.guidancePane()->actionChosen(u"compare-http10"_s);
        QVERIFY(!window.exchange()->running());
        for (auto *button : window.findChildren<QToolButton *>())
            if (button->text() == u"Undo"_s)
                button->click();
        QVERIFY(window.request()->spec() == before);
        window.run();
        QVERIFY(window.exchange()->running());
    }

    void noneIsTakenWhenNoneIsChosen()
    {
        ui::Workspace window;
        QTRY_VERIFY_WITH_TIMEOUT(window.lab()->running(), 20'000); // which gives the first request its port
        QCoreApplication::processEvents();
        const auto before = window.request()->spec();
        support::inDialog(&window, [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape); });
        support::openFiles(window, {corpus(u"http_file/vscode.http"_s)});
        QVERIFY(window.request()->spec() == before);
    }

    void formsOfAnExport()
    {
        const ui::ExportDialog request(0), exchange(1);
        QCOMPARE(request.findChild<QComboBox *>()->count(), 2);
        QVERIFY(request.form() == session::FileForm::JetBrains);
        QCOMPARE(exchange.findChild<QComboBox *>()->count(), 3);
        QVERIFY(exchange.form() == session::FileForm::Har && !exchange.showSecrets());
        exchange.findChild<QCheckBox *>()->setChecked(true);
        exchange.findChild<QComboBox *>()->setCurrentIndex(2);
        QVERIFY(exchange.form() == session::FileForm::VsCode && exchange.showSecrets());
    }
};

INTERIM_SUITE(TestFileDialogs)
#include "tst_file_dialogs.moc"

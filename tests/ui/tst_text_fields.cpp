// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the window that takes text, found by walking its widgets: whatever the clipboard holds may be pasted,
// by key or middle click, and dropped.
#include "support/sanitizer.h"
#include "ui/kit/plain_text_edit.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_view.h"
#include "ui/dialogs.h"
#include "ui/exchange/exchange_page.h"
#include "ui/request/body_tab.h"
#include "ui/request/composer.h"
#include "ui/request/headers_tab.h"
#include "ui/window.h"

#include <Qsci/qsciscintilla.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

struct Paste {
    const char *name;
    QMimeData *(*make)();
};

QMimeData *withText(const QString &text)
{
    auto *data = new QMimeData;
    data->setText(text);
    return data;
}

/// What a desktop's clipboard may hold.
const Paste pastes[]{
    {"nothing", [] { return new QMimeData; }},
    {"an image",
     [] {
         auto *data = new QMimeData;
         data->setImageData(QImage(4, 4, QImage::Format_ARGB32));
         return data;
     }},
    {"HTML",
     [] {
         auto *data = new QMimeData;
         data->setHtml(u"<img src='file:///etc/passwd'><b>x</b>"_s);
         return data;
     }},
    // QLineEdit copies all of what is left for each character that it takes, and QSettings grows its line by a few at a
    // time: minutes, where each copy is a mapping, or no block grows in place.
    {"a MiB of text",
     [] {
         constexpr int bytes = support::addressSanitizer || support::threadSanitizer ? 1 << 14 : 1 << 20;
         return withText(u"http://a.test/ and more\n"_s.repeated(bytes / 24));
     }},
    {"NUL bytes", [] { return withText(u"a"_s + QChar(0) + u"b"_s); }},
    {"lone surrogates", [] { return withText(u"a"_s + QChar(0xd800) + u"b"_s + QChar(0xdc00)); }},
    {"an unknown format",
     [] {
         auto *data = new QMimeData;
         data->setData(u"application/x-odd"_s, "\x01");
         return data;
     }},
};

bool takesText(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget)
        || qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QsciScintilla *>(widget);
}

/// Where mouse and drops arrive.
QWidget *surfaceOf(QWidget *field)
{
    auto *area = qobject_cast<QAbstractScrollArea *>(field);
    return area ? area->viewport() : field;
}

void drop(QWidget *on, const QMimeData *data)
{
    QDragEnterEvent enter(QPoint(3, 3), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(on, &enter);
    if (!enter.isAccepted())
        return;
    QDragMoveEvent move(QPoint(3, 3), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(on, &move);
    QDropEvent dropped(QPointF(3, 3), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(on, &dropped);
}

void pasteInto(QWidget *field, const Paste &paste)
{
    auto *clipboard = QApplication::clipboard();
    clipboard->setMimeData(paste.make());
    if (clipboard->supportsSelection())
        clipboard->setMimeData(paste.make(), QClipboard::Selection);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QTest::mouseClick(surfaceOf(field), Qt::MiddleButton);
    const std::unique_ptr<QMimeData> data(paste.make());
    drop(surfaceOf(field), data.get());
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
}

} // namespace

class TestTextFields : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { window_ = support::makeFirstWindow(dir_.path()); }
    void cleanupTestCase() { window_.reset(); }

    void everyPageTakesAnything()
    {
        makeAllPages();
        QStringList names;
        pasteEverywhere(window_.get(), &names);
        QVERIFY2(names.size() >= 20, qPrintable(names.join(u'\n')));
        QVERIFY2(names.contains(u"Servers, one URL a line"_s) && names.contains(u"Exact head of the request"_s),
                 qPrintable(names.join(u'\n')));
    }

    void everyDialogTakesAnything()
    {
        QStringList names;
        for (const auto &dialog : support::everyDialog()) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
            pasteEverywhere(dialog.get(), &names);
            dialog->hide();
        }
        QVERIFY(names.size() >= 2);
    }

    void cellsOfTablesTakeAnything()
    {
        window_->activateWindow();
        QApplication::setActiveWindow(window_.get());
        auto *composer = window_->findChild<ui::Composer *>();
        composer->setCurrentIndex(1);
        auto *headers = window_->findChild<ui::HeadersTab *>();
        for (auto *button : headers->findChildren<QToolButton *>())
            if (button->text() == u"Table"_s)
                button->click();
        for (auto *button : headers->findChildren<QPushButton *>())
            if (button->text() == u"Add"_s)
                button->click();
        for (const auto &paste : pastes) {
            auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            QVERIFY2(editor, paste.name);
            pasteInto(editor, paste);
        }
    }

    void textAloneIsTaken()
    {
        ui::PlainTextEdit edit;
        edit.show();
        QApplication::clipboard()->setMimeData(new QMimeData);
        QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(edit.toPlainText(), QString());
        QApplication::clipboard()->setText(u"one\ntwo"_s);
        QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(edit.toPlainText(), u"one\ntwo"_s);
    }

private:
    /// Pages are made when they are looked at: all are.
    void makeAllPages()
    {
        auto spec = window_->request()->spec();
        spec.rawHead = "GET / HTTP/1.1\r\n\r\n";
        window_->request()->replace(spec);
        window_->bringForward(window_->compare());
        window_->compare()->view()->showSetup(true);
        QCoreApplication::processEvents();
        pasteEverywhere(window_->compare()->view(), &compared_);
        QVERIFY(compared_.contains(u"Servers, one URL a line"_s));
        window_->bringForward(window_->exchange());
        for (auto *tabs : window_->findChildren<QTabWidget *>())
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                QCoreApplication::processEvents();
            }
        auto *kind = window_->findChild<ui::BodyTab *>()->findChild<QComboBox *>();
        for (int i = 0; i < kind->count(); ++i)
            kind->setCurrentIndex(i);
    }

    /// Brings each field to the front, then pastes.
    static void pasteEverywhere(QWidget *root, QStringList *names)
    {
        for (auto *field : root->findChildren<QWidget *>()) {
            if (!takesText(field) || field->objectName() == u"qt_spinbox_lineedit"_s)
                continue;
            bringForward(field, root);
            const bool hidden = !field->isVisible();
            if (hidden)
                field->show();
            for (const auto &paste : pastes)
                pasteInto(field, paste);
            if (hidden)
                field->hide();
            auto name = field->accessibleName();
            names->append(name.isEmpty() && field->parentWidget() ? field->parentWidget()->accessibleName() : name);
        }
        QCoreApplication::processEvents();
    }

    static void bringForward(QWidget *field, const QWidget *root)
    {
        for (auto *one = field; one && one != root; one = one->parentWidget()) {
            auto *stack = qobject_cast<QStackedWidget *>(one->parentWidget());
            if (!stack)
                continue;
            auto *tabs = qobject_cast<QTabWidget *>(stack->parentWidget());
            tabs ? tabs->setCurrentWidget(one) : stack->setCurrentWidget(one);
        }
    }

    QTemporaryDir dir_;
    std::unique_ptr<ui::Workspace> window_;
    QStringList compared_;
};

INTERIM_SUITE(TestTextFields)
#include "tst_text_fields.moc"

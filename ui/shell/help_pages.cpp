// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the Help menu.
#include "ui/shell/help_pages.h"

#include "ui/kit/style.h"
#include "ui/shell/focus_help.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString helpText(const char *text)
{
    return QCoreApplication::translate("ui::Help", text);
}

QString resourceText(const char *name)
{
    QFile file(u":/interim/help/%1.md"_s.arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A page that can be read, searched by a screen reader and copied from.
QDialog *makePage(QWidget *parent, const QString &title, double widthEm, double heightEm, void (*fill)(QTextBrowser &))
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *page = new QTextBrowser(dialog);
    page->setObjectName(u"helpPage"_s);
    page->setAccessibleName(title);
    page->setOpenLinks(false);
    page->setFrameShape(QFrame::NoFrame);
    fill(*page);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *column = new QVBoxLayout(dialog);
    column->addWidget(page);
    column->addWidget(buttons);
    explainDialog(dialog,
                  helpText(QT_TRANSLATE_NOOP("ui::Help", "A page to read: Ctrl+A and Ctrl+C copy it, Esc closes it.")));
    dialog->resize(em(widthEm), em(heightEm));
    return dialog;
}

struct Key {
    const char *keys;
    const char *does;
};

const Key keyTable[]{
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+Enter"), QT_TRANSLATE_NOOP("ui::Help", "send")},
    {QT_TRANSLATE_NOOP("ui::Help", "Esc"), QT_TRANSLATE_NOOP("ui::Help", "cancel; end the replay")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+L"), QT_TRANSLATE_NOOP("ui::Help", "URL")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+1 … 9"),
     QT_TRANSLATE_NOOP("ui::Help", "tabs of the request and of the exchange")},
    {QT_TRANSLATE_NOOP("ui::Help", "Space"), QT_TRANSLATE_NOOP("ui::Help", "replay or pause (timeline)")},
    {QT_TRANSLATE_NOOP("ui::Help", "Left, Right"), QT_TRANSLATE_NOOP("ui::Help", "previous, next event (timeline)")},
    {QT_TRANSLATE_NOOP("ui::Help", "F"), QT_TRANSLATE_NOOP("ui::Help", "fit the timeline")},
    {QT_TRANSLATE_NOOP("ui::Help", "P"), QT_TRANSLATE_NOOP("ui::Help", "zoom to the pause")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+Shift+C"), QT_TRANSLATE_NOOP("ui::Help", "copy as curl")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+O, Ctrl+S"),
     QT_TRANSLATE_NOOP("ui::Help", "open a recording or requests, save a recording")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+I, Ctrl+E"),
     QT_TRANSLATE_NOOP("ui::Help", "import a request, export (HAR, .http)")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+B"), QT_TRANSLATE_NOOP("ui::Help", "back to what was being edited")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+H"), QT_TRANSLATE_NOOP("ui::Help", "history")},
    {QT_TRANSLATE_NOOP("ui::Help", "Enter, R"), QT_TRANSLATE_NOOP("ui::Help", "open, send again (history)")},
    {QT_TRANSLATE_NOOP("ui::Help", "P, C"), QT_TRANSLATE_NOOP("ui::Help", "pin, compare (history)")},
    {QT_TRANSLATE_NOOP("ui::Help", "Del, Ctrl+Z"), QT_TRANSLATE_NOOP("ui::Help", "delete, take back (history)")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+M"), QT_TRANSLATE_NOOP("ui::Help", "servers side by side, and back")},
    {QT_TRANSLATE_NOOP("ui::Help", "Ctrl+Shift+L"), QT_TRANSLATE_NOOP("ui::Help", "the servers that are compared")},
    {QT_TRANSLATE_NOOP("ui::Help", "Enter, B"),
     QT_TRANSLATE_NOOP("ui::Help", "open the exchange, take as baseline (comparison)")},
    {QT_TRANSLATE_NOOP("ui::Help", "F1"), QT_TRANSLATE_NOOP("ui::Help", "what has the focus is for")},
};

} // namespace

QDialog *makeShortcutsPage(QWidget *parent)
{
    return makePage(parent, helpText(QT_TRANSLATE_NOOP("ui::Help", "Keyboard")), 34, 38, [](QTextBrowser &page) {
        QString html = u"<table cellpadding='%1'>"_s.arg(em(0.3));
        for (const auto &[keys, does] : keyTable)
            html += u"<tr><td><b>%1</b></td><td>%2</td></tr>"_s.arg(helpText(keys).toHtmlEscaped(),
                                                                    helpText(does).toHtmlEscaped());
        page.setHtml(html + u"</table>"_s);
    });
}

QDialog *makePromisesPage(QWidget *parent)
{
    return makePage(
        parent, helpText(QT_TRANSLATE_NOOP("ui::Help", "What is promised")), 60, 44, [](QTextBrowser &page) {
            const auto part = [](const char *title, const char *name) {
                return u"\n## "_s + helpText(title) + u"\n\n"_s + resourceText(name);
            };
            page.setMarkdown(resourceText("promises") + part(QT_TRANSLATE_NOOP("ui::Help", "Bounds"), "bounds")
                             + part(QT_TRANSLATE_NOOP("ui::Help", "Measured"), "measured"));
        });
}

QDialog *makeAboutPage(QWidget *parent)
{
    return makePage(parent, helpText(QT_TRANSLATE_NOOP("ui::Help", "About Interim")), 34, 20, [](QTextBrowser &page) {
        const auto paragraph = [](const QString &text) { return u"<p>%1</p>"_s.arg(text.toHtmlEscaped()); };
        page.setHtml(u"<h2>Interim %1</h2>"_s.arg(QLatin1String(INTERIM_VERSION))
                     + paragraph(helpText(
                         QT_TRANSLATE_NOOP("ui::Help", "An HTTP debugging workbench around Expect: 100-continue.")))
                     + paragraph(helpText(QT_TRANSLATE_NOOP("ui::Help", "Qt %1; built with Qt %2."))
                                     .arg(QLatin1String(qVersion()), QLatin1String(QT_VERSION_STR)))
                     + paragraph(helpText(
                         QT_TRANSLATE_NOOP("ui::Help",
                                           "Free software under the GNU General Public License, version 3 or later "
                                           "(GPL-3.0-or-later). It comes without any warranty."))));
    });
}

} // namespace ui

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

#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct HelpWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Help)
};

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
    explainDialog(dialog, HelpWords::tr("A page to read: Ctrl+A and Ctrl+C copy it, Esc closes it."));
    dialog->resize(em(widthEm), em(heightEm));
    return dialog;
}

/// What is pressed, and what it does.
std::vector<std::pair<QString, QString>> shortcuts()
{
    return {
        {HelpWords::tr("Ctrl+Enter"), HelpWords::tr("send")},
        {HelpWords::tr("Esc"), HelpWords::tr("cancel; end the replay; close the find bar")},
        {HelpWords::tr("Ctrl+L"), HelpWords::tr("URL")},
        {HelpWords::tr("Ctrl+1 … 9, 0"), HelpWords::tr("tabs of the request and of the exchange")},
        {HelpWords::tr("Ctrl+F"),
         HelpWords::tr("find in what has the focus, or in the bytes or the response; in a list: to its filter")},
        {HelpWords::tr("Enter, F3, Ctrl+G"), HelpWords::tr("next hit, with Shift the one before (find)")},
        {HelpWords::tr("Space"), HelpWords::tr("replay or pause (timeline)")},
        {HelpWords::tr("Left, Right"), HelpWords::tr("previous, next event (timeline)")},
        {HelpWords::tr("F"), HelpWords::tr("fit the timeline")},
        {HelpWords::tr("P"), HelpWords::tr("zoom to the pause")},
        {HelpWords::tr("Ctrl+Shift+C"), HelpWords::tr("copy as curl")},
        {HelpWords::tr("Ctrl+O, Ctrl+S"), HelpWords::tr("open a recording or requests, save a recording")},
        {HelpWords::tr("Ctrl+I, Ctrl+E"), HelpWords::tr("import a request, export (HAR, .http)")},
        {HelpWords::tr("Ctrl+B"), HelpWords::tr("back to what was being edited")},
        {HelpWords::tr("Ctrl+H"), HelpWords::tr("history")},
        {HelpWords::tr("Enter, R"), HelpWords::tr("open, send again (history)")},
        {HelpWords::tr("P, C"), HelpWords::tr("pin, compare (history)")},
        {HelpWords::tr("Del, Ctrl+Z"), HelpWords::tr("delete, take back (history)")},
        {HelpWords::tr("Enter, Left, Right"), HelpWords::tr("compose its request, fold and open a group (lab)")},
        {HelpWords::tr("Letters, Esc"), HelpWords::tr("filter, clear the filter (lab)")},
        {HelpWords::tr("Ctrl+M"), HelpWords::tr("servers side by side, and back")},
        {HelpWords::tr("Ctrl+Shift+L"), HelpWords::tr("the servers that are compared")},
        {HelpWords::tr("Enter, B"), HelpWords::tr("open the exchange, take as baseline (comparison)")},
        {HelpWords::tr("F1"), HelpWords::tr("what has the focus is for")},
    };
}

} // namespace

QDialog *makeShortcutsPage(QWidget *parent)
{
    return makePage(parent, HelpWords::tr("Keyboard"), 34, 38, [](QTextBrowser &page) {
        QString html = u"<table cellpadding='%1'>"_s.arg(em(0.3));
        for (const auto &[keys, does] : shortcuts())
            html += u"<tr><td><b>%1</b></td><td>%2</td></tr>"_s.arg(keys.toHtmlEscaped(), does.toHtmlEscaped());
        page.setHtml(html + u"</table>"_s);
    });
}

QDialog *makePromisesPage(QWidget *parent)
{
    return makePage(parent, HelpWords::tr("What is promised"), 60, 44, [](QTextBrowser &page) {
        const auto part = [](const QString &title, const char *name) {
            return u"\n## "_s + title + u"\n\n"_s + resourceText(name);
        };
        page.setMarkdown(resourceText("promises") + part(HelpWords::tr("Bounds"), "bounds")
                         + part(HelpWords::tr("Measured"), "measured"));
    });
}

QDialog *makeAboutPage(QWidget *parent)
{
    return makePage(parent, HelpWords::tr("About Interim"), 34, 20, [](QTextBrowser &page) {
        const auto paragraph = [](const QString &text) { return u"<p>%1</p>"_s.arg(text.toHtmlEscaped()); };
        page.setHtml(
            u"<h2>Interim %1</h2>"_s.arg(QLatin1String(INTERIM_VERSION))
            + paragraph(HelpWords::tr("An HTTP debugging workbench around Expect: 100-continue."))
            + paragraph(
                HelpWords::tr("Qt %1; built with Qt %2.").arg(QLatin1String(qVersion()), QLatin1String(QT_VERSION_STR)))
            + paragraph(HelpWords::tr("Free software under the GNU General Public License, version 3 or later "
                                      "(GPL-3.0-or-later). It comes without any warranty.")));
    });
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus_help.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QShortcut>
#include <QWhatsThis>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString nearest(const QWidget *widget, QString (QWidget::*text)() const)
{
    for (; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget())
        if (const auto found = (widget->*text)(); !found.isEmpty())
            return found;
    return {};
}

} // namespace

QString focusHelp(const QWidget *focus)
{
    const auto part = nearest(focus, &QWidget::whatsThis);
    const auto own = focus->toolTip().isEmpty() ? focus->accessibleDescription() : focus->toolTip();
    if (part.isEmpty() && own.isEmpty())
        return {};
    QString html = u"<p><b>%1</b></p>"_s.arg(nearest(focus, &QWidget::accessibleName).toHtmlEscaped());
    if (!own.isEmpty())
        html += Qt::mightBeRichText(own) ? own : u"<p>%1</p>"_s.arg(own.toHtmlEscaped());
    if (!part.isEmpty() && part != own)
        html += u"<p>%1</p>"_s.arg(part.toHtmlEscaped());
    return html;
}

bool showFocusHelp(QWidget *focus)
{
    const auto html = focus ? focusHelp(focus) : QString();
    if (html.isEmpty())
        return false;
    QWhatsThis::showText(
        focus->mapToGlobal(QPoint(focus->width() / 4, qMin(focus->height(), focus->fontMetrics().height() * 2))), html,
        focus);
    return true;
}

void explainDialog(QDialog *dialog, const QString &words)
{
    dialog->setWhatsThis(words);
    QObject::connect(new QShortcut(QKeySequence(Qt::Key_F1), dialog), &QShortcut::activated, dialog,
                     [dialog] { showFocusHelp(dialog->focusWidget() ? dialog->focusWidget() : dialog); });
}

void focusInto(QWidget *page)
{
    for (auto *one = page->nextInFocusChain(); one != page; one = one->nextInFocusChain())
        if (page->isAncestorOf(one) && (one->focusPolicy() & Qt::TabFocus) && one->isVisible() && one->isEnabled()) {
            one->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    if (page->focusPolicy() & Qt::TabFocus)
        page->setFocus(Qt::ShortcutFocusReason);
}

} // namespace ui

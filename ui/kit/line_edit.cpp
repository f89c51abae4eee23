// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/line_edit.h"

#include "words/units.h"

#include <QKeyEvent>
#include <QLocale>
#include <QToolTip>

namespace ui {

LineEdit::LineEdit(QWidget *parent) : QLineEdit(parent)
{
    setMaxLength(longest);
    // Later: it is told in the middle of the insertion.
    connect(this, &QLineEdit::inputRejected, this, &LineEdit::refuse, Qt::QueuedConnection);
}

/// Ctrl+E is the window's (Export); Qt takes it for the end of the line on X11, which End is too.
bool LineEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_E && key->modifiers() == Qt::ControlModifier) {
            event->ignore();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void LineEdit::refuse()
{
    if (text().size() < maxLength())
        return; // something else was wrong with it
    undo();
    QToolTip::showText(
        mapToGlobal(rect().bottomLeft()),
        tr("Not taken: the line would be longer than %1 characters").arg(words::countText(longest, locale())), this);
}

} // namespace ui

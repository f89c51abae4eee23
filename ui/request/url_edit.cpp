// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/url_edit.h"

#include "session/curl.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace ui {

bool UrlEdit::takeFromClipboard()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (!session::callsCurl(text))
        return false;
    emit curlPasted(text);
    return true;
}

/// Esc closes the list of completions, before it is a key of the window.
bool UrlEdit::event(QEvent *event)
{
    const bool open = completer() && completer()->popup()->isVisible();
    if (open && event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return LineEdit::event(event);
}

void UrlEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && takeFromClipboard())
        event->accept();
    else
        LineEdit::keyPressEvent(event);
}

// QLineEdit::paste() is no virtual function: the menu's entry is led here.
void UrlEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : menu->actions()) {
        if (action->objectName() != "edit-paste"_L1)
            continue;
        disconnect(action, nullptr, this, nullptr);
        connect(action, &QAction::triggered, this, [this] {
            if (!takeFromClipboard())
                paste();
        });
    }
    menu->popup(event->globalPos());
}

void UrlEdit::dropEvent(QDropEvent *event)
{
    const QString text = event->mimeData()->text();
    if (!session::callsCurl(text))
        return LineEdit::dropEvent(event);
    event->acceptProposedAction();
    emit curlPasted(text);
}

} // namespace ui

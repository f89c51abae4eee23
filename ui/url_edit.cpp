// SPDX-License-Identifier: GPL-3.0-or-later
#include "url_edit.h"

#include "session/curl.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace ui {

bool UrlEdit::takeFromClipboard()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (!session::callsCurl(text))
        return false;
    emit curlPasted(text);
    return true;
}

void UrlEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && takeFromClipboard())
        event->accept();
    else
        QLineEdit::keyPressEvent(event);
}

// QLineEdit::paste() is no virtual function: the menu's entry is led here.
void UrlEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : menu->actions()) {
        if (action->objectName() != QLatin1String("edit-paste"))
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
        return QLineEdit::dropEvent(event);
    event->acceptProposedAction();
    emit curlPasted(text);
}

} // namespace ui

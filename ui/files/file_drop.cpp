// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/file_drop.h"

#include "ui/request/body_tab.h"

#include <QCoreApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

QStringList draggedFiles(const QDropEvent *event)
{
    QStringList paths;
    for (const auto &url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    return paths;
}

bool isOpenable(const QString &path)
{
    static const QStringList endings{".interim", ".har", ".http", ".rest"};
    return std::any_of(endings.begin(), endings.end(),
                       [&path](const QString &ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

bool namesFile(const QString &argument)
{
    if (argument.contains("://"_L1))
        return argument.startsWith("file:"_L1, Qt::CaseInsensitive);
    return isOpenable(argument) || QFileInfo(argument).isFile();
}

FileDrop::FileDrop(QWidget *window, BodyTab *body, Open open)
    : QObject(window)
    , window_(window)
    , body_(body)
    , open_(std::move(open))
{
    window->setAcceptDrops(true);
    QCoreApplication::instance()->installEventFilter(this); // the parts that take text would take a file's address
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove && event->type() != QEvent::Drop)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget->window() != window_)
        return false;
    auto *drag = static_cast<QDropEvent *>(event);
    auto paths = draggedFiles(drag);
    const bool onBody = widget == body_ || body_->isAncestorOf(widget);
    const auto all = paths;
    paths.removeIf([](const QString &path) { return !isOpenable(path); });
    if (paths.isEmpty())
        return false;
    drag->acceptProposedAction();
    if (event->type() != QEvent::Drop)
        return true;
    // Later: whoever drags waits for the answer.
    QMetaObject::invokeMethod(
        this,
        [this, paths, all, onBody, at = widget->mapToGlobal(drag->position().toPoint())] {
            onBody ? offer(all, at) : open_(paths);
        },
        Qt::QueuedConnection);
    return true;
}

void FileDrop::offer(const QStringList &paths, const QPoint &at)
{
    auto *menu = new QMenu(body_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(paths.size() > 1 ? tr("Open the &files") : tr("&Open the file"), this,
                    [this, paths] { open_(paths); });
    menu->addAction(tr("Send as &content"), body_, [this, paths] { body_->takeFiles(paths); });
    menu->popup(at);
}

} // namespace ui

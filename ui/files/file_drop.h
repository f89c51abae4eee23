// SPDX-License-Identifier: GPL-3.0-or-later
// Files dropped anywhere onto the window: recordings and requests of other tools are opened, not put in as text.
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

class QDropEvent;
class QWidget;

namespace ui {

class BodyTab;

/// Paths of the local files that are dragged.
QStringList draggedFiles(const QDropEvent *event);
/// By the end of its name: a recording (.interim), or requests of another tool (.har, .http, .rest).
bool isOpenable(const QString &path);
/// An argument of the program that is a file, not a URL: it exists, or it has no scheme and one of these endings.
bool namesFile(const QString &argument);

class FileDrop : public QObject {
    Q_OBJECT
public:
    using Open = std::function<void(const QStringList &paths)>;
    /// Watches what is dragged over `window` and all in it. Onto `body` it is asked: content, or open it.
    FileDrop(QWidget *window, BodyTab *body, Open open);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer(const QStringList &paths, const QPoint &at);

    QWidget *window_;
    BodyTab *body_;
    Open open_;
};

} // namespace ui

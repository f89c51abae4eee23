// SPDX-License-Identifier: GPL-3.0-or-later
// The menu bar, which window and pages fill: menus of all between File and Help, those of single pages before View.
#pragma once

#include <QKeySequence>

#include <functional>

class QMainWindow;
class QMenu;

namespace ui {

class Menus {
public:
    explicit Menus(QMainWindow *window);

    QMenu *file() const { return file_; }
    QMenu *edit() const { return edit_; }
    /// What is in front: run it, cancel it.
    QMenu *request() const { return request_; }
    QMenu *view() const { return view_; }
    QMenu *help() const { return help_; }
    /// A page's own, behind those that were added before.
    QMenu *add(const QString &title);
    /// A key without an entry: it works wherever the focus is, but where the focused editor needs it itself.
    void addKey(const QKeySequence &key, std::function<void()> act);

private:
    QMainWindow *window_;
    QMenu *file_;
    QMenu *edit_;
    QMenu *request_;
    QMenu *view_;
    QMenu *help_;
};

/// The colours to choose from; `chosen` follows a choice, which the settings keep.
void addThemes(QMenu *menu, const std::function<void()> &chosen);

} // namespace ui

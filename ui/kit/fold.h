// SPDX-License-Identifier: GPL-3.0-or-later
// A caption that shows and hides what stands below it.
#pragma once

#include <QWidget>

class QToolButton;

namespace ui {

class Fold : public QWidget {
    Q_OBJECT
public:
    /// Takes over `content`.
    Fold(const QString &title, QWidget *content, bool open, QWidget *parent = nullptr);

    bool isOpen() const { return open_; }
    void setOpen(bool open);

signals:
    /// By the user.
    void toggled(bool open);

private:
    QString title_;
    QToolButton *caption_;
    QWidget *content_;
    bool open_ = false;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The reference: every registered status code, searchable, with what it says in this handshake.
#pragma once

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace ui {

class CodesPane : public QWidget {
    Q_OBJECT
public:
    explicit CodesPane(QWidget *parent = nullptr);
    void showCode(int code);

private:
    void filter(const QString &text);
    void showText();

    QLineEdit *find_;
    QListWidget *list_;
    QTextBrowser *text_;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What will go on the wire, live, with visible line ends; and the curl command, or the program of a client
// library, that does the same, with Copy. Both
// are made when they are seen.
#pragma once

#include "request_model.h"

#include "session/curl.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace ui {

class ExactTab : public QWidget {
    Q_OBJECT
public:
    explicit ExactTab(RequestModel *model, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    QString content(const wire::BodySpec &body) const;
    RequestModel *model_;
    QPlainTextEdit *text_;
};

class CurlTab : public QWidget {
    Q_OBJECT
public:
    explicit CurlTab(RequestModel *model, QWidget *parent = nullptr);
    QString command() const;
    /// POSIX, unless chosen otherwise.
    void chooseForm(session::CommandForm form);

public slots:
    void copy();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    struct Made {
        QString text, note;
    };
    Made made() const;
    RequestModel *model_;
    QPlainTextEdit *text_;
    QLabel *losses_;
    QComboBox *shell_;
    QCheckBox *secrets_;
};

} // namespace ui

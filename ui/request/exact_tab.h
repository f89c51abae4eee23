// SPDX-License-Identifier: GPL-3.0-or-later
// What will go on the wire, live, marked as the Wire view marks it; made when it is seen.
#pragma once

#include "ui/request/request_model.h"

#include <QWidget>

class QPlainTextEdit;
class QTextCursor;

namespace ui {

class ExactTab : public QWidget {
    Q_OBJECT
public:
    explicit ExactTab(RequestModel *model, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void content(QTextCursor &cursor, const request::BodySpec &body) const;
    RequestModel *model_;
    QPlainTextEdit *text_;
};

} // namespace ui

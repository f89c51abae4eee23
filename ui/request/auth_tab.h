// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks: the Authorization field by its scheme and parts. What was typed as a field shows here, and the other way
// round; secrets are hidden unless they are asked for.
#pragma once

#include "ui/request/request_model.h"

#include "request/authorization.h"

#include <QWidget>

#include <initializer_list>
#include <utility>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace ui {

class AuthTab : public QWidget {
    Q_OBJECT
public:
    explicit AuthTab(RequestModel *model, QWidget *parent = nullptr);

private:
    QWidget *page(std::initializer_list<std::pair<QString, QLineEdit *>> fields);
    void load();
    void write();
    void say();
    request::Authorization typed() const;

    RequestModel *model_;
    QComboBox *scheme_;
    QStackedWidget *pages_;
    QLineEdit *user_;
    QLineEdit *password_;
    QLineEdit *token_;
    QCheckBox *shown_;
    QLabel *note_;
    QLabel *error_;
    bool writing_ = false;
    std::string other_; // a field of another scheme, as it was typed
};

} // namespace ui

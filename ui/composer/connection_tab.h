// SPDX-License-Identifier: GPL-3.0-or-later
// How the connection is made: TLS, address family, time-outs, what happens afterwards.
#pragma once

#include "request_model.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace ui {

class ConnectionTab : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionTab(RequestModel *model, QWidget *parent = nullptr);

private:
    void load();
    void store();
    QSpinBox *makeTime(const QString &name);

    RequestModel *model_;
    QCheckBox *verify_;
    QLineEdit *caFile_;
    QLineEdit *serverName_;
    QComboBox *family_;
    QSpinBox *connect_;
    QSpinBox *head_;
    QSpinBox *idle_;
    QSpinBox *whole_;
    QCheckBox *followUp_;
    QCheckBox *accept104_;
    QCheckBox *bodyAnyway_;
    bool loading_ = false;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// How the connection is made: where to, through which proxy, TLS with its certificates, time-outs, redirects, and
// what happens afterwards. What cannot work is said below.
#pragma once

#include "ui/request/request_model.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace ui {

class ConnectionTab : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionTab(RequestModel *model, QWidget *parent = nullptr);
    /// What cannot work as it stands; "" when all can.
    QString problem() const;
    /// To where an authority is chosen.
    void focusAuthorities();
    /// To the Unix socket or the proxy, or where there is neither to the address in the URL's stead.
    void focusRoute();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addRoute(QFormLayout *form);
    void addTls(QFormLayout *form);
    void addTimes(QFormLayout *form);
    void addAfterwards(QFormLayout *form);
    void load();
    void store();
    void say();
    QLineEdit *makeLine(const QString &name, const QString &placeholder, const QString &tip);
    QWidget *withPicker(QLineEdit *line);
    QSpinBox *makeTime(const QString &name);
    QCheckBox *makeBox(const QString &words, const QString &tip);

    RequestModel *model_;
    QBoxLayout *columns_ = nullptr;
    QLabel *problem_ = nullptr;
    QLineEdit *proxy_ = nullptr;
    QLineEdit *connectTo_ = nullptr;
    QLineEdit *unixSocket_ = nullptr;
    QComboBox *family_ = nullptr;
    QSpinBox *redirects_ = nullptr;
    QCheckBox *verify_ = nullptr;
    QLineEdit *caFile_ = nullptr;
    QLineEdit *serverName_ = nullptr;
    QLineEdit *certFile_ = nullptr;
    QLineEdit *keyFile_ = nullptr;
    QSpinBox *connect_ = nullptr;
    QSpinBox *head_ = nullptr;
    QSpinBox *idle_ = nullptr;
    QSpinBox *whole_ = nullptr;
    QSpinBox *keep_ = nullptr;
    QSpinBox *watch_ = nullptr;
    QCheckBox *followUp_ = nullptr;
    QCheckBox *accept104_ = nullptr;
    QCheckBox *bodyAnyway_ = nullptr;
    QCheckBox *waitAny_ = nullptr;
    bool loading_ = false;
};

} // namespace ui

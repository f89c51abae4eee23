// SPDX-License-Identifier: GPL-3.0-or-later
// Method, version, URL, and the button that sends or cancels. A URL that cannot be read is said under the line.
#pragma once

#include "request_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class RequestLine : public QWidget {
    Q_OBJECT
public:
    explicit RequestLine(RequestModel *model, QWidget *parent = nullptr);

    void setRunning(bool running);
    void focusUrl();
    /// URLs offered while typing, newest first.
    void setRecent(const QStringList &urls);
    /// Shows why the request cannot be sent; "" clears.
    void setError(const QString &line);

signals:
    void sendRequested();
    void cancelRequested();

private:
    void load();

    RequestModel *model_;
    QComboBox *method_;
    QComboBox *version_;
    QLineEdit *url_;
    QPushButton *send_;
    QLabel *error_;
    bool running_ = false;
};

} // namespace ui

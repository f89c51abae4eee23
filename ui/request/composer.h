// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs in which a request is composed.
#pragma once

#include "ui/request/request_model.h"

#include <QTabWidget>

class QLabel;

namespace ui {

class BodyTab;
class CurlTab;
class LazyPage;

class Composer : public QTabWidget {
    Q_OBJECT
public:
    explicit Composer(RequestModel *model, QWidget *parent = nullptr);
    CurlTab *curl() const;
    BodyTab *body() const { return body_; }
    /// Brings the connection's tab forward, at the certificate authorities.
    void askForAuthorities();
    /// To the value of a field that the request has, to be typed.
    void editField(const QString &name);
    /// Brings the connection's tab forward, where it says what is wrong with the route.
    void askForRoute();
    /// Looks at the files of the content anew.
    void lookAtFiles();
    /// What in the tabs keeps the request from going out; "" when nothing does.
    QString problem() const;
    /// Its tab comes forward, and says it.
    void showProblem();
    void restyle();
    /// The summary anew, after tabs came or went.
    void fit();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void summarize();
    RequestModel *model_;
    BodyTab *body_;
    LazyPage *headers_;
    LazyPage *auth_;
    LazyPage *connection_;
    LazyPage *curl_;
    QLabel *summary_;
    QString words_; // of the summary
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs in which a request is composed.
#pragma once

#include "request_model.h"

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
    void restyle();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void summarize();
    RequestModel *model_;
    BodyTab *body_;
    LazyPage *headers_;
    LazyPage *curl_;
    QLabel *summary_;
};

} // namespace ui

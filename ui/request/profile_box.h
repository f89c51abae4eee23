// SPDX-License-Identifier: GPL-3.0-or-later
// "Behave like": the client that the request imitates, with what it set and where that is known from in the tool tip.
#pragma once

#include "ui/request/request_model.h"

#include <QComboBox>

namespace ui {

class ProfileBox : public QComboBox {
    Q_OBJECT
public:
    explicit ProfileBox(RequestModel *model, QWidget *parent = nullptr);

    void showPopup() override;

protected:
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill();
    void load();
    void choose(int index);

    RequestModel *model_;
    request::ExpectSettings before_; // what the strip said before a client was chosen
    bool choosing_ = false;
    bool changed_ = false; // something that the client sets
};

} // namespace ui

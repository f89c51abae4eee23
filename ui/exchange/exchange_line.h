// SPDX-License-Identifier: GPL-3.0-or-later
// The line above an exchange: what was asked, who answered, when, and whether it runs or is stored; and what is at hand
// for it: its request into the composer, as curl, and a pin in the history.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace ui {

class ElidedLabel;

class ExchangeLine : public QWidget {
    Q_OBJECT
public:
    explicit ExchangeLine(QWidget *parent = nullptr);

    struct Shown {
        QString asked;     ///< "" without an exchange
        QString detail;    ///< who, when, live or stored
        bool ours = false; ///< its request can be sent again
        bool kept = false; ///< it is in the history
        bool pinned = false;
    };
    void show(const Shown &shown);

signals:
    void composeWanted();
    void copyWanted();
    void pinWanted(bool pinned);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QString request_; ///< what was asked, whole
    QLabel *asked_;
    ElidedLabel *detail_;
    QToolButton *compose_;
    QToolButton *copy_;
    QToolButton *pin_;
};

} // namespace ui

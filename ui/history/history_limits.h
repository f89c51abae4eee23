// SPDX-License-Identifier: GPL-3.0-or-later
// A small dialog: how many exchanges and how many bytes the history keeps.
#pragma once

#include "store/entry.h"

#include <QDialog>

class QSpinBox;

namespace ui {

class HistoryLimits : public QDialog {
    Q_OBJECT
public:
    HistoryLimits(const store::Limits &limits, const store::Totals &totals, QWidget *parent = nullptr);
    store::Limits limits() const;

private:
    QSpinBox *exchanges_;
    QSpinBox *mebibytes_;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Beside the tabs of the pages: the list of what is compared, the baseline, what stands at 0 of the axis, the report.
#pragma once

#include "compare/align.h"

#include <QStringList>
#include <QWidget>

class QAction;
class QComboBox;
class QPushButton;
class QToolButton;

namespace ui {

class CompareTools : public QWidget {
    Q_OBJECT
public:
    explicit CompareTools(QWidget *parent = nullptr);
    /// There is a comparison of these rows.
    void setRows(const QStringList &names);
    void setBaseline(int row);
    compare::Align align() const;
    void setAlign(compare::Align align);
    void setServersShown(bool shown);

signals:
    void serversToggled(bool shown);
    void baselineChosen(int row);
    void alignChosen(compare::Align align);
    /// `ending`: of the form, `filter`: for the dialog.
    void reportWanted(const QString &ending, const QString &filter, bool secrets);

private:
    void makeBoxes();
    void makeReport();

    QToolButton *servers_;
    QComboBox *baseline_;
    QComboBox *align_;
    QPushButton *report_;
    QAction *secrets_ = nullptr;
};

} // namespace ui

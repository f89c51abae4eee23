// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's scenarios, in groups that fold: which are folded is remembered. A filter opens all that have something that
// fits, for as long as it is there.
#pragma once

#include "session/lab_scenarios.h"

#include <QTreeWidget>

namespace ui {

class ScenarioTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit ScenarioTree(QWidget *parent = nullptr);

    /// What fits these words (session::fits), the first of it in front; "": all.
    void showOnly(const QString &typed);
    /// Scenarios that fit, and all that there are.
    int fitting() const { return fitting_; }
    int count() const { return static_cast<int>(scenarios_.size()); }
    /// The current scenario, or its group's fold.
    void chooseCurrent() { choose(currentItem()); }

signals:
    void chosen(const session::ScenarioInfo &scenario);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void add(const session::ScenarioGroup &group);
    int showIn(QTreeWidgetItem *heading);
    void choose(QTreeWidgetItem *item);
    void rememberFolds();

    QList<session::ScenarioInfo> scenarios_; // as the rows' IndexRole counts
    QStringList folded_;                     // groups, but for what a filter opens
    QString typed_;
    int fitting_ = 0;
};

} // namespace ui

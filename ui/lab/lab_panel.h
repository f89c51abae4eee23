// SPDX-License-Identifier: GPL-3.0-or-later
// The lab server in the left column: whether it runs, its address, and its scenarios.
#pragma once

#include "session/lab_server.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace ui {

class LabPanel : public QWidget {
    Q_OBJECT
public:
    explicit LabPanel(session::LabServer *lab, QWidget *parent = nullptr);
    void restyle() { showState(); }

signals:
    /// A request that shows this scenario.
    void scenarioChosen(const session::ScenarioInfo &scenario);

private:
    void listScenarios();
    void layOut();
    void connectParts();
    void showState(const QString &error = {});
    session::LabServer *lab_;
    QLabel *state_;
    QLabel *address_;
    QLabel *note_;
    QPushButton *toggle_;
    QPushButton *copy_;
    QListWidget *scenarios_;
};

} // namespace ui

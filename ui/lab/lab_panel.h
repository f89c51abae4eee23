// SPDX-License-Identifier: GPL-3.0-or-later
// The lab server in the left column: where it listens, and its scenarios with a filter above them.
#pragma once

#include "session/lab_server.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class ElidedLabel;
class LabPort;
class ScenarioTree;

class LabPanel : public QWidget {
    Q_OBJECT
public:
    LabPanel(session::LabServer *lab, const LabPort *port, QWidget *parent = nullptr);
    ScenarioTree *scenarios() const { return scenarios_; }
    QLineEdit *filter() const { return filter_; }
    void restyle() { showState(error_); }

    /// Keys that lead from the filter to the list and back.
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// A request that shows this scenario.
    void scenarioChosen(const session::ScenarioInfo &scenario);

private:
    void explain();
    void layOut();
    void connectParts();
    bool keyInFilter(const QKeyEvent &key);
    bool keyInList(const QKeyEvent &key);
    void showOnly(const QString &typed);
    void showState(const QString &error = {});

    session::LabServer *lab_;
    const LabPort *port_;
    QString error_; // why it does not listen
    ElidedLabel *state_;
    QPushButton *copy_;
    QPushButton *toggle_;
    QLabel *note_;
    QLineEdit *filter_;
    QLabel *count_;
    QLabel *empty_;
    ScenarioTree *scenarios_;
};

} // namespace ui

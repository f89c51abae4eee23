// SPDX-License-Identifier: GPL-3.0-or-later
// What is odd on the wire, each with how bad and how sure it is. Enter or a click shows the evidence.
#pragma once

#include "guidance/evaluation.h"

#include <QListWidget>

#include <optional>

namespace ui {

class FindingsList : public QListWidget {
    Q_OBJECT
public:
    explicit FindingsList(QWidget *parent = nullptr);
    /// False where they are the ones that stand there: what is told again and again, as in a replay, leaves the list
    /// and what is chosen in it alone.
    bool setFindings(const QVector<guidance::Finding> &findings);
    void restyle();

signals:
    void evidenceChosen(quint64 seq);

private:
    void fill();
    void add(const guidance::Finding &finding);

    std::optional<QVector<guidance::Finding>> findings_;
};

} // namespace ui

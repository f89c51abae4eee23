// SPDX-License-Identifier: GPL-3.0-or-later
// The left side: this session's exchanges, newest first, and the lab server with its scenarios.
#pragma once

#include "record/exchange.h"
#include "session/lab_server.h"

#include <QListWidget>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// One exchange of the list.
struct HistoryEntry {
    wire::RequestSpec spec;
    record::Exchange exchange;
    std::shared_ptr<const record::Record> record;
};

class HistoryList : public QWidget {
    Q_OBJECT
public:
    explicit HistoryList(QWidget *parent = nullptr);
    /// Puts the entry on top and selects it.
    void add(std::shared_ptr<HistoryEntry> entry);
    int count() const;

signals:
    void chosen(std::shared_ptr<HistoryEntry> entry);

private:
    void filter(const QString &text);
    QListWidget *list_;
    QLabel *empty_;
    std::vector<std::shared_ptr<HistoryEntry>> entries_; // as in the list's rows
};

class LabPanel : public QWidget {
    Q_OBJECT
public:
    explicit LabPanel(session::LabServer *lab, QWidget *parent = nullptr);
    void restyle() { showState(); }

signals:
    /// A request that shows this scenario.
    void scenarioChosen(const session::ScenarioInfo &scenario);

private:
    void showState(const QString &error = {});
    session::LabServer *lab_;
    QLabel *state_;
    QLabel *address_;
    QLabel *note_;
    QPushButton *toggle_;
    QPushButton *copy_;
    QListWidget *scenarios_;
};

/// What the handshake did, in a few words: "100 @ 0.4 ms", "no 100, waited out".
QString handshakeWords(const record::Exchange &exchange, const QLocale &locale);

} // namespace ui

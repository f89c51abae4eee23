// SPDX-License-Identifier: GPL-3.0-or-later
// Interim's window: its pages and what stands beside them, made and tied together here and nowhere else. A further page
// is made here, and added to those that the frame is built of.
#pragma once

#include "ui/request/request_desk.h"
#include "ui/shell/main_window.h"

#include "session/history.h"
#include "session/lab_history.h"
#include "session/workbench.h"

#include <optional>

namespace ui {

class ComparePage;
class ExchangePage;
class GuidancePane;
class HistoryList;
class LabPanel;
class LabPort;
class LazyPage;
class Opening;

class Workspace : public MainWindow {
    Q_OBJECT
public:
    /// The history and the unsent request live in `dataFolder`; "": nothing outlives the window. The lab listens on
    /// `labPort`, 0 for any; unless that is said, on the one that it had last, which "" does not know.
    explicit Workspace(const QString &dataFolder = {}, std::optional<quint16> labPort = {}, QWidget *parent = nullptr);
    ~Workspace() override;

    RequestDesk *desk() { return &desk_; }
    RequestModel *request() { return desk_.model(); }
    ExchangePage *exchange() const { return exchange_; }
    ComparePage *compare() const { return compare_; }
    GuidancePane *guidancePane() const { return guidance_; }
    session::LabServer *lab() { return bench_.lab(); }
    session::History *history() { return &past_; }
    Opening *opening() const { return opening_; }

public slots:
    /// The page of the code that answered.
    void showCodes();
    void showFacts(bool ofServers);

protected:
    void addTo(Menus &menus) override;
    void explainElse() override;

private:
    Docks *makeDocks();
    void explainDocks();
    void connectPages();
    void connectDocks();
    void showGuidance();
    void showCode(int code);
    void savePicture();

    session::Workbench bench_;
    session::History past_;
    session::LabHistory labClients_;
    RequestDesk desk_;
    ExchangePage *exchange_;
    HistoryList *history_;
    LabPort *labPort_;
    LabPanel *labPanel_;
    GuidancePane *guidance_;
    LazyPage *codes_;
    LazyPage *clients_;
    LazyPage *servers_;
    Docks *docks_;
    ComparePage *compare_;
    Opening *opening_;
    bool readsTexts_ = false; // of guidance, on a thread of the pool
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The main window: request above, history and lab at the left, composer and exchange in the middle, guidance at
// the right, a summary in the status bar.
#pragma once

#include "ui/request/request_model.h"

#include "guidance/evaluate.h"
#include "session/drafts/drafts.h"
#include "session/errand.h"
#include "session/history.h"
#include "session/lab_history.h"
#include "session/lab_server.h"
#include "session/opened_files.h"
#include "session/running_row.h"
#include "session/workbench.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QAction;
class QGridLayout;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTabWidget;

namespace ui {

class CompareView;
class Composer;
class ExchangeView;
class ExpectStrip;
class GuidancePane;
class HistoryList;
class LabPanel;
class LazyPage;
class RequestLine;
class StatusSummary;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// The history and the unsent request live in `dataFolder`; "": nothing outlives the window.
    explicit MainWindow(const QString &dataFolder = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    RequestModel *request() { return &model_; }
    ExchangeView *exchangeView() const { return exchange_; }
    GuidancePane *guidancePane() const { return guidance_; }
    session::LabServer *lab() { return bench_.lab(); }
    /// Made when it is asked for, or looked at.
    CompareView *compareView();
    /// Until the exchange has ended and is in the history.
    bool running() const { return sending_ && (sending_->running() || keeping_ != 0); }
    session::History *history() { return &past_; }
    /// Each as what it is: a recording is shown, several are compared; of requests one is taken. What cannot be opened
    /// is said under the request line. Read on another thread; filesOpened() follows, unless others are opened before
    /// it. `ask`: which request, where there are several; else it is the first.
    void openFiles(const QStringList &paths, bool ask = true);
    /// Do not compose the lab's request when the lab starts (a URL was given).
    void keepRequest() { drafts_.keepRequest(); }

public slots:
    void showCodes();
    void showFacts(bool ofServers);
    /// The comparison in front, or the exchange.
    void showCompare(bool compare);
    /// What is in front: the request goes out once, or to all servers.
    void send();
    /// What runs; else the replay that is shown.
    void cancel();
    void applyTheme();

signals:
    /// The exchange that was sent has ended and is shown.
    void exchangeEnded();
    /// openFiles() is done; `errors` is the line that it says, "" when all were opened.
    void filesOpened(const QString &errors);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeParts();
    void layOut();
    void connectParts();
    void spread();
    void arrange();
    void measureTabs();
    void showExchange();
    void showRecord(const std::shared_ptr<const record::Record> &record, const request::RequestSpec &spec,
                    std::vector<wire::Event> events = {});
    QWidget *makeViewBar();
    QWidget *makeCompare(QWidget *parent);
    bool comparing() const;
    bool sendable();
    /// In the view that is in front.
    bool runningHere();
    void showRunning();
    void enableCancel();
    void viewChanged();
    void placeTools();
    void nameViews();
    void openCompared(const std::shared_ptr<const record::Record> &record);
    void compareEntries(const QList<qint64> &ids);
    void makeCompareMenu();
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeRequestMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void addShortcut(const QKeySequence &keys, std::function<void()> act);
    void labStarted(const QString &baseUrl);
    void withLab(const std::function<void()> &act);
    void loadScenario(const session::ScenarioInfo &scenario);
    void reopen(qint64 id, bool resend);
    void replayEntry(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record);
    void showEntry(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record,
                   std::vector<wire::Event> events);
    store::History::Marks marksNow();
    void keepExchange();
    void showNewest();
    void openRunning(qint64 id);
    void exchangeFinished(quint64 ticket, qint64 id);
    void loadDraft();
    void saveDraft();
    void rememberUrl(const std::string &url);
    void fitScreen();
    void sayPutAside(bool any);
    void takeHold(const session::ImportedRequest &request, const request::RequestSpec &before, bool again);
    void bringBack(const request::RequestSpec &spec);
    void compose(const request::RequestSpec &spec);
    void backToEdits();
    void judge();
    void judgeLater();
    void present(const record::Exchange &exchange, const std::vector<wire::Event> &events,
                 const guidance::EvaluateOptions &options);
    void act(const QString &key);
    void change(const QString &key);
    void save();
    void open();
    void savePicture();
    void importRequest();
    void showFiles(session::OpenedFiles &opened, const QStringList &paths, bool ask);
    void showOpened(session::OpenedFiles &opened, const QString &name);
    void takeImported(session::ImportedFile files, const QStringList &origins, bool ask, const QString &path);
    bool complete();
    void nameWindow();
    void explainParts();
    void explainFocus();
    void goToPage(int number);
    void exportShown();
    void exportEntries(const QList<qint64> &ids);
    void restore();
    void remember();

    RequestModel model_;
    session::Workbench bench_;
    session::History past_;
    session::Drafts drafts_;
    session::Errand opening_;   // of files
    session::Errand replaying_; // of an entry
    QAction *backAction_ = nullptr;
    QAction *cancelAction_ = nullptr;
    session::LabHistory labClients_;
    session::Sending *sending_ = nullptr;
    session::RunningRow *row_ = nullptr; // of sending_
    qint64 awaited_ = 0;                 // row of a lab's client that opens when it has ended
    qint64 newest_ = 0;                  // entry that opens at the start, and changes nothing else
    quint64 keeping_ = 0;                // ticket of the exchange that is being written
    bool readsTexts_ = false;            // on a thread of the pool
    qint64 resend_ = 0;                  // entry to send once it is open
    bool closing_ = false;
    request::RequestSpec shownSpec_;
    std::shared_ptr<const record::Record> shownRecord_;
    QString shownFile_;                // name of the recording that is shown, "" for none
    std::function<void()> onLabStart_; // what was asked of the lab while it did not listen
    QTimer judgeSoon_;
    QTimer rememberSoon_;
    bool styling_ = false;
    bool narrow_ = false; // see arrange()
    bool low_ = false;
    QStringList recent_;
    RequestLine *line_ = nullptr;
    ExpectStrip *strip_ = nullptr;
    Composer *composer_ = nullptr;
    ExchangeView *exchange_ = nullptr;
    HistoryList *history_ = nullptr;
    LabPanel *labPanel_ = nullptr;
    QTabWidget *side_ = nullptr;
    GuidancePane *guidance_ = nullptr;
    LazyPage *codes_ = nullptr;
    LazyPage *clients_ = nullptr;
    LazyPage *servers_ = nullptr;
    StatusSummary *status_ = nullptr;
    QWidget *viewBar_ = nullptr;
    QGridLayout *viewRow_ = nullptr;
    QTabBar *views_ = nullptr;
    QStackedWidget *stack_ = nullptr;
    LazyPage *compare_ = nullptr;
    QString dataFolder_;
    QSplitter *columns_ = nullptr;
    QSplitter *middle_ = nullptr;
    QSplitter *left_ = nullptr;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/files/file_drop.h"
#include "ui/guidance/codes_pane.h"
#include "ui/guidance/facts_pane.h"
#include "ui/guidance/guidance_pane.h"
#include "ui/history/history_list.h"
#include "ui/kit/lazy_page.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/lab/lab_panel.h"
#include "ui/request/composer.h"
#include "ui/request/expect_strip.h"
#include "ui/request/request_line.h"
#include "ui/shell/actions.h"

#include "guidance/library.h"
#include "model/facts_model.h"
#include "request/compose.h"
#include "request/sensitive.h"
#include "request/url.h"

#include <QCloseEvent>
#include <QElapsedTimer>
#include <QFrame>
#include <QScopeGuard>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QThreadPool>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int judgeMs = 50;
constexpr int judgeRest = 10; // times what it took

QFrame *hairline(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("rule", true);
    line->setFixedHeight(1);
    return line;
}

} // namespace

MainWindow::MainWindow(const QString &dataFolder, QWidget *parent)
    : QMainWindow(parent)
    , past_(dataFolder)
    , drafts_(dataFolder)
    , labClients_(bench_.lab(), &past_)
    , dataFolder_(dataFolder)
{
    model_.replace(session::firstRequest(u"http://127.0.0.1:0"_s));
    drafts_.settle(model_.spec());
    makeParts();
    layOut();
    connectParts();
    makeMenus();
    explainParts();
    restore();
    loadDraft();
    nameWindow();
    connect(&model_, &RequestModel::changed, this, &MainWindow::nameWindow);
    line_->setFocus();
    connect(bench_.lab(), &session::LabServer::started, this, &MainWindow::labStarted);
    connect(bench_.lab(), &session::LabServer::failed, this, [this] { onLabStart_ = {}; });
    bench_.lab()->start({});
    // The guidance's texts take longer to read than a frame: before the first verdict needs them.
    QTimer::singleShot(0, this, [this] {
        readsTexts_ = true;
        QThreadPool::globalInstance()->start([] { guidance::Library::builtin(); });
    });
}

MainWindow::~MainWindow()
{
    delete compare_; // what it sends ends before the engine does
    if (readsTexts_)
        guidance::Library::builtin(); // waits for it: the program's end takes away what it reads by
}

void MainWindow::makeParts()
{
    line_ = new RequestLine(&model_, this);
    strip_ = new ExpectStrip(&model_, this);
    composer_ = new Composer(&model_, this);
    exchange_ = new ExchangeView(this);
    history_ = new HistoryList(&past_, this);
    labPanel_ = new LabPanel(bench_.lab(), this);
    guidance_ = new GuidancePane(this);
    codes_ = new LazyPage([](QWidget *page) { return new CodesPane(page); }, this);
    status_ = new StatusSummary(this);
    side_ = new QTabWidget(this);
    side_->addTab(guidance_, tr("Guidance"));
    side_->addTab(codes_, tr("Codes"));
    const auto addFacts = [this](guidance::FactsTable (*table)(), const QString &title, const QString &name) {
        auto *pane = new LazyPage(
            [table, name](QWidget *page) { return new FactsPane(new model::FactsModel(table()), name, page); }, this);
        side_->setTabToolTip(side_->addTab(pane, title), name);
        return pane;
    };
    clients_ = addFacts(&guidance::clientFacts, tr("Clients"), tr("Client facts"));
    servers_ = addFacts(&guidance::serverFacts, tr("Servers"), tr("Server facts"));
    guidance_->setDoable(requestActions()
                         + QStringList{"copy-curl", "show-codes", "show-lab", "release-now", "cancel", "choose-ca"});
}

void MainWindow::layOut()
{
    left_ = new QSplitter(Qt::Vertical, this);
    left_->addWidget(history_);
    left_->addWidget(labPanel_);
    middle_ = new QSplitter(Qt::Vertical, this);
    middle_->addWidget(composer_);
    middle_->addWidget(exchange_);
    columns_ = new QSplitter(Qt::Horizontal, this);
    for (QWidget *part :
         {static_cast<QWidget *>(left_), static_cast<QWidget *>(middle_), static_cast<QWidget *>(side_)})
        columns_->addWidget(part);
    for (auto *splitter : {left_, middle_, columns_})
        splitter->setChildrenCollapsible(false);
    columns_->setMinimumHeight(em(10)); // at large fonts its pages are cut sooner than the window outgrows the screen
    spread();

    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(line_);
    column->addWidget(strip_);
    column->addWidget(hairline(centre));
    column->addWidget(makeViewBar());
    column->addWidget(hairline(centre));
    column->addWidget(stack_, 1);
    setCentralWidget(centre);
    statusBar()->addWidget(status_, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectParts()
{
    connect(line_, &RequestLine::sendRequested, this, &MainWindow::send);
    connect(line_, &RequestLine::cancelRequested, this, &MainWindow::cancel);
    connect(line_, &RequestLine::taking, this, &MainWindow::takeHold);
    connect(line_, &RequestLine::givingBack, this, [this] { sayPutAside(drafts_.undoImport(model_.spec())); });
    connect(history_, &HistoryList::chosen, this, [this](qint64 id) { reopen(id, false); });
    connect(history_, &HistoryList::compareRequested, this, &MainWindow::compareEntries);
    connect(history_, &HistoryList::resendRequested, this, [this](qint64 id) { reopen(id, true); });
    connect(history_, &HistoryList::said, status_, &StatusSummary::say);
    connect(history_, &HistoryList::exportRequested, this, &MainWindow::exportEntries);
    connect(&past_, &session::History::opened, this, &MainWindow::replayEntry);
    connect(&past_, &session::History::over, this, &MainWindow::exchangeFinished);
    connect(&past_, &session::History::listed, this, &MainWindow::showNewest, Qt::SingleShotConnection);
    connect(&labClients_, &session::LabHistory::ended, this, [this](qint64 running, qint64 id) {
        if (std::exchange(awaited_, running == awaited_ ? 0 : awaited_) == running && id > 0)
            reopen(id, false);
    });
    connect(labPanel_, &LabPanel::scenarioChosen, this,
            [this](const session::ScenarioInfo &scenario) { withLab([this, scenario] { loadScenario(scenario); }); });
    connect(exchange_, &ExchangeView::updated, this, [this] {
        if (shownRecord_)
            judgeSoon_.start(0); // in an event of its own
        else
            judgeLater();
    });
    // While an exchange runs or is replayed, events and instants come faster than words can be read.
    judgeSoon_.setSingleShot(true);
    judgeSoon_.setInterval(judgeMs);
    connect(&judgeSoon_, &QTimer::timeout, this, &MainWindow::judge);
    connect(exchange_, &ExchangeView::ticked, this, &MainWindow::judgeLater);
    connect(exchange_, &ExchangeView::replayMoved, this, [this] {
        enableCancel();
        judgeLater();
    });
    connect(guidance_, &GuidancePane::evidenceChosen, this, [this](quint64 seq) {
        showExchange();
        exchange_->showEvidence(seq);
    });
    new FileDrop(this, composer_->body(), [this](const QStringList &paths) { openFiles(paths); });
    connect(guidance_, &GuidancePane::actionChosen, this, &MainWindow::act);
    connect(guidance_, &GuidancePane::codeChosen, this, [this](int code) {
        static_cast<CodesPane *>(codes_->page())->showCode(code);
        side_->setCurrentWidget(codes_);
    });
}

void MainWindow::send()
{
    if (runningHere() || line_->takeTyped())
        return;
    if (!sendable())
        return;
    if (comparing())
        return compareView()->run();
    const auto composed = request::compose(model_.spec());
    if (const auto *error = std::get_if<request::UrlError>(&composed)) {
        if (std::holds_alternative<request::Url>(request::parseUrl(model_.spec().url)))
            return composer_->askForRoute();
        line_->setError(QString::fromStdString(error->text));
        line_->focusUrl();
        return;
    }
    line_->setError({});
    auto *before = sending_;
    shownSpec_ = model_.spec();
    drafts_.settle(shownSpec_);
    shownRecord_.reset();
    shownFile_.clear();
    sending_ = bench_.send(shownSpec_, this);
    row_ = new session::RunningRow(&past_, sending_, marksNow(), sending_);
    history_->setShown(row_->id());
    exchange_->follow(sending_);
    if (before)
        before->deleteLater();
    connect(sending_, &session::Sending::finished, this, &MainWindow::keepExchange);
    showRunning();
    side_->setCurrentWidget(guidance_);
    showExchange();
    rememberUrl(shownSpec_.url);
}

/// To be completed later. The settings are a file that others may read: what is secret is not kept there.
void MainWindow::rememberUrl(const std::string &url)
{
    constexpr std::size_t longestRemembered = 2000;
    if (url.size() > longestRemembered || request::maskedUrl(url) != url)
        return;
    const QString text = QString::fromStdString(url);
    recent_.removeAll(text);
    recent_.prepend(text);
    recent_ = recent_.mid(0, 100);
    line_->setRecent(recent_);
    rememberSoon_.start();
}

/// False when something was typed that is not what would go out: it is said beside it.
bool MainWindow::sendable()
{
    if (!complete())
        return false;
    if (!strip_->problem().isEmpty()) {
        strip_->focusProblem();
        return false;
    }
    composer_->lookAtFiles();
    if (composer_->problem().isEmpty())
        return true;
    showCompare(false);
    composer_->showProblem();
    return false;
}

void MainWindow::cancel()
{
    if (comparing())
        compareView()->cancel();
    else if (running())
        sending_->cancel();
    else if (exchange_->replayAt() >= 0)
        exchange_->endReplay();
}

bool MainWindow::runningHere()
{
    return comparing() ? compareView()->running() : running();
}

void MainWindow::showRunning()
{
    line_->setRunning(runningHere());
    enableCancel();
}

/// Cancel is there while there is something to cancel, or a replay to end: Esc has other uses too.
void MainWindow::enableCancel()
{
    cancelAction_->setEnabled(runningHere() || (!comparing() && exchange_->replayAt() >= 0));
}

store::History::Marks MainWindow::marksNow()
{
    return {.lab = session::baseOf(shownSpec_) == bench_.lab()->baseUrl()};
}

/// An exchange is said to have ended when it is on the disk.
void MainWindow::keepExchange()
{
    keeping_ = past_.keep(sending_->record(), marksNow(), row_->id());
}

void MainWindow::exchangeFinished(quint64 ticket, qint64 id)
{
    if (ticket != keeping_)
        return;
    keeping_ = 0;
    showRunning();
    shownRecord_ = sending_->record();
    history_->setShown(id);
    judge();
    emit exchangeEnded();
    if (closing_)
        close();
}

void MainWindow::judgeLater()
{
    if (!judgeSoon_.isActive())
        judgeSoon_.start();
}

/// Verdict, findings and summary of what is shown: in a replay, of what had happened at that instant.
void MainWindow::judge()
{
    QElapsedTimer clock;
    clock.start();
    const auto rest = qScopeGuard([this, &clock] { // also where events are very many
        judgeSoon_.setInterval(static_cast<int>(qMax<qint64>(judgeMs, clock.elapsed() * judgeRest)));
    });
    guidance::EvaluateOptions options;
    options.locale = locale();
    const auto replayAt = exchange_->replayAt();
    if (replayAt < 0) {
        if (running())
            options.nowNs = sending_->elapsedNs();
        present(exchange_->exchange(), exchange_->events(), options);
        return;
    }
    options.nowNs = replayAt;
    const auto &all = exchange_->events();
    const auto later = std::upper_bound(all.begin(), all.end(), replayAt,
                                        [](qint64 at, const wire::Event &event) { return at < event.at; });
    const std::vector<wire::Event> events(all.begin(), later);
    present(record::summarize(exchange_->exchange().role, events), events, options);
}

void MainWindow::present(const record::Exchange &exchange, const std::vector<wire::Event> &events,
                         const guidance::EvaluateOptions &options)
{
    auto evaluation = guidance::evaluate(exchange, events, shownSpec_, options);
    // What only a running exchange can be told is not offered for an instant of one that has ended.
    evaluation.verdict.actions.removeIf([this](const guidance::ActionHint &hint) {
        const bool live = hint.key == "release-now"_L1 || hint.key == "cancel"_L1;
        return (live && !running()) || !canAct(hint.key, shownSpec_);
    });
    guidance_->setVerdict(evaluation.verdict);
    exchange_->setFindings(evaluation.findings);
    status_->show(exchange, !shownSpec_.proxy.empty(), exchange_->replayAt());
    nameWindow();
}

/// The page of the code that answered; of 417, the handshake's own, where none did.
void MainWindow::showCodes()
{
    showCompare(false);
    const auto *last = exchange_->exchange().last();
    static_cast<CodesPane *>(codes_->page())->showCode(last && last->final ? last->final->status : 417);
    side_->setCurrentWidget(codes_);
}

void MainWindow::showFacts(bool ofServers)
{
    showCompare(false);
    side_->setCurrentWidget(ofServers ? servers_ : clients_);
}

void MainWindow::applyTheme()
{
    if (styling_)
        return;
    styling_ = true;
    applyStyle();
    measureTabs();
    composer_->restyle();
    guidance_->restyle();
    labPanel_->restyle();
    exchange_->restyle();
    if (compare_->made())
        compareView()->restyle();
    emit model_.changed();
    judge();
    styling_ = false;
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::FontChange && exchange_) {
        applyTheme();
        arrange();
    }
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && composer_)
        composer_->lookAtFiles();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    drafts_.flush();
    closing_ = running() && !closing_; // who closes twice does not want to wait
    if (closing_)                      // it ends in a moment, and is to be in the history
        sending_->cancel();
    event->setAccepted(!closing_);
}

} // namespace ui

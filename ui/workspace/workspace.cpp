// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspace.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_status.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/files/file_drop.h"
#include "ui/files/saving.h"
#include "ui/guidance/codes_pane.h"
#include "ui/guidance/facts_pane.h"
#include "ui/guidance/guidance_pane.h"
#include "ui/history/history_list.h"
#include "ui/kit/lazy_page.h"
#include "ui/lab/lab_panel.h"
#include "ui/lab/lab_port.h"
#include "ui/request/composer.h"
#include "ui/shell/docks.h"
#include "ui/shell/menus.h"
#include "ui/workspace/opening.h"

#include "guidance/library.h"
#include "model/facts_model.h"

#include <QMenu>
#include <QThreadPool>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

LazyPage *factsPage(guidance::FactsTable (*table)(), const QString &name, QWidget *parent)
{
    return new LazyPage(
        [table, name](QWidget *page) { return new FactsPane(new model::FactsModel(table()), name, page); }, parent);
}

} // namespace

Workspace::Workspace(const QString &dataFolder, std::optional<quint16> labPort, QWidget *parent)
    : MainWindow(parent)
    , past_(dataFolder)
    , labClients_(bench_.lab(), &past_)
    , desk_(bench_.lab(), dataFolder, this)
    , exchange_(new ExchangePage(&bench_, &past_, &labClients_, &desk_, this))
    , history_(new HistoryList(&past_, this))
    , labPort_(new LabPort(bench_.lab(), desk_.place(), dataFolder.isEmpty() ? labPort.value_or(0) : labPort, this))
    , labPanel_(new LabPanel(bench_.lab(), labPort_, this))
    , guidance_(new GuidancePane(this))
    , codes_(new LazyPage([](QWidget *page) { return new CodesPane(page); }, this))
    , clients_(factsPage(&guidance::clientFacts, tr("Client facts"), this))
    , servers_(factsPage(&guidance::serverFacts, tr("Server facts"), this))
    , docks_(makeDocks())
    , compare_(new ComparePage(&bench_, &past_, &desk_, dataFolder, this))
    , opening_(new Opening(&desk_, exchange_, compare_, this))
{
    guidance_->setDoable(ExchangePage::doable());
    explainDocks();
    connectPages();
    connectDocks();
    new FileDrop(this, desk_.composer()->body(), [this](const QStringList &paths) { opening_->open(paths); });
    build({exchange_, compare_}, docks_,
          tr("One exchange, or the same request to several servers side by side. Ctrl+M changes between them."));
    desk_.begin();
    bench_.lab()->start();
    // The guidance's texts take longer to read than a frame: before the first verdict needs them.
    QTimer::singleShot(0, this, [this] {
        readsTexts_ = true;
        QThreadPool::globalInstance()->start([] { guidance::Library::builtin(); });
    });
}

Workspace::~Workspace()
{
    delete compare_; // what it sends ends before the engine does
    if (readsTexts_)
        guidance::Library::builtin(); // waits for it: the program's end takes away what it reads by
}

Docks *Workspace::makeDocks()
{
    auto *docks = new Docks(this);
    docks->addLeft(history_);
    docks->addLeft(labPanel_);
    docks->addRight(guidance_, tr("Guidance"));
    docks->addRight(codes_, tr("Codes"));
    docks->addRight(clients_, tr("Clients"), tr("Client facts"));
    docks->addRight(servers_, tr("Servers"), tr("Server facts"));
    return docks;
}

void Workspace::explainDocks()
{
    history_->setWhatsThis(
        tr("Every exchange, newest first. Enter opens one, R sends it again, P pins it, C compares those that "
           "are chosen, Del deletes."));
    labPanel_->setWhatsThis(tr(
        "A server of Interim's own on this computer, on port 8417 or the one that it had last. Each scenario answers "
        "in its own way: Enter or a click composes the request that shows it. Left and Right fold and open a group, "
        "letters go to the filter."));
    guidance_->setWhatsThis(
        tr("What the bytes of this exchange say: what happened, how sure that is, what to do, and what it is "
           "not to be confused with. \"show\" selects the evidence."));
    codes_->setWhatsThis(
        tr("The status codes: what each says and what to do about it, by the RFCs and the IANA registry."));
    clients_->setWhatsThis(
        tr("How HTTP clients send Expect, how long they wait and what they do on 417, each with its source."));
    servers_->setWhatsThis(tr("How servers and proxies answer Expect, each with its source."));
    docks_->explain(tr("Guidance for this exchange, status codes, and what clients and servers are known to do."));
}

void Workspace::connectPages()
{
    connect(&desk_, &RequestDesk::sendRequested, this, &MainWindow::run);
    connect(&desk_, &RequestDesk::cancelRequested, this, &MainWindow::cancel);
    connect(this, &MainWindow::runningChanged, &desk_, &RequestDesk::setRunning);
    connect(this, &MainWindow::activated, &desk_, [this] { desk_.composer()->lookAtFiles(); });
    connect(this, &MainWindow::leaving, &desk_, &RequestDesk::flush);
    connect(exchange_, &ExchangePage::judged, guidance_, &GuidancePane::setVerdict);
    connect(exchange_, &ExchangePage::entryShown, history_, &HistoryList::setShown);
    connect(exchange_, &ExchangePage::guidanceWanted, docks_, [this] { docks_->bringForward(guidance_); });
    connect(exchange_, &ExchangePage::codesWanted, this, &Workspace::showCodes);
    connect(exchange_, &ExchangePage::historyWanted, history_, [this] {
        docks_->bringForward(history_);
        history_->view()->setFocus();
    });
    connect(compare_, &ComparePage::said, exchange_, &ExchangePage::say);
    connect(compare_, &ComparePage::opened, this, [this](const std::shared_ptr<const record::Record> &record) {
        if (exchange_->running())
            return compare_->view()->status()->say(
                tr("An exchange is running in the other view: cancel it first, or wait for its end."));
        bringForward(exchange_);
        exchange_->show(record);
    });
}

void Workspace::connectDocks()
{
    connect(history_, &HistoryList::chosen, exchange_, &ExchangePage::openEntry);
    connect(history_, &HistoryList::resendRequested, exchange_, &ExchangePage::sendEntry);
    connect(history_, &HistoryList::compareRequested, compare_, &ComparePage::compareEntries);
    connect(history_, &HistoryList::said, exchange_, &ExchangePage::say);
    connect(history_, &HistoryList::exportRequested, this,
            [this](const QList<qint64> &ids) { exportEntries(&past_, ids, this); });
    connect(labPanel_, &LabPanel::scenarioChosen, &desk_, &RequestDesk::composeScenario);
    connect(guidance_, &GuidancePane::evidenceChosen, exchange_, &ExchangePage::showEvidence);
    connect(guidance_, &GuidancePane::actionChosen, exchange_, &ExchangePage::act);
    connect(guidance_, &GuidancePane::codeChosen, this, &Workspace::showCode);
    connect(this, &MainWindow::restyled, guidance_, &GuidancePane::restyle);
    connect(this, &MainWindow::restyled, labPanel_, &LabPanel::restyle);
}

void Workspace::addTo(Menus &menus)
{
    auto *file = menus.file();
    file->addAction(tr("&Open…"), QKeySequence::Open, opening_, &Opening::askForFiles);
    file->addAction(tr("&Save recording…"), QKeySequence::Save, this, [this] {
        if (const auto line = saveRecording(exchange_->record().get(), this); !line.isEmpty())
            exchange_->say(line);
    });
    file->addAction(tr("Save &picture…"), this, &Workspace::savePicture);
    file->addSeparator();
    file->addAction(tr("&Import a request…"), QKeySequence(Qt::CTRL | Qt::Key_I), opening_, &Opening::askForRequest);
    file->addAction(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, [this] {
        if (const auto line = exportShown(&past_, exchange_->record(), desk_.spec(), this); !line.isEmpty())
            exchange_->say(line);
    });
    desk_.addToEdit(menus.edit());
    menus.help()->addAction(tr("&Guidance"), this, &Workspace::showGuidance);
    menus.help()->addAction(tr("&Status codes"), this, &Workspace::showCodes);
}

void Workspace::savePicture()
{
    const auto line = exchange_->inFront()
        ? saveTimeline(exchange_->view()->timeline(), this)
        : tr("A picture is of one exchange's timeline: open one first. A comparison has its report.");
    if (!line.isEmpty())
        exchange_->say(line);
}

/// What nothing is known of has the verdict as its help.
void Workspace::explainElse()
{
    showGuidance();
}

void Workspace::showGuidance()
{
    bringForward(exchange_);
    docks_->bringForward(guidance_);
}

void Workspace::showCodes()
{
    bringForward(exchange_);
    showCode(exchange_->shownCode());
}

void Workspace::showCode(int code)
{
    static_cast<CodesPane *>(codes_->page())->showCode(code);
    docks_->bringForward(codes_);
}

void Workspace::showFacts(bool ofServers)
{
    bringForward(exchange_);
    docks_->bringForward(ofServers ? servers_ : clients_);
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_view.h"

#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_status.h"
#include "ui/compare/compare_table.h"
#include "ui/compare/compare_tools.h"
#include "ui/compare/heads_pane.h"
#include "ui/compare/spread_pane.h"
#include "ui/kit/style.h"

#include "session/lab_server.h"
#include "words/units.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double lowCompareEms = 32;

QString compareSplitKey(int number)
{
    return u"compare/split%1"_s.arg(number);
}

} // namespace

CompareView::CompareView(session::Workbench *bench, RequestModel *request, const QString &folder, QWidget *parent)
    : QWidget(parent)
    , bench_(bench)
    , setup_(new CompareSetup(request, folder, this))
    , table_(new CompareTable(feed_.rows(), this))
    , status_(new CompareStatus(this))
    , tools_(new CompareTools(this))
{
    feed_.rows()->setLocale(locale());
    columns_ = new QSplitter(Qt::Horizontal, this);
    setupArea_ = new QScrollArea(this);
    setupArea_->setWidget(setup_);
    setupArea_->setWidgetResizable(true);
    setupArea_->setFocusPolicy(Qt::NoFocus);
    columns_->addWidget(setupArea_);
    columns_->addWidget(makeResults());
    columns_->setChildrenCollapsible(false);
    columns_->setStretchFactor(1, 1);
    columns_->setSizes({em(29), em(80)});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(columns_);
    setFocusProxy(setup_);
    setup_->setLab(bench_->lab()->baseUrl());
    connect(bench_->lab(), &session::LabServer::started, setup_, &CompareSetup::setLab);
    connect(bench_->lab(), &session::LabServer::stopped, setup_, [this] { setup_->setLab({}); });
    connect(setup_, &CompareSetup::changed, this, &CompareView::countChanged);
    connect(tools_, &CompareTools::serversToggled, this, &CompareView::showSetup);
    connect(tools_, &CompareTools::baselineChosen, this, &CompareView::setBaseline);
    connect(tools_, &CompareTools::alignChosen, this, &CompareView::setAlign);
    connect(tools_, &CompareTools::reportWanted, this, &CompareView::askReport);
    connect(table_, &CompareTable::openRequested, this, &CompareView::open);
    connect(table_, &CompareTable::baselineRequested, this, &CompareView::setBaseline);
    connect(table_, &CompareTable::chosen, this, &CompareView::showDetails);
    connect(&feed_, &CompareFeed::refreshed, this, &CompareView::refreshed);
    restore();
}

CompareView::~CompareView()
{
    feed_.disconnect(this);
    feed_.follow(nullptr);
    delete columns_; // the table reads the feed's rows to its end
}

QWidget *CompareView::makeResults()
{
    rows_ = new QSplitter(Qt::Vertical, this);
    rows_->addWidget(table_);
    rows_->addWidget(makeDetails());
    rows_->setChildrenCollapsible(false);
    rows_->setStretchFactor(0, 1);
    rows_->setSizes({em(36), em(22)});
    results_ = new QStackedWidget(this);
    results_->addWidget(makeEmpty());
    results_->addWidget(rows_);
    return results_;
}

QWidget *CompareView::makeEmpty()
{
    auto *page = new QWidget(this);
    auto *title = plainLabel(tr("Nothing compared yet"), page);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *words = plainLabel(
        tr("Write the servers' URLs at the left, one a line. Ctrl+Enter sends the request above to all of them "
           "at once, each over a connection of its own, and puts their answers on one time axis.\n\n"
           "Or choose One server to see what the same server does with and without Expect, and with HTTP/1.0."),
        page);
    words->setWordWrap(true);
    words->setProperty("muted", true);
    words->setMaximumWidth(em(46));
    auto *lab = new QPushButton(tr("Compare the lab's scenarios"), page);
    connect(lab, &QPushButton::clicked, this, &CompareView::tryTheLab);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(em(2.5), em(2.5), em(2.5), em(2.5));
    column->setSpacing(em(0.8));
    column->addWidget(title);
    column->addWidget(words);
    column->addWidget(lab, 0, Qt::AlignLeft);
    column->addStretch(1);
    auto *area = new QScrollArea(this); // with large letters the words are taller than the window
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QWidget *CompareView::makeDetails()
{
    details_ = new QTabWidget(this);
    details_->setDocumentMode(true);
    responses_ = new HeadsPane(tr("Response heads against the baseline"), details_);
    requests_ = new HeadsPane(tr("Request heads against the baseline"), details_);
    differences_ = new QListWidget(details_);
    differences_->setWordWrap(true);
    differences_->setAccessibleName(tr("Differences against the baseline"));
    spread_ = new SpreadPane(details_);
    details_->addTab(responses_, tr("Response diff"));
    details_->addTab(requests_, tr("Request diff"));
    details_->addTab(differences_, tr("Differences"));
    details_->addTab(spread_, tr("Spread"));
    details_->setTabVisible(details_->indexOf(spread_), false);
    return details_;
}

QWidget *CompareView::tools() const
{
    return tools_;
}

int CompareView::count() const
{
    return comparison_ && !setupArea_->isVisibleTo(this) ? static_cast<int>(comparison_->rows().size())
                                                         : setup_->count();
}

void CompareView::showSetup(bool shown)
{
    setupArea_->setVisible(shown);
    tools_->setServersShown(shown);
    if (shown)
        setup_->focusList();
    emit countChanged();
}

void CompareView::focusMain()
{
    if (setupArea_->isVisibleTo(this))
        setup_->focusList();
    else
        table_->setFocus();
}

void CompareView::tryTheLab()
{
    setup_->setMode(CompareSetup::SeveralServers);
    if (!bench_->lab()->running())
        return setup_->setError(tr("The lab is not running: start it in the Lab menu."));
    setup_->setUrls(setup_->labUrls());
    run();
}

void CompareView::run()
{
    if (running())
        return;
    auto targets = setup_->targets();
    if (const auto *line = std::get_if<QString>(&targets)) {
        showSetup(true);
        setup_->setError(*line);
        return;
    }
    setup_->setError({});
    take(std::make_unique<session::Comparison>(*bench_, std::get<0>(std::move(targets)), setup_->rounds()));
    emit runningChanged();
}

void CompareView::cancel()
{
    if (running())
        comparison_->cancel();
}

/// The rows have the window's width to themselves; the list is one key away.
void CompareView::take(std::unique_ptr<session::Comparison> comparison)
{
    reading_.drop();
    const auto before = std::exchange(comparison_, std::move(comparison));
    detailsShown_.clear();
    feed_.follow(comparison_.get());
    connect(comparison_.get(), &session::Comparison::finished, this, &CompareView::finished);
    connect(comparison_.get(), &session::Comparison::recorded, this, &CompareView::recorded);
    QStringList names;
    for (const session::ComparisonRow &row : comparison_->rows())
        names.append(row.name);
    tools_->setRows(names);
    const int last = static_cast<int>(comparison_->rows().size()) - 1;
    results_->setCurrentWidget(rows_);
    showSetup(false);
    table_->selectRow(std::min(1, last)); // so that something stands against the baseline
    table_->setFocus();
    showDetails();
}

void CompareView::showRecords(const std::vector<std::shared_ptr<const record::Record>> &records)
{
    if (running() || records.empty())
        return;
    status_->say(tr("Reading %1 exchanges…").arg(words::countText(records.size(), locale())));
    reading_.run([this, records](const session::Errand::Wanted &wanted) {
        const auto rows = std::make_shared<std::vector<session::ComparisonRow>>(session::recordedRows(records, wanted));
        return [this, rows] {
            take(std::make_unique<session::Comparison>(*bench_, std::move(*rows)));
            emit runningChanged();
            emit ended();
        };
    });
}

void CompareView::finished()
{
    refreshed(); // the feed heard of it first
    emit runningChanged();
    emit ended();
}

void CompareView::setBaseline(int row)
{
    feed_.setBaseline(row);
    tools_->setBaseline(feed_.baseline());
}

void CompareView::setAlign(compare::Align align)
{
    tools_->setAlign(align);
    feed_.setAlign(align);
    QSettings().setValue(u"compare/align"_s, static_cast<int>(align));
}

void CompareView::open(int row)
{
    if (!comparison_ || row < 0 || row >= static_cast<int>(comparison_->rows().size()))
        return;
    const session::ComparisonRow &one = comparison_->rows()[static_cast<std::size_t>(row)];
    if (one.record)
        emit opened(one.record);
    else
        status_->say(one.running ? tr("%1 still runs: its exchange can be opened once it has ended.").arg(one.name)
                                 : tr("The bytes of %1 were not kept: all rows together are more than %2.")
                                       .arg(one.name, words::sizeText(session::Comparison::keptBytes, locale())));
}

void CompareView::refreshed()
{
    if (!comparison_)
        return;
    status_->show(*comparison_, static_cast<std::size_t>(feed_.baseline()));
    showDetails();
}

void CompareView::restyle()
{
    status_->restyle();
    table_->viewport()->update();
}

/// Where rows and heads do not fit above each other, the rows are the first of the pages.
void CompareView::arrange()
{
    const bool low = height() < em(lowCompareEms);
    if (std::exchange(low_, low) == low)
        return;
    if (low) {
        details_->insertTab(0, table_, tr("Rows"));
        details_->setCurrentIndex(0);
    } else {
        details_->removeTab(details_->indexOf(table_));
        rows_->insertWidget(0, table_);
        table_->show();
    }
}

void CompareView::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void CompareView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && details_)
        arrange();
    if (event->type() == QEvent::LocaleChange)
        feed_.rows()->setLocale(locale());
}

void CompareView::restore()
{
    QSettings settings;
    int number = 0;
    for (auto *splitter : {columns_, rows_}) {
        const QString key = compareSplitKey(number++);
        if (const auto state = settings.value(key).toByteArray(); !state.isEmpty())
            splitter->restoreState(state);
        connect(splitter, &QSplitter::splitterMoved, this,
                [key, splitter] { QSettings().setValue(key, splitter->saveState()); });
    }
    const auto last = static_cast<int>(compare::Align::FirstByte);
    const auto align = static_cast<compare::Align>(qBound(0, settings.value(u"compare/align"_s).toInt(), last));
    tools_->setAlign(align);
    feed_.setAlign(align);
}

} // namespace ui

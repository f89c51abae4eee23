// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_page.h"

#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_status.h"
#include "ui/compare/compare_view.h"
#include "ui/kit/lazy_page.h"
#include "ui/request/request_desk.h"
#include "ui/shell/menus.h"

#include "session/lab_server.h"
#include "words/units.h"

#include <QMenu>
#include <QVBoxLayout>

namespace ui {

ComparePage::ComparePage(session::Workbench *bench, session::History *history, RequestDesk *desk, const QString &folder,
                         QWidget *parent)
    : Page(parent)
    , bench_(bench)
    , history_(history)
    , desk_(desk)
    , folder_(folder)
    , lazy_(new LazyPage([this](QWidget *page) { return make(page); }, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(lazy_);
    setWhatsThis(
        tr("The same request to several servers at once, or several forms of it to one: a row each, on one axis. "
           "Enter opens a row's exchange, B makes it the baseline of the differences."));
}

QWidget *ComparePage::make(QWidget *parent)
{
    auto *view = new CompareView(bench_, desk_->model(), folder_, parent);
    view->status()->hide();
    connect(view, &CompareView::opened, this, &ComparePage::opened);
    connect(view, &CompareView::recorded, this,
            [this](const std::shared_ptr<const record::Record> &record, qint64 beganAt) {
                const bool lab = session::baseOf(record->spec) == bench_->lab()->baseUrl();
                history_->keep(record, {.lab = lab, .comparison = beganAt});
            });
    connect(view, &CompareView::countChanged, this, &ComparePage::changed);
    connect(view, &CompareView::runningChanged, this, &ComparePage::changed);
    return view;
}

CompareView *ComparePage::made() const
{
    return static_cast<CompareView *>(lazy_->made());
}

CompareView *ComparePage::view()
{
    const bool before = made();
    auto *view = static_cast<CompareView *>(lazy_->page());
    if (!before)
        emit changed(); // it has tools now
    return view;
}

QString ComparePage::title() const
{
    const int count = made() ? made()->count() : 0;
    if (count == 0)
        return tr("Compare");
    const auto number = words::countText(count, locale());
    if (made()->setup()->mode() == CompareSetup::OneServer)
        return count == 1 ? tr("Compare · 1 request") : tr("Compare · %1 requests").arg(number);
    return count == 1 ? tr("Compare · 1 server") : tr("Compare · %1 servers").arg(number);
}

QString ComparePage::toolTip() const
{
    return tr("Servers side by side (Ctrl+M)");
}

QWidget *ComparePage::head() const
{
    return desk_->head();
}

QWidget *ComparePage::tools() const
{
    return made() ? made()->tools() : nullptr;
}

QWidget *ComparePage::status() const
{
    return made() ? made()->status() : nullptr;
}

void ComparePage::addTo(Menus &menus)
{
    auto *menu = menus.add(tr("&Compare"));
    menu->addAction(tr("Servers &side by side, and back"), QKeySequence(Qt::CTRL | Qt::Key_M), this, [this] {
        if (inFront())
            emit dismissed();
        else
            emit wanted();
    });
    menu->addAction(tr("&Compare now\tCtrl+Enter"), this, [this] {
        emit wanted();
        run();
    });
    menu->addAction(tr("S&ervers that are compared"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), this, [this] {
        emit wanted();
        view()->showSetup(!view()->setup()->isVisible());
    });
}

void ComparePage::run()
{
    if (!running() && desk_->ready())
        view()->run();
}

void ComparePage::cancel()
{
    if (made())
        made()->cancel();
}

bool ComparePage::running() const
{
    return made() && made()->running();
}

void ComparePage::focus()
{
    view()->focusMain();
}

void ComparePage::restyle()
{
    if (made())
        made()->restyle();
}

void ComparePage::entered()
{
    view();
    desk_->setCompares(true);
    desk_->setError({});
}

void ComparePage::compareEntries(const QList<qint64> &ids)
{
    if (running()) {
        emit said(tr("A comparison is running: cancel it first, or wait for its end."));
        return;
    }
    const auto show = [this](const session::History::Records &records) {
        if (records.empty())
            return; // that they are lost was said
        emit wanted();
        view()->showRecords(records); // the oldest is the baseline
    };
    if (!history_->openAll(ids, show))
        emit said(tr("Other exchanges of the history are still being read: wait a moment."));
}

} // namespace ui

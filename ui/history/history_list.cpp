// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_list.h"

#include "ui/history/history_delegate.h"
#include "ui/history/history_limits.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"

#include "model/history_text.h"
#include "words/units.h"

#include <QAccessible>
#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int filterDelayMs = 150;

/// Letters are keys here, not a search.
class View : public QListView {
public:
    using QListView::QListView;
    void keyboardSearch(const QString &) override {}
};

} // namespace

HistoryList::HistoryList(session::History *history, QWidget *parent)
    : QWidget(parent)
    , history_(history)
    , view_(new View(this))
    , filter_(new QLineEdit(this))
    , empty_(plainLabel({}, this))
{
    history_->setLocale(locale());
    view_->setModel(history_->list());
    view_->setItemDelegate(new HistoryDelegate(view_));
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setUniformItemSizes(true);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setAccessibleName(tr("History"));
    view_->setContextMenuPolicy(Qt::ActionsContextMenu);
    empty_->setProperty("muted", true);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    empty_->setContentsMargins(em(0.8), em(0.4), em(0.8), em(0.4));
    makeActions();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(empty_, 1); // in words that wrap: as high as they may need
    column->addWidget(view_, 1);
    column->addWidget(makeUndoBar());
    follow();
    showLimits();
    showSelection();
}

/// What the view is told, by its user and by the history.
void HistoryList::follow()
{
    connect(view_, &QListView::clicked, this, [this] {
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            openCurrent();
    });
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryList::showSelection);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(history_->list(), signal, this, &HistoryList::showEmpty);
    connect(history_->list(), &QAbstractItemModel::modelReset, this, &HistoryList::showEmpty);
    connect(history_->list(), &QAbstractItemModel::dataChanged, this, &HistoryList::showSelection);
    connect(history_, &session::History::removed, this, &HistoryList::removed);
    connect(history_, &session::History::restored, this, &HistoryList::restored);
    connect(history_, &session::History::limitsChanged, this, &HistoryList::showLimits);
    connect(history_, &session::History::totalsChanged, this, &HistoryList::showLimits);
    connect(history_, &session::History::said, this, &HistoryList::said);
    connect(history_, &session::History::said, this, &HistoryList::showEmpty);
    connect(history_, &session::History::limitsChanged, this, &HistoryList::showEmpty); // known where they are kept
    connect(history_, &session::History::saved, this, [this](const QString &path) {
        emit said(tr("Saved as %1. The file holds all bytes, secrets too.").arg(path));
    });
}

QWidget *HistoryList::makeHeader()
{
    auto *header = new QWidget(this);
    auto *title = plainLabel(tr("History"), header);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter the history"));
    filter_->setToolTip(tr("Words of the method, the URL or what happened; 417 or 4xx for a status; pinned, compared, "
                           "running; lab, or \"lab client\" for what clients of your own sent to the lab"));
    auto *delay = new QTimer(this);
    delay->setSingleShot(true);
    delay->setInterval(filterDelayMs);
    connect(filter_, &QLineEdit::textChanged, delay, qOverload<>(&QTimer::start));
    connect(delay, &QTimer::timeout, this, [this] { history_->setFilter(filter_->text()); });
    connect(filter_, &QLineEdit::returnPressed, view_, qOverload<>(&QWidget::setFocus));
    findByFilter(this, filter_);

    auto *menu = new QMenu(header);
    limits_ = menu->addAction(QString(), this, &HistoryList::editLimits);
    totals_ = menu->addAction(QString());
    totals_->setEnabled(false);
    auto *more = new QToolButton(header);
    more->setText(u"⋯"_s);
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(menu);
    more->setStyleSheet(u"QToolButton::menu-indicator { image: none; }"_s);
    more->setAccessibleName(tr("How much history is kept"));
    more->setToolTip(tr("How much history is kept"));

    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(em(0.8), em(0.5), em(0.4), em(0.5));
    row->addWidget(title);
    row->addWidget(filter_, 1);
    row->addWidget(more);
    return header;
}

QWidget *HistoryList::makeUndoBar()
{
    undoBar_ = new QWidget(this);
    undoBar_->setBackgroundRole(QPalette::AlternateBase);
    undoBar_->setAutoFillBackground(true);
    undoWords_ = plainLabel({}, undoBar_);
    undoWords_->setMinimumWidth(em(4));
    undoWords_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *back = new QPushButton(tr("Undo"), undoBar_);
    makeLink(back);
    connect(back, &QPushButton::clicked, this, &HistoryList::undo);
    auto *hide = new QToolButton(undoBar_);
    hide->setText(u"✕"_s);
    hide->setAutoRaise(true);
    hide->setAccessibleName(tr("Hide this bar"));
    connect(hide, &QToolButton::clicked, undoBar_, &QWidget::hide);
    auto *row = new QHBoxLayout(undoBar_);
    row->setContentsMargins(em(0.8), em(0.3), em(0.4), em(0.3));
    row->addWidget(undoWords_, 1);
    row->addWidget(back);
    row->addWidget(hide);
    undoBar_->hide();
    return undoBar_;
}

/// The view's own keys; they stand in its menu too.
QAction *HistoryList::addAction(const QString &words, const QList<QKeySequence> &keys, void (HistoryList::*act)())
{
    auto *action = new QAction(words, view_);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    view_->addAction(action);
    return action;
}

void HistoryList::makeActions()
{
    open_ = addAction(tr("&Open"), {Qt::Key_Return, Qt::Key_Enter}, &HistoryList::openCurrent);
    resend_ = addAction(tr("&Send again"), {Qt::Key_R}, &HistoryList::resendCurrent);
    compare_ = addAction(tr("&Compare"), {Qt::Key_C}, &HistoryList::compareSelected);
    pin_ = addAction(tr("&Pin"), {Qt::Key_P}, &HistoryList::pinSelected);
    save_ = addAction(tr("Save as .&interim…"), {}, &HistoryList::saveCurrent);
    export_ = addAction(tr("&Export…"), {}, &HistoryList::exportSelected);
    remove_ = addAction(tr("&Delete"), {Qt::Key_Delete}, &HistoryList::removeSelected);
    undo_ = addAction(tr("&Undo delete"), QKeySequence::keyBindings(QKeySequence::Undo), &HistoryList::undo);
    undo_->setEnabled(false);
}

QString HistoryList::undoText() const
{
    return undoBar_->isHidden() ? QString() : undoWords_->text();
}

QList<qint64> HistoryList::selected() const
{
    QList<qint64> ids;
    const auto rows = view_->selectionModel()->selectedRows();
    for (const auto &row : rows)
        ids.append(row.data(model::HistoryModel::IdRole).toLongLong());
    return ids;
}

qint64 HistoryList::current() const
{
    return view_->currentIndex().data(model::HistoryModel::IdRole).toLongLong();
}

void HistoryList::openCurrent()
{
    if (const auto id = current())
        emit chosen(id);
}

void HistoryList::resendCurrent()
{
    if (const auto id = current())
        emit resendRequested(id);
}

void HistoryList::removeSelected()
{
    const auto ids = selected();
    if (ids.isEmpty())
        return;
    removing_ = ids.size() == 1 ? view_->selectionModel()->selectedRows().first().data().toString() : QString();
    history_->remove(ids);
}

void HistoryList::undo()
{
    history_->undo();
}

void HistoryList::compareSelected()
{
    const auto ids = selected();
    if (ids.size() > 1)
        emit compareRequested(ids);
}

/// Pins all, or, when all are pinned, none.
void HistoryList::pinSelected()
{
    const auto rows = view_->selectionModel()->selectedRows();
    const bool all = std::all_of(rows.begin(), rows.end(), [](const QModelIndex &row) {
        return row.data(model::HistoryModel::PinnedRole).toBool();
    });
    if (!rows.isEmpty())
        history_->pin(selected(), !all);
}

void HistoryList::saveCurrent()
{
    const auto id = current();
    if (id == 0)
        return;
    const auto path = QFileDialog::getSaveFileName(this, tr("Save the recording"), u"exchange.interim"_s,
                                                   tr("Recordings (*.interim)"));
    if (!path.isEmpty())
        history_->save(id, path);
}

void HistoryList::exportSelected()
{
    if (const auto ids = selected(); !ids.isEmpty())
        emit exportRequested(ids);
}

void HistoryList::editLimits()
{
    HistoryLimits dialog(history_->limits(), history_->totals(), this);
    if (dialog.exec() == QDialog::Accepted && !(dialog.limits() == history_->limits()))
        history_->setLimits(dialog.limits());
}

void HistoryList::setShown(qint64 id)
{
    shown_ = id;
    showEmpty();
}

void HistoryList::showSelection()
{
    const auto rows = view_->selectionModel()->selectedRows();
    const bool one = rows.size() == 1;
    const auto any = [&rows](int role) {
        return std::any_of(rows.begin(), rows.end(),
                           [role](const QModelIndex &row) { return row.data(role).toBool(); });
    };
    const bool ended = !any(model::HistoryModel::RunningRole);
    const bool ours =
        !any(model::HistoryModel::SeatRole); // what a lab's client sent is not ours to send, nor to compare
    open_->setEnabled(one);
    save_->setEnabled(one && ended);
    resend_->setEnabled(one && ended && ours);
    compare_->setEnabled(rows.size() > 1 && ended && ours);
    remove_->setEnabled(!rows.isEmpty()); // of what runs it says why it stays
    for (auto *action : {pin_, export_})
        action->setEnabled(!rows.isEmpty() && ended);
    const bool all = !rows.isEmpty() && std::all_of(rows.begin(), rows.end(), [](const QModelIndex &row) {
        return row.data(model::HistoryModel::PinnedRole).toBool();
    });
    pin_->setText(all ? tr("Un&pin") : tr("&Pin"));
}

/// After each change of the rows: the words for an empty list, and the entry that waits to be selected.
void HistoryList::showEmpty()
{
    const bool none = count() == 0;
    const QString why = history_->trouble().isEmpty() ? tr("No exchange yet") : history_->trouble();
    const QString next = history_->place() == store::Place::Disk
        ? tr("Ctrl+Enter sends the request above; what has ended is listed here, also after the next start.")
        : tr("Ctrl+Enter sends the request above; what has ended is listed here until the program ends.");
    empty_->setText(history_->filtered() ? tr("Nothing fits this filter. Clear it to see all.") : why + u". "_s + next);
    empty_->setVisible(none);
    if (shown_ == 0)
        return;
    const int row = history_->list()->rowOf(shown_);
    if (row < 0)
        return;
    shown_ = 0;
    // Not the view's own way, which adds to the selection while Ctrl is held: as by Ctrl+Enter.
    view_->selectionModel()->setCurrentIndex(history_->list()->index(row), QItemSelectionModel::ClearAndSelect);
}

void HistoryList::showLimits()
{
    limits_->setText(model::limitsText(history_->limits(), locale()) + u"…"_s);
    const auto &totals = history_->totals();
    totals_->setText(
        (history_->place() != store::Place::Memory ? tr("Now %1, %2") : tr("Now %1, %2, until the program ends"))
            .arg(words::exchangesText(totals.exchanges, locale()), words::sizeText(totals.bytes, locale())));
}

void HistoryList::removed(int count)
{
    undoWords_->setText(count == 1 && !removing_.isEmpty()
                            ? tr("Deleted %1").arg(removing_)
                            : tr("Deleted %1").arg(words::exchangesText(count, locale())));
    undoBar_->show();
    undoBar_->setAccessibleName(undoWords_->text());
    QAccessibleEvent came(undoBar_, QAccessible::Alert);
    QAccessible::updateAccessibility(&came);
    undo_->setEnabled(true);
}

void HistoryList::restored(const QList<qint64> &ids)
{
    undoBar_->hide();
    if (!ids.isEmpty())
        setShown(ids.first());
    view_->setFocus();
}

void HistoryList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        view_->doItemsLayout();
    if (event->type() == QEvent::LocaleChange)
        history_->setLocale(locale());
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// A flat table with hairlines; colour and weight of a row come from the model's role name.

#include "ui/exchange/events/event_table.h"

#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class EventDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::current();
        const bool selected = option.state & QStyle::State_Selected;
        const QColor ground = selected ? theme.selection : theme.surface;
        const QString role = index.data(model::EventLogModel::ColourRole).toString();
        const bool words = index.column() == model::EventLogModel::EventColumn;
        painter->save();
        painter->fillRect(option.rect, ground);
        painter->setPen(theme.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        QFont font = option.font;
        if (words && !role.isEmpty())
            font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(Theme::readable(words && !role.isEmpty() ? theme.byRole(role) : theme.ink, ground));
        if (!words && index.column() == model::EventLogModel::BytesColumn && index.data().toString().isEmpty()) {
            goOn(*painter, option, index.siblingAtColumn(model::EventLogModel::EventColumn), ground);
        } else {
            const QRect inner = wordsIn(option).adjusted(0, 0, words ? roomBeside(option, index) : 0, 0);
            painter->setClipRect(option.rect);
            const QString text = QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, inner.width());
            painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        }
        if (selected && index.column() == 0 && (option.state & QStyle::State_HasFocus))
            painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), theme.accent);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        const QFontMetrics metrics(font);
        return QSize(metrics.horizontalAdvance(index.data().toString()) + metrics.height(),
                     qRound(metrics.height() * 1.55));
    }

    /// The whole words where they are cut; what came from the wire is never markup.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        const QString text = index.data().toString();
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        const bool cut = event->type() == QEvent::ToolTip
            && QFontMetrics(bold).horizontalAdvance(text) > wordsIn(option).width() + roomBeside(option, index);
        QToolTip::showText(event->globalPos(), cut ? u"<p>%1</p>"_s.arg(text.toHtmlEscaped()) : QString(), view);
        return cut;
    }

private:
    /// Where an event has no bytes, its words go on in their column.
    static int roomBeside(const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const auto *view = qobject_cast<const QTableView *>(option.widget);
        const int bytes = model::EventLogModel::BytesColumn;
        const bool free = view && index.column() == model::EventLogModel::EventColumn && !view->isColumnHidden(bytes)
            && index.siblingAtColumn(bytes).data().toString().isEmpty();
        return free ? view->columnWidth(bytes) : 0;
    }

    /// The part of the event's words that stands in the column of bytes.
    static void goOn(QPainter &painter, QStyleOptionViewItem option, const QModelIndex &event, const QColor &ground)
    {
        const auto *view = qobject_cast<const QTableView *>(option.widget);
        if (!view)
            return;
        painter.setClipRect(option.rect);
        option.rect.setLeft(option.rect.left() - view->columnWidth(event.column()));
        const QString role = event.data(model::EventLogModel::ColourRole).toString();
        QFont font = option.font;
        if (!role.isEmpty())
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(Theme::readable(role.isEmpty() ? Theme::current().ink : Theme::current().byRole(role), ground));
        const QRect inner = wordsIn(option);
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(event.data().toString(), Qt::ElideRight, inner.width()));
    }

    static QRect wordsIn(const QStyleOptionViewItem &option)
    {
        const int pad = option.fontMetrics.height() / 2;
        return option.rect.adjusted(pad, 0, -pad / 2, 0);
    }
};

} // namespace

EventTable::EventTable(QWidget *parent) : QTableView(parent), log_(new model::EventLogModel(this))
{
    setModel(log_);
    setItemDelegate(new EventDelegate(this));
    setAccessibleName(tr("Events"));
    setAccessibleDescription(
        tr("What happened, in order: time in milliseconds, time since the row before, event, bytes"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(model::EventLogModel::EventColumn, QHeaderView::Stretch);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid() && !selecting_)
            emit selected(current.data(model::EventLogModel::SeqRole).toULongLong());
    });
    setUp();
}

void EventTable::setUp()
{
    const int row = qRound(fontMetrics().height() * 1.55);
    verticalHeader()->setDefaultSectionSize(row);
    verticalHeader()->setMinimumSectionSize(row);
    const auto width = [this](const QString &sample) {
        return fontMetrics().horizontalAdvance(sample) + fontMetrics().height();
    };
    setColumnWidth(model::EventLogModel::TimeColumn, width(u"0,000.000"_s));
    setColumnWidth(model::EventLogModel::DeltaColumn, width(u"+0,000.000"_s));
    setColumnWidth(model::EventLogModel::BytesColumn, width(u"00,000,000"_s));
    horizontalHeader()->setMinimumSectionSize(fontMetrics().height() * 3);
}

void EventTable::setEvents(const std::vector<wire::Event> *events)
{
    selecting_ = true;
    log_->setEvents(events);
    selecting_ = false;
}

void EventTable::setReplayAt(qint64 ns)
{
    selecting_ = true; // rows that go take the current one with them
    log_->setReplayAt(ns);
    selecting_ = false;
    if (ns >= 0)
        scrollToBottom();
}

void EventTable::eventsAppended()
{
    log_->eventsAppended();
}

void EventTable::setEveryEvent(bool every)
{
    const QModelIndex current = currentIndex();
    const quint64 seq = current.data(model::EventLogModel::SeqRole).toULongLong();
    selecting_ = true;
    log_->setEveryEvent(every);
    selecting_ = false;
    if (current.isValid())
        select(seq);
}

void EventTable::select(quint64 seq)
{
    const int row = log_->rowFor(seq);
    selecting_ = true;
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
    } else {
        setCurrentIndex(log_->index(row, 0));
        scrollTo(log_->index(row, 0));
    }
    selecting_ = false;
}

void EventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setUp();
}

/// The times between events are the first to go where the events would have no room, then the bytes.
void EventTable::resizeEvent(QResizeEvent *event)
{
    setColumnHidden(model::EventLogModel::DeltaColumn, event->size().width() < fontMetrics().height() * 28);
    setColumnHidden(model::EventLogModel::BytesColumn, event->size().width() < fontMetrics().height() * 17);
    QTableView::resizeEvent(event);
}

void EventTable::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *every = menu.addAction(tr("Every event"));
    every->setCheckable(true);
    every->setChecked(log_->everyEvent());
    connect(every, &QAction::toggled, this, &EventTable::setEveryEvent);
    menu.addAction(tr("Copy as text"), this, &EventTable::copy);
    menu.exec(event->globalPos());
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTableView::keyPressEvent(event);
}

/// All rows, tab-separated, as they read.
void EventTable::copy()
{
    QString text;
    for (int row = 0; row < log_->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model::EventLogModel::ColumnCount; ++column)
            cells << log_->index(row, column).data().toString();
        text += cells.join(u'\t') + u'\n';
    }
    QApplication::clipboard()->setText(text);
}

} // namespace ui

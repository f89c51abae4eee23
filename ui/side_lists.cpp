// SPDX-License-Identifier: GPL-3.0-or-later
#include "side_lists.h"

#include "style.h"
#include "theme.h"

#include "model/units.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QUrl>
#include <QVBoxLayout>

namespace ui {

namespace {

enum Role { TitleRole = Qt::UserRole, DetailRole, TimeRole, StatusRole };

/// Two lines and a badge.
class HistoryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {em(10), em(3.6)}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &theme = Theme::current();
        const auto ground = option.state & QStyle::State_Selected ? theme.selection : theme.surface;
        painter->save();
        painter->fillRect(option.rect, ground);
        painter->setPen(theme.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        auto box = option.rect.adjusted(em(0.8), em(0.35), -em(0.8), -em(0.35));
        const auto top = QRect(box.left(), box.top(), box.width(), box.height() / 2);
        const auto bottom = QRect(box.left(), top.bottom() + 1, box.width(), box.height() - top.height());
        const int badge = paintBadge(painter, top, index.data(StatusRole).toString());
        painter->setPen(theme.ink);
        painter->setFont(fixedFont());
        paintText(painter, top.adjusted(0, 0, -badge, 0), index.data(TitleRole).toString());
        auto small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.9);
        painter->setFont(small);
        painter->setPen(Theme::readable(theme.muted, ground));
        const auto time = index.data(TimeRole).toString();
        const int width = painter->fontMetrics().horizontalAdvance(time);
        painter->drawText(bottom, Qt::AlignRight | Qt::AlignVCenter, time);
        paintText(painter, bottom.adjusted(0, 0, -width - em(0.5), 0), index.data(DetailRole).toString());
        painter->restore();
    }

private:
    static void paintText(QPainter *painter, const QRect &rect, const QString &text)
    {
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }
    /// Returns the width used.
    static int paintBadge(QPainter *painter, const QRect &line, const QString &status)
    {
        const auto &theme = Theme::current();
        const int code = status.toInt();
        const auto colour = code >= 400 || code < 100 ? theme.failure : code >= 300 ? theme.pause : theme.success;
        auto font = painter->font();
        font.setBold(true);
        painter->setFont(font);
        const int width = painter->fontMetrics().horizontalAdvance(status) + em(0.8);
        const QRect box(line.right() - width, line.center().y() - em(0.7), width, em(1.4));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawRoundedRect(box, em(0.25), em(0.25));
        painter->setPen(Theme::inkOn(colour));
        painter->drawText(box, Qt::AlignCenter, status);
        return width + em(0.5);
    }
};

QString statusText(const record::Exchange &exchange)
{
    QStringList parts;
    for (const auto &attempt : exchange.attempts)
        if (attempt.final && attempt.reason != "follow-up")
            parts.append(QString::number(attempt.final->status));
    return parts.isEmpty() ? QStringLiteral("✕") : parts.last();
}

} // namespace

QString handshakeWords(const record::Exchange &exchange, const QLocale &locale)
{
    if (exchange.attempts.empty())
        return {};
    const auto &first = exchange.attempts.front();
    const auto pause = model::durationText(first.handshake.pauseNs(), locale);
    const auto tr = [](const char *text) { return HistoryList::tr(text); };
    switch (first.handshake.outcome) {
    case wire::GateOutcome::NotSent: return tr("no Expect");
    case wire::GateOutcome::NotWaited: return tr("Expect, no wait");
    case wire::GateOutcome::Continued: return tr("100 @ %1").arg(pause);
    case wire::GateOutcome::FinalStatus:
        return exchange.attempts.size() > 1 ? tr("%1 attempts").arg(exchange.attempts.size()) : tr("before the body");
    case wire::GateOutcome::TimedOut: return tr("no 100, waited out");
    case wire::GateOutcome::Closed: return tr("closed while waiting");
    case wire::GateOutcome::ReleasedByUser: return tr("released by hand");
    case wire::GateOutcome::Aborted: return tr("cancelled");
    }
    return {};
}

HistoryList::HistoryList(QWidget *parent)
    : QWidget(parent)
    , list_(new QListWidget(this))
    , empty_(plainLabel(tr("What you send is listed here."), this))
{
    auto *title = plainLabel(tr("History"), this);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *find = new QLineEdit(this);
    find->setPlaceholderText(tr("Filter"));
    find->setClearButtonEnabled(true);
    find->setAccessibleName(tr("Filter the history"));
    list_->setItemDelegate(new HistoryDelegate(list_));
    list_->setAccessibleName(tr("History"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    empty_->setProperty("muted", true);
    empty_->setWordWrap(true);
    empty_->setContentsMargins(em(0.8), em(0.4), em(0.8), em(0.4));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5));
    bar->addWidget(title);
    bar->addWidget(find, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(empty_);
    column->addWidget(list_, 1);
    connect(find, &QLineEdit::textChanged, this, &HistoryList::filter);
    connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        emit chosen(entries_[static_cast<std::size_t>(list_->row(item))]);
    });
    connect(list_, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        emit chosen(entries_[static_cast<std::size_t>(list_->row(item))]);
    });
}

void HistoryList::add(std::shared_ptr<HistoryEntry> entry)
{
    auto *item = new QListWidgetItem;
    const QUrl url(QString::fromStdString(entry->spec.url));
    const auto title = QString::fromStdString(entry->spec.method) + QLatin1Char(' ') + url.path();
    item->setData(TitleRole, title);
    item->setData(DetailRole, url.authority() + QStringLiteral(" · ") + handshakeWords(entry->exchange, locale()));
    item->setData(TimeRole, model::durationText(entry->exchange.duration, locale()));
    item->setData(StatusRole, statusText(entry->exchange));
    item->setData(Qt::AccessibleTextRole, title + QLatin1Char(' ') + statusText(entry->exchange) + QLatin1Char(' ')
                                              + handshakeWords(entry->exchange, locale()));
    item->setToolTip(QString::fromStdString(entry->spec.url).toHtmlEscaped());
    list_->insertItem(0, item);
    entries_.insert(entries_.begin(), std::move(entry));
    list_->setCurrentRow(0);
    empty_->hide();
}

int HistoryList::count() const
{
    return list_->count();
}

void HistoryList::filter(const QString &text)
{
    for (int i = 0; i < list_->count(); ++i) {
        const auto *item = list_->item(i);
        const bool fits = item->data(TitleRole).toString().contains(text, Qt::CaseInsensitive)
            || item->data(DetailRole).toString().contains(text, Qt::CaseInsensitive)
            || item->data(StatusRole).toString().contains(text);
        list_->item(i)->setHidden(!fits);
    }
}

LabPanel::LabPanel(session::LabServer *lab, QWidget *parent)
    : QWidget(parent)
    , lab_(lab)
    , state_(plainLabel({}, this))
    , address_(plainLabel({}, this))
    , note_(plainLabel({}, this))
    , toggle_(new QPushButton(this))
    , copy_(new QPushButton(tr("Copy"), this))
    , scenarios_(new QListWidget(this))
{
    auto *title = plainLabel(tr("Lab server"), this);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    address_->setFont(fixedFont());
    address_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    note_->setProperty("error", true);
    note_->setWordWrap(true);
    makeLink(copy_);
    makeLink(toggle_);
    scenarios_->setAccessibleName(tr("Scenarios of the lab"));
    scenarios_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto &scenario : session::LabServer::scenarios()) {
        auto *item = new QListWidgetItem(scenario.name, scenarios_);
        item->setToolTip(QStringLiteral("<b>%1</b><br>%2").arg(scenario.title.toHtmlEscaped(), scenario.about.toHtmlEscaped()));
        item->setData(Qt::AccessibleDescriptionRole, scenario.about);
    }
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(state_);
    auto *line = new QHBoxLayout;
    line->addWidget(address_, 1);
    line->addWidget(copy_);
    line->addWidget(toggle_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.8), em(0.5), 0, 0);
    column->setSpacing(em(0.2));
    head->setContentsMargins(0, 0, em(0.8), 0);
    line->setContentsMargins(0, 0, em(0.8), 0);
    column->addLayout(head);
    column->addLayout(line);
    column->addWidget(note_);
    column->addWidget(scenarios_, 1);
    connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(lab_->baseUrl()); });
    connect(toggle_, &QPushButton::clicked, this, [this] {
        if (lab_->running())
            lab_->stop();
        else
            lab_->start({});
    });
    connect(scenarios_, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        const auto all = session::LabServer::scenarios();
        emit scenarioChosen(all.at(scenarios_->row(item)));
    });
    connect(scenarios_, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        const auto all = session::LabServer::scenarios();
        emit scenarioChosen(all.at(scenarios_->row(item)));
    });
    connect(lab_, &session::LabServer::started, this, [this] { showState(); });
    connect(lab_, &session::LabServer::stopped, this, [this] { showState(); });
    connect(lab_, &session::LabServer::failed, this, [this](const QString &why) { showState(why); });
    showState();
}

void LabPanel::showState(const QString &error)
{
    const auto &theme = Theme::current();
    const bool on = lab_->running();
    state_->setText(on ? tr("● running") : tr("○ stopped"));
    state_->setStyleSheet(QStringLiteral("color: %1; font-weight: bold;")
                              .arg(Theme::readable(on ? theme.success : theme.muted, theme.surface).name()));
    address_->setText(on ? QUrl(lab_->baseUrl()).authority() : tr("not listening"));
    copy_->setVisible(on);
    toggle_->setText(on ? tr("Stop") : tr("Start"));
    note_->setText(error);
    note_->setVisible(!error.isEmpty());
}

} // namespace ui

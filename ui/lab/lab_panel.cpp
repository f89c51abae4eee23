// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_panel.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// A scenario's name, and its title in a muted line below.
class ScenarioDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {em(10), 2 * option.fontMetrics.height() + em(0.5)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &theme = Theme::current();
        const bool chosen = option.state & QStyle::State_Selected;
        const auto ground = chosen                   ? theme.selection
            : option.state & QStyle::State_MouseOver ? theme.raised
                                                     : theme.surface;
        painter->save();
        painter->fillRect(option.rect, ground);
        const auto line = option.rect.adjusted(0, em(0.25), -em(0.8), -em(0.25));
        const auto draw = [&](const QString &text, const QFont &font, const QColor &ink, Qt::Alignment where) {
            painter->setFont(font);
            painter->setPen(Theme::readable(ink, ground));
            painter->drawText(line, static_cast<int>(where) | Qt::TextSingleLine,
                              QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
        };
        auto small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.85);
        draw(index.data().toString(), fixedFont(), theme.ink, Qt::AlignLeft | Qt::AlignTop);
        draw(index.data(Qt::UserRole).toString(), small, theme.muted, Qt::AlignLeft | Qt::AlignBottom);
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(theme.accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
};

} // namespace

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
    address_->setFont(fixedFont());
    address_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    note_->setProperty("error", true);
    note_->setWordWrap(true);
    makeLink(copy_);
    makeLink(toggle_);
    listScenarios();
    layOut();
    connectParts();
    showState();
}

void LabPanel::listScenarios()
{
    scenarios_->setAccessibleName(tr("Scenarios of the lab"));
    scenarios_->setItemDelegate(new ScenarioDelegate(scenarios_));
    scenarios_->setUniformItemSizes(true);
    scenarios_->setMouseTracking(true);
    scenarios_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto &scenario : session::LabServer::scenarios()) {
        auto *item = new QListWidgetItem(scenario.name, scenarios_);
        item->setToolTip(u"<b>%1</b><br>%2"_s.arg(scenario.title.toHtmlEscaped(), scenario.about.toHtmlEscaped()));
        item->setData(Qt::UserRole, scenario.title);
        item->setData(Qt::AccessibleDescriptionRole, scenario.about);
    }
}

void LabPanel::layOut()
{
    auto *title = plainLabel(tr("Lab server"), this);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
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
}

void LabPanel::connectParts()
{
    connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(lab_->baseUrl()); });
    connect(toggle_, &QPushButton::clicked, this, [this] {
        if (lab_->running())
            lab_->stop();
        else
            lab_->start({});
    });
    const auto choose = [this](const QListWidgetItem *item) {
        emit scenarioChosen(session::LabServer::scenarios().at(scenarios_->row(item)));
    };
    connect(scenarios_, &QListWidget::itemClicked, this, choose);
    connect(scenarios_, &QListWidget::itemActivated, this, choose);
    connect(lab_, &session::LabServer::started, this, [this] { showState(); });
    connect(lab_, &session::LabServer::stopped, this, [this] { showState(); });
    connect(lab_, &session::LabServer::failed, this, [this](const QString &why) { showState(why); });
}

void LabPanel::showState(const QString &error)
{
    const auto &theme = Theme::current();
    const bool on = lab_->running();
    state_->setText(on ? tr("● running") : tr("○ stopped"));
    state_->setStyleSheet(u"color: %1; font-weight: bold;"_s.arg(
        Theme::readable(on ? theme.success : theme.muted, theme.surface).name()));
    address_->setText(on ? QUrl(lab_->baseUrl()).authority() : tr("not listening"));
    copy_->setVisible(on);
    toggle_->setText(on ? tr("Stop") : tr("Start"));
    note_->setText(error);
    note_->setVisible(!error.isEmpty());
}

} // namespace ui

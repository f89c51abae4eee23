// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_panel.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/lab/lab_port.h"
#include "ui/lab/scenario_tree.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// With a key held that makes a command of it.
bool isCommand(const QKeyEvent &key)
{
    return key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
}

} // namespace

LabPanel::LabPanel(session::LabServer *lab, const LabPort *port, QWidget *parent)
    : QWidget(parent)
    , lab_(lab)
    , port_(port)
    , state_(new ElidedLabel(this))
    , copy_(new QPushButton(tr("Copy"), this))
    , toggle_(new QPushButton(this))
    , note_(plainLabel({}, this))
    , filter_(new LineEdit(this))
    , count_(plainLabel({}, this))
    , empty_(plainLabel(tr("No scenario has all of these words in its path, its sentence or its statuses. Esc clears "
                           "the filter."),
                        this))
    , scenarios_(new ScenarioTree(this))
{
    explain();
    layOut();
    connectParts();
    showOnly({});
    showState();
}

void LabPanel::explain()
{
    makeLink(copy_);
    makeLink(toggle_);
    note_->setWordWrap(true);
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter the lab's scenarios"));
    filter_->setToolTip(tr("Words of the path, the sentence or the group; 417 or 4xx for a status that it answers "
                           "with. Enter takes the first, Esc clears."));
    count_->setProperty("muted", true);
    empty_->setProperty("muted", true);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
}

void LabPanel::layOut()
{
    auto *title = plainLabel(tr("Lab"), this);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(em(0.8), em(0.5), em(0.8), 0);
    head->addWidget(title);
    head->addSpacing(em(0.5));
    head->addWidget(state_, 1);
    head->addWidget(copy_);
    head->addWidget(toggle_);
    auto *find = new QHBoxLayout;
    find->setContentsMargins(em(0.8), em(0.2), em(0.8), em(0.3));
    find->addWidget(filter_, 1);
    find->addWidget(count_);
    for (auto *words : {note_, empty_})
        words->setContentsMargins(em(0.8), em(0.2), em(0.8), em(0.2));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(note_);
    column->addLayout(find);
    column->addWidget(empty_, 1);
    column->addWidget(scenarios_, 1);
}

void LabPanel::connectParts()
{
    connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(lab_->baseUrl()); });
    connect(toggle_, &QPushButton::clicked, this, [this] { lab_->running() ? lab_->stop() : lab_->start(); });
    connect(filter_, &QLineEdit::textChanged, this, &LabPanel::showOnly);
    connect(scenarios_, &ScenarioTree::chosen, this, &LabPanel::scenarioChosen);
    filter_->installEventFilter(this);
    scenarios_->installEventFilter(this);
    connect(lab_, &session::LabServer::started, this, [this] { showState(); });
    connect(lab_, &session::LabServer::stopped, this, [this] { showState(); });
    connect(lab_, &session::LabServer::failed, this, [this](const QString &why) { showState(why); });
}

/// Esc clears the filter before it means anything else: it is the window's too.
bool LabPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool press = event->type() == QEvent::KeyPress;
    if (!press && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    if (key.key() == Qt::Key_Escape && !filter_->text().isEmpty()) {
        if (press)
            filter_->clear();
        event->accept();
        return true;
    }
    return press && (watched == filter_ ? keyInFilter(key) : keyInList(key));
}

bool LabPanel::keyInFilter(const QKeyEvent &key)
{
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (enter && !isCommand(key) && !filter_->text().isEmpty())
        scenarios_->chooseCurrent();
    else if (key.key() == Qt::Key_Down && scenarios_->fitting() > 0)
        scenarios_->setFocus();
    else
        return false;
    return true;
}

/// What is typed goes to the filter.
bool LabPanel::keyInList(const QKeyEvent &key)
{
    const QString text = key.text();
    if (key.key() == Qt::Key_Backspace && !filter_->text().isEmpty())
        filter_->backspace();
    else if (!isCommand(key) && !text.isEmpty() && (text.front().isLetterOrNumber() || text.front() == u'/'))
        filter_->insert(text);
    else
        return false;
    filter_->setFocus();
    return true;
}

void LabPanel::showOnly(const QString &typed)
{
    scenarios_->showOnly(typed);
    const int fitting = scenarios_->fitting();
    count_->setText(tr("%1 of %2").arg(fitting).arg(scenarios_->count()));
    count_->setAccessibleName(tr("%1 of %2 scenarios fit").arg(fitting).arg(scenarios_->count()));
    count_->setVisible(!typed.trimmed().isEmpty());
    empty_->setVisible(fitting == 0);
    scenarios_->setVisible(fitting > 0);
}

void LabPanel::showState(const QString &error)
{
    error_ = error;
    const auto &theme = Theme::current();
    const bool on = lab_->running();
    const QString address = QUrl(lab_->baseUrl()).authority();
    state_->show(on ? u"● "_s + address : tr("○ stopped"));
    state_->setAccessibleName(on ? tr("The lab listens on %1").arg(address) : tr("The lab is stopped"));
    state_->setStyleSheet(u"color: %1; font-weight: bold;"_s.arg(
        Theme::readable(on ? theme.success : theme.muted, theme.surface).name()));
    copy_->setVisible(on);
    copy_->setToolTip(tr("Copy %1").arg(lab_->baseUrl()));
    toggle_->setText(on ? tr("Stop") : tr("Start"));
    note_->setText(on ? port_->note() : error_);
    note_->setVisible(!note_->text().isEmpty());
    setMark(note_, "error", !on);
    setMark(note_, "muted", on);
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/sets_bar.h"

#include "ui/kit/style.h"

#include "session/target_sets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include <utility>

namespace ui {

SetsBar::SetsBar(const QString &folder, std::function<QStringList()> listed, QWidget *parent)
    : QWidget(parent)
    , kept_(std::make_unique<session::TargetSets>(folder))
    , listed_(std::move(listed))
    , box_(new QComboBox(this))
    , remove_(new QPushButton(tr("Delete"), this))
{
    box_->setEditable(true);
    box_->setInsertPolicy(QComboBox::NoInsert);
    box_->setMinimumWidth(em(8));
    box_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    box_->setAccessibleName(tr("Set of servers"));
    box_->setToolTip(tr("Choose a kept set, or type a name and save"));
    box_->lineEdit()->setPlaceholderText(tr("Name of a set"));
    box_->lineEdit()->setAccessibleName(tr("Name of the set"));
    auto *save = new QPushButton(tr("Save"), this);
    save->setToolTip(tr("Keep these servers under this name"));
    save->setAccessibleName(tr("Save the set"));
    remove_->setToolTip(tr("Forget the set of this name; the list above stays"));
    remove_->setAccessibleName(tr("Delete the set"));
    remove_->setEnabled(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(0.4));
    row->addWidget(box_, 1);
    row->addWidget(save);
    row->addWidget(remove_);
    connect(box_, &QComboBox::activated, this, &SetsBar::load);
    // An editable box hands Enter back to its field, which says it twice.
    auto *entered = new QTimer(this);
    entered->setSingleShot(true);
    connect(box_->lineEdit(), &QLineEdit::returnPressed, entered, qOverload<>(&QTimer::start));
    connect(entered, &QTimer::timeout, this, [this] { // Enter on a known name chooses that one
        box_->findText(box_->currentText().trimmed()) < 0 ? this->save() : load();
    });
    connect(box_, &QComboBox::editTextChanged, this,
            [this](const QString &name) { remove_->setEnabled(box_->findText(name) >= 0); });
    connect(save, &QPushButton::clicked, this, &SetsBar::save);
    connect(remove_, &QPushButton::clicked, this, &SetsBar::remove);
}

SetsBar::~SetsBar() = default;

void SetsBar::reload(const QString &chosen)
{
    QString line;
    const auto all = kept_->all(&line);
    box_->clear();
    for (const session::TargetSet &set : all)
        box_->addItem(set.name);
    box_->setCurrentIndex(box_->findText(chosen));
    box_->setEditText(chosen);
    remove_->setEnabled(box_->findText(chosen) >= 0);
    if (!line.isEmpty())
        emit failed(line);
}

void SetsBar::load()
{
    const QString name = box_->currentText().trimmed();
    QString line;
    const auto set = kept_->find(name, &line);
    if (set)
        emit chosen(set->urls);
    else
        emit failed(line.isEmpty() ? tr("The set %1 is not there any more.").arg(name) : line);
}

void SetsBar::save()
{
    const QString name = box_->currentText().trimmed();
    if (name.isEmpty()) {
        box_->setFocus();
        emit failed(tr("A set needs a name: type one beside Save."));
        return;
    }
    if (const QString line = kept_->save({name, listed_()}); !line.isEmpty()) {
        emit failed(line);
        return;
    }
    reload(name);
    emit said(tr("Kept as %1; interim-cli compare --targets finds it too.").arg(name));
}

void SetsBar::remove()
{
    const QString name = box_->currentText();
    if (const QString line = kept_->remove(name); !line.isEmpty()) {
        emit failed(line);
        return;
    }
    reload({});
    emit said(tr("Set %1 deleted. Its servers stay in the list above until you change it.").arg(name));
}

void SetsBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload(box_->currentText());
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/import_dialog.h"

#include "ui/kit/style.h"
#include "ui/shell/focus_help.h"
#include "words/units.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

ImportDialog::ImportDialog(session::ImportedFile file, const QString &fileName, QWidget *parent, const QString &path)
    : QDialog(parent)
    , file_(std::move(file))
    , path_(path)
    , list_(new QListWidget(this))
    , trouble_(plainLabel({}, this))
    , filter_(new QLineEdit(this))
{
    setWindowTitle(tr("Import a request"));
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter the requests"));
    list_->setAccessibleName(tr("Requests of the file"));
    list_->setUniformItemSizes(true);
    trouble_->setWordWrap(true);
    trouble_->hide();
    connect(list_, &QListWidget::itemActivated, this, [this] {
        if (chosen() >= 0)
            accept();
    });
    connect(list_, &QListWidget::currentRowChanged, this, &ImportDialog::enable);
    connect(filter_, &QLineEdit::textChanged, this, &ImportDialog::enable);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(1), em(1), em(1), em(1));
    column->addWidget(makeWords(fileName));
    if (!file_.environments.isEmpty())
        column->addWidget(makeEnvironments());
    column->addWidget(trouble_);
    column->addWidget(filter_);
    column->addWidget(list_, 1);
    column->addWidget(makeButtons());
    resize(em(45), em(28));
    list_->setFocus();
    explainDialog(
        this,
        tr("One of these requests is put into the composer; none is sent. What is not a request, or not complete, says "
           "why in its line."));
    fill();
}

QWidget *ImportDialog::makeWords(const QString &fileName)
{
    auto *words = plainLabel(
        (file_.requests.size() == 1
             ? tr("%1 holds 1 request.").arg(fileName)
             : tr("%1 holds %2 requests. Which one?").arg(fileName, words::countText(file_.requests.size(), locale()))),
        this);
    words->setWordWrap(true);
    return words;
}

/// What an .http file can be read with.
QWidget *ImportDialog::makeEnvironments()
{
    environments_ = new QComboBox(this);
    environments_->addItem(tr("No environment"), QString());
    for (const auto &name : file_.environments)
        environments_->addItem(name, name);
    environments_->setAccessibleName(tr("Environment"));
    environments_->setToolTip(tr("Its variables come from http-client.env.json, beside the file or above"));
    connect(environments_, &QComboBox::currentIndexChanged, this,
            [this] { readWith(environments_->currentData().toString()); });
    return environments_;
}

QWidget *ImportDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    take_ = buttons->button(QDialogButtonBox::Ok);
    take_->setText(tr("&Import"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void ImportDialog::fill()
{
    const int row = list_->currentRow();
    list_->clear();
    for (std::size_t i = 0; i < file_.requests.size(); ++i) {
        const auto &request = file_.requests[i];
        auto text = u"%1  %2"_s.arg(i + 1).arg(request.title.left(300));
        if (!request.blocked.isEmpty())
            text += u"  "_s + tr("(not complete: %1)").arg(request.blocked.left(300));
        auto *item = new QListWidgetItem(text, list_);
        item->setToolTip(request.blocked);
        if (!request.error.isEmpty())
            item->setFlags(Qt::NoItemFlags); // its title says why
        else if (list_->currentRow() < 0 || static_cast<int>(i) == row)
            list_->setCurrentItem(item);
    }
    enable();
}

void ImportDialog::readWith(const QString &environment)
{
    auto read = session::importFile(path_, environment);
    const auto *error = std::get_if<QString>(&read);
    trouble_->setText(error ? *error : QString());
    trouble_->setVisible(error != nullptr);
    if (!error)
        file_ = std::get<session::ImportedFile>(std::move(read));
    fill();
}

void ImportDialog::enable()
{
    for (int row = 0; row < list_->count(); ++row)
        list_->item(row)->setHidden(!list_->item(row)->text().contains(filter_->text(), Qt::CaseInsensitive));
    take_->setEnabled(chosen() >= 0);
}

int ImportDialog::chosen() const
{
    const auto *item = list_->currentItem();
    const bool usable = item && !item->isHidden() && (item->flags() & Qt::ItemIsEnabled);
    return usable ? list_->currentRow() : -1;
}

} // namespace ui

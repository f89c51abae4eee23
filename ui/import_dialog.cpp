// SPDX-License-Identifier: GPL-3.0-or-later
#include "import_dialog.h"

#include "style.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

ImportDialog::ImportDialog(const session::ImportedFile &file, const QString &fileName, QWidget *parent)
    : QDialog(parent)
    , list_(new QListWidget(this))
{
    setWindowTitle(tr("Import a request"));
    auto *words = plainLabel(tr("%1 holds %n requests. Which one?", nullptr, static_cast<int>(file.requests.size())).arg(fileName), this);
    words->setWordWrap(true);
    auto *filter = new QLineEdit(this);
    filter->setPlaceholderText(tr("Filter"));
    filter->setClearButtonEnabled(true);
    filter->setAccessibleName(tr("Filter the requests"));
    list_->setAccessibleName(tr("Requests of the file"));
    list_->setUniformItemSizes(true);
    for (std::size_t i = 0; i < file.requests.size(); ++i) {
        const auto &request = file.requests[i];
        auto *item = new QListWidgetItem(QStringLiteral("%1  %2").arg(i + 1).arg(request.title.left(300)), list_);
        if (!request.error.isEmpty())
            item->setFlags(Qt::NoItemFlags); // its title says why
        else if (list_->currentRow() < 0)
            list_->setCurrentItem(item);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Import"));
    const auto enable = [this, buttons] { buttons->button(QDialogButtonBox::Ok)->setEnabled(chosen() >= 0); };
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(list_, &QListWidget::itemActivated, this, [this] {
        if (chosen() >= 0)
            accept();
    });
    connect(list_, &QListWidget::currentRowChanged, this, enable);
    connect(filter, &QLineEdit::textChanged, this, [this, enable](const QString &text) {
        for (int row = 0; row < list_->count(); ++row)
            list_->item(row)->setHidden(!list_->item(row)->text().contains(text, Qt::CaseInsensitive));
        enable();
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(1), em(1), em(1), em(1));
    column->addWidget(words);
    column->addWidget(filter);
    column->addWidget(list_, 1);
    column->addWidget(buttons);
    resize(em(45), em(28));
    list_->setFocus();
    enable();
}

int ImportDialog::chosen() const
{
    const auto *item = list_->currentItem();
    const bool usable = item && !item->isHidden() && (item->flags() & Qt::ItemIsEnabled);
    return usable ? list_->currentRow() : -1;
}

} // namespace ui

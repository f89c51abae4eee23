// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/variants_page.h"

#include "ui/kit/style.h"

#include "model/wire_text.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace ui {

VariantsPage::VariantsPage(QWidget *parent) : QWidget(parent), url_(plainLabel({}, this)), list_(new QListWidget(this))
{
    list_->setAccessibleName(tr("Requests that are sent"));
    url_->setWordWrap(true);
    auto *about = plainLabel(
        tr("The request above in these forms. With a proxy on the Connection tab each goes straight and through it."),
        this);
    about->setWordWrap(true);
    about->setProperty("muted", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(em(0.4));
    column->addWidget(url_);
    column->addWidget(list_, 1);
    column->addWidget(about);
    connect(list_, &QListWidget::itemChanged, this, &VariantsPage::changed);
}

QString VariantsPage::show(const request::RequestSpec &spec)
{
    QStringList unchecked;
    for (int i = 0; i < list_->count(); ++i)
        if (list_->item(i)->checkState() == Qt::Unchecked)
            unchecked << list_->item(i)->text();
    const QSignalBlocker quiet(list_);
    list_->clear();
    url_->setText(model::visibleText(spec.url));
    const auto made = session::comparisonVariants(spec);
    if (const auto *line = std::get_if<QString>(&made))
        return *line;
    for (const session::ComparisonTarget &target : std::get<0>(made)) {
        auto *item = new QListWidgetItem(target.name, list_);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(unchecked.contains(target.name) ? Qt::Unchecked : Qt::Checked);
    }
    return {};
}

std::variant<std::vector<session::ComparisonTarget>, QString>
VariantsPage::chosen(const request::RequestSpec &spec) const
{
    auto made = session::comparisonVariants(spec);
    auto *all = std::get_if<0>(&made);
    if (!all)
        return made;
    std::vector<session::ComparisonTarget> chosen;
    for (int i = 0; i < list_->count() && i < static_cast<int>(all->size()); ++i)
        if (list_->item(i)->checkState() == Qt::Checked)
            chosen.push_back(std::move((*all)[static_cast<std::size_t>(i)]));
    if (chosen.size() < 2)
        return tr("Choose two requests or more, so that there is something to compare.");
    return chosen;
}

int VariantsPage::count() const
{
    int checked = 0;
    for (int i = 0; i < list_->count(); ++i)
        checked += list_->item(i)->checkState() == Qt::Checked;
    return checked;
}

void VariantsPage::focusList()
{
    list_->setFocus();
}

} // namespace ui

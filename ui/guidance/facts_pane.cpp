// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guidance/facts_pane.h"

#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"

#include "model/facts_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

FactsPane::FactsPane(model::FactsModel *facts, const QString &name, QWidget *parent)
    : QWidget(parent)
    , facts_(facts)
    , rows_(new QSortFilterProxyModel(this))
    , filter_(new QLineEdit(this))
    , table_(new QTableView(this))
    , count_(plainLabel({}, this))
    , detail_(new QTextBrowser(this))
{
    facts_->setParent(this);
    rows_->setSourceModel(facts_);
    rows_->setFilterKeyColumn(-1); // any
    rows_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    filter_->setPlaceholderText(tr("Filter: a product, 417, timer…"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter of: %1").arg(name));
    filter_->setMaxLength(200); // it becomes a regular expression, which has its limits
    dressTable(name);
    count_->setProperty("muted", true);
    count_->setToolTip(facts_->table().about.toHtmlEscaped());
    detail_->setAccessibleName(tr("All that is known of the chosen row"));
    detail_->setOpenLinks(false);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(table_);
    split->addWidget(detail_);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.6), em(0.6), em(0.6), 0);
    column->addWidget(filter_);
    column->addWidget(count_);
    column->addWidget(split, 1);
    connect(filter_, &QLineEdit::textChanged, this, &FactsPane::showOnly);
    findByFilter(this, filter_);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FactsPane::showRow);
    showCount();
    table_->selectRow(0);
}

void FactsPane::dressTable(const QString &name)
{
    table_->setModel(rows_);
    table_->setAccessibleName(name);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setDefaultSectionSize(em(11));
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setTextElideMode(Qt::ElideRight); // a cut word is said to be one
}

void FactsPane::showOnly(const QString &text)
{
    rows_->setFilterFixedString(QString::fromUtf8(text.toUtf8())); // half a surrogate pair is no expression
    showCount();
    if (!table_->currentIndex().isValid() && rows_->rowCount() > 0)
        table_->selectRow(0);
}

void FactsPane::showCount()
{
    count_->setText(
        rows_->rowCount() > 0
            ? tr("%1 of %2; a row speaks for the version it names").arg(rows_->rowCount()).arg(facts_->rowCount())
            : tr("None fits: try another word"));
}

void FactsPane::showRow()
{
    const auto index = rows_->mapToSource(table_->currentIndex());
    if (!index.isValid())
        return detail_->clear();
    const auto part = [](const QString &title, const QString &text) {
        return u"<p><b>%1</b><br>%2</p>"_s.arg(title.toHtmlEscaped(), text.toHtmlEscaped().replace('\n'_L1, u"<br>"_s));
    };
    QString html;
    for (int column = 0; column < facts_->columnCount(); ++column) {
        const auto text = index.siblingAtColumn(column).data(model::FactsModel::WholeRole).toString();
        if (!text.isEmpty())
            html += part(facts_->headerData(column, Qt::Horizontal).toString(), text);
    }
    const auto &row = facts_->table().rows.at(index.row());
    html += part(tr("Source (%1)").arg(row.evidence), row.source);
    detail_->setHtml(html);
    // Later: laid out for the first time, it would be scrolled to bring its cursor into view.
    QMetaObject::invokeMethod(
        detail_, [this] { detail_->verticalScrollBar()->setValue(0); }, Qt::QueuedConnection);
}

QString FactsPane::detail() const
{
    return detail_->toPlainText();
}

} // namespace ui

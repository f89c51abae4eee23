// SPDX-License-Identifier: GPL-3.0-or-later
// Client facts, or server facts: a table to filter, and below it all that is known of the chosen row.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;
class QTextBrowser;

namespace model {
class FactsModel;
}

namespace ui {

class FactsPane : public QWidget {
    Q_OBJECT
public:
    /// Takes the model over; `name` is said to people who listen.
    FactsPane(model::FactsModel *facts, const QString &name, QWidget *parent = nullptr);

    QLineEdit *filter() const { return filter_; }
    QTableView *table() const { return table_; }
    /// What is known of the chosen row, as text.
    QString detail() const;

private:
    void showRow();
    void dressTable(const QString &name);
    void showOnly(const QString &text);
    void showCount();

    model::FactsModel *facts_;
    QSortFilterProxyModel *rows_;
    QLineEdit *filter_;
    QTableView *table_;
    QLabel *count_;
    QTextBrowser *detail_;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// A table of lines that people add, remove, duplicate and move: the fields of a request, those of a form. Its cells
// keep the bytes that they were given until somebody edits them.
#pragma once

#include <QTableWidget>
#include <QWidget>

#include <functional>
#include <string>

class QGridLayout;

namespace ui {

/// How bytes are shown: field lines as Latin-1, so that every byte survives; a form's as UTF-8.
enum class CellText { Latin1, Utf8 };
/// What was typed as bytes: what does not fit into Latin-1 goes out as UTF-8, nothing as a question mark.
std::string typedBytes(const QString &text, CellText as);

class RowsTable : public QWidget {
    Q_OBJECT
public:
    RowsTable(const QString &name, const QStringList &columns, CellText text, QWidget *parent = nullptr);

    QTableWidget *table() const { return table_; }
    int rows() const { return table_->rowCount(); }
    /// Empties the table, without edited().
    void clear();
    /// Appends a row, without edited(); missing cells are empty.
    void append(const std::vector<std::string> &cells);
    /// The cell's bytes, "" without one.
    std::string cell(int row, int column) const;
    void setCell(int row, int column, const std::string &bytes);
    /// One more button, below the others.
    void addButton(const QString &words, const std::function<void()> &act);
    QWidget *lastButton() const { return last_; }

signals:
    /// By the user.
    void edited();

private:
    void dressTable(const QString &name, const QStringList &columns);
    void makeButtons();
    void addRow();
    void removeRow();
    void duplicateRow();
    void moveRow(int by);
    QTableWidgetItem *item(const std::string &bytes) const;

    CellText text_;
    QTableWidget *table_;
    QGridLayout *buttons_;
    QWidget *last_ = nullptr;
    bool loading_ = false;
};

} // namespace ui

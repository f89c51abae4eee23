// SPDX-License-Identifier: GPL-3.0-or-later
// The typed fields: as a table (order, case and duplicates kept), or the exact head as raw text. What goes out beside
// them, or does not, is said above: fields that are added, those that an import leaves out, text behind a raw head.
#pragma once

#include "ui/request/request_model.h"

#include <QWidget>

#include <optional>
#include <string>

class QLabel;
class QPushButton;
class QStackedWidget;
class QsciScintilla;

namespace ui {

class RowsTable;
class Segments;

class HeadersTab : public QWidget {
    Q_OBJECT
public:
    explicit HeadersTab(RequestModel *model, QWidget *parent = nullptr);
    void restyle();
    /// Opens the editor of a field's value; of the raw head, where that goes out instead.
    void editField(const QString &name);

private:
    void makeTable();
    void load();
    void loadTable();
    void readTable();
    void readRaw();
    void setMode(int mode);
    std::string composed() const;
    QString leftOut() const;
    void showRows();
    QsciScintilla *raw();

    RequestModel *model_;
    Segments *mode_;
    QStackedWidget *pages_;
    RowsTable *rows_ = nullptr;
    QsciScintilla *raw_ = nullptr; // made when it is wanted
    QLabel *note_;
    QLabel *behind_; // what stands behind the raw head's empty line
    QPushButton *anew_;
    std::string made_;                 // the raw head as it began
    std::optional<std::string> typed_; // and as it was left for the table, when somebody had changed it
    bool loading_ = false;
};

} // namespace ui

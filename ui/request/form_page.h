// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a form: names and values, and for a multipart form also files, by picker and drop. A line below says
// what goes out.
#pragma once

#include "ui/request/request_model.h"

#include <QWidget>

class QLabel;

namespace ui {

class RowsTable;

class FormPage : public QWidget {
    Q_OBJECT
public:
    explicit FormPage(RequestModel *model, QWidget *parent = nullptr);

    /// Takes the fields, and looks at their files.
    void load();
    /// Multipart: a part for each file, behind those that are there.
    void addFiles(const QStringList &paths);
    QString note() const;
    /// Their sizes anew.
    void lookAtFiles();
    /// A file that cannot be read; "" when all can.
    QString problem() const;

private:
    enum Column { Name, Value, File, SentAs, Type };
    void read();
    void say();
    void pickFiles();

    RequestModel *model_;
    RowsTable *rows_;
    QLabel *note_;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Which request of a file that holds several.
#pragma once

#include "session/request_files.h"

#include <QDialog>

class QListWidget;

namespace ui {

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    ImportDialog(const session::ImportedFile &file, const QString &fileName, QWidget *parent = nullptr);
    /// Place in the file; -1: none can be taken.
    int chosen() const;
    QListWidget *list() const { return list_; }

private:
    QListWidget *list_;
};

} // namespace ui

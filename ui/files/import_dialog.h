// SPDX-License-Identifier: GPL-3.0-or-later
// Which request of a file that holds several.
#pragma once

#include "session/request_files.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace ui {

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// `path` is read again when another environment is chosen; "" where there is none to choose.
    ImportDialog(session::ImportedFile file, const QString &fileName, QWidget *parent = nullptr,
                 const QString &path = {});
    /// Place in the file; -1: none can be taken.
    int chosen() const;
    /// As it was read with the environment that is chosen.
    const session::ImportedFile &file() const { return file_; }
    QListWidget *list() const { return list_; }
    /// Null where the file has no environments.
    QComboBox *environments() const { return environments_; }

private:
    QWidget *makeWords(const QString &fileName);
    QWidget *makeEnvironments();
    QWidget *makeButtons();
    void fill();
    void readWith(const QString &environment);
    void enable();

    session::ImportedFile file_;
    QString path_;
    QListWidget *list_;
    QComboBox *environments_ = nullptr;
    QLabel *trouble_;
    QLineEdit *filter_;
    QPushButton *take_ = nullptr;
};

} // namespace ui

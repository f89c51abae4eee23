// SPDX-License-Identifier: GPL-3.0-or-later
// In which form exchanges are exported, and whether with their secrets.
#pragma once

#include "session/export_files.h"

#include <QDialog>

class QCheckBox;
class QComboBox;

namespace ui {

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// Without exchanges (a request that was not sent) there is no archive.
    explicit ExportDialog(int exchanges, QWidget *parent = nullptr);
    session::FileForm form() const;
    bool showSecrets() const;
    /// Asks for the file's name; "" when nobody gave one.
    QString askForPath();

private:
    QComboBox *form_;
    QCheckBox *secrets_;
};

} // namespace ui

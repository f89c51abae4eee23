// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/export_dialog.h"

#include "ui/kit/style.h"
#include "ui/shell/focus_help.h"
#include "words/units.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

ExportDialog::ExportDialog(int exchanges, QWidget *parent)
    : QDialog(parent)
    , form_(new QComboBox(this))
    , secrets_(new QCheckBox(tr("&With credentials and cookies"), this))
{
    setWindowTitle(exchanges == 0       ? tr("Export the request")
                       : exchanges == 1 ? tr("Export the exchange")
                                        : tr("Export %1 exchanges").arg(words::countText(exchanges, locale())));
    const std::pair<session::FileForm, QString> forms[]{
        {session::FileForm::Har, tr("HTTP Archive (HAR 1.2): the whole exchange")},
        {session::FileForm::JetBrains, tr("Request for JetBrains’ HTTP Client (.http)")},
        {session::FileForm::VsCode, tr("Request for VS Code’s REST Client (.http)")}};
    for (const auto &[form, words] : forms) {
        if (exchanges > 0 || form != session::FileForm::Har)
            form_->addItem(words, static_cast<int>(form));
    }
    form_->setAccessibleName(tr("Form"));
    auto *note =
        plainLabel(tr("Otherwise they are written as ***, in content too where a form, JSON or XML names them."), this);
    note->setProperty("muted", true);
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Save)->setText(tr("&Save as…"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(em(1), em(1), em(1), em(1));
    layout->addRow(tr("&Form"), form_);
    layout->addRow(QString(), secrets_);
    layout->addRow(QString(), note);
    layout->addRow(buttons);
    explainDialog(
        this,
        tr("Writes what is shown for other tools: an archive holds exchanges, an .http file the requests alone. With "
           "credentials the file is readable for you alone."));
}

session::FileForm ExportDialog::form() const
{
    return static_cast<session::FileForm>(form_->currentData().toInt());
}

bool ExportDialog::showSecrets() const
{
    return secrets_->isChecked();
}

QString ExportDialog::askForPath()
{
    const bool archive = form() == session::FileForm::Har;
    // Not the static function: it leaves a name without an ending as it is.
    QFileDialog dialog(parentWidget(), tr("Export"), {},
                       archive ? tr("HTTP Archives (*.har)") : tr("HTTP requests (*.http *.rest)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(session::suffixOf(form()));
    dialog.selectFile((archive ? u"exchange."_s : u"request."_s) + session::suffixOf(form()));
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Files of other tools in the main window: requests in, exchanges and requests out.

#include "main_window.h"

#include "export_dialog.h"
#include "import_dialog.h"
#include "request_line.h"
#include "status_summary.h"

#include <QFileDialog>
#include <QFileInfo>

namespace ui {

void MainWindow::importRequest()
{
    const auto path = QFileDialog::getOpenFileName(this, tr("Import a request"), {},
                                                   tr("Requests of other tools (*.har *.http *.rest);;All files (*)"));
    if (!path.isEmpty())
        importFrom(path);
}

void MainWindow::importFrom(const QString &path)
{
    const auto read = session::importFile(path);
    if (const auto *error = std::get_if<QString>(&read)) {
        line_->setError(*error);
        return;
    }
    const auto &file = std::get<session::ImportedFile>(read);
    const auto name = QFileInfo(path).fileName();
    int which = file.requests.size() == 1 && file.requests.front().error.isEmpty() ? 0 : -1;
    if (which < 0) {
        ImportDialog dialog(file, name, this);
        which = dialog.exec() == QDialog::Accepted ? dialog.chosen() : -1;
    }
    if (which >= 0)
        takeImported(file, which, name);
}

void MainWindow::takeImported(const session::ImportedFile &file, int which, const QString &name)
{
    const auto &request = file.requests[static_cast<std::size_t>(which)];
    const auto from = file.requests.size() > 1 ? tr("%1, request %2").arg(name).arg(which + 1) : name;
    const auto separator = QStringLiteral("; ");
    auto line = request.losses.isEmpty() ? tr("Taken from %1, all of it.").arg(from)
                                         : tr("Taken from %1, but not: %2.").arg(from, request.losses.join(separator));
    if (const auto notes = request.taken + file.taken; !notes.isEmpty())
        line += QLatin1Char(' ') + tr("Note: %1.").arg(notes.join(separator));
    composeOnStart_ = false;
    line_->take(request.spec, line);
}

/// What is shown; the request that is composed while nothing was sent.
void MainWindow::exportShown()
{
    ExportDialog dialog(shownRecord_ ? 1 : 0, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto path = dialog.askForPath();
    if (path.isEmpty())
        return;
    if (shownRecord_) {
        past_.exportRecords({shownRecord_}, {path, dialog.form(), dialog.showSecrets()});
        return;
    }
    const std::vector requests{session::ImportedRequest{{}, {}, model_.spec(), {}, {}, {}}};
    const auto made = session::exportText(dialog.form(), requests, dialog.showSecrets());
    const auto error = session::saveExport(made, path);
    status_->say(error.isEmpty() ? session::exportedLine(path, made.losses) : error);
}

void MainWindow::exportEntries(const QList<qint64> &ids)
{
    ExportDialog dialog(static_cast<int>(ids.size()), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto path = dialog.askForPath();
    if (!path.isEmpty())
        past_.exportTo(ids, {path, dialog.form(), dialog.showSecrets()});
}

} // namespace ui

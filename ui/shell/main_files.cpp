// SPDX-License-Identifier: GPL-3.0-or-later
// Files in the main window: recordings and requests of other tools in, exchanges, requests and pictures out.

#include "ui/shell/main_window.h"

#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/files/export_dialog.h"
#include "ui/files/import_dialog.h"
#include "ui/request/request_line.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::open()
{
    const auto paths =
        QFileDialog::getOpenFileNames(this, tr("Open recordings or requests"), {},
                                      tr("Recordings and requests (*.interim *.har *.http *.rest);;All files (*)"));
    if (!paths.isEmpty())
        openFiles(paths);
}

void MainWindow::save()
{
    if (!shownRecord_) {
        status_->say(tr("Nothing to save yet: send a request first."));
        return;
    }
    const auto path = QFileDialog::getSaveFileName(this, tr("Save the recording"), u"exchange.interim"_s,
                                                   tr("Recordings (*.interim)"));
    if (path.isEmpty())
        return;
    const auto error = session::saveRecord(*shownRecord_, path);
    status_->say(error.isEmpty() ? tr("Saved as %1. The file holds all bytes, secrets too.").arg(path) : error);
}

void MainWindow::savePicture()
{
    if (comparing())
        return status_->say(
            tr("A picture is of one exchange's timeline: open one first. A comparison has its report."));
    const auto path = QFileDialog::getSaveFileName(this, tr("Save the timeline as a picture"), u"timeline.svg"_s,
                                                   tr("Pictures (*.svg *.png)"));
    if (path.isEmpty())
        return;
    const auto error = exchange_->timeline()->savePicture(path);
    status_->say(error.isEmpty() ? tr("Saved as %1").arg(path) : error);
}

void MainWindow::importRequest()
{
    const auto path = QFileDialog::getOpenFileName(this, tr("Import a request"), {},
                                                   tr("Requests of other tools (*.har *.http *.rest);;All files (*)"));
    if (!path.isEmpty())
        openFiles({path});
}

void MainWindow::openFiles(const QStringList &paths, bool ask)
{
    opening_.run([this, paths, ask](const session::Errand::Wanted &) {
        const auto opened = std::make_shared<session::OpenedFiles>(session::openedFiles(paths));
        return [this, opened, paths, ask] { showFiles(*opened, paths, ask); };
    });
}

void MainWindow::showFiles(session::OpenedFiles &opened, const QStringList &paths, bool ask)
{
    const bool compared = opened.records.size() > 1 && !running() && !compareView()->running();
    if (!opened.records.empty())
        showOpened(opened, opened.records.size() > 1 ? QString() : QFileInfo(paths.first()).fileName());
    if (!opened.requests.requests.empty())
        takeImported(std::move(opened.requests), opened.origins, ask, paths.first());
    const auto line = opened.errors.join(u"; "_s);
    if (!line.isEmpty())
        line_->setError(line);
    if (compared) // rows take their time
        connect(
            compareView(), &CompareView::ended, this, [this, line] { emit filesOpened(line); },
            Qt::SingleShotConnection);
    else
        emit filesOpened(line);
}

void MainWindow::showOpened(session::OpenedFiles &opened, const QString &name)
{
    const auto &records = opened.records;
    const bool several = records.size() > 1;
    if (running() || (several && compareView()->running())) {
        status_->say(tr("An exchange is running: cancel it first, or wait for its end."));
        return;
    }
    drafts_.keepRequest();
    showCompare(several);
    if (several)
        compareView()->showRecords(records);
    else
        showRecord(records.front(), records.front()->spec, std::move(opened.events));
    shownFile_ = name;
    nameWindow();
}

/// What an import left open, such as {{token}}, is filled in first: it is said.
bool MainWindow::complete()
{
    const auto why = drafts_.blocked(model_.spec());
    if (why.isEmpty())
        return true;
    showCompare(false);
    line_->setError(tr("Not sent: %1").arg(why));
    return false;
}

void MainWindow::takeImported(session::ImportedFile files, const QStringList &origins, bool ask, const QString &path)
{
    const auto &all = files.requests;
    const bool several = all.size() > 1 || !files.environments.isEmpty();
    int which = all.front().error.isEmpty() && (!several || (!ask && all.size() == 1)) ? 0 : -1;
    if (which < 0 && ask) {
        QStringList names;
        for (const auto &origin : origins)
            names.append(origin.section(','_L1, 0, 0));
        names.removeDuplicates();
        ImportDialog dialog(files, names.join(u", "_s), this, path);
        which = dialog.exec() == QDialog::Accepted ? dialog.chosen() : -1;
        files = dialog.file();
    } else if (which < 0) {
        const auto usable = std::find_if(all.begin(), all.end(), [](const auto &one) { return one.error.isEmpty(); });
        which = usable == all.end() ? -1 : static_cast<int>(usable - all.begin());
    }
    if (which < 0)
        return;
    const auto &request = all[static_cast<std::size_t>(which)];
    const auto &from = origins[which];
    const auto separator = u"; "_s;
    auto line = !request.losses.isEmpty() ? tr("Taken from %1, but not: %2.").arg(from, request.losses.join(separator))
        : request.blocked.isEmpty()       ? tr("Taken from %1, all of it.").arg(from)
                                          : tr("Taken from %1.").arg(from);
    if (const auto notes = request.taken + files.taken; !notes.isEmpty())
        line += ' '_L1 + tr("Note: %1.").arg(notes.join(separator));
    if (!request.blocked.isEmpty())
        line = tr("Not complete: %1.").arg(request.blocked) + ' '_L1 + line;
    drafts_.keepRequest();
    line_->take(request, line);
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

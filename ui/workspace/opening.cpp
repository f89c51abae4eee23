// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/opening.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/files/import_dialog.h"
#include "ui/request/request_desk.h"
#include "ui/shell/main_window.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// What a person is told of the request that is composed now.
QString takenLine(const session::ImportedRequest &request, const QStringList &ofFile, const QString &from)
{
    const auto separator = u"; "_s;
    auto line = !request.losses.isEmpty()
        ? Opening::tr("Taken from %1, but not: %2.").arg(from, request.losses.join(separator))
        : request.blocked.isEmpty() ? Opening::tr("Taken from %1, all of it.").arg(from)
                                    : Opening::tr("Taken from %1.").arg(from);
    if (const auto notes = request.taken + ofFile; !notes.isEmpty())
        line += ' '_L1 + Opening::tr("Note: %1.").arg(notes.join(separator));
    return request.blocked.isEmpty() ? line : Opening::tr("Not complete: %1.").arg(request.blocked) + ' '_L1 + line;
}

} // namespace

Opening::Opening(RequestDesk *desk, ExchangePage *exchange, ComparePage *compare, MainWindow *window)
    : QObject(window)
    , desk_(desk)
    , exchange_(exchange)
    , compare_(compare)
    , window_(window)
{}

void Opening::askForFiles()
{
    const auto paths =
        QFileDialog::getOpenFileNames(window_, tr("Open recordings or requests"), {},
                                      tr("Recordings and requests (*.interim *.har *.http *.rest);;All files (*)"));
    if (!paths.isEmpty())
        open(paths);
}

void Opening::askForRequest()
{
    const auto path = QFileDialog::getOpenFileName(window_, tr("Import a request"), {},
                                                   tr("Requests of other tools (*.har *.http *.rest);;All files (*)"));
    if (!path.isEmpty())
        open({path});
}

void Opening::open(const QStringList &paths, bool ask)
{
    reading_.run([this, paths, ask](const session::Errand::Wanted &) {
        const auto files = std::make_shared<session::OpenedFiles>(session::openedFiles(paths));
        return [this, files, paths, ask] { show(*files, paths, ask); };
    });
}

void Opening::show(session::OpenedFiles &files, const QStringList &paths, bool ask)
{
    const bool compared = files.records.size() > 1 && !exchange_->running() && !compare_->running();
    if (!files.records.empty())
        showRecords(files, QFileInfo(paths.first()).fileName());
    if (!files.requests.requests.empty())
        take(std::move(files.requests), files.origins, ask, paths.first());
    const auto line = files.errors.join(u"; "_s);
    if (!line.isEmpty())
        desk_->setError(line);
    if (compared) // rows take their time
        connect(
            compare_->view(), &CompareView::ended, this, [this, line] { emit opened(line); }, Qt::SingleShotConnection);
    else
        emit opened(line);
}

void Opening::showRecords(session::OpenedFiles &files, const QString &name)
{
    const bool several = files.records.size() > 1;
    if (exchange_->running() || (several && compare_->running()))
        return exchange_->say(tr("An exchange is running: cancel it first, or wait for its end."));
    desk_->keepRequest();
    if (several) {
        window_->bringForward(compare_);
        compare_->view()->showRecords(files.records);
    } else {
        window_->bringForward(exchange_);
        exchange_->show(files.records.front(), std::move(files.events), name);
    }
}

/// Its place among the file's requests, which a dialog may have read anew; -1: none is wanted, or can be read.
int Opening::choose(session::ImportedFile *file, const QStringList &origins, bool ask, const QString &path) const
{
    const auto &all = file->requests;
    const bool several = all.size() > 1 || !file->environments.isEmpty();
    if (all.front().error.isEmpty() && (!several || (!ask && all.size() == 1)))
        return 0;
    if (!ask) {
        const auto usable = std::find_if(all.begin(), all.end(), [](const auto &one) { return one.error.isEmpty(); });
        return usable == all.end() ? -1 : static_cast<int>(usable - all.begin());
    }
    QStringList names;
    for (const auto &origin : origins)
        names.append(origin.section(','_L1, 0, 0));
    names.removeDuplicates();
    ImportDialog dialog(*file, names.join(u", "_s), window_, path);
    const int which = dialog.exec() == QDialog::Accepted ? dialog.chosen() : -1;
    *file = dialog.file();
    return which;
}

void Opening::take(session::ImportedFile file, const QStringList &origins, bool ask, const QString &path)
{
    const int which = choose(&file, origins, ask, path);
    if (which < 0)
        return;
    const auto &request = file.requests[static_cast<std::size_t>(which)];
    desk_->take(request, takenLine(request, file.taken, origins[which]));
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/saving.h"

#include "ui/exchange/timeline/timeline_view.h"
#include "ui/files/export_dialog.h"

#include "session/workbench.h"

#include <QCoreApplication>
#include <QFileDialog>

#include <optional>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct SavingWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Saving)
};

std::optional<session::ExportGoal> askForGoal(int exchanges, QWidget *parent)
{
    ExportDialog dialog(exchanges, parent);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const auto path = dialog.askForPath();
    if (path.isEmpty())
        return {};
    return session::ExportGoal{path, dialog.form(), dialog.showSecrets()};
}

} // namespace

QString saveRecording(const record::Record *record, QWidget *parent)
{
    if (!record)
        return SavingWords::tr("Nothing to save yet: send a request first.");
    const auto path = QFileDialog::getSaveFileName(parent, SavingWords::tr("Save the recording"), u"exchange.interim"_s,
                                                   SavingWords::tr("Recordings (*.interim)"));
    if (path.isEmpty())
        return {};
    const auto error = session::saveRecord(*record, path);
    return error.isEmpty() ? SavingWords::tr("Saved as %1. The file holds all bytes, secrets too.").arg(path) : error;
}

QString saveTimeline(const TimelineView *timeline, QWidget *parent)
{
    const auto path = QFileDialog::getSaveFileName(parent, SavingWords::tr("Save the timeline as a picture"),
                                                   u"timeline.svg"_s, SavingWords::tr("Pictures (*.svg *.png)"));
    if (path.isEmpty())
        return {};
    const auto error = timeline->savePicture(path);
    return error.isEmpty() ? SavingWords::tr("Saved as %1").arg(path) : error;
}

QString exportShown(session::History *history, const std::shared_ptr<const record::Record> &record,
                    const request::RequestSpec &composed, QWidget *parent)
{
    const auto goal = askForGoal(record ? 1 : 0, parent);
    if (!goal)
        return {};
    if (record) {
        history->exportRecords({record}, *goal);
        return {};
    }
    const std::vector requests{session::ImportedRequest{{}, {}, composed, {}, {}, {}}};
    const auto made = session::exportText(goal->form, requests, goal->showSecrets);
    const auto error = session::saveExport(made, goal->path);
    return error.isEmpty() ? session::exportedLine(goal->path, made.losses) : error;
}

void exportEntries(session::History *history, const QList<qint64> &ids, QWidget *parent)
{
    if (const auto goal = askForGoal(static_cast<int>(ids.size()), parent))
        history->exportTo(ids, *goal);
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/opened_files.h"

#include "record/recorder.h"
#include "session/workbench.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace session {

namespace {

struct OpenedFileWords {
    Q_DECLARE_TR_FUNCTIONS(session::OpenedFiles)
};

void openRecording(const QString &path, OpenedFiles &out)
{
    auto opened = openRecord(path);
    if (const auto *error = std::get_if<QString>(&opened)) {
        out.errors.append(*error);
        return;
    }
    auto &record = std::get<record::Record>(opened);
    if (const QString line = leftOut(record); !line.isEmpty())
        out.errors.append(QFileInfo(path).fileName() + u": "_s + line);
    out.records.push_back(std::make_shared<const record::Record>(std::move(record)));
}

void openRequests(const QString &path, bool alone, OpenedFiles &out)
{
    auto read = importFile(path);
    if (const auto *error = std::get_if<QString>(&read)) {
        out.errors.append(*error);
        return;
    }
    const auto name = QFileInfo(path).fileName();
    auto &file = std::get<ImportedFile>(read);
    for (std::size_t i = 0; i < file.requests.size(); ++i) {
        out.origins.append(file.requests.size() > 1 ? OpenedFileWords::tr("%1, request %2").arg(name).arg(i + 1)
                                                    : name);
        if (!alone)
            file.requests[i].title.prepend(name + u": "_s);
        out.requests.requests.push_back(std::move(file.requests[i]));
    }
    out.requests.taken += file.taken;
    if (alone)
        out.requests.environments = file.environments;
}

} // namespace

OpenedFiles openedFiles(const QStringList &paths)
{
    OpenedFiles out;
    for (const auto &path : paths) {
        if (path.endsWith(".interim"_L1, Qt::CaseInsensitive))
            openRecording(path, out);
        else
            openRequests(path, paths.size() == 1, out);
    }
    if (out.records.size() == 1)
        out.events = record::replay(*out.records.front());
    return out;
}

} // namespace session

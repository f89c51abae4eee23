// SPDX-License-Identifier: GPL-3.0-or-later
// What the lab plays, as lists show it: the scenarios compiled into the program, by groups, and the requests that show
// them.
#pragma once

#include "request/request.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace lab {
class Library;
}

namespace session {

/// One scenario; the texts are from resources/scenarios.
struct ScenarioInfo {
    QString name;
    QString title;
    QString about;        ///< one sentence
    QString group;        ///< ScenarioGroup::name
    QString path;         ///< "/refuse-417"
    QString method;       ///< of the request that shows it
    quint64 bodySize = 0; ///< of the generated body that shows it
    qint64 watchNs = 0;   ///< how long it watches the connection after the response; 0: as the exchange calls for
    QList<int> statuses;  ///< that it may answer with, interim ones too
};

struct ScenarioGroup {
    QString name; ///< "refusals"
    QString title;
    QString about; ///< one sentence
    QList<ScenarioInfo> scenarios;
};

/// In the order in which they are shown.
QList<ScenarioGroup> scenarioGroups();

/// What a person types into a filter: each word, in any order and case, is a part of the path, the title, the sentence
/// or the group, or of a status (417), or names a class of them (4xx).
bool fits(const ScenarioInfo &scenario, const QString &typed);

/// The request that shows it, to a lab at `labUrl`.
request::RequestSpec requestFor(const ScenarioInfo &scenario, const QString &labUrl);
/// The request of the first minute: a 417, and what came of it.
request::RequestSpec firstRequest(const QString &labUrl);

struct ScenarioLibrary {
    std::shared_ptr<const lab::Library> library;
    QStringList wrong; ///< one line each
};
/// Read once: resources do not change while the program runs.
const ScenarioLibrary &scenarioLibrary();

} // namespace session

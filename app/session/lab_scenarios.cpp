// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lab_scenarios.h"

#include "lab/scenario_library.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace session {

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ScenarioInfo infoOf(const lab::Scenario &scenario, const QString &group)
{
    const auto statuses = lab::statusesOf(scenario);
    return {textOf(scenario.name),
            textOf(scenario.title),
            textOf(scenario.about),
            group,
            u'/' + textOf(scenario.name),
            textOf(scenario.method),
            scenario.bodySize,
            scenario.watchNs,
            QList<int>(statuses.begin(), statuses.end())};
}

} // namespace

const ScenarioLibrary &scenarioLibrary()
{
    static const ScenarioLibrary scenarios = [] {
        ScenarioLibrary read;
        auto library = std::make_shared<lab::Library>();
        const QDir folder(u":/interim/scenarios"_s);
        const auto names = folder.entryList(QDir::Files, QDir::Name); // a name filter would be compiled: 20 ms
        for (const QString &name : names) {
            if (!name.endsWith(u".scenario"))
                continue;
            QFile file(folder.filePath(name));
            std::string wrong = file.open(QIODevice::ReadOnly)
                ? library->add("resources/scenarios/" + name.toStdString(), file.readAll().toStdString())
                : name.toStdString() + ": cannot be read";
            if (!wrong.empty())
                read.wrong << QString::fromStdString(wrong);
        }
        read.library = library;
        return read;
    }();
    return scenarios;
}

QList<ScenarioGroup> scenarioGroups()
{
    QList<ScenarioGroup> groups;
    for (const lab::GroupWords &words : lab::groupWords()) {
        ScenarioGroup group{textOf(words.name), textOf(words.title), textOf(words.about), {}};
        for (const auto &scenario : scenarioLibrary().library->scenarios())
            if (scenario->group == words.group)
                group.scenarios.append(infoOf(*scenario, group.name));
        groups.append(group);
    }
    return groups;
}

bool fits(const ScenarioInfo &scenario, const QString &typed)
{
    QStringList parts{scenario.path, scenario.title, scenario.about, scenario.group};
    for (const int status : scenario.statuses)
        parts << QString::number(status) << u"%1xx"_s.arg(status / 100);
    const auto words = typed.simplified().split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const QString &part) { return part.contains(word, Qt::CaseInsensitive); });
    });
}

request::RequestSpec requestFor(const ScenarioInfo &scenario, const QString &labUrl)
{
    request::RequestSpec spec;
    spec.method = scenario.method.toStdString();
    spec.url = (labUrl + scenario.path).toStdString();
    if (scenario.bodySize > 0) {
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = scenario.bodySize;
        spec.expect.rule = request::ExpectRule::Always;
    }
    if (scenario.watchNs > 0)
        spec.lingerNs = scenario.watchNs;
    return spec;
}

request::RequestSpec firstRequest(const QString &labUrl)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = (labUrl + u"/refuse-417"_s).toStdString();
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = 4 << 20;
    spec.body.pattern = "random";
    return spec;
}

} // namespace session

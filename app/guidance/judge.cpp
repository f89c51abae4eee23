// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/judge.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

template <typename Visit>
void visitRules(const Library &library, const VerdictGroup &group, Visit visit)
{
    for (qsizetype i = 0; i < group.count; ++i)
        visit(library.verdicts().at(group.first + i));
}

} // namespace

const VerdictRule *judge(const Library &library, const rules::View &view)
{
    const auto &groups = library.groups();
    const auto group = std::ranges::find_if(groups, [&view](const VerdictGroup &one) { return one.when.holds(view); });
    if (group == groups.end())
        return nullptr;
    const VerdictRule *held = nullptr;
    const VerdictRule *otherwise = nullptr;
    visitRules(library, *group, [&](const VerdictRule &rule) {
        if (rule.otherwise)
            otherwise = &rule;
        else if (!held && rule.when.holds(view))
            held = &rule;
    });
    return held ? held : otherwise;
}

QStringList claimants(const Library &library, const rules::View &view)
{
    QStringList out;
    for (const VerdictGroup &group : library.groups()) {
        if (!group.when.holds(view))
            continue;
        out.append(group.id + '/'_L1);
        visitRules(library, group, [&](const VerdictRule &rule) {
            if (!rule.otherwise && rule.when.holds(view))
                out.append(group.id + '/'_L1 + rule.id);
        });
    }
    return out;
}

Confidence confidenceOf(const QVector<ConfidenceRule> &rules, const rules::View &view)
{
    const auto at = std::ranges::find_if(rules, [&view](const ConfidenceRule &rule) { return rule.when.holds(view); });
    return at == rules.end() ? Confidence::Certain : at->is;
}

} // namespace guidance

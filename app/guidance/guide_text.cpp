// SPDX-License-Identifier: GPL-3.0-or-later
// The reference as plain text.
#include "guidance/guide_text.h"

#include "guidance/unregistered.h"

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

QString section(const QString &title, const QString &text)
{
    return text.isEmpty() ? QString() : u"\n%1\n%2\n"_s.arg(title, text);
}

QString listed(const Library &library, const QStringList &references)
{
    QStringList out;
    for (const QString &reference : references)
        out.append(library.shownReference(reference));
    return out.join(u"; "_s);
}

QString joined(const QVector<TextRule> &texts)
{
    QStringList out;
    for (const TextRule &text : texts)
        out.append(u"- "_s + text.text);
    return out.join('\n'_L1);
}

QString corrections(const Library &library, const QString &topic)
{
    QStringList out;
    const auto all = library.correctionsFor(topic);
    for (const Correction &one : all)
        out.append(u"- Often told: %1 (%2). %3"_s.arg(one.claim, one.verdict, one.correction));
    return out.join('\n'_L1);
}

QString sideBySide(const Library &library, const QString &code)
{
    static const QStringList codes{u"100"_s, u"417"_s, u"428"_s, u"413"_s, u"400"_s};
    QStringList out;
    if (!codes.contains(code))
        return {};
    const auto rows = library.sideBySide(codes, code);
    for (const SideBySideRow &row : rows)
        out.append(u"- %1%2: %3; what fixes it: %4"_s.arg(row.code, row.current ? u" (this one)"_s : QString(),
                                                          row.says, row.fixes));
    return out.join('\n'_L1);
}

QString codeText(const Library &library, const CodeInfo &info)
{
    QStringList steps;
    for (const QString &step : info.whatToDo)
        steps.append(u"- "_s + step);
    const QString code = QString::number(info.code);
    return u"%1 %2\n%3\n"_s.arg(code, info.name, info.sentence) + section(u"WHAT IT SAYS"_s, info.said)
        + section(u"WHO SENDS IT IN THIS HANDSHAKE"_s, info.whoSends) + section(u"WHAT TO DO"_s, steps.join('\n'_L1))
        + section(u"NOT TO BE CONFUSED WITH"_s, info.confused) + section(u"SIDE BY SIDE"_s, sideBySide(library, code))
        + section(u"OFTEN TOLD, NOT TRUE AS TOLD"_s, corrections(library, code))
        + section(u"REFERENCE"_s, listed(library, info.references));
}

QString verdictText(const Library &library, const VerdictRule &rule)
{
    QStringList actions;
    for (const ActionRule &action : rule.actions)
        actions.append(u"- "_s + library.actionWords(action.key));
    return u"%1\n%2\n"_s.arg(rule.id, rule.headline)
        + section(u"WHAT HAPPENED (a name in braces stands for the exchange's own number)"_s, joined(rule.sentences))
        + section(u"WHAT TO DO"_s, actions.join('\n'_L1)) + section(u"WHO DOES THIS"_s, joined(rule.who))
        + section(u"REFERENCE"_s, listed(library, rule.references));
}

QString anomalyText(const Library &library, const QString &key, const AnomalyText &text)
{
    for (const wire::AnomalyInfo &info : wire::allAnomalies()) {
        if (key.toStdString() != info.key)
            continue;
        const auto qt = [](std::string_view s) {
            return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
        };
        return u"%1\n%2\n"_s.arg(key, text.title) + section(u"MEANING"_s, joined(text.text))
            + section(u"RULE"_s, qt(info.rule)) + section(u"REFERENCE"_s, library.shownReference(qt(info.reference)));
    }
    return {};
}

QString claimText(const Library &library, const Claim &claim)
{
    return u"Claim %1: %2\n"_s.arg(claim.number).arg(claim.claim) + section(u"VERDICT"_s, claim.verdict)
        + section(u"IN TRUTH"_s, claim.correction) + section(u"EVIDENCE"_s, claim.evidence)
        + section(u"REFERENCE"_s, listed(library, claim.references));
}

} // namespace

QString guideText(const Library &library, const QString &what)
{
    const QString name = what.trimmed();
    bool number = false;
    const CodeInfo *code = library.code(name.toInt(&number));
    if (number)
        return code && name.size() == 3 ? codeText(library, *code) : unregisteredText(name);
    if (const FindingRule *rule = library.finding(name)) {
        return u"%1\n%2\n"_s.arg(rule->id, rule->title) + section(u"MEANING"_s, joined(rule->text))
            + section(u"REFERENCE"_s, listed(library, rule->references));
    }
    if (const VerdictRule *rule = library.verdict(name))
        return verdictText(library, *rule);
    if (const AnomalyText *text = library.anomaly(name))
        return anomalyText(library, name, *text);
    for (const Claim &claim : library.claims()) {
        if (name == u"claim %1"_s.arg(claim.number) || name == u"claim-%1"_s.arg(claim.number))
            return claimText(library, claim);
    }
    return {};
}

QString guideIndex(const Library &library)
{
    QString out = u"STATUS CODES\n"_s;
    for (const CodeInfo &info : library.codes())
        out += u"%1  %2\n"_s.arg(info.code).arg(info.name);
    out += u"\nVERDICTS\n"_s;
    for (const VerdictRule &rule : library.verdicts())
        out += u"%1  %2\n"_s.arg(rule.id, rule.headline);
    out += u"\nFINDINGS\n"_s;
    for (const FindingRule &rule : library.findings())
        out += u"%1  %2\n"_s.arg(rule.id, rule.title);
    out += u"\nIRREGULARITIES ON THE WIRE\n"_s;
    for (auto it = library.anomalies().cbegin(); it != library.anomalies().cend(); ++it)
        out += u"%1  %2\n"_s.arg(it.key(), it->title);
    out += u"\nWIDESPREAD CLAIMS\n"_s;
    for (const Claim &claim : library.claims())
        out += u"claim-%1  %2 (%3)\n"_s.arg(claim.number).arg(claim.claim, claim.verdict);
    return out;
}

} // namespace guidance

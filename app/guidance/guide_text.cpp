// SPDX-License-Identifier: GPL-3.0-or-later
// The reference as plain text.
#include "guidance/guide_text.h"

#include "guidance/unregistered.h"

namespace guidance {

namespace {

QString section(const QString &title, const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("\n%1\n%2\n").arg(title, text);
}

QString listed(const Library &library, const QStringList &references)
{
    QStringList out;
    for (const QString &reference : references)
        out.append(library.shownReference(reference));
    return out.join(QStringLiteral("; "));
}

QString joined(const QVector<TextRule> &texts)
{
    QStringList out;
    for (const TextRule &text : texts)
        out.append(QStringLiteral("- ") + text.text);
    return out.join(QLatin1Char('\n'));
}

QString corrections(const Library &library, const QString &topic)
{
    QStringList out;
    const auto all = library.correctionsFor(topic);
    for (const Correction &one : all)
        out.append(QStringLiteral("- Often told: %1 (%2). %3").arg(one.claim, one.verdict, one.correction));
    return out.join(QLatin1Char('\n'));
}

QString sideBySide(const Library &library, const QString &code)
{
    static const QStringList codes{QStringLiteral("100"), QStringLiteral("417"), QStringLiteral("428"),
                                   QStringLiteral("413"), QStringLiteral("400")};
    QStringList out;
    if (!codes.contains(code))
        return {};
    const auto rows = library.sideBySide(codes, code);
    for (const SideBySideRow &row : rows)
        out.append(QStringLiteral("- %1%2: %3; what fixes it: %4")
                       .arg(row.code, row.current ? QStringLiteral(" (this one)") : QString(), row.says, row.fixes));
    return out.join(QLatin1Char('\n'));
}

QString codeText(const Library &library, const CodeInfo &info)
{
    QStringList steps;
    for (const QString &step : info.whatToDo)
        steps.append(QStringLiteral("- ") + step);
    const QString code = QString::number(info.code);
    return QStringLiteral("%1 %2\n%3\n").arg(code, info.name, info.sentence)
        + section(QStringLiteral("WHAT IT SAYS"), info.said)
        + section(QStringLiteral("WHO SENDS IT IN THIS HANDSHAKE"), info.whoSends)
        + section(QStringLiteral("WHAT TO DO"), steps.join(QLatin1Char('\n')))
        + section(QStringLiteral("NOT TO BE CONFUSED WITH"), info.confused)
        + section(QStringLiteral("SIDE BY SIDE"), sideBySide(library, code))
        + section(QStringLiteral("OFTEN TOLD, NOT TRUE AS TOLD"), corrections(library, code))
        + section(QStringLiteral("REFERENCE"), listed(library, info.references));
}

QString verdictText(const Library &library, const VerdictRule &rule)
{
    QStringList actions;
    for (const ActionRule &action : rule.actions)
        actions.append(QStringLiteral("- ") + library.actionWords(action.key));
    return QStringLiteral("%1\n%2\n").arg(rule.id, rule.headline)
        + section(QStringLiteral("WHAT HAPPENED (a name in braces stands for the exchange's own number)"),
                  joined(rule.sentences))
        + section(QStringLiteral("WHAT TO DO"), actions.join(QLatin1Char('\n')))
        + section(QStringLiteral("WHO DOES THIS"), joined(rule.who))
        + section(QStringLiteral("REFERENCE"), listed(library, rule.references));
}

QString anomalyText(const Library &library, const QString &key, const AnomalyText &text)
{
    for (const wire::AnomalyInfo &info : wire::allAnomalies()) {
        if (key.toStdString() != info.key)
            continue;
        const auto qt = [](std::string_view s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); };
        return QStringLiteral("%1\n%2\n").arg(key, text.title) + section(QStringLiteral("MEANING"), joined(text.text))
            + section(QStringLiteral("RULE"), qt(info.rule))
            + section(QStringLiteral("REFERENCE"), library.shownReference(qt(info.reference)));
    }
    return {};
}

QString claimText(const Library &library, const Claim &claim)
{
    return QStringLiteral("Claim %1: %2\n").arg(claim.number).arg(claim.claim)
        + section(QStringLiteral("VERDICT"), claim.verdict) + section(QStringLiteral("IN TRUTH"), claim.correction)
        + section(QStringLiteral("EVIDENCE"), claim.evidence)
        + section(QStringLiteral("REFERENCE"), listed(library, claim.references));
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
        return QStringLiteral("%1\n%2\n").arg(rule->id, rule->title)
            + section(QStringLiteral("MEANING"), joined(rule->text))
            + section(QStringLiteral("REFERENCE"), listed(library, rule->references));
    }
    if (const VerdictRule *rule = library.verdict(name))
        return verdictText(library, *rule);
    if (const AnomalyText *text = library.anomaly(name))
        return anomalyText(library, name, *text);
    for (const Claim &claim : library.claims()) {
        if (name == QStringLiteral("claim %1").arg(claim.number) || name == QStringLiteral("claim-%1").arg(claim.number))
            return claimText(library, claim);
    }
    return {};
}

QString guideIndex(const Library &library)
{
    QString out = QStringLiteral("STATUS CODES\n");
    for (const CodeInfo &info : library.codes())
        out += QStringLiteral("%1  %2\n").arg(info.code).arg(info.name);
    out += QStringLiteral("\nVERDICTS\n");
    for (const VerdictRule &rule : library.verdicts())
        out += QStringLiteral("%1  %2\n").arg(rule.id, rule.headline);
    out += QStringLiteral("\nFINDINGS\n");
    for (const FindingRule &rule : library.findings())
        out += QStringLiteral("%1  %2\n").arg(rule.id, rule.title);
    out += QStringLiteral("\nIRREGULARITIES ON THE WIRE\n");
    for (auto it = library.anomalies().cbegin(); it != library.anomalies().cend(); ++it)
        out += QStringLiteral("%1  %2\n").arg(it.key(), it->title);
    out += QStringLiteral("\nWIDESPREAD CLAIMS\n");
    for (const Claim &claim : library.claims())
        out += QStringLiteral("claim-%1  %2 (%3)\n").arg(claim.number).arg(claim.claim, claim.verdict);
    return out;
}

} // namespace guidance

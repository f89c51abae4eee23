// SPDX-License-Identifier: GPL-3.0-or-later
// One function a file; what is wrong is gathered, not thrown, so that a reader sees all of it at once.
#include "guidance/library_reader.h"

#include "guidance/text_template.h"
#include "rules/evidence.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

wire::Severity severityOf(const QString &word)
{
    return word == "error"_L1  ? wire::Severity::Error
        : word == "warning"_L1 ? wire::Severity::Warning
                               : wire::Severity::Info;
}

const QStringList severities{u"error"_s, u"warning"_s, u"info"_s};
const QStringList confidences{u"certain"_s, u"likely"_s, u"open"_s};
const QStringList claimVerdicts{u"true"_s, u"false"_s, u"misleading"_s, u"outdated"_s, u"partly true"_s};

} // namespace

LibraryReader::LibraryReader(Library &library, QString guidanceFolder, Checks checks)
    : library_(library)
    , guidance_(std::move(guidanceFolder))
    , checks_(checks)
    , errors_(library.errors_)
{}

void LibraryReader::read()
{
    readClaims();
    readCodes();
    readAnomalies();
    readFindings();
    readVerdicts();
}

void LibraryReader::error(const QString &where, const QString &what)
{
    errors_.append(where + u": "_s + what);
}

QJsonObject LibraryReader::file(const QString &folder, const QString &name)
{
    return rules::readJsonFile(folder + '/'_L1 + name, name, errors_);
}

void LibraryReader::readClaims()
{
    const QString name = u"claims.json"_s;
    rules::JsonReader top(file(guidance_, name), name, errors_);
    const QJsonArray rows = top.array("claims");
    for (int i = 0; i < rows.size(); ++i) {
        rules::JsonReader row(rows.at(i), top.at("claims", i), errors_);
        Claim claim;
        claim.number = row.number("number");
        claim.claim = row.text("claim");
        claim.verdict = row.oneOf("verdict", claimVerdicts);
        claim.correction = row.text("correction");
        claim.evidence = row.text("evidence");
        claim.references = row.texts("references");
        claim.topics = row.texts("topics");
        library_.claims_.append(claim);
    }
    for (const Claim &claim : library_.claims_)
        checkReferences(claim.references, u"claims.json: claim %1"_s.arg(claim.number));
}

CodeInfo LibraryReader::code(const QJsonValue &value, const QString &where)
{
    rules::JsonReader row(value, where, errors_);
    CodeInfo info;
    info.code = row.number("code");
    info.name = row.text("name");
    info.sentence = row.text("sentence");
    info.references = row.texts("references");
    info.said = row.optionalText("says");
    info.whoSends = row.optionalText("who-sends");
    info.whatToDo = row.optionalTexts("what-to-do");
    info.confused = row.optionalText("not-to-be-confused-with");
    if (info.full() && (info.whoSends.isEmpty() || info.whatToDo.isEmpty() || info.confused.isEmpty()))
        row.error(u"an entry with \"says\" needs who-sends, what-to-do and not-to-be-confused-with"_s);
    checkReferences(info.references, where);
    return info;
}

void LibraryReader::readCodes()
{
    const QString name = u"codes.json"_s;
    rules::JsonReader top(file(guidance_, name), name, errors_);
    const QJsonArray rows = top.array("codes");
    for (int i = 0; i < rows.size(); ++i) {
        const CodeInfo info = code(rows.at(i), top.at("codes", i));
        if (library_.codes_.contains(info.code))
            error(top.at("codes", i), u"%1 stands twice"_s.arg(info.code));
        library_.codes_.insert(info.code, info);
    }
    readRows(top.array("side-by-side"));
}

void LibraryReader::readRows(const QJsonArray &rows)
{
    for (int i = 0; i < rows.size(); ++i) {
        rules::JsonReader row(rows.at(i), u"codes.json.side-by-side[%1]"_s.arg(i), errors_);
        const SideBySideRow out{row.text("code"), row.text("says"), row.text("fixes"), false};
        if (!library_.code(out.code.toInt()))
            row.error(u"no such code above"_s);
        library_.rows_.append(out);
    }
}

void LibraryReader::readAnomalies()
{
    const QString name = u"anomalies.json"_s;
    rules::JsonReader top(file(guidance_, name), name, errors_);
    const QJsonObject all = top.optional("anomalies").toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QString where = top.at("anomalies") + '.'_L1 + it.key();
        rules::JsonReader row(it.value(), where, errors_);
        AnomalyText text;
        text.title = row.text("title");
        checkText(text.title, where);
        if (row.has("severity"))
            text.severity = severityOf(row.oneOf("severity", severities));
        text.confidence = confidence(row.optional("confidence"), row.at("confidence"));
        text.when = rules::Condition::read(row.optional("when"), row.at("when"), errors_);
        text.text = texts(row.optional("text"), row.at("text"), true);
        if (!rules::knownSelector(u"anomaly:"_s + it.key()))
            row.error(u"wire knows no such anomaly"_s);
        library_.anomalies_.insert(it.key(), text);
    }
    for (const wire::AnomalyInfo &info : wire::allAnomalies()) {
        const QString key = QString::fromUtf8(info.key.data(), static_cast<qsizetype>(info.key.size()));
        if (!library_.anomalies_.contains(key))
            error(name, u"no text for \"%1\""_s.arg(key));
    }
}

FindingRule LibraryReader::finding(const QJsonValue &value, const QString &where)
{
    rules::JsonReader row(value, where, errors_);
    FindingRule rule;
    rule.id = row.text("id");
    rule.severity = severityOf(row.oneOf("severity", severities));
    rule.confidence = confidence(row.optional("confidence"), row.at("confidence"));
    rule.when = rules::Condition::read(row.optional("when"), row.at("when"), errors_);
    rule.title = row.text("title");
    checkText(rule.title, row.at("title"));
    rule.text = texts(row.optional("text"), row.at("text"), true);
    rule.references = row.texts("references");
    checkReferences(rule.references, row.at("references"));
    rule.evidence = row.texts("evidence");
    checkEvidence(rule.evidence, row.at("evidence"));
    rule.topic = row.text("topic");
    if (rule.when.names().isEmpty())
        row.error(u"needs a \"when\""_s);
    return rule;
}

void LibraryReader::readFindings()
{
    const QString name = u"rules.json"_s;
    rules::JsonReader top(file(guidance_, name), name, errors_);
    const QJsonArray rows = top.array("findings");
    QSet<QString> ids;
    for (int i = 0; i < rows.size(); ++i) {
        const FindingRule rule = finding(rows.at(i), top.at("findings", i));
        if (ids.contains(rule.id))
            error(top.at("findings", i), u"\"%1\" stands twice"_s.arg(rule.id));
        ids.insert(rule.id);
        library_.findings_.append(rule);
    }
}

QVector<ActionRule> LibraryReader::actions(const QJsonValue &value, const QString &where)
{
    QVector<ActionRule> out;
    const QJsonArray members = value.toArray();
    for (int i = 0; i < members.size(); ++i) {
        const QString at = where + u"[%1]"_s.arg(i);
        ActionRule rule;
        if (members.at(i).isString()) {
            rule.key = members.at(i).toString();
        } else {
            rules::JsonReader row(members.at(i), at, errors_);
            rule.key = row.text("action");
            rule.when = rules::Condition::read(row.optional("when"), row.at("when"), errors_);
        }
        if (!library_.actions_.contains(rule.key))
            error(at, u"\"%1\" is no action"_s.arg(rule.key));
        out.append(rule);
    }
    return out;
}

VerdictRule LibraryReader::verdict(const QJsonValue &value, const QString &where)
{
    rules::JsonReader row(value, where, errors_);
    VerdictRule rule;
    rule.id = row.text("id");
    rule.topic = row.text("topic");
    checkText(rule.topic, row.at("topic"));
    rule.severity = severityOf(row.oneOf("severity", severities));
    rule.confidence = confidence(row.optional("confidence"), row.at("confidence"));
    rule.otherwise = row.optional("otherwise").toBool();
    rule.when = rules::Condition::read(row.optional("when"), row.at("when"), errors_);
    if (rule.otherwise == !rule.when.names().isEmpty())
        row.error(u"needs a \"when\", or \"otherwise\": true"_s);
    rule.headline = row.text("headline");
    checkText(rule.headline, row.at("headline"));
    rule.sentences = texts(row.optional("sentences"), row.at("sentences"), true);
    rule.actions = actions(row.optional("actions"), row.at("actions"));
    rule.who = texts(row.optional("who"), row.at("who"), false);
    rule.references = row.texts("references");
    QStringList others = rule.references;
    if (rule.topic == "{final.status}"_L1)
        others.removeAll(codeReference);
    checkReferences(others, row.at("references"));
    rule.sideBySide = row.optionalTexts("side-by-side");
    for (const QString &code : rule.sideBySide) {
        if (library_.sideBySide({code}, {}).isEmpty())
            row.error(u"side-by-side: no row for %1"_s.arg(code));
    }
    return rule;
}

void LibraryReader::readActions(const QJsonValue &value)
{
    const QJsonObject all = value.toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        library_.actions_.insert(it.key(), it.value().toString());
    if (all.isEmpty())
        error(u"verdicts.json.actions"_s, u"must name the actions and their words"_s);
}

void LibraryReader::readPhrases(const QJsonValue &value)
{
    const QJsonObject all = value.toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        library_.phrases_.insert(it.key(), texts(it.value(), u"verdicts.json.phrases."_s + it.key(), true));
}

void LibraryReader::readGroup(const QString &id)
{
    const QString name = u"verdicts-%1.json"_s.arg(id);
    rules::JsonReader top(file(guidance_, name), name, errors_);
    VerdictGroup group;
    group.id = id;
    group.first = library_.verdicts_.size();
    group.when = rules::Condition::read(top.optional("when"), top.at("when"), errors_);
    if (group.when.names().isEmpty())
        top.error(u"needs a \"when\""_s);
    const QJsonArray rows = top.array("verdicts");
    qsizetype otherwise = 0;
    for (int i = 0; i < rows.size(); ++i) {
        const VerdictRule rule = verdict(rows.at(i), top.at("verdicts", i));
        if (library_.verdict(rule.id))
            error(top.at("verdicts", i), u"\"%1\" stands twice"_s.arg(rule.id));
        otherwise += rule.otherwise ? 1 : 0;
        library_.verdicts_.append(rule);
    }
    if (otherwise != 1)
        top.error(u"needs one verdict with \"otherwise\": true"_s);
    group.count = library_.verdicts_.size() - group.first;
    library_.groups_.append(group);
}

void LibraryReader::readVerdicts()
{
    const QString name = u"verdicts.json"_s;
    rules::JsonReader top(file(guidance_, name), name, errors_);
    readActions(top.optional("actions"));
    readPhrases(top.optional("phrases"));
    library_.why_ = texts(top.optional("why"), top.at("why"), true);
    library_.also_ = texts(top.optional("also"), top.at("also"), true);
    const QStringList groups = top.texts("groups");
    for (const QString &id : groups)
        readGroup(id);
}

QVector<ConfidenceRule> LibraryReader::confidence(const QJsonValue &value, const QString &where)
{
    QVector<ConfidenceRule> out;
    const auto wordOf = [&](const QString &word) {
        if (!confidences.contains(word))
            error(where, u"must be one of "_s + confidences.join(u", "_s));
        return static_cast<Confidence>(std::max<qsizetype>(confidences.indexOf(word), 0));
    };
    if (value.isString())
        out.append({wordOf(value.toString()), {}});
    const QJsonArray members = value.toArray();
    for (int i = 0; i < members.size(); ++i) {
        rules::JsonReader row(members.at(i), where + u"[%1]"_s.arg(i), errors_);
        out.append({wordOf(row.text("is")), rules::Condition::read(row.optional("when"), row.at("when"), errors_)});
    }
    return out;
}

TextRule LibraryReader::text(const QJsonValue &value, const QString &where)
{
    TextRule out;
    if (value.isString()) {
        out.text = value.toString();
    } else {
        rules::JsonReader row(value, where, errors_);
        out.text = row.text("text");
        out.when = rules::Condition::read(row.optional("when"), row.at("when"), errors_);
        out.evidence = row.optionalTexts("evidence");
        checkEvidence(out.evidence, where);
        checkReferences(row.optionalTexts("references"), row.at("references"));
    }
    checkText(out.text, where);
    return out;
}

QVector<TextRule> LibraryReader::texts(const QJsonValue &value, const QString &where, bool required)
{
    QVector<TextRule> out;
    if (value.isString() || value.isObject())
        out.append(text(value, where));
    const QJsonArray members = value.toArray();
    for (int i = 0; i < members.size(); ++i) {
        const QString phrase = members.at(i)["phrase"_L1].toString();
        if (phrase.isEmpty())
            out.append(text(members.at(i), where + u"[%1]"_s.arg(i)));
        else if (library_.phrases_.contains(phrase))
            out += library_.phrases_.value(phrase);
        else
            error(where, u"\"%1\" is no phrase"_s.arg(phrase));
    }
    if (out.isEmpty() && (required || !value.isUndefined()))
        error(where, u"must be a text or a list of texts"_s);
    return out;
}

void LibraryReader::checkText(const QString &text, const QString &where)
{
    if (checks_ != Checks::All)
        return;
    for (const QString &name : placeholders(text)) {
        if (!rules::knownFactName(name))
            error(where, u"no fact is named {%1}"_s.arg(name));
    }
}

void LibraryReader::checkEvidence(const QStringList &selectors, const QString &where)
{
    if (checks_ != Checks::All)
        return;
    for (const QString &selector : selectors) {
        if (!rules::knownSelector(selector))
            error(where, u"\"%1\" selects no events"_s.arg(selector));
    }
}

void LibraryReader::checkReferences(const QStringList &references, const QString &where)
{
    if (checks_ != Checks::All)
        return;
    for (const QString &reference : references) {
        if (!library_.knownReference(reference))
            error(where, u"\"%1\" is no RFC section and no known fact"_s.arg(reference));
    }
}

} // namespace guidance

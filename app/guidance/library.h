// SPDX-License-Identifier: GPL-3.0-or-later
// The texts and rules of resources/guidance, read once and checked: every file, key and reference that does not
// fit is an error with its place. resources/guidance/README.md describes the files.
#pragma once

#include "guidance/evaluation.h"
#include "guidance/fact_names.h"
#include "rules/condition.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>

namespace guidance {

/// A template with {placeholders}, when it is said, and the evidence it points at.
struct TextRule {
    rules::Condition when;
    QString text;
    QStringList evidence; ///< selectors, see evidence.h
};

/// The first whose `when` holds says how far the record carries the conclusion; none: it is certain.
struct ConfidenceRule {
    Confidence is = Confidence::Certain;
    rules::Condition when;
};

struct FindingRule {
    QString id;
    wire::Severity severity = wire::Severity::Info;
    QVector<ConfidenceRule> confidence;
    rules::Condition when;
    QString title;
    QVector<TextRule> text;
    QStringList references;
    QStringList evidence;
    QString topic;
};

struct ActionRule {
    QString key;
    rules::Condition when;
};

struct VerdictRule {
    QString id;
    QString topic; ///< may be a template: "{final.status}"
    wire::Severity severity = wire::Severity::Info;
    QVector<ConfidenceRule> confidence;
    bool otherwise = false; ///< it is said where none of the others of its group holds, and has no `when`
    rules::Condition when;
    QString headline;
    QVector<TextRule> sentences;
    QVector<ActionRule> actions;
    QVector<TextRule> who;
    QStringList references;
    QStringList sideBySide; ///< codes, in order
};

/// Verdicts of one stage of an exchange: no two groups hold of the same exchange, nor do two verdicts of a group, so
/// that their order means nothing. Tests hold this (tests/guidance/tst_judge.cpp).
struct VerdictGroup {
    QString id; ///< verdicts-ID.json
    rules::Condition when;
    qsizetype first = 0; ///< in Library::verdicts()
    qsizetype count = 0;
};

/// The words for one wire::Anomaly.
struct AnomalyText {
    std::optional<wire::Severity> severity; ///< instead of wire's own
    QVector<ConfidenceRule> confidence;
    rules::Condition when; ///< it is a finding only then
    QString title;
    QVector<TextRule> text;
};

struct CodeInfo {
    int code = 0;
    QString name;     ///< as registered by IANA
    QString sentence; ///< what it says, in one sentence
    QString said;     ///< full texts; "" in a short entry
    QString whoSends;
    QStringList whatToDo;
    QString confused; ///< not to be confused with
    QStringList references;
    bool full() const { return !said.isEmpty(); }
};

/// Among the references of a verdict: where the final response's code is defined.
inline constexpr QLatin1String codeReference("code");

struct Claim {
    int number = 0;
    QString claim;
    QString verdict; ///< "true", "false", "misleading", "outdated", "partly true"
    QString correction;
    QString evidence;
    QStringList references;
    QStringList topics;
};

class Library : public rules::CodeNames {
public:
    /// Compiled in under :/interim/guidance and :/interim/facts; read on first use, and not checked again: the tests
    /// do.
    static const Library &builtin();
    /// Reads a folder of guidance files and one of facts (for references into them), and checks them.
    static Library load(const QString &guidanceFolder, const QString &factsFolder);

    /// What is wrong with the files, one line each: "rules.json: findings[3].when: …". Empty when all is well.
    const QStringList &errors() const { return errors_; }

    const QVector<FindingRule> &findings() const { return findings_; }
    const QVector<VerdictRule> &verdicts() const { return verdicts_; }
    const QVector<VerdictGroup> &groups() const { return groups_; }
    /// Said behind the sentences of any verdict: what a response asks for in so many words, such as Retry-After.
    const QVector<TextRule> &also() const { return also_; }
    /// Why the request carried Expect; the first that holds.
    const QVector<TextRule> &why() const { return why_; }
    const QMap<int, CodeInfo> &codes() const { return codes_; }
    const CodeInfo *code(int code) const;
    const FindingRule *finding(const QString &id) const;
    const VerdictRule *verdict(const QString &id) const;
    /// By wire::AnomalyInfo::key.
    const AnomalyText *anomaly(const QString &key) const;
    const QMap<QString, AnomalyText> &anomalies() const { return anomalies_; }
    const QVector<Claim> &claims() const { return claims_; }
    QVector<Correction> correctionsFor(const QString &topic) const;
    QVector<SideBySideRow> sideBySide(const QStringList &codes, const QString &current) const;
    QString actionWords(const QString &key) const { return actions_.value(key); }
    const QMap<QString, QString> &actions() const { return actions_; }

    QString nameOf(int code) const override;
    QString sentenceOf(int code) const override;

    /// True for "RFC 9110 section 10.1.1", "RFC 9110 appendix B.3" and "draft-…", and for "facts:KIND/ID" that exists.
    bool knownReference(const QString &reference) const;
    /// A reference as people read it: "RFC 9110 §10.1.1", "client facts: curl / libcurl". `status`: of the final
    /// response, for codeReference.
    QString shownReference(const QString &reference, int status = 0) const;

private:
    friend class LibraryReader;
    QString factName(const QString &key) const;
    /// Of a key such as "claims/6"; nullptr: there is none.
    const Claim *claimOf(const QString &key) const;

    QVector<FindingRule> findings_;
    QVector<VerdictRule> verdicts_;
    QVector<VerdictGroup> groups_;
    QMap<QString, QVector<TextRule>> phrases_;
    QVector<TextRule> also_;
    QVector<TextRule> why_;
    QMap<QString, QString> actions_;
    QMap<int, CodeInfo> codes_;
    QMap<QString, AnomalyText> anomalies_;
    QVector<Claim> claims_;
    QVector<SideBySideRow> rows_;
    std::optional<FactNames> facts_; ///< none: those compiled in
    QStringList errors_;
};

} // namespace guidance

// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the guidance files into a Library and checks them: keys, fact names, selectors, actions, references.
#pragma once

#include "guidance/library.h"
#include "rules/json_reader.h"

namespace guidance {

class LibraryReader {
public:
    /// What is compiled in was checked by the tests; the keys of its objects are read all the same.
    enum class Checks { Keys, All };
    LibraryReader(Library &library, QString guidanceFolder, Checks checks = Checks::Keys);
    void read();

private:
    QJsonObject file(const QString &folder, const QString &name);
    void readClaims();
    void readCodes();
    void readRows(const QJsonArray &rows);
    void readAnomalies();
    void readFindings();
    void readVerdicts();
    void readActions(const QJsonValue &value);
    void readPhrases(const QJsonValue &value);
    void readGroup(const QString &id);
    FindingRule finding(const QJsonValue &value, const QString &where);
    VerdictRule verdict(const QJsonValue &value, const QString &where);
    CodeInfo code(const QJsonValue &value, const QString &where);
    /// A word, or a list of {is, when}.
    QVector<ConfidenceRule> confidence(const QJsonValue &value, const QString &where);
    /// A text, or a list of texts, of {text, when, evidence} and of {phrase}.
    QVector<TextRule> texts(const QJsonValue &value, const QString &where, bool required);
    TextRule text(const QJsonValue &value, const QString &where);
    QVector<ActionRule> actions(const QJsonValue &value, const QString &where);
    void checkText(const QString &text, const QString &where);
    void checkEvidence(const QStringList &selectors, const QString &where);
    void checkReferences(const QStringList &references, const QString &where);
    void error(const QString &where, const QString &what);

    Library &library_;
    QString guidance_;
    Checks checks_;
    QStringList &errors_;
};

} // namespace guidance

// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups in the guidance that was read.
#include "guidance/library.h"

#include "guidance/library_reader.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

template <typename List>
auto byId(const List &list, const QString &id) -> decltype(&list.front())
{
    const auto at = std::find_if(list.begin(), list.end(), [&id](const auto &rule) { return rule.id == id; });
    return at == list.end() ? nullptr : &*at;
}

} // namespace

const Library &Library::builtin()
{
    // Never deleted: taking thousands of texts apart would only delay the end of a short process.
    static const Library *const library = [] {
        auto *out = new Library;
        LibraryReader(*out, u":/interim/guidance"_s).read();
        return out;
    }();
    return *library;
}

Library Library::load(const QString &guidanceFolder, const QString &factsFolder)
{
    Library library;
    library.facts_.emplace(factsFolder);
    library.errors_ = library.facts_->errors();
    LibraryReader(library, guidanceFolder, LibraryReader::Checks::All).read();
    for (QString &line : library.errors_) // it may quote a key
        std::replace_if(
            line.begin(), line.end(), [](QChar c) { return c.category() == QChar::Other_Control; },
            QChar::ReplacementCharacter);
    return library;
}

const CodeInfo *Library::code(int code) const
{
    const auto at = codes_.constFind(code);
    return at == codes_.constEnd() ? nullptr : &*at;
}

const FindingRule *Library::finding(const QString &id) const
{
    return byId(findings_, id);
}

const VerdictRule *Library::verdict(const QString &id) const
{
    return byId(verdicts_, id);
}

const AnomalyText *Library::anomaly(const QString &key) const
{
    const auto at = anomalies_.constFind(key);
    return at == anomalies_.constEnd() ? nullptr : &*at;
}

QVector<Correction> Library::correctionsFor(const QString &topic) const
{
    QVector<Correction> out;
    for (const Claim &claim : claims_) {
        if (claim.verdict != "true"_L1 && claim.topics.contains(topic))
            out.append({claim.number, claim.claim, claim.verdict, claim.correction});
    }
    return out;
}

QVector<SideBySideRow> Library::sideBySide(const QStringList &codes, const QString &current) const
{
    QVector<SideBySideRow> out;
    for (const QString &code : codes) {
        for (SideBySideRow row : rows_) {
            row.current = row.code == current;
            if (row.code == code)
                out.append(row);
        }
    }
    return out;
}

QString Library::nameOf(int status) const
{
    const CodeInfo *info = code(status);
    return info ? info->name : u"not registered"_s;
}

QString Library::sentenceOf(int status) const
{
    if (const CodeInfo *info = code(status))
        return info->sentence;
    const CodeInfo *general = code(status / 100 * 100);
    if (!general || status > 599)
        return u"This code is not registered and its class is invalid."_s;
    return u"This code is not registered; a client treats it as %1 %2."_s.arg(general->code).arg(general->name);
}

bool Library::knownReference(const QString &reference) const
{
    // "RFC 9112 sections 6.1 and 6.3" and "RFC 9110 section 8.6 and RFC 9112 section 6.1" stand in wire.
    static const QRegularExpression rfc(
        u"^RFC [1-9][0-9]{3} (section [1-9][0-9]*(\\.[1-9][0-9]*)*|appendix [A-Z](\\.[1-9][0-9]*)*|"
        "sections [1-9][0-9]*(\\.[1-9][0-9]*)* and [1-9][0-9]*(\\.[1-9][0-9]*)*)$"_s);
    if (reference.startsWith("facts:"_L1))
        return !factName(reference.mid(6)).isEmpty();
    if (reference == "draft-ietf-httpbis-resumable-upload"_L1)
        return true;
    const QStringList parts = reference.split(u" and RFC "_s);
    for (int i = 0; i < parts.size(); ++i) {
        const QString part = i == 0 ? parts.at(i) : u"RFC "_s + parts.at(i);
        if (!rfc.match(part).hasMatch())
            return false;
    }
    return true;
}

QString Library::factName(const QString &key) const
{
    if (!key.startsWith("claims/"_L1))
        return (facts_ ? *facts_ : FactNames::builtin()).name(key);
    const Claim *claim = claimOf(key);
    return claim ? claim->claim : QString();
}

const Claim *Library::claimOf(const QString &key) const
{
    for (const Claim &claim : claims_) {
        if (key.mid(7) == QString::number(claim.number))
            return &claim;
    }
    return nullptr;
}

QString Library::shownReference(const QString &reference, int status) const
{
    if (reference == codeReference) {
        const CodeInfo *info = code(status);
        return shownReference(info ? info->references.value(0) : u"RFC 9110 section 15"_s);
    }
    if (!reference.startsWith("facts:"_L1)) {
        QString out = reference;
        return out.replace(" sections "_L1, u" §"_s).replace(" section "_L1, u" §"_s);
    }
    const QString key = reference.mid(6);
    const QString name = factName(key);
    if (key.startsWith("clients/"_L1))
        return u"client facts: "_s + name;
    if (key.startsWith("servers/"_L1))
        return u"server facts: "_s + name;
    if (key.startsWith("measured/"_L1))
        return u"measured: "_s + name;
    const Claim *claim = claimOf(key); // with what is to be thought of it: most are told because they are wrong
    return u"claim %1, %2: “%3”"_s.arg(key.mid(7), claim ? claim->verdict : QString(), name);
}

} // namespace guidance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/library.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace guidance;

class TestLibrary : public QObject {
    Q_OBJECT
private slots:
    void builtinIsClean()
    {
        const Library checked = Library::load(u":/interim/guidance"_s, u":/interim/facts"_s);
        QVERIFY2(checked.errors().isEmpty(), qPrintable(checked.errors().join('\n'_L1)));
        QCOMPARE(Library::builtin().errors(), QStringList());
    }
    /// The IANA registry, with its two unused codes.
    void everyRegisteredCode()
    {
        QList<int> wanted;
        const auto range = [&wanted](int from, int to) {
            for (int code = from; code <= to; ++code)
                wanted.append(code);
        };
        range(100, 104);
        range(200, 208);
        wanted.append(226);
        range(300, 308);
        range(400, 418);
        range(421, 426);
        wanted.append({428, 429, 431, 451});
        range(500, 508);
        wanted.append({510, 511});
        QCOMPARE(Library::builtin().codes().keys(), wanted);
        for (const int code : {100, 101, 103, 104, 400, 401, 403, 408, 411, 412, 413,
                               414, 415, 417, 421, 425, 426, 428, 429, 431, 501, 505})
            QVERIFY2(Library::builtin().code(code)->full(), qPrintable(QString::number(code)));
    }
    void claims()
    {
        const auto &library = Library::builtin();
        QCOMPARE(library.claims().size(), 12);
        QCOMPARE(library.correctionsFor(u"428"_s).size(), 1); // claim 10 is true, claim 9 bears on 428
        // What is not true is shown on the page of a code.
        for (const Claim &claim : library.claims()) {
            bool shown = claim.verdict == "true"_L1;
            for (const QString &topic : claim.topics)
                shown = shown || (library.code(topic.toInt()) && !library.correctionsFor(topic).isEmpty());
            QVERIFY2(shown, qPrintable(claim.claim));
        }
    }
    void sideBySide()
    {
        const auto rows = Library::builtin().sideBySide({u"417"_s, u"428"_s}, u"417"_s);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.at(0).current && !rows.at(1).current);
        QCOMPARE(rows.at(0).fixes, u"drop Expect"_s);
    }
    void references()
    {
        const auto &library = Library::builtin();
        QVERIFY(library.knownReference(u"RFC 9110 section 10.1.1"_s));
        QVERIFY(library.knownReference(u"RFC 9112 sections 6.1 and 6.3"_s));
        QVERIFY(library.knownReference(u"RFC 9110 section 8.6 and RFC 9112 section 6.1"_s));
        QVERIFY(library.knownReference(u"RFC 9110 appendix B.3"_s));
        QVERIFY(library.knownReference(u"facts:servers/nginx"_s));
        QVERIFY(library.knownReference(u"facts:measured/squid>node-417"_s));
        QVERIFY(!library.knownReference(u"RFC 9110 section 10.1.1."_s));
        QVERIFY(!library.knownReference(u"RFC 9110 10.1.1"_s));
        QVERIFY(!library.knownReference(u"facts:servers/nginxx"_s));
        QCOMPARE(library.shownReference(u"RFC 9110 section 10.1.1"_s), u"RFC 9110 §10.1.1"_s);
        QCOMPARE(library.shownReference(u"facts:claims/6"_s),
                 u"claim 6, misleading: “An HTTP/1.0 server answers 417 to Expect”"_s);
        QCOMPARE(library.shownReference(u"facts:clients/curl"_s), u"client facts: curl / libcurl"_s);
        for (const wire::AnomalyInfo &info : wire::allAnomalies())
            QVERIFY2(library.knownReference(QString::fromStdString(std::string(info.reference))),
                     info.reference.data());
    }
    void unknownCodes()
    {
        QVERIFY(Library::builtin().sentenceOf(499).contains(u"400 Bad Request"_s));
        QVERIFY(Library::builtin().sentenceOf(799).contains(u"invalid"_s));
        QVERIFY(!Library::builtin().code(499));
    }
    void actionsAreUsed()
    {
        const auto &library = Library::builtin();
        QSet<QString> used;
        for (const auto &rule : library.verdicts()) {
            for (const auto &action : rule.actions)
                used.insert(action.key);
        }
        for (auto it = library.actions().cbegin(); it != library.actions().cend(); ++it)
            QVERIFY2(used.contains(it.key()) && !it.value().isEmpty(), qPrintable(it.key()));
    }
};

INTERIM_SUITE(TestLibrary)
#include "tst_library.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in snippets as a window shows them; each source is one of the facts.
#include "session/snippet_programs.h"

#include "formats/snippets/snippets.h"
#include "guidance/library.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestSnippets : public QObject {
    Q_OBJECT
private slots:
    void allAreThereWithTheirFacts()
    {
        QCOMPARE(formats::Snippets::builtin().errors(), QStringList());
        const auto list = session::snippetList();
        QVERIFY(list.size() >= 19);
        for (const auto &snippet : formats::Snippets::builtin().all()) {
            for (const QString &source : snippet.sources)
                QVERIFY2(guidance::Library::builtin().knownReference(source), qPrintable(source));
        }
        for (const auto &info : list)
            QVERIFY2(!info.title.isEmpty() && !info.on.isEmpty()
                         && !info.sources.join(u'\n').contains(u"facts:clients"),
                     qPrintable(info.name));
    }

    void oneIsFilled()
    {
        request::RequestSpec spec;
        spec.method = "PUT";
        spec.url = "http://me:word@h.example/x";
        const auto made = session::snippetFor(u"go"_s, spec, false);
        QVERIFY(made.program.contains(u"expect = false"_s) && !made.program.contains(u"word@"_s));
        QVERIFY(session::snippetFor(u"go"_s, spec, true).program.contains(u"me:word@h.example"_s));
        QVERIFY(!session::snippetFor(u"none"_s, spec, true).error.isEmpty());
    }
};

INTERIM_SUITE(TestSnippets)
#include "tst_snippet_programs.moc"

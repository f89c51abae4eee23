// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in snippets as a window shows them; each source is one of the facts.
#include "session/snippets.h"

#include "formats/snippets/snippets.h"
#include "guidance/library.h"

#include <QTest>

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
            QVERIFY2(!info.title.isEmpty() && !info.on.isEmpty() && !info.sources.join(u'\n').contains(u"facts:clients"), qPrintable(info.name));
    }

    void oneIsFilled()
    {
        wire::RequestSpec spec;
        spec.method = "PUT";
        spec.url = "http://me:word@h.example/x";
        const auto made = session::snippetFor(QStringLiteral("go"), spec, false);
        QVERIFY(made.program.contains(QStringLiteral("expect = false")) && !made.program.contains(QStringLiteral("word@")));
        QVERIFY(session::snippetFor(QStringLiteral("go"), spec, true).program.contains(QStringLiteral("me:word@h.example")));
        QVERIFY(!session::snippetFor(QStringLiteral("none"), spec, true).error.isEmpty());
    }
};

INTERIM_SUITE(TestSnippets)
#include "tst_snippets.moc"

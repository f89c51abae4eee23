// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/guide_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace guidance;

class TestGuideText : public QObject {
    Q_OBJECT
private slots:
    void code()
    {
        const QString text = guideText(Library::builtin(), u"417"_s);
        QVERIFY(text.startsWith(u"417 Expectation Failed\n"_s));
        for (const char *part : {"WHAT IT SAYS", "WHO SENDS IT", "WHAT TO DO", "NOT TO BE CONFUSED WITH",
                                 "SIDE BY SIDE", "add If-Match", "OFTEN TOLD", "RFC 9110 §15.5.18"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        // A terminal joins runs of spaces: what tells the columns apart must be words.
        QVERIFY(text.contains(u"- 417 (this one): the Expect field cannot be met; what fixes it: drop Expect\n"_s));
        QVERIFY(guideText(Library::builtin(), u"404"_s).contains(u"RFC 9110 §15.5.5"_s));
    }
    // What RFC 9110, RFC 6585 and the draft on resumable uploads say, where shorter texts said more or less.
    void codesClaimNoMore_data()
    {
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("saysNot");
        const auto row = [](const char *code, const char *says, const char *saysNot = "(nothing)") {
            QTest::newRow(qPrintable(QString::fromLatin1(code) + u' ' + QString::fromLatin1(says)))
                << QString::fromLatin1(says) << QString::fromLatin1(saysNot);
        };
        for (const char *code : {"206", "304", "416"})
            row(code, "it cannot answer a POST");
        for (const char *code : {"300", "303", "304"})
            row(code, code, "elsewhere");
        for (const char *code : {"428", "429", "431", "511"})
            row(code, "must not be stored by a cache");
        row("104", "A client may take it as fulfilling 100-continue");
        row("104", "the server must not leave out the 100");
        row("104", "Upload-Draft-Interop-Version");
        row("101", "must have sent its whole request, content and all");
        row("417", "a response to PUT never is");
        row("417", "51 requests and exit status 47", "for ever");
        row("417", "X-Squid-Error");
        row("408", "nobody here was slow", "each side waits for the other");
        row("411", "send Content-Length: 0");
        row("412", "If-None-Match: * the resource exists already");
        row("413", "a server that decides from Content-Length can then answer before the content", "cannot be lost");
        row("407", "Proxy-Authorization");
        row("428", "If the request had a condition");
        row("505", "major version", "HTTP/1.0 or");
        row("claim 9", "429, 431 and 511");
    }
    void codesClaimNoMore()
    {
        QFETCH(QString, says);
        QFETCH(QString, saysNot);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        const QString key = tag.startsWith("claim"_L1) ? tag.left(7) : tag.left(3);
        const QString text = guideText(Library::builtin(), key);
        QVERIFY2(text.contains(says), qPrintable(text));
        QVERIFY2(!text.contains(saysNot), qPrintable(text));
    }
    void everythingInTheIndexHasText()
    {
        const auto lines = guideIndex(Library::builtin()).split('\n'_L1, Qt::SkipEmptyParts);
        int texts = 0;
        for (const QString &line : lines) {
            if (!line.contains("  "_L1))
                continue; // a heading
            const QString key = line.section(u"  "_s, 0, 0);
            const QString text = guideText(Library::builtin(), key);
            QVERIFY2(text.endsWith('\n'_L1) && text.contains("REFERENCE"_L1), qPrintable(key));
            ++texts;
        }
        QVERIFY(texts > 200);
    }
    void unknown()
    {
        QVERIFY(guideText(Library::builtin(), u"499"_s).startsWith("499 (unregistered)\n"_L1));
        QVERIFY(guideText(Library::builtin(), u"999"_s).startsWith("999 is no valid status code\n"_L1));
        QCOMPARE(guideText(Library::builtin(), u"0417"_s), QString());
        QCOMPARE(guideText(Library::builtin(), u"1000"_s), QString());
        QCOMPARE(guideText(Library::builtin(), u"nonsense"_s), QString());
        QCOMPARE(guideText(Library::builtin(), QString()), QString());
    }
};

INTERIM_SUITE(TestGuideText)
#include "tst_guide_text.moc"

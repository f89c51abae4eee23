// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/guide_text.h"

#include <QTest>

using namespace guidance;

class TestGuideText : public QObject {
    Q_OBJECT
private slots:
    void code()
    {
        const QString text = guideText(Library::builtin(), QStringLiteral("417"));
        QVERIFY(text.startsWith(QStringLiteral("417 Expectation Failed\n")));
        for (const char *part : {"WHAT IT SAYS", "WHO SENDS IT", "WHAT TO DO", "NOT TO BE CONFUSED WITH", "SIDE BY SIDE",
                                 "add If-Match", "OFTEN TOLD", "RFC 9110 §15.5.18"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        // A terminal joins runs of spaces: what tells the columns apart must be words.
        QVERIFY(text.contains(QStringLiteral("- 417 (this one): the Expect field cannot be met; what fixes it: drop Expect\n")));
        QVERIFY(guideText(Library::builtin(), QStringLiteral("404")).contains(QStringLiteral("RFC 9110 §15.5.5")));
    }
    void everythingInTheIndexHasText()
    {
        const auto lines = guideIndex(Library::builtin()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        int texts = 0;
        for (const QString &line : lines) {
            if (!line.contains(QLatin1String("  ")))
                continue; // a heading
            const QString key = line.section(QStringLiteral("  "), 0, 0);
            const QString text = guideText(Library::builtin(), key);
            QVERIFY2(text.endsWith(QLatin1Char('\n')) && text.contains(QLatin1String("REFERENCE")), qPrintable(key));
            ++texts;
        }
        QVERIFY(texts > 200);
    }
    void unknown()
    {
        QVERIFY(guideText(Library::builtin(), QStringLiteral("499")).startsWith(QLatin1String("499 (unregistered)\n")));
        QVERIFY(guideText(Library::builtin(), QStringLiteral("999")).startsWith(QLatin1String("999 is no valid status code\n")));
        QCOMPARE(guideText(Library::builtin(), QStringLiteral("0417")), QString());
        QCOMPARE(guideText(Library::builtin(), QStringLiteral("1000")), QString());
        QCOMPARE(guideText(Library::builtin(), QStringLiteral("nonsense")), QString());
        QCOMPARE(guideText(Library::builtin(), QString()), QString());
    }
};

INTERIM_SUITE(TestGuideText)
#include "tst_guide_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/output_options.h"

#include "cli/options/typed_call.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestOutputOptions : public QObject {
    Q_OBJECT
private slots:
    void oneDrawing()
    {
        QVERIFY(typed::good({}).output.drawing == cli::Drawing::Default);
        QVERIFY(typed::good({u"--json"_s}).output.drawing == cli::Drawing::Json);
        QVERIFY(typed::good({u"--timeline"_s}).output.drawing == cli::Drawing::Timeline);
        QVERIFY(typed::refusal(typed::words("--json --timeline")).contains("give one"_L1));
    }

    void savedToARegularFile()
    {
        QVERIFY(typed::refusal(typed::words("--save /dev/full")).contains("regular file"_L1));
        QVERIFY(typed::refusal(typed::words("--save /nonexistent/x")).contains("folder"_L1));
    }

    void whatNeedsAnExchange()
    {
        const auto asked = [](const char *words, bool jsonFits) {
            const auto wrong = cli::needsAnExchange(typed::good(typed::words(words)).output, jsonFits);
            return wrong ? wrong->text.section(u' ', 0, 0) : QString();
        };
        QCOMPARE(asked("--fail", false), u"--fail"_s);
        QCOMPARE(asked("--timeline", true), u"--timeline"_s);
        QCOMPARE(asked("--json", false), u"--json"_s);
        QCOMPARE(asked("--json", true), QString());
        QCOMPARE(asked("--show-secrets", false), QString());
    }
};

INTERIM_SUITE(TestOutputOptions)
#include "tst_output_options.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/advice_text.h"

#include "support/exchange_sample.h"

#include <QRegularExpression>
#include <QTest>

// No `using namespace cli`: see tst_action_hints.cpp.
using cli::TextStyle;
using formats::Confidence;

class TestAdviceText : public QObject {
    Q_OBJECT
    static QString text(const formats::Advice &advice, const TextStyle &style = {}, bool expect = true)
    {
        auto spec = support::uploadSpec(2 << 20);
        spec.headers.clear();
        support::SampleMaker maker(expect ? spec : wire::withoutExpect(spec));
        maker.at(0).begin("first").at(10).head().received("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").end("final-status");
        const record::Exchange exchange = record::summarize(wire::Role::Client, maker.events());
        return cli::adviceText({advice, exchange, spec}, style);
    }
    static formats::Advice whole(Confidence confidence = Confidence::Certain)
    {
        formats::Advice advice;
        advice.rule = QStringLiteral("some-rule");
        advice.topic = QStringLiteral("417");
        advice.confidence = confidence;
        advice.headline = QStringLiteral("It was refused");
        advice.sentences = {{QStringLiteral("First."), {1}}, {QStringLiteral("Second."), {}}};
        advice.why = QStringLiteral("Expect is sent above 1 MiB.");
        advice.actions = {{QStringLiteral("send-without-expect"), QStringLiteral("Send without Expect")},
                          {QStringLiteral("cancel"), QStringLiteral("Cancel")},
                          {QStringLiteral("show-codes"), QStringLiteral("Show the page of this code")}};
        advice.references = {QStringLiteral("RFC 9110 §10.1.1"), QStringLiteral("RFC 9110 §15.5.18")};
        advice.findings = {{QStringLiteral("f"), wire::Severity::Warning, confidence, QStringLiteral("It is odd"),
                            QStringLiteral("Because of this."), QStringLiteral("RFC 9112 §6.3"), {}, {}},
                           {QStringLiteral("g"), wire::Severity::Error, Confidence::Certain, QStringLiteral("It is wrong"),
                            {}, {}, {}, {}}};
        return advice;
    }

private slots:
    void allOfIt()
    {
        QCOMPARE(text(whole()), QStringLiteral(R"(
It was refused
First.
Second.

What to do:
- Send without Expect: --expect off
- Show the page of this code: interim-cli guide 417

Why Expect was sent: Expect is sent above 1 MiB.
Rule: some-rule · RFC 9110 §10.1.1; RFC 9110 §15.5.18

▸ warning: It is odd (RFC 9112 §6.3)
  Because of this.

▸ error: It is wrong
)"));
    }

    /// Certain says nothing; the other two are words, of the verdict and of a finding each for itself.
    void saysHowSure()
    {
        const QString certain = text(whole());
        QVERIFY(!certain.contains(QLatin1String("ertain")) && !certain.contains(QLatin1String("ikely")));
        const QString likely = text(whole(Confidence::Likely));
        QVERIFY2(likely.contains(QLatin1String("\nIt was refused\nLikely: ")), qPrintable(likely));
        QVERIFY(likely.contains(QStringLiteral("▸ warning, likely: It is odd")));
        QVERIFY(likely.contains(QStringLiteral("▸ error: It is wrong")));
        const QString open = text(whole(Confidence::Open));
        QVERIFY2(open.contains(QLatin1String("\nIt was refused\nOpen: ")), qPrintable(open));
        QVERIFY(open.contains(QStringLiteral("▸ warning, open: It is odd")));
    }

    void whyWithoutExpect()
    {
        formats::Advice advice = whole();
        advice.why = QStringLiteral("No Expect was sent.");
        const QString said = text(advice, {}, false);
        QVERIFY2(said.contains(QLatin1String("\n\nNo Expect was sent.\nRule: ")), qPrintable(said));
        QVERIFY(!said.contains(QLatin1String("Why Expect")));
    }

    void nothingToSay()
    {
        QCOMPARE(text({}), QString());
        formats::Advice advice;
        advice.headline = QStringLiteral("Waiting");
        advice.actions = {{QStringLiteral("cancel"), QStringLiteral("Cancel")}}; // it cannot be done any more
        QCOMPARE(text(advice), QStringLiteral("\nWaiting\n"));
        advice.actions = {{QStringLiteral("of-later"), QStringLiteral("Do it")}}; // no words of a call
        QVERIFY(text(advice).endsWith(QLatin1String("\nWhat to do:\n- Do it\n")));
    }

    void fitsEveryWidth()
    {
        formats::Advice advice = whole(Confidence::Open);
        advice.headline = QString(300, u'h');
        advice.sentences = {{QString(90, u's') + QStringLiteral(" words"), {}}};
        advice.why = QString(200, u'w');
        advice.actions[0].words = QString(130, u'a');
        advice.references << QString(150, u'r');
        advice.findings[0].title = QString(200, u'f');
        advice.findings[0].text = QStringLiteral("many words ").repeated(40);
        for (const int width : {40, 57, 80, 200}) {
            for (const bool unicode : {true, false}) {
                const QString said = text(advice, {width, false, unicode});
                for (const QString &line : said.split(u'\n'))
                    QVERIFY2(line.size() <= width, qPrintable(line));
            }
        }
    }

    /// The text of a finding goes on below its title, and lines of a step below its first.
    void indents()
    {
        formats::Advice advice = whole();
        advice.findings[0].text = QStringLiteral("many words ").repeated(12);
        advice.actions[0].words = QStringLiteral("many words ").repeated(12);
        const QStringList lines = text(advice, {60, false, true}).split(u'\n');
        int indented = 0;
        for (const QString &line : lines)
            indented += line.startsWith(QLatin1String("  many"));
        QVERIFY2(indented >= 4, qPrintable(lines.join(u'\n')));
    }

    void asciiStaysAscii()
    {
        const QString said = text(whole(), {80, false, false});
        for (const QChar c : said)
            QVERIFY2(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f), qPrintable(said));
        QVERIFY(said.contains(QLatin1String("> warning: It is odd (RFC 9112 section 6.3)")));
    }

    void coloursAreOnlyOurs()
    {
        formats::Advice advice = whole(Confidence::Likely);
        const QChar escape(0x1b);
        advice.headline += escape + QStringLiteral("[2J");
        advice.sentences[0].text += QChar(0x9b);
        advice.why += escape;
        advice.actions[0].words += escape;
        advice.references[0] += escape;
        advice.findings[0].title += escape;
        advice.findings[0].text += escape;
        QString coloured = text(advice, {80, true, true});
        QVERIFY(coloured.contains(QLatin1String("\x1b[90mRule: some-rule")));
        QVERIFY(coloured.contains(QLatin1String("\x1b[33mLikely: ")));
        coloured.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9]+m")));
        QVERIFY(!coloured.contains(escape) && !coloured.contains(QChar(0x9b)));
        QCOMPARE(coloured, text(advice));
    }
};

INTERIM_SUITE(TestAdviceText)
#include "tst_advice_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/advice_text.h"

#include "support/exchange_sample.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// No `using namespace cli`: see tst_action_hints.cpp.
using cli::TextStyle;
using formats::Confidence;

class TestAdviceText : public QObject {
    Q_OBJECT
    static QString text(const formats::Advice &advice, const TextStyle &style = {}, bool expect = true)
    {
        auto spec = support::uploadSpec(2 << 20);
        spec.headers.clear();
        support::SampleMaker maker(expect ? spec : request::withoutExpect(spec));
        maker.at(0)
            .begin("first")
            .at(10)
            .head()
            .received("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            .end("final-status");
        const record::Exchange exchange = record::summarize(maker.events());
        return cli::adviceText({advice, exchange, spec}, style);
    }
    static formats::Advice whole(Confidence confidence = Confidence::Certain)
    {
        formats::Advice advice;
        advice.rule = u"some-rule"_s;
        advice.topic = u"417"_s;
        advice.confidence = confidence;
        advice.headline = u"It was refused"_s;
        advice.sentences = {{u"First."_s, {1}}, {u"Second."_s, {}}};
        advice.why = u"Expect is sent above 1 MiB."_s;
        advice.actions = {{u"send-without-expect"_s, u"Send without Expect"_s},
                          {u"cancel"_s, u"Cancel"_s},
                          {u"show-codes"_s, u"Show the page of this code"_s}};
        advice.references = {u"RFC 9110 §10.1.1"_s, u"RFC 9110 §15.5.18"_s};
        advice.findings = {{u"f"_s,
                            wire::Severity::Warning,
                            confidence,
                            u"It is odd"_s,
                            u"Because of this."_s,
                            u"RFC 9112 §6.3"_s,
                            {},
                            {}},
                           {u"g"_s, wire::Severity::Error, Confidence::Certain, u"It is wrong"_s, {}, {}, {}, {}}};
        return advice;
    }

private slots:
    void allOfIt()
    {
        QCOMPARE(text(whole()), uR"(
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
)"_s);
    }

    /// Certain says nothing; the other two are words, of the verdict and of a finding each for itself.
    void saysHowSure()
    {
        const QString certain = text(whole());
        QVERIFY(!certain.contains("ertain"_L1) && !certain.contains("ikely"_L1));
        const QString likely = text(whole(Confidence::Likely));
        QVERIFY2(likely.contains("\nIt was refused\nLikely: "_L1), qPrintable(likely));
        QVERIFY(likely.contains(u"▸ warning, likely: It is odd"_s));
        QVERIFY(likely.contains(u"▸ error: It is wrong"_s));
        const QString open = text(whole(Confidence::Open));
        QVERIFY2(open.contains("\nIt was refused\nOpen: "_L1), qPrintable(open));
        QVERIFY(open.contains(u"▸ warning, open: It is odd"_s));
    }

    void whyWithoutExpect()
    {
        formats::Advice advice = whole();
        advice.why = u"No Expect was sent."_s;
        const QString said = text(advice, {}, false);
        QVERIFY2(said.contains("\n\nNo Expect was sent.\nRule: "_L1), qPrintable(said));
        QVERIFY(!said.contains("Why Expect"_L1));
    }

    void nothingToSay()
    {
        QCOMPARE(text({}), QString());
        formats::Advice advice;
        advice.headline = u"Waiting"_s;
        advice.actions = {{u"cancel"_s, u"Cancel"_s}}; // it cannot be done any more
        QCOMPARE(text(advice), u"\nWaiting\n"_s);
        advice.actions = {{u"of-later"_s, u"Do it"_s}}; // no words of a call
        QVERIFY(text(advice).endsWith("\nWhat to do:\n- Do it\n"_L1));
    }

    void fitsEveryWidth()
    {
        formats::Advice advice = whole(Confidence::Open);
        advice.headline = QString(300, u'h');
        advice.sentences = {{QString(90, u's') + u" words"_s, {}}};
        advice.why = QString(200, u'w');
        advice.actions[0].words = QString(130, u'a');
        advice.references << QString(150, u'r');
        advice.findings[0].title = QString(200, u'f');
        advice.findings[0].text = u"many words "_s.repeated(40);
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
        advice.findings[0].text = u"many words "_s.repeated(12);
        advice.actions[0].words = u"many words "_s.repeated(12);
        const QStringList lines = text(advice, {60, false, true}).split(u'\n');
        int indented = 0;
        for (const QString &line : lines)
            indented += line.startsWith("  many"_L1);
        QVERIFY2(indented >= 4, qPrintable(lines.join(u'\n')));
    }

    void asciiStaysAscii()
    {
        const QString said = text(whole(), {80, false, false});
        for (const QChar c : said)
            QVERIFY2(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f), qPrintable(said));
        QVERIFY(said.contains("> warning: It is odd (RFC 9112 section 6.3)"_L1));
    }

    void coloursAreOnlyOurs()
    {
        formats::Advice advice = whole(Confidence::Likely);
        const QChar escape(0x1b);
        advice.headline += escape + u"[2J"_s;
        advice.sentences[0].text += QChar(0x9b);
        advice.why += escape;
        advice.actions[0].words += escape;
        advice.references[0] += escape;
        advice.findings[0].title += escape;
        advice.findings[0].text += escape;
        QString coloured = text(advice, {80, true, true});
        QVERIFY(coloured.contains("\x1b[90mRule: some-rule"_L1));
        QVERIFY(coloured.contains("\x1b[33mLikely: "_L1));
        coloured.remove(QRegularExpression(u"\x1b\\[[0-9]+m"_s));
        QVERIFY(!coloured.contains(escape) && !coloured.contains(QChar(0x9b)));
        QCOMPARE(coloured, text(advice));
    }
};

INTERIM_SUITE(TestAdviceText)
#include "tst_advice_text.moc"

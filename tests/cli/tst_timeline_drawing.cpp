// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/timeline_drawing.h"

#include "support/exchange_sample.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestTimelineText : public QObject {
    Q_OBJECT
    static QString drawn(const request::RequestSpec &spec, const std::vector<wire::Event> &events,
                         const TextStyle &style, const formats::Advice &advice = {})
    {
        const record::Exchange exchange = record::summarize(events);
        return timelineText({spec, exchange, advice}, style);
    }
    static QString lineWith(const QString &text, const char *part)
    {
        for (const QString &line : text.split(u'\n')) {
            if (line.contains(QLatin1String(part)))
                return line;
        }
        return {};
    }
private slots:
    void drawsToScale()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QString text = drawn(spec, support::healed417(spec), {});
        // 1.63 of 4.0 ms, in bars of 31 columns
        const auto hatched = lineWith(text, "pause").count(u'▒');
        QVERIFY2(hatched >= 12 && hatched <= 14, qPrintable(text));
        QVERIFY(lineWith(text, "103 ").contains(u'⚑'));
        QVERIFY(lineWith(text, "417 Expectation").contains(u'●'));
        QVERIFY(text.contains(u"never sent · 0 of 2,097,152 bytes"_s));
        QVERIFY(text.contains(u'╰'));
        QVERIFY(text.indexOf("Attempt 1"_L1) < text.indexOf("Attempt 2"_L1));
        QVERIFY(!text.contains(QChar(0x1b)));
    }

    void fitsEveryWidth()
    {
        const auto spec = support::uploadSpec(2 << 20);
        formats::Advice advice;
        advice.headline = QString(300, u'h');
        for (const int width : {1, 40, 57, 80, 200}) {
            for (const bool unicode : {true, false}) {
                TextStyle style{width, false, unicode};
                const QString text =
                    drawn(spec, support::healed417(spec, std::string(300, 'r').c_str()), style, advice);
                for (const QString &line : text.split(u'\n'))
                    QVERIFY2(line.size() <= std::max(width, 40), qPrintable(line));
            }
        }
    }

    void asciiStaysAscii()
    {
        const auto spec = support::uploadSpec(2 << 20);
        formats::Advice advice;
        advice.headline = u"4 MiB → 1 MiB"_s;
        const QString text = drawn(spec, support::healed417(spec), {80, false, false}, advice);
        for (const QChar c : text)
            QVERIFY2(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f), qPrintable(text));
        QVERIFY(lineWith(text, "pause").contains("////"_L1));
        QVERIFY(text.contains("4 MiB -> 1 MiB"_L1));
    }

    void hostileBytesStayText()
    {
        auto spec = support::uploadSpec(2 << 20);
        spec.method = "PO\x1b[2J";
        spec.headers = {{"Expect", "\x1b]0;owned\x07"}};
        spec.expect.anyValue = true;
        formats::Advice advice;
        advice.headline = u"head"_s + QChar(0x9b) + u"line"_s;
        const QString plain = drawn(spec, support::healed417(spec, "\x1b[31mred\x07\xc2\x9b"), {}, advice);
        for (const QChar c : plain)
            QVERIFY2(c == u'\n' || (c.unicode() >= 0x20 && (c.unicode() < 0x7f || c.unicode() > 0xa0)),
                     qPrintable(plain));
        QVERIFY(plain.contains("\\x1b"_L1));
        // In colour, the only sequences are ours.
        QString coloured = drawn(spec, support::healed417(spec, "\x1b[31mred\x07\xc2\x9b"), {80, true, true}, advice);
        QVERIFY(coloured.contains("\x1b[33m"_L1));
        coloured.remove(QRegularExpression(u"\x1b\\[[0-9]+m"_s));
        QCOMPARE(coloured, plain);
    }

    void guidanceStandsBelow()
    {
        const auto spec = support::uploadSpec(2 << 20);
        formats::Advice advice;
        advice.headline = u"What it says"_s;
        const QString text = drawn(spec, support::healed417(spec), {}, advice);
        QVERIFY(text.endsWith("\n\nWhat it says\n"_L1));
    }

    void emptyExchange()
    {
        const QString text = drawn(support::uploadSpec(1), {}, {});
        QVERIFY(text.startsWith("POST http://127.0.0.1:8080/refuse-417"_L1));
    }
};

INTERIM_SUITE(TestTimelineText)
#include "tst_timeline_drawing.moc"

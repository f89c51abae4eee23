// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comparison_text.h"

#include "compare/made.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace model;
using compare::Aspect;
using compare::Change;
using compare::Difference;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x00a0), ' '_L1); // between a number and its unit
}

const char ok[] = "HTTP/1.1 200 OK\r\nServer: a\r\nContent-Length: 0\r\n\r\n";

} // namespace

class TestComparisonText : public QObject {
    Q_OBJECT
    const QLocale locale_{QLocale::English};

private slots:
    void rowsInWords()
    {
        const auto went = made::continued(300, ok).summary;
        QCOMPARE(plain(handshakeText(went, locale_)), u"100 after 300 µs"_s);
        QCOMPARE(answerText(went), u"200"_s);
        auto resumed = went;
        resumed.handshake.continuedBy = 104;
        QCOMPARE(plain(handshakeText(resumed, locale_)), u"104 after 300 µs"_s);
        QCOMPARE(connectionText(went), u"kept open"_s);
        const auto refused = made::refused(1630, "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n").summary;
        QCOMPARE(plain(handshakeText(refused, locale_)), u"417 after 1.63 ms"_s);
        const auto spec = support::uploadSpec(2 << 20);
        QCOMPARE(answerText(made::from(spec, support::healed417(spec)).summary), u"417, then 201"_s);
        auto ended = made::unreachable().summary;
        ended.outcome = record::Outcome::Aborted;
        ended.error = "cancelled by the user";
        QCOMPARE(answerText(ended), u"cancelled"_s);
        ended.error = "it was ended at 7 events, the most that a comparison's rows may make together: send it alone";
        QVERIFY(answerText(ended).startsWith(u"it was ended at 7 events, the most that"_s));
        const auto none = made::unreachable().summary;
        QCOMPARE(handshakeText(none, locale_), u"nothing sent"_s);
        QCOMPARE(answerText(none), u"could not connect"_s);
        QCOMPARE(connectionText(none), QString());
    }

    /// A row that got a 413 did not lack a final status.
    void whatCameBehindTheFinalStatus()
    {
        Difference outcome{Aspect::Outcome, Change::Differs, {}, "final-status", "closed-early"};
        outcome.answered = true;
        QCOMPARE(differenceText(outcome, locale_), u"behind the final status: closed early"_s);
        const Difference status{Aspect::Status, Change::Differs, {}, "200", "413"};
        QCOMPARE(differencesText({outcome, status}, locale_),
                 u"behind the final status: closed early · 413 instead of 200"_s);
        outcome.answered = false;
        QCOMPARE(differencesText({outcome, status}, locale_), u"closed early instead of a final status"_s);
        Difference aborted{Aspect::Outcome, Change::Differs, {}, "final-status", "aborted"};
        QCOMPARE(differenceText(aborted, locale_), u"cancelled instead of a final status"_s);
        aborted.why = "it was ended at 7 events";
        QCOMPARE(differenceText(aborted, locale_), u"it was ended at 7 events instead of a final status"_s);
        aborted.answered = true;
        QCOMPARE(differenceText(aborted, locale_), u"behind the final status: it was ended at 7 events"_s);
    }

    void aCellNamesSomeFields()
    {
        std::vector<Difference> many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back({Aspect::Field, Change::Added, "X-" + std::to_string(i), "", "v"});
        const auto text = differencesText(many, locale_);
        QVERIFY2(text.startsWith("adds X-0, X-1, "_L1) && text.endsWith("X-11 and 9988 more"_L1), qPrintable(text));
    }

    void eachDifference_data()
    {
        QTest::addColumn<int>("aspect");
        QTest::addColumn<int>("change");
        QTest::addColumn<QByteArray>("baseline");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("text");
        const auto row = [](Aspect aspect, Change change, const char *baseline, const char *value, const char *text) {
            QTest::newRow(text) << int(aspect) << int(change) << QByteArray(baseline) << QByteArray(value)
                                << QString::fromUtf8(text);
        };
        row(Aspect::Request, Change::Differs, "POST /a", "POST /b", "another request: POST /b instead of POST /a");
        row(Aspect::Outcome, Change::Differs, "final-status", "timed-out", "timed out instead of a final status");
        row(Aspect::Handshake, Change::Differs, "continued", "timed-out", "no 100 instead of 100");
        row(Aspect::Interim, Change::Added, "", "103", "interim responses: 103 instead of none");
        row(Aspect::Status, Change::Differs, "200", "417 201", "417, then 201 instead of 200");
        row(Aspect::Version, Change::Differs, "1.1", "1.0", "HTTP/1.0 instead of HTTP/1.1");
        row(Aspect::Field, Change::Added, "", "a", "adds Name: a");
        row(Aspect::Field, Change::Removed, "a", "", "lacks Name: a");
        row(Aspect::Field, Change::Differs, "a", "b", "Name: b instead of a");
        row(Aspect::Content, Change::Differs, "5", "4194304", "content of 4,194,304 bytes instead of 5");
        row(Aspect::Content, Change::Differs, "5", "5", "other content, of the same 5 bytes");
        row(Aspect::BodySent, Change::Differs, "4194304", "0", "0 body bytes sent instead of 4,194,304");
        row(Aspect::Connection, Change::Differs, "open", "closed-by-server",
            "closed by the server instead of kept open");
        row(Aspect::Pause, Change::Differs, "0", "0", "+800 µs pause");
        row(Aspect::Final, Change::Differs, "0", "0", "+800 µs to the final status");
    }
    void eachDifference()
    {
        QFETCH(int, aspect);
        QFETCH(int, change);
        QFETCH(QByteArray, baseline);
        QFETCH(QByteArray, value);
        QFETCH(QString, text);
        const Difference one{Aspect(aspect),         Change(change),      aspect == int(Aspect::Field) ? "Name" : "",
                             baseline.toStdString(), value.toStdString(), 800'000};
        QCOMPARE(plain(differenceText(one, locale_)), text);
    }

    void inShort()
    {
        const auto found = compare::differences(
            {made::continued(300, ok).summary, {}},
            {made::continued(1100, "HTTP/1.1 201 OK\r\nserver: b\r\nVia: 1\r\nContent-Length: 0\r\n\r\n").summary, {}});
        QCOMPARE(plain(differencesText(found, locale_)),
                 u"201 instead of 200 · adds Via · server differs · +800 µs pause"_s);
        QCOMPARE(differencesText({}, locale_), u"no difference"_s);
    }

    void wireBytesAreVisible()
    {
        Difference one;
        one.aspect = Aspect::Field;
        one.change = Change::Added;
        one.name = "X\x1b";
        one.value.assign(500, 'x');
        one.value.insert(0, "\x1b[31m\r\n");
        const QString text = differenceText(one, locale_);
        QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(u'\n'));
        QVERIFY(text.size() < 160);
    }

    void spreadAndBars()
    {
        const auto spread = compare::spreadOf({1'000'000, 2'000'000, 3'000'000});
        QCOMPARE(plain(spreadText(spread, locale_)), u"median 2 ms, 95 of 100 within 3 ms, longest 3 ms, of 3"_s);
        QCOMPARE(plain(barText({compare::BarKind::Pause, 0, 1'630'000, 0}, locale_)), u"pause 1.63 ms"_s);
        QCOMPARE(barText({compare::BarKind::Interim, 5, 5, 103}, locale_), u"103"_s);
    }

    void variantsAreNamed()
    {
        QCOMPARE(variantText({compare::VariantKind::ExpectOn, compare::Hop::ThroughProxy, {}}),
                 u"Expect on, through the proxy"_s);
        QCOMPARE(variantText({compare::VariantKind::Http10, compare::Hop::AsAsked, {}}), u"HTTP/1.0"_s);
    }
};

INTERIM_SUITE(TestComparisonText)
#include "tst_comparison_text.moc"

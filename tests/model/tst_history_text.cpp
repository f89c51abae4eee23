// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/history_text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using record::Outcome;
using wire::GateOutcome;

Q_DECLARE_METATYPE(record::Outcome)
Q_DECLARE_METATYPE(wire::GateOutcome)

class TestHistoryText : public QObject {
    Q_OBJECT
private slots:
    void handshakes_data();
    void handshakes();
    void whatContinuedItAndWhatEndedIt();
    void requestsAndPlaces();
    void wireTextIsMadeVisible();
    void statuses();
    void limits();
};

void TestHistoryText::handshakes_data()
{
    QTest::addColumn<GateOutcome>("gate");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QList<int>>("codes");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, GateOutcome gate, Outcome outcome, const QList<int> &codes,
                        const char *words) {
        QTest::newRow(name) << gate << outcome << codes << QString::fromUtf8(words);
    };
    row("healed", GateOutcome::FinalStatus, Outcome::FinalStatus, {417, 201}, "417, then 201 without Expect");
    row("not healed", GateOutcome::FinalStatus, Outcome::ClosedEarly, {417, 0},
        "417, then no answer without Expect, closed early");
    row("refused", GateOutcome::FinalStatus, Outcome::FinalStatus, {413}, "413 before the body");
    row("continued", GateOutcome::Continued, Outcome::FinalStatus, {200}, "100 after 400 µs");
    row("waited", GateOutcome::TimedOut, Outcome::FinalStatus, {200}, "no 100, waited 400 µs");
    row("waited for nothing", GateOutcome::TimedOut, Outcome::ClosedEarly, {}, "no 100, waited 400 µs, closed early");
    row("closed", GateOutcome::Closed, Outcome::ClosedEarly, {}, "closed while waiting, after 400 µs");
    row("by hand", GateOutcome::ReleasedByUser, Outcome::FinalStatus, {200}, "no 100, sent by hand after 400 µs");
    row("cancelled", GateOutcome::Aborted, Outcome::Aborted, {}, "ended while waiting, cancelled");
    row("not waited", GateOutcome::NotWaited, Outcome::FinalStatus, {200}, "Expect, not waited");
    row("no Expect", GateOutcome::NotSent, Outcome::FinalStatus, {200}, "no Expect");
    row("cancelled later", GateOutcome::NotSent, Outcome::Aborted, {}, "no Expect, cancelled");
    row("no connection", GateOutcome::NotSent, Outcome::ConnectFailed, {}, "could not connect");
    row("no TLS", GateOutcome::NotSent, Outcome::TlsFailed, {}, "TLS failed");
    row("no HTTP", GateOutcome::NotSent, Outcome::ProtocolError, {}, "no Expect, the answer cannot be read");
}

void TestHistoryText::handshakes()
{
    QFETCH(GateOutcome, gate);
    QFETCH(Outcome, outcome);
    QFETCH(QList<int>, codes);
    store::Entry entry;
    entry.gate = gate;
    entry.outcome = outcome;
    entry.pauseNs = 400'000;
    for (const int code : codes)
        entry.attempts.append({entry.attempts.isEmpty() ? u"first"_s : u"retry-without-expect"_s, code});
    QTEST(model::handshakeText(entry, QLocale::c()), "words");
}

void TestHistoryText::whatContinuedItAndWhatEndedIt()
{
    store::Entry entry;
    entry.gate = GateOutcome::Continued;
    entry.continuedBy = 104;
    entry.pauseNs = 400'000;
    entry.outcome = Outcome::Aborted;
    QCOMPARE(model::handshakeText(entry, QLocale::c()), u"104 after 400 µs, cancelled"_s);
    entry.ended = u"it was ended at 7 events, http://u:tell-no-one@h/"_s;
    QCOMPARE(model::handshakeText(entry, QLocale::c()), u"104 after 400 µs, it was ended at 7 events, http://***@h/"_s);
}

void TestHistoryText::requestsAndPlaces()
{
    store::Entry entry;
    entry.method = u"PUT"_s;
    entry.url = u"http://nginx.test:8080/a/b?c=d#e"_s;
    QCOMPARE(model::requestText(entry), u"PUT /a/b?c=d"_s);
    QCOMPARE(model::whereText(entry), u"nginx.test:8080"_s);
    entry.gate = GateOutcome::TimedOut;
    QVERIFY(model::searchWords(entry, QLocale::c()).contains(u"nginx.test:8080 no 100, waited"_s));
    entry.lab = true;
    QCOMPARE(model::whereText(entry), u"lab"_s);
    entry.url = u"http://u:tell-no-one@h/a;jsessionid=tell-no-one?access_token=tell-no-one&b=c"_s;
    QCOMPARE(model::requestText(entry), u"PUT /a;jsessionid=***?access_token=***&b=c"_s); // others look at a list too
    entry.url = u"ftp://not one"_s;
    QCOMPARE(model::requestText(entry), u"PUT ftp://not one"_s);
}

void TestHistoryText::wireTextIsMadeVisible()
{
    store::Entry entry;
    entry.method = u"G\nET"_s;
    entry.url = QString(u"http://a/\u202ecba"_s);
    const auto text = model::requestText(entry);
    QVERIFY2(!text.contains(u'\n') && !text.contains(QChar(0x202e)), qPrintable(text));
}

void TestHistoryText::statuses()
{
    store::Entry entry;
    QCOMPARE(model::statusText(entry), u"✕"_s);
    entry.attempts = {{u"first"_s, 417}, {u"retry-without-expect"_s, 201}};
    QCOMPARE(model::statusText(entry), u"201"_s);
}

void TestHistoryText::limits()
{
    QCOMPARE(model::limitsText({1000, 512 << 20}, QLocale(QLocale::English, QLocale::UnitedStates)),
             u"Keep the last 1,000 exchanges, 512 MiB"_s);
}

INTERIM_SUITE(TestHistoryText)
#include "tst_history_text.moc"

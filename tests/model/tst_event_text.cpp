// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of the event table, for every kind of event.
#include "model/event_text.h"

#include "support/events.h"
#include "wire/anomaly.h"

#include <QTest>

using namespace Qt::StringLiterals;
using wire::Kind;

class TestEventText : public QObject {
    Q_OBJECT

private slots:
    void theFirstMinuteReads();
    void everyKindHasWords();
    void wireTextIsVisible();
    void numbersFollowTheLocale();
    void decisionsSayWhy();
    void aRefusedUploadIsNoAlarm();
};

void TestEventText::theFirstMinuteReads()
{
    QStringList lines;
    const auto script = support::refusedThenHealed();
    for (const auto &event : script.events()) {
        if (model::isReadable(event))
            lines << model::eventText(event, QLocale::c());
    }
    const QStringList expected{
        u"connect 127.0.0.1:8417"_s,   u"connected"_s,     u"→ request head"_s,  u"pause: waiting for 100"_s,
        u"← 417 Expectation Failed"_s, u"← body begins"_s, u"← body complete"_s, u"decision: retry without Expect"_s};
    QCOMPARE(lines.mid(0, expected.size()), expected);
    QVERIFY(lines.contains(u"→ request head (2)"_s));
    QVERIFY(lines.contains(u"→ body complete"_s));
    QVERIFY(lines.contains(u"← 201 Created"_s));
}

/// A correct early refusal stops the content: that it ends there is a fact, not a fault. Of a response it is one.
void TestEventText::aRefusedUploadIsNoAlarm()
{
    wire::Event event;
    event.kind = Kind::Anomaly;
    event.name = "cut-in-content";
    event.code = static_cast<int>(wire::Anomaly::CutInContent);
    event.direction = wire::Direction::Sent;
    QCOMPARE(model::eventText(event, QLocale::c()), u"→ the content ends here, not all of it was sent"_s);
    QCOMPARE(model::roleOf(event), QString());
    event.direction = wire::Direction::Received;
    QCOMPARE(model::eventText(event, QLocale::c()), u"← irregular: cut-in-content"_s);
    QCOMPARE(model::roleOf(event), u"failure"_s);
}

void TestEventText::everyKindHasWords()
{
    for (int kind = 0; kind <= static_cast<int>(Kind::Proxy); ++kind) {
        for (const auto phase : {wire::Phase::Instant, wire::Phase::Begin, wire::Phase::End}) {
            wire::Event event;
            event.kind = static_cast<Kind>(kind);
            event.phase = phase;
            event.direction = wire::Direction::Received;
            event.name = "name";
            event.text = "text";
            QVERIFY(!model::eventText(event, QLocale::c()).isEmpty());
            QVERIFY(model::bytesOf(event) >= -1);
        }
    }
}

void TestEventText::wireTextIsVisible()
{
    wire::Event event;
    event.kind = Kind::FinalResponse;
    event.direction = wire::Direction::Received;
    event.code = 400;
    event.text = "\x1b[31m<b>\xe2\x80\xae";
    QCOMPARE(model::eventText(event, QLocale::c()), u"← 400 \\x1b[31m<b>\\xe2\\x80\\xae"_s);
    QCOMPARE(model::roleOf(event), u"failure"_s);
}

void TestEventText::numbersFollowTheLocale()
{
    wire::Event event;
    event.kind = Kind::ChunkLine;
    event.value = 262'144;
    QVERIFY(model::eventText(event, QLocale(QLocale::English)).endsWith(u"chunk of 262,144 bytes"_s));
    QVERIFY(model::eventText(event, QLocale(QLocale::German)).endsWith(u"chunk of 262.144 bytes"_s));
}

void TestEventText::decisionsSayWhy()
{
    wire::Event event;
    event.kind = Kind::Decision;
    for (const char *name : {"fields-added", "fields-dropped", "method-changed", "no-retry", "redirect-not-followed",
                             "expect-not-sent", "not-waited"}) {
        event.name = name;
        event.text = "its reason";
        QVERIFY(model::isReadable(event));
        QCOMPARE(model::eventText(event, QLocale::c()), u"decision: its reason"_s);
    }
}

INTERIM_SUITE(TestEventText)
#include "tst_event_text.moc"

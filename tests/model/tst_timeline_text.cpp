// SPDX-License-Identifier: GPL-3.0-or-later
// What bars, lanes and tips say of the exchanges that matter.
#include "model/timeline_text.h"

#include "model/event_text.h"
#include "support/events.h"
#include "support/exchange_sample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using model::ItemKind;

namespace {

const QLocale en(QLocale::English);

model::TimelineLayout layoutOf(const support::Script &script)
{
    model::TimelineLayout layout;
    layout.append(script.events());
    return layout;
}

const model::TimelineItem &item(const model::TimelineLayout &layout, ItemKind kind, int lane)
{
    for (const auto &i : layout.items()) {
        if (i.kind == kind && i.lane == lane)
            return i;
    }
    std::abort();
}

QString plain(QString text)
{
    return text.replace(QChar(0x00a0), u' ');
}

} // namespace

class TestTimelineText : public QObject {
    Q_OBJECT

private slots:
    void labels();
    void notes();
    void decisionsAreNoted();
    void tips();
    void pauseThatA104Ended();
    void links();
    void roles();
    void labelsGetShorter();
};

void TestTimelineText::labels()
{
    const auto layout = layoutOf(support::refusedThenHealed());
    QCOMPARE(plain(model::labelsOf(item(layout, ItemKind::Pause, 0), 0, en).first()), u"pause 1.63 ms"_s);
    QCOMPARE(model::labelsOf(item(layout, ItemKind::Response, 0), 0, en),
             (QStringList{u"417 Expectation Failed"_s, u"417"_s, QString()}));
    QCOMPARE(plain(model::labelsOf(item(layout, ItemKind::Body, 1), 0, en).first()), u"body 4 MiB · 1.87 GiB/s"_s);
    QCOMPARE(model::labelOf(layout.lanes()[1]), u"Attempt 2"_s);
    QCOMPARE(model::sublabelOf(layout.lanes()[0]), u"with Expect"_s);
    QCOMPARE(model::sublabelOf(layout.lanes()[1]), u"without Expect"_s);
}

void TestTimelineText::notes()
{
    auto layout = layoutOf(support::refusedThenHealed());
    QCOMPARE(model::noteOf(layout.lanes()[0], en), u"no 100 · body never sent · 0 of 4,194,304 bytes"_s);
    QCOMPARE(model::noteOf(layout.lanes()[1], en), QString());
    layout = layoutOf(support::stalled());
    QCOMPARE(model::noteOf(layout.lanes()[0], en), u"no 100 · body sent all the same"_s);
    layout = layoutOf(support::interruptedUpload());
    const QString note = model::noteOf(layout.lanes()[0], en);
    QVERIFY2(note.startsWith(u"body cut short · "_s) && note.endsWith(u" of 8,388,608 bytes"_s), qPrintable(note));
}

void TestTimelineText::decisionsAreNoted()
{
    support::Script s;
    s.attempt(0, 0, "first").decision(10, "fields-added");
    QCOMPARE(model::noteOf(layoutOf(s).lanes()[0], en), QString()); // of every head
    s.decision(11, "not-waited").decision(20, "method-changed").decision(30, "no-retry");
    QCOMPARE(model::noteOf(layoutOf(s).lanes()[0], en), u"became GET · no wait for this Expect · not repeated"_s);
    s.decision(40, "proxy-credentials-to-origin").decision(50, "content-left").decision(60, "content-left");
    QCOMPARE(model::noteOf(layoutOf(s).lanes()[0], en),
             u"became GET · Proxy-Authorization goes to the origin · no wait for this Expect · rest of the content not "
             "waited for · not repeated"_s);
    QVERIFY(layoutOf(s).items().empty()); // they are words, no bars
}

void TestTimelineText::tips()
{
    const auto layout = layoutOf(support::refusedThenHealed());
    const QString pause = plain(model::tipOf(item(layout, ItemKind::Pause, 0), 0, en));
    QVERIFY(pause.contains(u"0.431000 ms – 2.063000 ms"_s));
    QVERIFY(pause.contains(u"lasts 1.632000 ms"_s));
    QVERIFY(pause.contains(u"ended by a final status"_s));
    const QString body = plain(model::tipOf(item(layout, ItemKind::Body, 1), 0, en));
    QVERIFY(body.contains(u"4,194,304 of 4,194,304 bytes of content"_s));
    const QString response = plain(model::tipOf(item(layout, ItemKind::Response, 0), 0, en));
    QVERIFY(response.startsWith(u"Final response: 417 Expectation Failed"_s));
    QVERIFY(response.contains(u"offset 0–"_s));
}

/// Where 104 was taken as 100, that is what ended the pause, in the tip and in the table of events alike.
void TestTimelineText::pauseThatA104Ended()
{
    request::RequestSpec spec = support::uploadSpec(2 << 20);
    spec.expect.accept104 = true;
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(10).head().at(20).received("HTTP/1.1 104 Upload Resumption Supported\r\n\r\n");
    maker.at(30).sent(std::string(2 << 20, 'x')).at(40).received("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    model::TimelineLayout layout;
    layout.append(maker.events());
    QVERIFY(plain(model::tipOf(item(layout, ItemKind::Pause, 0), 0, en))
                .contains(u"ended by 104 (Upload Resumption Supported)"_s));
    QCOMPARE(model::noteOf(layout.lanes()[0], en), QString()); // no "body sent all the same"
    const auto end = std::ranges::find_if(maker.events(), [](const wire::Event &event) {
        return event.kind == wire::Kind::Pause && event.phase == wire::Phase::End;
    });
    QVERIFY(end != maker.events().end());
    QCOMPARE(model::eventText(*end, en), u"pause ended by 104 (Upload Resumption Supported)"_s);
}

void TestTimelineText::links()
{
    const auto layout = layoutOf(support::refusedThenHealed());
    QCOMPARE(model::labelOf(layout.links()[0]), u"retry without Expect (RFC 9110 §10.1.1)"_s);
}

void TestTimelineText::roles()
{
    const auto layout = layoutOf(support::refusedThenHealed());
    QCOMPARE(model::roleOf(item(layout, ItemKind::Response, 0)), u"failure"_s);
    QCOMPARE(model::roleOf(item(layout, ItemKind::Response, 1)), u"success"_s);
    QCOMPARE(model::roleOf(item(layout, ItemKind::Pause, 0)), u"pause"_s);
    model::TimelineItem tcp;
    tcp.kind = ItemKind::Tcp;
    QCOMPARE(model::roleOf(tcp), u"network"_s);
    tcp.failed = true;
    QCOMPARE(model::roleOf(tcp), u"failure"_s);
}

void TestTimelineText::labelsGetShorter()
{
    for (const auto &layout : {layoutOf(support::refusedThenHealed()), layoutOf(support::interruptedUpload())}) {
        for (const auto &i : layout.items()) {
            const QStringList labels = model::labelsOf(i, layout.last(), en);
            for (qsizetype k = 1; k < labels.size(); ++k)
                QVERIFY(labels[k].size() < labels[k - 1].size());
            QVERIFY(!model::tipOf(i, layout.last(), en).isEmpty());
            QVERIFY(!model::wordsOf(i, layout.last(), en).isEmpty());
        }
    }
}

INTERIM_SUITE(TestTimelineText)
#include "tst_timeline_text.moc"

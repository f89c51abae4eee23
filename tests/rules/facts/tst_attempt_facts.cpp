// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/attempt_facts.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using namespace guidance;
using test::Played;

namespace {

View viewOf(const Played &played)
{
    return buildView(played.exchange(), played.spec());
}

QVariant valueOf(const View &view, const char *name)
{
    return view.value(QString::fromLatin1(name)).value;
}

} // namespace

class TestAttemptFacts : public QObject {
    Q_OBJECT
private slots:
    void fieldsOfOneNameAreJoined()
    {
        QHash<QString, QVariant> joined;
        for (const auto &[name, value] :
             joinedFields({{"Via", "1.1 a"}, {"Set-Cookie", "a=1"}, {"VIA", "1.0 b"}, {"Set-Cookie", "b=2, 3"}}))
            joined.insert(name, value.value);
        QCOMPARE(joined.size(), 2);
        QCOMPARE(joined.value(u"via"_s).toString(), u"1.1 a, 1.0 b"_s);
        QCOMPARE(joined.value(u"set-cookie"_s).toString(), u"a=1; b=2, 3"_s);
        Played played;
        played.head().retry().answer(200, "X-A: \x01\r\n");
        QCOMPARE(viewOf(played).value(u"retry.final.field.x-a"_s).unit, Unit::Wire);
        QCOMPARE(valueOf(viewOf(played), "retry.final.field.x-a").toString(), u"\\x01"_s);
        QVERIFY(valueOf(viewOf(played), "retry.field.host").isValid());
    }
    void whatIsOwed()
    {
        Played played;
        played.head().wait(1).answer(413);
        QVERIFY(valueOf(viewOf(played), "content.owed").toBool());
        Played whole;
        whole.head().wait(1).interim(100).body().answer(200);
        QVERIFY(!valueOf(viewOf(whole), "content.owed").toBool());
        auto spec = test::upload();
        spec.body = {};
        Played none(spec);
        none.head().answer(200);
        QVERIFY(!valueOf(viewOf(none), "content.owed").toBool());
    }
    void howItEnded()
    {
        Played played;
        played.head().wait(1).answer(413).wait(3).closed(wire::CloseHow::Reset).wait(4).end();
        const View view = viewOf(played);
        QCOMPARE(valueOf(view, "closed").toString(), u"reset"_s);
        QCOMPARE(valueOf(view, "closed.after").toLongLong(), 3'000'000);
        QCOMPARE(valueOf(view, "watched").toLongLong(), 7'000'000);
        QVERIFY(!valueOf(viewOf(Played()), "closed").isValid());
    }
    void oneRoundTripIsTheConnectThatSucceeded()
    {
        using enum record::FactKind;
        Played played;
        played.begin().tell(ConnectBegin, "10.0.0.1:1").wait(50).tell(ConnectEnd, "refused", 1);
        QVERIFY(!valueOf(viewOf(played), "round-trip").isValid());
        QCOMPARE(valueOf(viewOf(played), "connected").toBool(), false);
        played.tell(ConnectBegin, "10.0.0.2:1").wait(7).tell(ConnectEnd, "10.0.0.2:1");
        const View view = viewOf(played);
        QCOMPARE(valueOf(view, "round-trip").toLongLong(), 7'000'000);
        QCOMPARE(valueOf(view, "connects").toInt(), 2);
        QVERIFY(valueOf(view, "connected").toBool() && valueOf(view, "connect.failed").toBool());
        QCOMPARE(valueOf(view, "connect.error").toString(), u"refused"_s);
    }
    void aResetBehindAFinCounts()
    {
        Played played(test::upload());
        played.head().wait(1).closed(wire::CloseHow::Fin).wait(2).closed(wire::CloseHow::Reset);
        QCOMPARE(valueOf(viewOf(played), "closed").toString(), u"reset"_s);
        QCOMPARE(valueOf(viewOf(played), "closed.after-head").toLongLong(), 1'000'000);
        Played broken;
        broken.head().wait(1).closed(wire::CloseHow::Fin).wait(2).closed(wire::CloseHow::Error);
        QCOMPARE(valueOf(viewOf(broken), "closed").toString(), u"fin"_s);
    }
    void foreignBytes()
    {
        Played played;
        played.head().got("SSH-2").got(".0-x\r\n");
        QCOMPARE(valueOf(viewOf(played), "speaks.bytes").toString(), u"S"_s);
        played.end("protocol-error", "not HTTP"); // only then is it known what all of it is
        QCOMPARE(valueOf(viewOf(played), "speaks.bytes").toString(), u"SSH-2.0-x\\x0d\\x0a"_s);
    }
    void decisions()
    {
        Played played;
        played.head().answer(417);
        QVERIFY(!valueOf(viewOf(played), "upload.held").toBool()
                && !valueOf(viewOf(played), "upload.stopped").toBool());
        played.tell(record::FactKind::Decision, "", 0, "hold-content");
        played.tell(record::FactKind::Decision, "", 0, "stop-upload");
        QVERIFY(valueOf(viewOf(played), "upload.held").toBool() && valueOf(viewOf(played), "upload.stopped").toBool());
    }
    void theRequestsOwnFields()
    {
        auto spec = test::upload();
        spec.headers = {{"Host", "a"}, {"host", "b"}, {"Upgrade", "x"}, {"Connection", "TE, upgrade"}};
        Played played(spec);
        played.head();
        const View view = viewOf(played);
        QCOMPARE(valueOf(view, "hosts").toInt(), 2);
        QVERIFY(valueOf(view, "says-upgrade").toBool() && valueOf(view, "says-te").toBool());
    }
    void whatIsNotKnownIsNotThere()
    {
        Played played;
        played.begin();
        for (const char *name : {"round-trip",   "unix-socket",
                                 "withheld",     "timeout",
                                 "error.key",    "closed",
                                 "watched",      "speaks",
                                 "method",       "content",
                                 "content.size", "target.byte",
                                 "expect.value", "pause",
                                 "wait.left",    "continue.after",
                                 "final.status", "stray.status",
                                 "via.http10",   "answer.begun",
                                 "not-repeated", "interim-content.sent"})
            QVERIFY2(!viewOf(played).has(QString::fromLatin1(name)), name);
    }
    void theByteThatDoesNotBelongInATarget()
    {
        const auto byteOf = [](const char *target) {
            auto spec = test::upload();
            spec.url = std::string("http://127.0.0.1:8417/") + target;
            Played played(spec);
            played.head();
            return viewOf(played);
        };
        QCOMPARE(valueOf(byteOf("a|b"), "target.byte").toString(), u"“|” (0x7C)"_s);
        QCOMPARE(valueOf(byteOf("a|b"), "target.code").toString(), u"%7C"_s);
        QCOMPARE(valueOf(byteOf("\xc3\xa4"), "target.byte").toString(), u"The byte 0xC3"_s);
        QCOMPARE(valueOf(byteOf("\xc3\xa4"), "target.code").toString(), u"%C3"_s);
    }
    void whatIsLeftOfTheWait()
    {
        auto spec = test::upload();
        spec.expect.waitNs = 2'000'000'000;
        Played played(spec);
        played.head();
        const auto exchange = played.exchange();
        const std::int64_t began = exchange.attempts.front().handshake.pauseBegan;
        QVERIFY(began >= 0);
        const auto leftAt = [&](std::int64_t waited) {
            const AttemptReading reading = readAttempt(exchange.attempts.front(), began + waited, nullptr);
            View view;
            setFacts(view, {}, attemptFacts(), reading);
            return view.value(u"wait.left"_s).value;
        };
        QCOMPARE(leftAt(0).toLongLong(), 2'000'000'000);
        QCOMPARE(leftAt(730'000'000).toLongLong(), 1'300'000'000); // tenths of a second, never less than is left
        QCOMPARE(leftAt(1'995'000'000).toLongLong(), 10'000'000);
        QVERIFY(!leftAt(2'000'000'000).isValid());
    }
};

INTERIM_SUITE(TestAttemptFacts)
#include "tst_attempt_facts.moc"

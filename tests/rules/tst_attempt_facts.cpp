// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/attempt_facts.h"

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
        View view;
        Section out(view, u"x."_s);
        setFields(out, u"field."_s,
                  {{"Via", "1.1 a"}, {"Set-Cookie", "a=1"}, {"VIA", "1.0 b"}, {"Set-Cookie", "b=2, 3"}});
        QCOMPARE(valueOf(view, "x.field.via").toString(), u"1.1 a, 1.0 b"_s);
        QCOMPARE(valueOf(view, "x.field.set-cookie").toString(), u"a=1; b=2, 3"_s);
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
    void namesOfEachGroupStandBesideIt()
    {
        Played played;
        played.head().wait(1).answer(413).got("SSH-2.0\r\n").closed(wire::CloseHow::Fin).end();
        View view;
        Section out(view, {});
        setAttempt(out, played.exchange().attempts.front(), 0);
        for (const QString &name : view.names())
            QVERIFY2(attemptNames().contains(name) || name.startsWith("field."_L1), qPrintable(name));
    }
};

INTERIM_SUITE(TestAttemptFacts)
#include "tst_attempt_facts.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/exchange_facts.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using test::Played;

namespace {

QVariant told(const Played &played, const char *name)
{
    return buildView(played.exchange(), played.spec()).value(QString::fromLatin1(name)).value;
}

} // namespace

class TestExchangeFacts : public QObject {
    Q_OBJECT
private slots:
    void howFarItGot()
    {
        QCOMPARE(told(Played(), "stage").toString(), u"none"_s);
        QVERIFY(!told(Played(), "begun").toBool());
        Played played;
        played.head();
        QCOMPARE(told(played, "stage").toString(), u"live"_s);
        played.body().answer(200).end();
        QCOMPARE(told(played, "stage").toString(), u"answered"_s);
        QCOMPARE(told(played, "seat").toString(), u"client"_s);
        QCOMPARE(told(played, "attempts").toInt(), 1);
        Played repeated;
        repeated.head().answer(417).end();
        repeated.retry().body().end("closed-early", "gone");
        QCOMPARE(told(repeated, "stage").toString(), u"repeat-failed"_s);
    }
    void redirections()
    {
        Played played;
        played.head().answer(302).end();
        QCOMPARE(told(played, "redirects").toInt(), 0);
        played.redirect().answer(200).end();
        QCOMPARE(told(played, "redirects").toInt(), 1);
        QCOMPARE(told(played, "stage").toString(), u"redirected"_s);
        QVERIFY(told(played, "redirects.loop").toBool()); // to the address that it came from
        Played elsewhere;
        auto other = elsewhere.spec();
        other.url += "/other";
        elsewhere.head().answer(302).end();
        elsewhere.redirectAs(other).answer(200).end();
        QVERIFY(!told(elsewhere, "redirects.loop").toBool());
    }
    void irregularitiesAreCountedOnBothSides()
    {
        auto spec = test::upload();
        spec.url = "http://127.0.0.1:8417/a|b";
        Played played(spec);
        played.head().answer(200, "X : y\r\nY : z\r\n");
        QCOMPARE(told(played, "anomaly.space-before-colon").toInt(), 2);
        QVERIFY(!told(played, "request-anomaly.space-before-colon").isValid());
        QCOMPARE(told(played, "anomaly.bad-target").toInt(), 1);
        QCOMPARE(told(played, "request-anomaly.bad-target").toInt(), 1);
    }
    void whyNoFollowUpWasSent()
    {
        Played played;
        played.head().answer(200);
        QVERIFY(!told(played, "follow-up.skipped").isValid());
        played.tell(record::FactKind::Decision, "closed", 0, "follow-up-skipped");
        QCOMPARE(told(played, "follow-up.skipped").toString(), u"closed"_s);
    }
    void whatWasAskedForIsTheClientsAlone()
    {
        Played played;
        played.spec().connectTo = "other:81";
        played.begin();
        QCOMPARE(told(played, "spec.connect-to").toString(), u"other:81"_s);
        QVERIFY(!told(played, "spec.unix-socket").isValid() && !told(played, "client").isValid());
        Played seen({}, wire::Role::Server);
        seen.begin().got("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nabcd").end();
        QVERIFY(!told(seen, "spec.rule").isValid());
        QCOMPARE(told(seen, "client").toString(), u"did-not-wait"_s);
        QCOMPARE(told(seen, "seat").toString(), u"server"_s);
    }
    void eachPartSaysWhetherItIsThere()
    {
        Played played;
        played.head().body().answer(417).done();
        QVERIFY(told(played, "exists").toBool());
        QCOMPARE(told(played, "retry.exists"), QVariant(false));
        QVERIFY(!told(played, "retry.same-connection").isValid());
        played.retry(true).body().answer(201).done();
        played.followUp().answer(200).end();
        QVERIFY(told(played, "retry.exists").toBool() && told(played, "retry.same-connection").toBool());
        QVERIFY(told(played, "follow.after-repeat").toBool());
        QVERIFY(!told(played, "same-connection").toBool() && !told(played, "retry.after-repeat").toBool());
    }
};

INTERIM_SUITE(TestExchangeFacts)
#include "tst_exchange_facts.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What follows an answer, by values alone; with sockets in tst_runner_follows.
#include "engine/client/plan.h"

#include "request/serializer.h"
#include "support/record_builder.h"

#include <QTest>

using namespace engine;
using record::Reason;

namespace {

/// A request with its answer, as the machine has it.
class Exchanged {
public:
    explicit Exchanged(const request::RequestSpec &asked, std::string_view answer, Reason reason = Reason::First)
        : spec(asked)
        , plan{reason, {}, asked}
    {
        facts_.tellBegin("first", {});
        composed = facts_.tellSubmit(spec);
        facts_.tellFlushed(request::http1Head(composed));
        facts_.tellReceived(answer);
        stand.final = stand.inStep = true;
        stand.persistent = facts_.recorder().machine(0)->persistent();
    }
    Answered answered() const { return {plan, spec, composed, facts_.recorder().machine(0)->stream()}; }
    Next next() const { return nextAfter(answered(), stand); }

    request::RequestSpec spec;
    Plan plan;
    request::ComposedRequest composed;
    Stand stand;

private:
    support::RecordBuilder facts_;
};

QByteArray keys(const Next &next)
{
    QByteArrayList keys;
    for (const Decision &one : next.decisions)
        keys << QByteArray::fromStdString(std::string(record::keyOf(one.what)));
    return keys.join(' ');
}

constexpr std::string_view refusal = "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view elsewhere = "HTTP/1.1 307 There\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n";

} // namespace

class TestPlan : public QObject {
    Q_OBJECT
    static request::RequestSpec upload()
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://h.example/up";
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = 2 << 20;
        return spec;
    }

private slots:
    void retriesA417()
    {
        Exchanged one(upload(), refusal);
        QVERIFY(one.composed.expect.sent && headDecides(one.answered()));
        const Next next = one.next();
        QVERIFY(next.plan && next.plan->reason == Reason::RetryWithoutExpect && !next.plan->sameConnection);
        QVERIFY(next.plan->words.ends_with("the server may still wait for the content"));
        QCOMPARE(keys(next), QByteArray("retry-without-expect"));
        QVERIFY(!std::get<request::ComposedRequest>(request::compose(next.plan->spec)).expect.sent);
        one.stand.final = false;
        QVERIFY(!one.next().plan);
    }

    void showsA417()
    {
        auto spec = upload();
        spec.expect.on417 = request::On417::Show;
        const Exchanged one(spec, refusal);
        QVERIFY(!headDecides(one.answered()));
        QVERIFY(!one.next().plan);
    }

    void redirects()
    {
        auto spec = upload();
        QVERIFY(!Exchanged(spec, elsewhere).next().plan); // never asked for
        spec.redirects = 1;
        spec.followUp = true;
        Exchanged one(spec, elsewhere);
        QVERIFY(headDecides(one.answered()));
        one.stand.contentLeft = true;
        const Next next = one.next();
        QVERIFY(next.plan && next.plan->reason == Reason::Redirect);
        QCOMPARE(next.plan->spec.url, std::string("http://h.example/other"));
        QCOMPARE(keys(next), QByteArray("content-left redirect"));
    }

    void followsUp()
    {
        request::RequestSpec spec;
        spec.url = "http://h.example/a";
        spec.followUp = true;
        spec.headers = {{"Authorization", "tell-no-one", ": "}};
        constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        Exchanged one(spec, ok);
        const Next next = one.next();
        QVERIFY(next.plan && next.plan->reason == Reason::FollowUp && next.plan->sameConnection);
        QCOMPARE(next.plan->spec.url, std::string("http://h.example/"));
        QVERIFY(next.plan->spec.headers.empty());
        one.stand.closed = true;
        one.stand.inStep = false;
        QCOMPARE(keys(one.next()), QByteArray("follow-up-skipped"));
        QVERIFY(one.next().decisions.at(0).text.ends_with("the connection is closed"));
        QVERIFY(!Exchanged(spec, ok, Reason::FollowUp).next().plan); // it only probes, and is not probed
        QCOMPARE(keys(Exchanged(spec, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").next()),
                 QByteArray("follow-up-skipped"));
    }

    void tunnels()
    {
        Plan plan{Reason::First, {}, upload()};
        QVERIFY(!tunnelFor(plan, request::compose(plan.spec)));
        plan.spec.url = "https://h.example/up";
        plan.spec.proxy = "http://proxy.example:3128";
        const auto made = request::compose(plan.spec);
        const auto tunnel = tunnelFor(plan, made);
        QVERIFY(tunnel && tunnel->reason == Reason::ProxyConnect && tunnel->tunnelVia);
        const auto composed = std::get<request::ComposedRequest>(made);
        QCOMPARE(whoAnswers(*tunnel, composed, "127.0.0.1"), std::string("the proxy 127.0.0.1:3128"));
        QCOMPARE(whoAnswers(plan, composed, "127.0.0.1"), std::string("h.example:443 through the tunnel"));
        plan.sameConnection = true;
        QVERIFY(!tunnelFor(plan, made));
    }
};

INTERIM_SUITE(TestPlan)
#include "tst_plan.moc"

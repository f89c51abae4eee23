// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/resolver.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

using engine::Resolved;
using engine::Resolver;

class TestResolver : public QObject {
    Q_OBJECT
    Resolved answer(const std::string &host, request::AddressFamily family = request::AddressFamily::Any)
    {
        Resolver resolver;
        std::optional<Resolved> result;
        connect(&resolver, &Resolver::finished, this, [&](const Resolved &got) { result = got; });
        resolver.start(host, family);
        (void)QTest::qWaitFor([&result] { return result.has_value(); }, 30'000);
        return result.value_or(Resolved());
    }
private slots:
    void literals();
    void zones();
    void localNames();
    void threadsAreBounded();
    void localhost();
    void unknownName();
    void cancelledStaysSilent();
};

void TestResolver::literals()
{
    QCOMPARE(Resolver::literal("127.0.0.1"), std::optional<std::string>("127.0.0.1"));
    QCOMPARE(Resolver::literal("0:0:0:0:0:0:0:1"), std::optional<std::string>("::1"));
    for (const char *name : {"localhost", "127.1", "1.2.3.4.5", "", "300.1.1.1", "::g"})
        QVERIFY2(!Resolver::literal(name), name);
}

// RFC 4007: only a link-local address is another one in each zone.
void TestResolver::zones()
{
    QCOMPARE(Resolver::literal("::1%lo"), std::optional<std::string>("::1"));
    QCOMPARE(Resolver::literal("fe80::1%lo"), std::optional<std::string>("fe80::1%lo"));
    QCOMPARE(Resolver::literal("fe80::1%1"), std::optional<std::string>("fe80::1%1"));
    for (const char *odd : {"fe80::1%no-such-if", "fe80::1%", "fe80::1%0", "::g%lo"})
        QVERIFY2(!Resolver::literal(odd), odd);
    QCOMPARE(answer("fe80::1%no-such-if").error,
             std::string("the zone \"no-such-if\" of the address fe80::1 is no network "
                         "interface of this machine: name one of its own"));
}

// Whatever a name server would say.
void TestResolver::localNames()
{
    Resolver::answerBy([](const std::string &, request::AddressFamily) { return Resolved{{"192.0.2.1"}, {}}; });
    for (const char *name : {"localhost", "api.LOCALHOST", "localhost.", "a.b.localhost."})
        QCOMPARE(answer(name, request::AddressFamily::V4).addresses, std::vector<std::string>{"127.0.0.1"});
    QCOMPARE(answer("api.localhost", request::AddressFamily::V6).addresses, std::vector<std::string>{"::1"});
    QCOMPARE(answer("api.localhost").addresses.back(), std::string("127.0.0.1"));
    QCOMPARE(answer("notlocalhost").addresses, std::vector<std::string>{"192.0.2.1"});
    Resolver::answerBy({});
}

// A name service that never answers: the threads have an end, and what waits behind them is answered once they do.
void TestResolver::threadsAreBounded()
{
    std::mutex mutex;
    std::condition_variable free;
    bool go = false;
    std::atomic<int> open = 0, most = 0;
    Resolver::answerBy([&](const std::string &, request::AddressFamily) {
        most = std::max<int>(most, ++open);
        std::unique_lock lock(mutex);
        free.wait(lock, [&] { return go; });
        --open;
        return Resolved{{"192.0.2.1"}, {}};
    });
    std::vector<std::unique_ptr<Resolver>> many;
    int answers = 0;
    for (int i = 0; i < 100; ++i) {
        many.push_back(std::make_unique<Resolver>());
        connect(many.back().get(), &Resolver::finished, this, [&answers](const Resolved &) { ++answers; });
        many.back()->start("h", request::AddressFamily::Any);
    }
    QTRY_COMPARE_WITH_TIMEOUT(open.load(), Resolver::mostThreads, 20'000);
    for (int i = 0; i < 50; ++i)
        many[static_cast<std::size_t>(i)]->cancel(); // returns at once, though 32 of them are being looked up
    {
        const std::lock_guard lock(mutex);
        go = true;
    }
    free.notify_all();
    QTRY_COMPARE_WITH_TIMEOUT(answers, 50, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(open.load(), 0, 20'000);
    QCOMPARE(most.load(), Resolver::mostThreads);
    Resolver::answerBy({});
}

void TestResolver::localhost()
{
    Resolver resolver;
    int answers = 0;
    Resolved result;
    connect(&resolver, &Resolver::finished, this, [&](const Resolved &got) {
        result = got;
        ++answers;
    });
    resolver.start("localhost", request::AddressFamily::V4);
    QCOMPARE(answers, 0); // never within the call
    QVERIFY(QTest::qWaitFor([&answers] { return answers > 0; }, 30'000));
    QCOMPARE(result.error, std::string());
    QVERIFY(std::ranges::find(result.addresses, "127.0.0.1") != result.addresses.end());
    QCOMPARE(answers, 1);
}

void TestResolver::unknownName()
{
    Resolver resolver;
    Resolved result;
    bool answered = false;
    connect(&resolver, &Resolver::finished, this, [&](const Resolved &got) {
        result = got;
        answered = true;
    });
    resolver.start("no-such-host.invalid", request::AddressFamily::Any); // RFC 6761 section 6.4
    QVERIFY(QTest::qWaitFor([&answered] { return answered; }, 60'000));
    QVERIFY(result.addresses.empty());
    QVERIFY2(result.error.find("no-such-host.invalid") != std::string::npos, result.error.c_str());
}

void TestResolver::cancelledStaysSilent()
{
    int answers = 0;
    const auto count = [&answers](const Resolved &) { ++answers; };
    Resolver resolver;
    connect(&resolver, &Resolver::finished, this, count);
    resolver.start("localhost", request::AddressFamily::Any);
    resolver.cancel();
    {
        Resolver gone;
        connect(&gone, &Resolver::finished, this, count);
        gone.start("localhost", request::AddressFamily::Any);
    }
    QTest::qWait(200);
    QCOMPARE(answers, 0);
    resolver.start("localhost", request::AddressFamily::Any); // and it can be used again
    QVERIFY(QTest::qWaitFor([&answers] { return answers == 1; }, 30'000));
}

INTERIM_SUITE(TestResolver)
#include "tst_resolver.moc"

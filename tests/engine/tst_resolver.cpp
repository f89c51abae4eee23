// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resolver.h"

#include <QTest>

#include <algorithm>

using engine::Resolved;
using engine::Resolver;

class TestResolver : public QObject {
    Q_OBJECT
private slots:
    void literals();
    void asciiNames();
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

void TestResolver::asciiNames()
{
    QCOMPARE(Resolver::asciiName("my_host.example"), std::string("my_host.example"));
    QCOMPARE(Resolver::asciiName("b\u00fccher.example"), std::string("xn--bcher-kva.example"));
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
    resolver.start("localhost", wire::AddressFamily::V4);
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
    resolver.start("no-such-host.invalid", wire::AddressFamily::Any); // RFC 6761 section 6.4
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
    resolver.start("localhost", wire::AddressFamily::Any);
    resolver.cancel();
    {
        Resolver gone;
        connect(&gone, &Resolver::finished, this, count);
        gone.start("localhost", wire::AddressFamily::Any);
    }
    QTest::qWait(200);
    QCOMPARE(answers, 0);
    resolver.start("localhost", wire::AddressFamily::Any); // and it can be used again
    QVERIFY(QTest::qWaitFor([&answers] { return answers == 1; }, 30'000));
}

INTERIM_SUITE(TestResolver)
#include "tst_resolver.moc"

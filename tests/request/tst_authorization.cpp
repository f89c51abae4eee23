// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/authorization.h"

#include <QTest>

using namespace request;
using Scheme = Authorization::Scheme;

class TestAuthorization : public QObject {
    Q_OBJECT

    static RequestSpec typed(const std::string &value)
    {
        RequestSpec spec;
        spec.url = "http://h/";
        spec.headers = {{"A", "1"}, {"authorization", value, ":"}, {"B", "2"}};
        return spec;
    }

private slots:
    void readsWhatWasTyped()
    {
        QVERIFY(authorizationOf({}) == Authorization());
        const auto basic = authorizationOf(typed("Basic dXNlcjpwYTpzcw=="));
        QVERIFY(basic.scheme == Scheme::Basic && basic.user == "user" && basic.password == "pa:ss" && !basic.ofUrl);
        const auto bearer = authorizationOf(typed("Bearer abc.def"));
        QVERIFY(bearer.scheme == Scheme::Bearer && bearer.token == "abc.def");
    }

    // What its parts would not give again stays as it is.
    void whatCannotBeWrittenAgainIsLeftAlone()
    {
        for (const char *value : {"Digest username=\"u\"", "basic dXNlcjpw", "Basic dXNlcjpw=", "Basic dXNlcg==",
                                  "Basic", "Basic ***", "", "Bearerx", "bearer x", "Basic  dXNlcjpw"}) {
            const auto read = authorizationOf(typed(value));
            QVERIFY2(read.scheme == Scheme::Other && read.value == value, value);
            RequestSpec spec = typed(value);
            setAuthorization(spec, read);
            QVERIFY2(spec == typed(value), value);
        }
    }

    void writesInItsPlace()
    {
        RequestSpec spec = typed("Digest x");
        Authorization basic;
        basic.scheme = Scheme::Basic;
        basic.user = "user";
        basic.password = "pa:ss";
        setAuthorization(spec, basic);
        QVERIFY(spec == typed("Basic dXNlcjpwYTpzcw=="));
        QVERIFY(authorizationOf(spec) == basic);
        setAuthorization(spec, {});
        QCOMPARE(spec.headers.size(), std::size_t(2));
        QVERIFY(spec.removed.empty());
        setAuthorization(spec, basic);
        QCOMPARE(spec.headers.back().name, std::string("Authorization"));
    }

    void theUrlsOwn()
    {
        RequestSpec spec;
        spec.url = "http://us%40er:p%3A@h/";
        const auto read = authorizationOf(spec);
        QVERIFY(read.scheme == Scheme::Basic && read.user == "us@er" && read.password == "p:" && read.ofUrl);
        setAuthorization(spec, {});
        QVERIFY(authorizationOf(spec) == Authorization()); // not even that goes out
        QCOMPARE(spec.removed, std::vector<std::string>{"Authorization"});
        Authorization bearer;
        bearer.scheme = Scheme::Bearer;
        bearer.token = "t";
        setAuthorization(spec, bearer);
        QVERIFY(spec.removed.empty());
        QVERIFY(authorizationOf(spec) == bearer);
    }

    void saysWhatIsWrong()
    {
        Authorization one;
        one.scheme = Scheme::Basic;
        one.user = "a:b";
        QVERIFY(wrongIn(one).find("colon") != std::string::npos);
        one.user = "a";
        one.password = "\n";
        QVERIFY(wrongIn(one).find("control") != std::string::npos);
        one.password = "b:c";
        QVERIFY(wrongIn(one).empty());
        one.scheme = Scheme::Bearer;
        one.token = "a b";
        QVERIFY(wrongIn(one).find("letters") != std::string::npos);
        one.token = "a-._~+/=9";
        QVERIFY(wrongIn(one).empty());
    }
};

INTERIM_SUITE(TestAuthorization)
#include "tst_authorization.moc"

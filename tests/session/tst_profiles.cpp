// SPDX-License-Identifier: GPL-3.0-or-later
// Every profile reads, applies, is taken back without a trace, and states a source; what a person typed stays.
#include "session/profiles.h"

#include "base/text.h"
#include "guidance/expect_sentence.h"
#include "request/serializer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace session;
using namespace Qt::StringLiterals;

class TestProfiles : public QObject {
    Q_OBJECT

    static request::RequestSpec post(std::uint64_t size)
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://h.example/p";
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = size;
        return spec;
    }
    static std::string headOf(const request::RequestSpec &spec)
    {
        return request::http1Head(std::get<request::ComposedRequest>(request::compose(spec)));
    }
    static QStringList errorsOf(const QByteArray &text)
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"p.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {u"not written"_s};
        file.close();
        return Profiles::load(folder.path()).errors();
    }

private slots:
    void allAreRead()
    {
        QCOMPARE(Profiles::builtin().errors(), QStringList());
        QVERIFY(Profiles::builtin().all().size() >= 25);
        for (const char *name : {"curl-7.16",
                                 "curl-7.88",
                                 "curl-8.21",
                                 "http.client",
                                 "requests",
                                 "aiohttp",
                                 "httpx",
                                 "go",
                                 "jdk-httpclient-17",
                                 "node",
                                 "undici",
                                 "axios",
                                 "dotnet",
                                 "dotnet-framework",
                                 "powershell-7",
                                 "apache-httpclient-5",
                                 "okhttp",
                                 "guzzle",
                                 "php-curl",
                                 "aws-sdk-go-v2",
                                 "boto3",
                                 "ruby",
                                 "lwp",
                                 "wget"})
            QVERIFY2(Profiles::builtin().find(QString::fromLatin1(name)), name);
        QVERIFY(!Profiles::builtin().find(u"none"_s));
    }

    void eachIsAppliedAndTakenBack_data()
    {
        QTest::addColumn<QString>("name");
        for (const Profile &profile : Profiles::builtin().all())
            QTest::newRow(qPrintable(profile.name)) << profile.name;
    }
    void eachIsAppliedAndTakenBack()
    {
        QFETCH(QString, name);
        const Profile &profile = *Profiles::builtin().find(name);
        QVERIFY(!profile.sources.isEmpty() && !profile.about.isEmpty() && !profile.title.isEmpty());
        QVERIFY(profile.headUnknown.isEmpty() == profile.measured());
        request::RequestSpec chosen;
        chosen.headers = {{"X", "mine"}};
        applyProfile(chosen, profile);
        QVERIFY(!session::departsFromProfile(chosen));
        auto other = chosen;
        other.expect.rule = request::ExpectRule::Custom;
        QVERIFY(session::departsFromProfile(other));
        for (const auto &line : profile.fields) { // typed otherwise
            other = chosen;
            std::ranges::find(other.headers, line)->value += "!";
            QVERIFY2(session::departsFromProfile(other), line.name.c_str());
        }
        QCOMPARE(profileSets(profile, QLocale::c()).size(), 4);
        QVERIFY(!profileSources(profile).join(u' ').contains(u"facts:clients"_s));
        request::RequestSpec before = post(4 << 20);
        before.headers = {{"X", "1"}, {"x", "2"}};
        before.removed = {"accept"};
        before.expect.waitNs = 7;
        request::RequestSpec spec = before;
        QVERIFY(chooseProfile(spec, name));
        QCOMPARE(spec.profile, name.toStdString());
        const std::string head = headOf(spec);
        for (const auto &line : profile.fields)
            QVERIFY2(head.find("\r\n" + line.name + ": " + line.value + "\r\n") != head.npos
                         || base::lowered(line.name) == "accept",
                     head.c_str());
        for (const std::string &gone : profile.leavesOut)
            QVERIFY2(head.find("\r\n" + gone + ": ") == head.npos, head.c_str());
        QVERIFY(head.find("\r\nX: 1\r\nx: 2\r\n") != head.npos);
        // The rule and the letters are the client's, and the sentence says what goes out.
        const auto decision = request::decideExpect(spec);
        QCOMPARE(decision.sent, profile.rule != request::ExpectRule::Off);
        QCOMPARE(guidance::expectSentence(spec, QLocale::c()).sent, decision.sent);
        spec.expect.rule = request::ExpectRule::Always;
        const std::string value = profile.value.empty() ? "100-continue" : profile.value;
        QCOMPARE(request::decideExpect(spec).value, value);
        QVERIFY(headOf(spec).find("\r\nExpect: " + value + "\r\n") != head.npos);
        QCOMPARE(guidance::expectSentence(spec, QLocale::c()).text.contains(u"“Expect: 100-C"_s),
                 !profile.value.empty());
        spec.expect.rule = profile.rule;
        QVERIFY(chooseProfile(spec, {}, before.expect));
        QVERIFY(spec == before);
    }

    void heldAgainstTheThreshold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<quint64>("first"); // the smallest content with Expect
        QTest::newRow("curl old") << u"curl-7.16"_s << quint64(1025);
        QTest::newRow("curl") << u"curl-7.88"_s << quint64((1 << 20) + 1);
        QTest::newRow("Guzzle") << u"guzzle"_s << quint64(1 << 20);
        QTest::newRow("AWS") << u"aws-sdk-go-v2"_s << quint64(2 << 20);
        QTest::newRow(".NET Framework") << u"dotnet-framework"_s << quint64(1);
    }
    void heldAgainstTheThreshold()
    {
        QFETCH(QString, name);
        QFETCH(quint64, first);
        for (const auto &[size, sent] : {std::pair{first - 1, false}, std::pair{first, true}}) {
            request::RequestSpec spec = post(size);
            QVERIFY(chooseProfile(spec, name));
            QCOMPARE(request::decideExpect(spec).sent, sent);
        }
    }

    void whatWasTypedStays()
    {
        request::RequestSpec spec = post(10);
        spec.headers = {{"user-agent", "mine"}, {"Expect", "typed"}};
        spec.removed = {"Accept-Encoding"};
        spec.body.mediaType = "a/b";
        request::RequestSpec before = spec;
        QVERIFY(chooseProfile(spec, u"urllib"_s));
        QCOMPARE(
            headOf(spec),
            std::string(
                "POST /p HTTP/1.1\r\nContent-Type: a/b\r\nContent-Length: 10\r\nHost: h.example\r\nuser-agent: mine\r\n"
                "Expect: typed\r\nConnection: close\r\n\r\n"));
        // From one to the next, and back; what was changed by hand meanwhile is kept.
        QVERIFY(chooseProfile(spec, u"aiohttp"_s));
        QVERIFY(headOf(spec).find("Connection") == std::string::npos);
        QVERIFY(spec.expect.afterWait == wire::AfterWait::Keep && spec.expect.waitNs > 0);
        QVERIFY(chooseProfile(spec, {}));
        QVERIFY(spec == before);
        QVERIFY(chooseProfile(spec, u"go"_s));
        spec.expect.waitNs = 5;
        spec.headers.push_back({"Later", "1"});
        QVERIFY(!chooseProfile(spec, u"no such"_s));
        QCOMPARE(spec.profile, std::string("go"));
        QVERIFY(chooseProfile(spec, {}));
        before.expect.waitNs = 5;
        before.headers.push_back({"Later", "1"});
        QVERIFY(spec == before);
        spec.profile = "of another version";
        QVERIFY(chooseProfile(spec, {}));
        QVERIFY(spec == before);
    }

    void formsKeepTheirType()
    {
        request::RequestSpec spec = post(0);
        spec.body.kind = request::BodyKind::Form;
        spec.body.fields = {{"a", "b"}};
        QVERIFY(chooseProfile(spec, u"aiohttp"_s));
        QVERIFY(headOf(spec).find("Content-Type: application/x-www-form-urlencoded") != std::string::npos);
    }

    void whatDoesNotFitIsSaid()
    {
        const QByteArray good = R"({"title": "T", "language": "L", "about": "A", "head": {"unknown": "u"},
 "expect": {"rule": "off"}, "sources": ["facts:clients/go"]})";
        QCOMPARE(errorsOf(good), QStringList());
        const auto with = [&good](const char *from, const char *to) {
            return errorsOf(QByteArray(good).replace(from, to));
        };
        QVERIFY(with("\"T\"", "\"\"").join(u' ').contains(u"p.json.title"_s));
        QVERIFY(with("facts:clients/go", "facts:clients/none").join(u' ').contains(u"neither a fact"_s));
        QVERIFY(with("[\"facts:clients/go\"]", "[]").join(u' ').contains(u"sources"_s));
        QVERIFY(with("\"off\"", "\"threshold\"").join(u' ').contains(u"threshold"_s));
        QVERIFY(with("\"off\"", "\"often\"").join(u' ').contains(u"one of"_s));
        QVERIFY(
            with("\"sources\"", "\"wait\": {\"then\": \"send\"}, \"sources\"").join(u' ').contains(u"has an end"_s));
        QVERIFY(with("\"sources\"", "\"wait\": {\"then\": \"send\", \"ms\": -1}, \"sources\"")
                    .join(u' ')
                    .contains(u"ms: must"_s));
        QVERIFY(with("\"unknown\": \"u\"", "\"order\": [\"Host\"]").join(u' ').contains(u"measured"_s));
        QVERIFY(with("\"unknown\": \"u\"", "\"order\": [\"Host\"], \"fields\": [[\"a\"]]")
                    .join(u' ')
                    .contains(u"name and a value"_s));
        QVERIFY(with("\"sources\"", "\"other\": 1, \"sources\"").join(u' ').contains(u"no such key"_s));
    }
};

INTERIM_SUITE(TestProfiles)
#include "tst_profiles.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/setting_words.h"

#include <QTest>

using formats::Setting;

class TestSettingWords : public QObject {
    Q_OBJECT
private slots:
    void everySettingComesBack()
    {
        request::RequestSpec spec;
        spec.expect = {request::ExpectRule::Custom, 12,   "a b", 1'500'250, wire::AfterWait::Keep,
                       request::On417::Show,        true, true,  true};
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = 4 << 20;
        spec.body.pattern = "random";
        spec.body.mediaType = "text/plain; x=\"y\"";
        spec.fieldOrder = {"Host", "content-length"};
        spec.timeouts = {1, 2'000, 3'000'000, 4'000'000'000, 0};
        spec.tls = {false, "ca.pem", "name", "c.pem", "k.pem"};
        spec.family = request::AddressFamily::V6;
        spec.followUp = true;
        spec.lingerNs = 0;
        spec.proxy = "socks5://p:1";
        spec.connectTo = "h:2";
        spec.unixSocket = "@s";
        spec.redirects = 7;
        spec.profile = "curl";
        spec.removed = {"User-Agent", "Accept"};
        spec.rawHead = "GET / HTTP/1.1\r\n\r\n";
        request::RequestSpec again;
        for (const Setting &setting : formats::settingsOf(spec))
            QVERIFY2(formats::applySetting(again, setting.name, setting.value), setting.name.c_str());
        QVERIFY(again == spec);
        spec.family = request::AddressFamily::V4;
        spec.expect.afterWait = wire::AfterWait::Stop;
        again = {};
        for (const Setting &setting : formats::settingsOf(spec))
            QVERIFY(formats::applySetting(again, setting.name, setting.value));
        QVERIFY(again == spec);
    }

    void defaultsAreNotSaid()
    {
        const std::vector<Setting> only{{"expect", "auto"}};
        QVERIFY(formats::settingsOf({}) == only);
    }

    // Files of before the table say them in this order.
    void theOrderIsKept()
    {
        request::RequestSpec spec;
        spec.expect = {request::ExpectRule::Custom, 12,   "100-continue", 500'000, wire::AfterWait::Keep,
                       request::On417::Show,        true, true,           true};
        spec.timeouts = {1, 2'000, 3'000'000, 4'000'000'000, 0};
        spec.tls = {false, "ca.pem", "name", "c.pem", "k.pem"};
        spec.family = request::AddressFamily::V4;
        spec.followUp = true;
        spec.lingerNs = 0;
        spec.proxy = "p:1";
        spec.connectTo = "h:2";
        spec.unixSocket = "@s";
        spec.redirects = 80;
        spec.removed = {"Accept"};
        spec.profile = "curl";
        std::string said;
        for (const Setting &setting : formats::settingsOf(spec))
            said += setting.name + '=' + setting.value + ' ';
        QCOMPARE(said,
                 "expect=custom expect-value=100-continue threshold=12 wait=500us after-wait=keep keep-limit=0ms "
                 "on-417=stop accept-104= body-after-final= wait-any= without=Accept profile=curl follow-up= "
                 "redirects=80 connect-timeout=0.001us head-timeout=2us idle-timeout=3ms max-time=4000ms linger=0ms "
                 "insecure= cacert=ca.pem server-name=name cert=c.pem key=k.pem ipv4= proxy=p:1 connect-to=h:2 "
                 "unix-socket=@s ");
    }

    void oddValuesChangeNothing()
    {
        const std::pair<const char *, const char *> odd[]{{"expect", "maybe"},
                                                          {"expect", ""},
                                                          {"threshold", "-1"},
                                                          {"threshold", "1MB"},
                                                          {"wait", "x"},
                                                          {"wait", "-1ms"},
                                                          {"wait", "99999999999s"},
                                                          {"after-wait", "go"},
                                                          {"on-417", "1"},
                                                          {"accept-104", "yes"},
                                                          {"wait-any", "1"},
                                                          {"keep-limit", "-1"},
                                                          {"insecure", "no"},
                                                          {"body-size", ""},
                                                          {"body-size", "99999999999999999999"},
                                                          {"body-pattern", "zero"},
                                                          {"redirects", "101"},
                                                          {"proxy", "a\r\nb"},
                                                          {"cacert", ""},
                                                          {"without", "a b"},
                                                          {"order", "a b"},
                                                          {"order", ","},
                                                          {"content-type", "a\r\nb"},
                                                          {"raw-head", ""},
                                                          {"ipv4", "1"},
                                                          {"nothing", "1"},
                                                          {"", ""}};
        for (const auto &[name, value] : odd) {
            request::RequestSpec spec;
            QVERIFY2(!formats::applySetting(spec, name, value), name);
            QVERIFY2(spec == request::RequestSpec(), name);
        }
    }
};

INTERIM_SUITE(TestSettingWords)
#include "tst_setting_words.moc"

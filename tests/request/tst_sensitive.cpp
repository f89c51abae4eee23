// SPDX-License-Identifier: GPL-3.0-or-later
// Where secrets stand in URLs, fields, forms and texts.
#include "request/sensitive.h"

#include <QTest>

using namespace request;

namespace {

std::string maskedField(std::string_view name, std::string_view value)
{
    return masked(value, secretPartsOfField(name, value));
}

std::string maskedText(std::string_view text)
{
    return masked(text, secretPartsOfText(text));
}

} // namespace

class TestSensitive : public QObject {
    Q_OBJECT
private slots:
    void valuesThatSayIt()
    {
        QCOMPARE(maskedField("X-Foo", "Bearer S"), std::string("Bearer ***"));
        QCOMPARE(maskedField("X-Foo", "token S"), std::string("token ***"));
        QCOMPARE(maskedField("X-Foo", "Basic S"), std::string("Basic ***"));
        QCOMPARE(maskedField("X-Foo", "ApiKey S"), std::string("ApiKey ***"));
        QCOMPARE(maskedField("X-Note", "Token is gone"), std::string("Token is gone"));
        QCOMPARE(maskedField("WWW-Authenticate", "Basic realm=\"x\""), std::string("Basic realm=\"x\""));
        QCOMPARE(maskedField("WWW-Authenticate", "Bearer realm=\"x\", access_token=\"S\""),
                 std::string("Bearer realm=\"x\", access_token=\"***\""));
        QCOMPARE(maskedField("Sec-WebSocket-Protocol", "bearer, S"), std::string("***"));
        QCOMPARE(maskedField("Sec-WebSocket-Protocol", "graphql-transport-ws"), std::string("graphql-transport-ws"));
        QCOMPARE(maskedField("X-A", "b\rSet-Cookie: sid=S"), std::string("b\rSet-Cookie: ***"));
        QCOMPARE(maskedField("X-A", "Set-Cookie: sid=S"), std::string("Set-Cookie: ***")); // as a fold of it
    }

    void credentialsUnderAnyName()
    {
        QCOMPARE(maskedField("X-E", "Bearer\tS"), std::string("Bearer\t***"));
        QCOMPARE(maskedField("Authorization", "Basic\tS"), std::string("Basic\t***"));
        QCOMPARE(maskedField("X-E", "Negotiate S"), std::string("Negotiate ***"));
        QCOMPARE(maskedField("X-E", "NTLM S"), std::string("NTLM ***"));
        QCOMPARE(maskedField("X-E", "GNAP S"), std::string("GNAP ***"));
        QCOMPARE(maskedField("X-E", "Hawk id=\"a\", mac=\"S\""), std::string("Hawk ***"));
        QCOMPARE(maskedField("X-E", "Digest username=\"u\", response=\"S\""), std::string("Digest ***"));
        QCOMPARE(maskedField("X-E", "Digest of all things"), std::string("Digest of all things"));
        QCOMPARE(maskedField("WWW-Authenticate", "Negotiate x"), std::string("Negotiate x"));
    }

    void urls_data()
    {
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *url, const char *shown) { QTest::newRow(url) << QByteArray(shown); };
        row("http://u:S@h:1/a@b", "http://***@h:1/a@b");
        row("u:S@h/", "***@h/");
        row("//u:S@h/", "//***@h/");
        row("http:/u:S@h/", "http:/***@h/");
        row("https:u:S@h/", "https:***@h/");
        row("HTTP:\\\\u:S@h/", "HTTP:\\\\***@h/");
        row("http://a@S@h/", "http://***@h/");
        row("http://u:S/S@h/", "http://***@h/");
        row("http://u:S?S@h/", "http://***@h/");
        row("http://[::1]:80/a@b", "http://[::1]:80/a@b");
        row("/a@b", "/a@b");
        row("/a//b@c", "/a//b@c");
        row("*", "*");
        row("", "");
        row("h:443", "h:443");
        row("/?email=a@b", "/?email=a@b");
        row("/?email=a%40b.example", "/?email=a%40b.example");
        row("/cb?code=S&state=x", "/cb?code=***&state=x");
        row("/cb?code=404", "/cb?code=404");
        row("/a;jsessionid=S/b;v=1?c", "/a;jsessionid=***/b;v=1?c");
        row("/a;jsessionid=S?c=d", "/a;jsessionid=***?c=d");
        row("/?a=b;token=S", "/?a=b;token=***");
        row("/?token=S;S&a", "/?token=***&a");
        row("/?user[password]=S", "/?user[password]=***");
        row("/?user%5Bpassword%5D=S", "/?user%5Bpassword%5D=***");
        row("/?PHPSESSID=S&sid=S&session=S", "/?PHPSESSID=***&sid=***&session=***");
        row("/#access_token=S&token_type=b", "/#access_token=***&token_type=b");
        row("/#/cb?code=S", "/#/cb?code=***");
        row("/#/access_token=S", "/#/access_token=***");
        row("/?next=/cb?code=S", "/?next=/cb?code=***");
        row("/?next=https://u:S@h/a&b", "/?next=https://***@h/a&b");
        row("/?next=//u:S@h", "/?next=//***@h");
        row("/?next=https%3A%2F%2Fu%3AS%40h%2F%3Ftoken%3DS&b=c", "/?next=https%3A%2F%2F***%40h%2F%3Ftoken%3D***&b=c");
        row("/?next=%252F%253Ftoken%253DS", "/?next=%252F%253Ftoken%253D***");
        row("/?next%3D%2F%3Ftoken%3DS", "/?next%3D%2F%3Ftoken%3D***");
        row("/?q=a%3Db%26token%3DS", "/?q=a%3Db%26token%3D***");
        row("/proxy/http://u:S@h/", "/proxy/http://***@h/");
        row("/?next=a=b=token=S&c", "/?next=a=b=token=***&c");
        row("/?filter=a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9,j==", "/?filter=a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9,j==");
        row("/a%3Bjsessionid=S/b?c", "/a%3Bjsessionid=***/b?c");
        row("/?token=&a=b", "/?token=&a=b");
        row("/?%zz=%", "/?%zz=%");
    }
    void urls() { QTEST(QByteArray::fromStdString(maskedUrl(QTest::currentDataTag())), "shown"); }

    // What is decoded more often than anyone does is masked as a whole, and takes no time.
    void depthHasAnEnd()
    {
        std::string coded = "token=S";
        for (int i = 0; i < 40; ++i)
            coded = (i % 2 ? "%25" : "%3d") + coded;
        QVERIFY(maskedUrl("/?a=" + coded + "=S").find('S') == std::string::npos);
        std::string signs = "/?";
        for (int i = 0; i < 20000; ++i)
            signs += "a=";
        QVERIFY(maskedUrl(signs + "token=S").find('S') == std::string::npos);
    }

    void valuesOfFields()
    {
        QCOMPARE(maskedField("Authorization", "Basic  dTpw"), std::string("Basic  ***"));
        QCOMPARE(maskedField("Authorization", "tell no one"), std::string("***"));
        QCOMPARE(maskedField("X-Key", ""), std::string());
        QCOMPARE(maskedField("Origin", "https://u:S@h"), std::string("https://***@h"));
        QCOMPARE(maskedField("location", "cb;jsessionid=S"), std::string("cb;jsessionid=***"));
        QCOMPARE(maskedField("Refresh", "5; url=https://u:S@h/?token=S"),
                 std::string("5; url=https://***@h/?token=***"));
        QCOMPARE(maskedField("Refresh", "5;URL='/cb?code=S'"), std::string("5;URL='/cb?code=***'"));
        QCOMPARE(maskedField("Link", "<https://h/?sig=S>; rel=next, </a?b>; rel=\"p\""),
                 std::string("<https://h/?sig=***>; rel=next, </a?b>; rel=\"p\""));
        QCOMPARE(maskedField("X-Callback", "a http://u:S@h/ b"), std::string("a http://***@h/ b"));
    }

    void formsThatAreFilesOfSettings()
    {
        const auto shown = [](std::string_view text) { return masked(text, secretPartsOfForm(text)); };
        QCOMPARE(shown("[s]\npassword=S"), std::string("[s]\npassword=***"));
        QCOMPARE(shown("h=Authorization:+Bearer+S&a=b"), std::string("h=Authorization:+Bearer+***&a=b"));
        QCOMPARE(shown("h=Authorization%3A%20Bearer%20S&a=b"), std::string("h=Authorization%3A%20Bearer%20***&a=b"));
    }

    void otherTexts()
    {
        QCOMPARE(maskedText("user=a;password=S next"), std::string("user=a;password=*** next"));
        for (const char *text :
             {"text/html;q=0.9,*/*;q=0.8", "max-age=0, no-cache=\"Set-Cookie\"", "code=S; key=value",
              "Bearer realm=\"x\", error=\"invalid_token\"", "Mozilla/5.0 (X11; rv:1)", "timeout=5, max=100"})
            QCOMPARE(maskedText(text), std::string(text));
    }
};

INTERIM_SUITE(TestSensitive)
#include "tst_sensitive.moc"

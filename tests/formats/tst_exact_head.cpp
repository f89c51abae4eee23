// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/exact_head.h"

#include "request/serializer.h"

#include <QTest>

using formats::ExpectFrom;

namespace {

std::string composedHead(const request::RequestSpec &spec)
{
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    return request ? request::http1Head(*request) : std::string();
}

request::RequestSpec browserRequest()
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://h/p";
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "abc";
    spec.headers = {{"Host", "h"},
                    {"Connection", "keep-alive"},
                    {"Content-Length", "3"},
                    {"User-Agent", "Mozilla"},
                    {"content-type", "text/plain"},
                    {"Accept", "*/*"},
                    {"Cookie", "a=b"}};
    return spec;
}

} // namespace

class TestExactHead : public QObject {
    Q_OBJECT
private slots:
    void framingIsInterimsInTheSamePlace()
    {
        const request::RequestSpec typed = browserRequest();
        request::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QCOMPARE(composedHead(plain), composedHead(typed));
        for (const request::HeaderLine &line : plain.headers)
            QVERIFY2(line.name != "Content-Length" && line.name != "Host" && line.name != "content-type",
                     line.name.c_str());
        QCOMPARE(plain.body.mediaType, std::string("text/plain"));
        plain.body.text = "abcde"; // an edit afterwards is counted
        QVERIFY(composedHead(plain).find("\r\nContent-Length: 5\r\nUser-Agent") != std::string::npos);
    }

    void withoutExpectNoneIsAdded()
    {
        request::RequestSpec typed = browserRequest();
        typed.body.text.assign(2 << 20, 'x');
        typed.headers[2].value = std::to_string(typed.body.text.size());
        const request::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QVERIFY(plain.expect.rule == request::ExpectRule::Off);
        QVERIFY(composedHead(plain).find("Expect") == std::string::npos);
    }

    void typedExpect()
    {
        request::RequestSpec typed = browserRequest();
        typed.headers.push_back({"Expect", "100-continue"});
        const request::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QVERIFY(request::decideExpect(plain).sent && request::decideExpect(plain).waits);
        QCOMPARE(composedHead(plain), composedHead(typed));
    }

    void settingsDecideOnExpect()
    {
        request::RequestSpec typed = browserRequest();
        typed.expect.threshold = 2;
        typed.headers.push_back({"Expect", "100-continue"});
        const request::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Settings);
        QVERIFY(plain.expect.rule == request::ExpectRule::Threshold);
        QCOMPARE(plain.expect.threshold, std::uint64_t(2));
        for (const request::HeaderLine &line : plain.headers)
            QVERIFY(line.name != "Expect");
        QVERIFY(request::decideExpect(plain).sent);
        // What the rule would not write stays typed.
        typed.expect.threshold = 3;
        const request::RequestSpec other = formats::plainRequest(typed, ExpectFrom::Settings);
        QVERIFY(other.expect == typed.expect);
        QVERIFY(request::decideExpect(other).why == request::ExpectWhy::TypedByHand);
    }

    void whatCannotBeComposedStays()
    {
        request::RequestSpec typed = browserRequest();
        typed.url = "http://{{a b}}/";
        const request::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QVERIFY(plain.headers == typed.headers);
        typed.url = "http://h/";
        typed.rawHead = "GET / HTTP/1.1\r\n\r\n";
        QVERIFY(formats::plainRequest(typed, ExpectFrom::Settings) == typed);
    }

    void repeatedFieldsKeepTheirPlaces()
    {
        request::RequestSpec typed = browserRequest();
        typed.headers.insert(typed.headers.begin() + 1, {"Cookie", "first=1"});
        QCOMPARE(composedHead(formats::plainRequest(typed, ExpectFrom::Fields)), composedHead(typed));
    }
};

INTERIM_SUITE(TestExactHead)
#include "tst_exact_head.moc"

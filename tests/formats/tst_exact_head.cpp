// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/exact_head.h"

#include "wire/compose.h"

#include <QTest>

using formats::ExpectFrom;

namespace {

std::string composedHead(const wire::RequestSpec &spec)
{
    const auto made = wire::compose(spec);
    const auto *request = std::get_if<wire::ComposedRequest>(&made);
    return request ? request->head : std::string();
}

wire::RequestSpec browserRequest()
{
    wire::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://h/p";
    spec.body.kind = wire::BodyKind::Text;
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
        const wire::RequestSpec typed = browserRequest();
        wire::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QCOMPARE(composedHead(plain), composedHead(typed));
        for (const wire::HeaderLine &line : plain.headers)
            QVERIFY2(line.name != "Content-Length" && line.name != "Host" && line.name != "content-type",
                     line.name.c_str());
        QCOMPARE(plain.body.mediaType, std::string("text/plain"));
        plain.body.text = "abcde"; // an edit afterwards is counted
        QVERIFY(composedHead(plain).find("\r\nContent-Length: 5\r\nUser-Agent") != std::string::npos);
    }

    void withoutExpectNoneIsAdded()
    {
        wire::RequestSpec typed = browserRequest();
        typed.body.text.assign(2 << 20, 'x');
        typed.headers[2].value = std::to_string(typed.body.text.size());
        const wire::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QVERIFY(plain.expect.rule == wire::ExpectRule::Off);
        QVERIFY(composedHead(plain).find("Expect") == std::string::npos);
    }

    void typedExpect()
    {
        wire::RequestSpec typed = browserRequest();
        typed.headers.push_back({"Expect", "100-continue"});
        const wire::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QVERIFY(wire::decideExpect(plain).sent && wire::decideExpect(plain).waits);
        QCOMPARE(composedHead(plain), composedHead(typed));
    }

    void settingsDecideOnExpect()
    {
        wire::RequestSpec typed = browserRequest();
        typed.expect.threshold = 2;
        typed.headers.push_back({"Expect", "100-continue"});
        const wire::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Settings);
        QVERIFY(plain.expect.rule == wire::ExpectRule::Threshold);
        QCOMPARE(plain.expect.threshold, std::uint64_t(2));
        for (const wire::HeaderLine &line : plain.headers)
            QVERIFY(line.name != "Expect");
        QVERIFY(wire::decideExpect(plain).sent);
        // What the rule would not write stays typed.
        typed.expect.threshold = 3;
        const wire::RequestSpec other = formats::plainRequest(typed, ExpectFrom::Settings);
        QVERIFY(other.expect == typed.expect);
        QVERIFY(wire::decideExpect(other).why == wire::ExpectWhy::TypedByHand);
    }

    void whatCannotBeComposedStays()
    {
        wire::RequestSpec typed = browserRequest();
        typed.url = "http://{{a b}}/";
        const wire::RequestSpec plain = formats::plainRequest(typed, ExpectFrom::Fields);
        QVERIFY(plain.headers == typed.headers);
        typed.url = "http://h/";
        typed.rawHead = "GET / HTTP/1.1\r\n\r\n";
        QVERIFY(formats::plainRequest(typed, ExpectFrom::Settings) == typed);
    }

    void repeatedFieldsKeepTheirPlaces()
    {
        wire::RequestSpec typed = browserRequest();
        typed.headers.insert(typed.headers.begin() + 1, {"Cookie", "first=1"});
        QCOMPARE(composedHead(formats::plainRequest(typed, ExpectFrom::Fields)), composedHead(typed));
    }
};

INTERIM_SUITE(TestExactHead)
#include "tst_exact_head.moc"

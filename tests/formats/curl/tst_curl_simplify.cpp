// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_simplify.h"

#include "request/serializer.h"

#include <QTest>

using namespace formats;

class TestCurlSimplify : public QObject {
    Q_OBJECT

    static std::string agent()
    {
        request::RequestSpec spec;
        spec.url = "http://h/";
        const std::string head = request::http1Head(std::get<request::ComposedRequest>(request::compose(spec)));
        const auto at = head.find("User-Agent: ") + 12;
        return head.substr(at, head.find('\r', at) - at);
    }

private slots:
    void whatInterimWritesIsNotTyped()
    {
        request::RequestSpec plain;
        plain.url = "http://h/";
        plain.method = "POST";
        plain.body.kind = request::BodyKind::Text;
        plain.body.text = "abc";
        plain.body.mediaType = "text/plain";
        plain.expect.rule = request::ExpectRule::Always;
        request::RequestSpec typed = plain;
        typed.body.mediaType.clear();
        typed.expect.rule = request::ExpectRule::Threshold;
        typed.headers = {{"User-Agent", agent()},
                         {"Accept", "*/*"},
                         {"Content-Length", "3"},
                         {"Content-Type", "text/plain"},
                         {"Expect", "100-continue"}};
        typed.removed = {"Transfer-Encoding"};
        QVERIFY(simplified(typed) == plain);
    }

    void whatStandsElsewhereStays()
    {
        request::RequestSpec typed;
        typed.url = "http://h/";
        typed.headers = {{"Accept", "*/*"}, {"User-Agent", agent()}, {"X", "1"}};
        typed.removed = {"Host"};
        QVERIFY(simplified(typed) == typed);
    }
};

INTERIM_SUITE(TestCurlSimplify)
#include "tst_curl_simplify.moc"

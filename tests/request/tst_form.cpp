// SPDX-License-Identifier: GPL-3.0-or-later
// Form content against the bytes that browsers make.
#include "request/form.h"

#include "request/serializer.h"

#include <QTest>

using namespace request;
using namespace wire;

namespace {

BodySpec multipart(std::vector<FormField> fields, std::string mediaType = {})
{
    BodySpec body;
    body.kind = BodyKind::Multipart;
    body.fields = std::move(fields);
    body.mediaType = std::move(mediaType);
    return body;
}

} // namespace

class TestForm : public QObject {
    Q_OBJECT

private slots:
    void urlEncoded()
    {
        QCOMPARE(formContent({}), std::string());
        QCOMPARE(formContent({{"a", "1"}, {"a", "2"}}), std::string("a=1&a=2"));
        QCOMPARE(formContent({{"Az09*-._", " \r\n&=+%~"}}), std::string("Az09*-._=+%0D%0A%26%3D%2B%25%7E"));
        QCOMPARE(formContent({{"", std::string("\0\xc3\xa9", 3)}}), std::string("=%00%C3%A9"));
    }

    void readsWhatItWrote()
    {
        const std::vector<FormField> fields{{"Az09*-._", " \r\n&=+%~"}, {"", std::string("\0\xc3\xa9", 3)}, {"a", ""}};
        QVERIFY(formFields(formContent(fields)) == fields);
        QVERIFY(formFields("").empty());
        QVERIFY((formFields("&&a=1&&b&=c=d&%zz=%2")
                 == std::vector<FormField>{{"a", "1"}, {"b", ""}, {"", "c=d"}, {"%zz", "%2"}}));
        QCOMPARE(formDecoded("a+b%2B%"), std::string("a b+%"));
    }

    void namesCannotLeaveTheirQuotes()
    {
        const auto pieces = multipartPieces(multipart({{"a\"\r\nX: y", "v"}}, "multipart/form-data; boundary=B"));
        QCOMPARE(pieces.size(), std::size_t(1));
        QCOMPARE(pieces[0].text,
                 std::string("--B\r\nContent-Disposition: form-data; name=\"a%22%0D%0AX: y\"\r\n\r\n"
                             "v\r\n--B--\r\n"));
    }

    void filesAreStretches()
    {
        const auto body = multipart({{"f", "", "/dir/pic.png", "", "image/png", 12}, {"g", "", "x", "y z", "", 0}});
        const auto pieces = multipartPieces(body);
        QCOMPARE(pieces.size(), std::size_t(5));
        QVERIFY(pieces[0].text.ends_with("name=\"f\"; filename=\"pic.png\"\r\nContent-Type: image/png\r\n\r\n"));
        QCOMPARE(pieces[1].path, std::string("/dir/pic.png"));
        QVERIFY(pieces[2].text.ends_with("name=\"g\"; filename=\"y z\"\r\n\r\n"));
        std::uint64_t sum = 0;
        for (const auto &piece : pieces)
            sum += piece.size;
        QCOMPARE(body.length(), sum);
    }

    void boundaries()
    {
        auto body = multipart({{"a", "b"}});
        const std::string own = boundaryOf(body);
        QCOMPARE(boundaryOf(body), own);
        QVERIFY(own.size() <= 70); // RFC 2046 section 5.1.1
        body.fields[0].name = "c";
        QVERIFY(boundaryOf(body) != own);
        for (const char *type : {"multipart/mixed; boundary=\"q r\"; x=y", "multipart/mixed;BOUNDARY=\"q r\""})
            QCOMPARE(boundaryOf(multipart({}, type)), std::string("q r"));
        QCOMPARE(boundaryOf(multipart({}, "a/b; boundary=q ;c=d")), std::string("q"));
    }

    void types()
    {
        BodySpec body;
        body.mediaType = "a/b";
        QCOMPARE(contentType(body), std::string());
        body.kind = BodyKind::Form;
        QCOMPARE(contentType(body), std::string("a/b"));
        body.mediaType.clear();
        QCOMPARE(contentType(body), std::string("application/x-www-form-urlencoded"));
        body.kind = BodyKind::Text;
        QCOMPARE(contentType(body), std::string());
        body.kind = BodyKind::Multipart;
        QCOMPARE(contentType(body), "multipart/form-data; boundary=" + boundaryOf(body));
        body.mediaType = "multipart/mixed";
        QCOMPARE(contentType(body), "multipart/mixed; boundary=" + boundaryOf(body));
        body.mediaType = "multipart/mixed; boundary=B";
        QCOMPARE(contentType(body), std::string("multipart/mixed; boundary=B"));
    }

    void ofARequest()
    {
        RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://h/";
        spec.body.kind = BodyKind::Form;
        spec.body.fields = {{"a", "b c"}};
        const auto request = std::get<ComposedRequest>(compose(spec));
        QVERIFY(http1Head(request).find("Content-Length: 5\r\nContent-Type: application/x-www-form-urlencoded\r\n")
                != std::string::npos);
        QCOMPARE(request.contentLength, std::uint64_t(5));
    }
};

INTERIM_SUITE(TestForm)
#include "tst_form.moc"

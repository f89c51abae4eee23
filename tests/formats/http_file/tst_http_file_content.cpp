// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_content.h"

#include <QTest>

using namespace Qt::StringLiterals;

using formats::FileContent;

class TestHttpFileContent : public QObject {
    Q_OBJECT
    static FileContent text(const std::string &bytes, std::string_view type = {})
    {
        request::BodySpec body;
        body.kind = request::BodyKind::Text;
        body.text = bytes;
        return formats::fileContent(body, type);
    }

private slots:
    void linesThatFit()
    {
        for (const char *fits :
             {"a", "a\nb", "a\n\nb", "{\n  \"x\": \"\xc3\xbc\"\n}", "<html>", "<br> <", "a # b", "a=1&b"}) {
            const FileContent content = text(fits);
            QCOMPARE(content.lines, std::string(fits));
            QVERIFY(!content.coded && content.losses.isEmpty());
        }
        QVERIFY(text("").lines.empty() && text("").coded == std::string() && text("").losses.isEmpty());
        QVERIFY(!formats::fileContent({}, {}).coded);
    }

    // Read again, the line ends would be gone.
    void aFormThatIsLaidOut()
    {
        QVERIFY(text("a=1 &\nb=2", "application/x-www-form-urlencoded").coded);
        QVERIFY(!text("a=1 &\nb=2", "text/plain").coded);
    }

    void linesThatDoNot()
    {
        const std::string odd[]{"a\n",  "\na",       "a\r\nb",   "\xff",   std::string("\0", 1),
                                "# a",  "a\n  // b", "a\n### b", "< file", "a\n> {% x %}",
                                "<> x", ">> x",      " ",        "\n",     "\t"};
        for (const std::string &bytes : odd) {
            const FileContent content = text(bytes);
            QVERIFY2(content.lines.empty(), bytes.c_str());
            QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(content.coded.value_or("none"))).toStdString(),
                     bytes);
            QCOMPARE(content.losses.size(), 1);
        }
        QVERIFY(text("a\n&b", "application/x-www-form-urlencoded").coded);
        QVERIFY(!text("a&b", "application/x-www-form-urlencoded").coded);
        QVERIFY(text("{}", "application/x-ndjson").coded);
        const FileContent large = text(std::string((1 << 20) + 1, '\r'));
        QVERIFY(!large.coded && large.losses.join(QString()).contains("put them into a file"_L1));
    }

    void files()
    {
        request::BodySpec body;
        body.kind = request::BodyKind::File;
        body.path = "/a b.bin";
        QCOMPARE(formats::fileContent(body, {}).lines, std::string("< /a b.bin"));
        for (const char *odd : {"", "a\nb", " a", "a "}) {
            body.path = odd;
            QVERIFY(formats::fileContent(body, {}).lines.empty());
            QCOMPARE(formats::fileContent(body, {}).losses.size(), 1);
        }
        body.kind = request::BodyKind::Generated;
        body.size = 7;
        QVERIFY(formats::fileContent(body, {}).losses.join(QString()).contains("7 bytes that Interim makes"_L1));
        body.size = 1;
        QVERIFY(formats::fileContent(body, {}).losses.join(QString()).contains("1 byte that Interim makes"_L1));
    }

    void forms()
    {
        request::BodySpec body;
        body.kind = request::BodyKind::Form;
        body.fields = {{.name = "a", .value = "1 2"}, {.name = "b", .value = "\n"}};
        QCOMPARE(formats::fileContent(body, "application/x-www-form-urlencoded").lines, std::string("a=1+2&b=%0A"));
        body.kind = request::BodyKind::Multipart;
        body.mediaType = "multipart/form-data; boundary=b";
        body.fields = {{.name = "a", .value = "1\r\n2"},
                       {.name = "f", .path = "/x", .fileName = "y", .mediaType = "t/p", .size = 3}};
        const FileContent content = formats::fileContent(body, body.mediaType);
        QCOMPARE(content.lines,
                 std::string(
                     "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n2\n--b\n"
                     "Content-Disposition: form-data; name=\"f\"; filename=\"y\"\nContent-Type: t/p\n\n< /x\n--b--"));
        QVERIFY(content.losses.isEmpty());
        body.fields = {{.name = "a", .value = "1\n2"}};
        QVERIFY(formats::fileContent(body, body.mediaType).coded);
    }
};

INTERIM_SUITE(TestHttpFileContent)
#include "tst_http_file_content.moc"

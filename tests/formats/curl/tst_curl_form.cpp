// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_form.h"

#include <QTest>

using namespace formats;

class TestCurlForm : public QObject {
    Q_OBJECT

private slots:
    void thereAndBack()
    {
        const std::vector<request::FormField> fields{{"a", "b", {}, {}, {}, 0},
                                                     {"a", "", {}, {}, {}, 0},
                                                     {"a", "@x;type=y", {}, {}, {}, 0},
                                                     {"t", "v", {}, "z.pdf", "application/pdf", 0},
                                                     {"q\"", "a\"b\\;c\n ", {}, {}, "text/plain; charset=utf-8", 0},
                                                     {"f", {}, "/tmp/a;b\".txt", {}, "text/plain", 0},
                                                     {"f", {}, "x", "other name.png", "image/png", 0}};
        for (const request::FormField &field : fields) {
            const CurlFormOption option = curlFormOption(field);
            QVERIFY2(option.losses.empty(), option.value.c_str());
            const CurlFormField read = readFormOption(option.value, option.name == "--form-string");
            QVERIFY2(read.remarks.empty(), option.value.c_str());
            QVERIFY2(read.field == field, option.value.c_str());
        }
    }

    void severalFilesAreOnePart()
    {
        const request::FormField part =
            mixedPart({{"c", {}, "d/a.txt", {}, "text/plain", 0}, {"c", {}, "b", "q\"", {}, 0}}, {"one", "two"});
        QVERIFY(part.name == "c" && part.path.empty() && part.mediaType.starts_with("multipart/mixed; boundary="));
        const std::string boundary = part.mediaType.substr(26);
        QCOMPARE(
            part.value,
            "--" + boundary
                + "\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\none\r\n--"
                + boundary + "\r\nContent-Disposition: attachment; filename=\"q%22\"\r\n\r\ntwo\r\n--" + boundary
                + "--\r\n");
    }

    void losses()
    {
        QCOMPARE(curlFormOption({"a=b", "c", {}, {}, {}, 0}).losses.size(), std::size_t(1));
        QCOMPARE(curlFormOption({"a", "c", {}, {}, "no type", 0}).losses.size(), std::size_t(1));
        QCOMPARE(curlFormOption({"a", {}, "x.png", {}, {}, 0}).losses.size(), std::size_t(1));
    }

    void asCurlReadsIt()
    {
        QCOMPARE(readFormOption("a= v ;x", false).field.value, std::string("v"));
        QCOMPARE(readFormOption("a=@f.html", false).field.mediaType, std::string("text/html"));
        QCOMPARE(readFormOption("a=@f;filename=b.gif", false).field.mediaType, std::string("image/gif"));
        QVERIFY(readFormOption("a=<f", false).textFromFile);
        for (const char *refused : {"none", "a=b;type=x", "a=(;type=multipart/mixed", "=)"})
            QVERIFY2(!readFormOption(refused, false).refused.empty(), refused);
        // Measured with curl 7.88.1.
        QCOMPARE(readFormOption("f=t;filename=z.pdf", false).field.fileName, std::string("z.pdf"));
        QCOMPARE(readFormOption("f=t;filename=z.pdf", false).field.mediaType, std::string("application/pdf"));
        QCOMPARE(readFormOption("f=t;filename=z", false).field.mediaType, std::string());
        QCOMPARE(readFormOption("f=@a.png;filename=z", false).field.mediaType, std::string("image/png"));
        QCOMPARE(readFormOption("f=@a;Type=a/b;charset=x;FILENAME=q", false).field.mediaType,
                 std::string("a/b;charset=x"));
        const CurlFormField two = readFormOption("c=@a.txt;filename=q,\"b,c.html\";type=x/y", false);
        QVERIFY(two.more.size() == 1 && two.field.path == "a.txt" && two.field.fileName == "q"
                && two.field.mediaType == "text/plain");
        QVERIFY(two.more[0].path == "b,c.html" && two.more[0].mediaType == "x/y" && two.remarks.empty());
        for (const char *beyond :
             {"a=v;headers=\"X: y\"", "a=@f;encoder=base64", "a=v;headers=@f", "=v", "a=v;filename="})
            QVERIFY2(!readFormOption(beyond, false).refused.empty(), beyond);
        QCOMPARE(readFormOption("a=v;other=s3cret", false).remarks,
                 std::vector<std::string>{"-F: a parameter that curl does not know either"});
        QCOMPARE(readFormOption("a=\"b\"c ; type=t/x", false).field.value, std::string("b"));
        QVERIFY(!readFormOption("a=@", false).refused.empty() && !readFormOption("a=@f,", false).refused.empty());
        QCOMPARE(curlPartType("A.JPG"), std::string("image/jpeg"));
    }
};

INTERIM_SUITE(TestCurlForm)
#include "tst_curl_form.moc"

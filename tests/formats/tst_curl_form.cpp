// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_form.h"

#include <QTest>

using namespace formats;

class TestCurlForm : public QObject {
    Q_OBJECT

private slots:
    void thereAndBack()
    {
        const std::vector<wire::FormField> fields{
            {"a", "b", {}, {}, {}, 0}, {"a", "", {}, {}, {}, 0}, {"a", "@x;type=y", {}, {}, {}, 0},
            {"q\"", "a\"b\\;c\n ", {}, {}, "text/plain; charset=utf-8", 0}, {"f", {}, "/tmp/a;b\".txt", {}, "text/plain", 0},
            {"f", {}, "x", "other name.png", "image/png", 0}};
        for (const wire::FormField &field : fields) {
            const CurlFormOption option = curlFormOption(field);
            QVERIFY2(option.losses.empty(), option.value.c_str());
            const CurlFormField read = readFormOption(option.value, option.name == "--form-string");
            QVERIFY2(read.remarks.empty(), option.value.c_str());
            QVERIFY2(read.field == field, option.value.c_str());
        }
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
        QCOMPARE(readFormOption("none", false).remarks.size(), std::size_t(1));
        QCOMPARE(readFormOption("a=@f,g", false).remarks.size(), std::size_t(1));
        QCOMPARE(readFormOption("a=v;headers=\"X: y\"", false).remarks.size(), std::size_t(1));
        QCOMPARE(curlPartType("A.JPG"), std::string("image/jpeg"));
    }
};

INTERIM_SUITE(TestCurlForm)
#include "tst_curl_form.moc"

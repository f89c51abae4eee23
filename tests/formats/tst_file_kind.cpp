// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/file_kind.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace std::string_view_literals;

class TestFileKind : public QObject {
    Q_OBJECT
private slots:
    void kinds()
    {
        const std::tuple<std::string_view, const char *, const char *> rows[]{
            {"\x1f\x8b\x08"sv, "a.har", "a gzip file"},
            {"PK\x03\x04"sv, "a.http", "a zip file"},
            {"\xff\xfeG\0"sv, "a.http", "UTF-16"},
            {"G\0E\0T\0"sv, "a.http", "UTF-16"},
            {"\0G\0E\0T"sv, "a.http", "UTF-16"},
            {"openapi: 3.0.0\n"sv, "a.txt", "OpenAPI description in YAML"},
            {"a: b\n"sv, "x.yml", "a YAML document by its name"},
            {"# Title\n"sv, "R.MD", "a Markdown document by its name"},
            {"meta {\n"sv, "x", "a request of Bruno"},
            {"get {"sv, "x.bru", "Bruno by its name"},
            {"\xef\xbb\xbf\n<?xml"sv, "x", "an XML document"},
            {"---\nx: 1\n"sv, "x.http", "a YAML document"}};
        for (const auto &[start, name, words] : rows)
            QVERIFY2(formats::fileKind(start, QLatin1String(name)).contains(QLatin1String(words)), words);
        for (const auto start :
             {"GET http://h/"sv, "{{base}}/users"sv, "{\"log\":{}}"sv, "### a"sv, ""sv, "a"sv, "\0\0\0\0"sv})
            QCOMPARE(formats::fileKind(start, u"x.http"_s), QString());
    }

    void json()
    {
        QVERIFY(formats::beginsAsJson(" {\n\"a\"") && formats::beginsAsJson("{}")
                && formats::beginsAsJson("\xef\xbb\xbf{") && formats::beginsAsJson("[1]"));
        for (const char *text : {"{{base}}/users", "{% x %}", "GET {", "", "{ a }"})
            QVERIFY2(!formats::beginsAsJson(text), text);
        const auto kind = [](const char *a, const char *b) {
            return formats::jsonKind({QLatin1String(a), QLatin1String(b)});
        };
        QVERIFY(kind("info", "item").contains("Postman collection"_L1));
        QVERIFY(kind("_type", "__export_format").contains("Insomnia"_L1));
        QVERIFY(kind("openapi", "paths").contains("OpenAPI"_L1));
        QCOMPARE(kind("log", "item") + kind("x", "y"), QString());
    }
};

INTERIM_SUITE(TestFileKind)
#include "tst_file_kind.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_typed.h"

#include <QTest>

using namespace formats;

class TestCurlTyped : public QObject {
    Q_OBJECT

    static CurlTypedFields read(const std::vector<std::string> &words, CurlRoute &out)
    {
        CurlFiles files;
        files.read = [](const std::string &path) -> std::optional<std::string> {
            if (path == "fields")
                return "A: 1\r\n\nB:\nC;\nnone\n";
            return {};
        };
        const CurlArguments arguments = curlArguments(words);
        return CurlTypedFields(CurlOptionValues(arguments), files, out);
    }

private slots:
    // "Name: value" as typed, "Name;" empty, "Name:" not at all (curl's manual, -H).
    void threeForms()
    {
        CurlRoute out;
        const auto fields = read({"-H", "A: 1", "-H", "B:2", "-H", "C;", "-H", "D:", "-H", "E: \t"}, out);
        QCOMPARE(fields.typed.size(), std::size_t(3));
        QCOMPARE(fields.typed[0], (request::HeaderLine{"A", "1", ": "}));
        QCOMPARE(fields.typed[1], (request::HeaderLine{"B", "2", ":"}));
        QCOMPARE(fields.typed[2], (request::HeaderLine{"C", "", ":"}));
        QVERIFY(fields.isRemoved("d") && fields.isRemoved("E") && !fields.isRemoved("A"));
        QVERIFY(fields.isTyped("a") && !fields.isTyped("D"));
        QVERIFY(out.losses.empty() && out.open.empty() && out.stop.empty());
        QVERIFY(read({"-H", ":auth: x", "-H", ":"}, out).typed.empty()); // curl sends none
    }

    // What has no colon is no field for curl: it is said, without any of its words.
    void withoutAColon()
    {
        CurlRoute out;
        QVERIFY(read({"-H", "Token s3cret"}, out).typed.empty());
        QCOMPARE(out.losses.size(), std::size_t(1));
        QCOMPARE(out.losses[0], std::string("-H: without a colon curl sends no field"));
    }

    void fieldsOfAFile()
    {
        CurlRoute out;
        const auto fields = read({"-H", "@fields"}, out);
        QCOMPARE(fields.typed.size(), std::size_t(2));
        QCOMPARE(fields.typed[1].name, std::string("C"));
        QVERIFY(fields.isRemoved("B"));
        QCOMPARE(out.losses.size(), std::size_t(1));
        QVERIFY(out.open.empty());
    }

    // What the fields would have been is not known, so that a person has to look first.
    void fileThatCannotBeRead()
    {
        CurlRoute out;
        QVERIFY(read({"-H", "@missing"}, out).typed.empty());
        QCOMPARE(out.open, std::string("-H: its file cannot be read"));
    }

    void hostBeforeItsRemoval()
    {
        CurlRoute out;
        QVERIFY(read({"-H", "host:", "-H", "Host: v"}, out).hostInPlace);
        QVERIFY(!read({"-H", "Host: v", "-H", "Host:"}, out).hostInPlace);
    }

    void erasesByName()
    {
        CurlRoute out;
        auto fields = read({"-H", "A: 1", "-H", "a: 2", "-H", "B: 3"}, out);
        fields.erase("A");
        QCOMPARE(fields.typed.size(), std::size_t(1));
        QVERIFY(!fields.first("a") && fields.first("b")->value == "3");
    }
};

INTERIM_SUITE(TestCurlTyped)
#include "tst_curl_typed.moc"

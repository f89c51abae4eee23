// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_environment.h"

#include <QTest>

using namespace Qt::StringLiterals;

using formats::FileEnvironment;
using formats::readEnvironment;

class TestHttpFileEnvironment : public QObject {
    Q_OBJECT
private slots:
    void bothFiles()
    {
        const FileEnvironment read = readEnvironment(
            "{\"$shared\":{\"a\":\"s\",\"b\":\"s\"},\"dev\":{\"a\":\"1\",\"n\":5,\"t\":true,\"Security\":{\"Auth\":{}}}"
            "}",
            "\xef\xbb\xbf{\"dev\":{\"key\":\"secret\",\"a\":\"2\"},\"prod\":{}}", u"dev"_s);
        QCOMPARE(read.error, QString());
        QCOMPARE(read.known, (QStringList{u"dev"_s, u"prod"_s}));
        const std::map<std::string, std::string, std::less<>> wanted{
            {"a", "1"}, {"b", "s"}, {"key", "secret"}, {"n", "5"}, {"t", "true"}};
        QVERIFY(read.values == wanted);
        QVERIFY((read.secrets == std::vector<std::string>{"2", "secret"}));
        QVERIFY(read.taken.size() == 1 && read.taken[0].contains("the private file has another value"_L1)
                && !read.taken[0].contains(u'2'));
    }

    void withoutAChoiceTheSharedOnesCount()
    {
        const FileEnvironment read = readEnvironment("{\"$shared\":{\"a\":\"s\"},\"dev\":{\"a\":\"1\"}}", "", {});
        QVERIFY(read.error.isEmpty() && read.values.size() == 1 && read.values.at("a") == "s");
    }

    void oneLineForWhatIsWrong()
    {
        QVERIFY(readEnvironment("{\"dev\":{}}", "", u"prod"_s)
                    .error.contains("there is no environment \"prod\"; there is: dev"_L1));
        QVERIFY(readEnvironment("{\"dev\":", "", {}).error.contains("http-client.env.json is no JSON object: "_L1));
        QVERIFY(readEnvironment("{}", "[]", {}).error.contains("http-client.private.env.json is no JSON object"_L1));
        QVERIFY(!readEnvironment(std::string(100'000, '['), "", {}).error.isEmpty());
    }
};

INTERIM_SUITE(TestHttpFileEnvironment)
#include "tst_http_file_environment.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_head.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestCurlHead : public QObject {
    Q_OBJECT
    static CurlSituation data(std::uint64_t size)
    {
        CurlSituation situation;
        situation.hostLine = "Host: h";
        situation.dataOption = size > 0;
        situation.size = size;
        return situation;
    }
    static QString optionsFor(const std::string &fields, const CurlSituation &situation, QStringList *losses = nullptr)
    {
        const CurlFields made = curlFields(readHead("POST / HTTP/1.1\r\n" + fields + "\r\n"), situation);
        QStringList words;
        for (const std::string &word : made.options)
            words << QString::fromStdString(word);
        for (const std::string &loss : made.losses)
            if (losses)
                losses->append(QString::fromStdString(loss));
        return words.join(u'|');
    }
private slots:
    void readsHeads()
    {
        const CurlHead head = readHead("PUT /a b HTTP/1.0\r\nA: 1\r\n 2\r\nno colon\r\n\r\nbody");
        QCOMPARE(head.method, std::string("PUT"));
        QCOMPARE(head.target, std::string("/a b"));
        QCOMPARE(head.version, std::string("HTTP/1.0"));
        QCOMPARE(head.lines.size(), std::size_t(2));
        QCOMPARE(head.lines[0].bytes, std::string("A: 1\r\n 2"));
        QVERIFY(!head.lines[1].colon);
        QVERIFY(head.losses.empty());
        QCOMPARE(readHead("GET / HTTP/1.1\nA: 1\n\n").losses.size(), std::size_t(1));
        QCOMPARE(readHead("GET /\r\n\r\n").losses.size(), std::size_t(1));
        QCOMPARE(readHead("GET / HTTP/3.9\r\n\r\n").losses.size(), std::size_t(1));
    }

    void letsCurlMakeItsOwn()
    {
        QCOMPARE(optionsFor("Host: h\r\nUser-Agent: x\r\nAccept: */*\r\nContent-Length: 5\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\n",
                            data(5)),
                 u"-A|x"_s);
        QCOMPARE(optionsFor("Host: h\r\nUser-Agent: x\r\nAccept: */*\r\nContent-Length: 5\r\n", data(5)),
                 u"-A|x|-H|Content-Type:"_s);
    }

    void typesWhatStandsElsewhere()
    {
        QCOMPARE(optionsFor("Host: h\r\nA: 1\r\nUser-Agent: x\r\nContent-Length: 5\r\nContent-Type: a/b\r\n", data(5)),
                 u"-H|A: 1|-H|User-Agent: x|-H|Content-Length: 5|-H|Content-Type: a/b|-H|Accept:"_s);
    }

    void knowsCurlsExpect()
    {
        const std::string start = "Host: h\r\nUser-Agent: x\r\nAccept: */*\r\nContent-Length: ";
        QCOMPARE(optionsFor(start + "1048577\r\nExpect: 100-continue\r\n", data(1048577)), u"-A|x|-H|Content-Type:"_s);
        QVERIFY(optionsFor(start + "1048576\r\nExpect: 100-continue\r\n", data(1048576))
                    .contains("-H|Expect: 100-continue"_L1));
        QVERIFY(optionsFor(start + "1048577\r\n", data(1048577)).contains("-H|Expect:"_L1));
        QVERIFY(!optionsFor(start + "1048576\r\n", data(1048576)).contains("Expect"_L1));
        CurlSituation old = data(1048577);
        old.http11 = false;
        QVERIFY(!optionsFor(start + "1048577\r\n", old).contains("Expect"_L1));
    }

    void emptyAndOddLines()
    {
        QStringList losses;
        QCOMPARE(optionsFor("Host: h\r\nUser-Agent:\r\nAccept:\r\nX:\r\n", data(0), &losses),
                 u"-H|User-Agent;|-H|Accept;|-H|X;"_s);
        QVERIFY(losses.isEmpty());
        optionsFor("A: 1\r\nhost: h\r\nHost: i\r\nY: \r\nnone\r\n@f: 1\r\n:v\r\n", data(0), &losses);
        QCOMPARE(losses.size(), 7); // place, spelling, second host, white space, no colon, @, no name
        QCOMPARE(optionsFor("User-Agent: x\r\nAccept: */*\r\n", data(0)), u"-A|x|-H|Host:"_s);
    }

    void chunkedFramesByCurl()
    {
        const CurlFields made =
            curlFields(readHead("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"), data(5));
        QVERIFY(made.chunked);
        QVERIFY(std::find(made.options.begin(), made.options.end(), "Content-Length:") == made.options.end());
    }
};

INTERIM_SUITE(TestCurlHead)
#include "tst_curl_head.moc"

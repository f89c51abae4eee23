// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/differences.h"

#include "compare/made.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace compare;

namespace {

const char ok[] = "HTTP/1.1 200 OK\r\nDate: Mon\r\nServer: a\r\nContent-Length: 0\r\n\r\n";

QString words(const std::vector<Difference> &found)
{
    QStringList lines;
    for (const Difference &one : found) {
        QString line = QString::fromLatin1(keyOf(one.aspect).data(), qsizetype(keyOf(one.aspect).size()));
        if (!one.name.empty())
            line += u' ' + QString::fromStdString(one.name);
        line += u' ' + QString::fromLatin1(keyOf(one.change).data(), qsizetype(keyOf(one.change).size()));
        lines << line + u" [%1][%2]"_s.arg(QString::fromStdString(one.baseline), QString::fromStdString(one.value));
    }
    return lines.join(u'\n');
}

QString compared(const made::Made &a, const made::Made &b, const ContentPrint &contentA = {},
                 const ContentPrint &contentB = {})
{
    return words(differences({a.summary, contentA}, {b.summary, contentB}));
}

} // namespace

class TestDifferences : public QObject {
    Q_OBJECT
private slots:
    void alikeIsSilent()
    {
        QCOMPARE(compared(made::continued(1000, ok), made::continued(1100, ok)), QString());
        QCOMPARE(compared(made::unreachable(), made::unreachable()), QString());
    }

    /// Whichever of the two was aborted: by a bound, or by hand.
    void whyOneWasAborted()
    {
        made::Made aborted = made::unreachable();
        aborted.summary.outcome = record::Outcome::Aborted;
        aborted.summary.error = "ended at 7 events";
        const made::Made went = made::continued(1000, ok);
        const auto why = [](const made::Made &a, const made::Made &b) {
            return differences({a.summary, {}}, {b.summary, {}}).at(1).why; // behind the request's
        };
        QCOMPARE(why(went, aborted), std::string("ended at 7 events"));
        QCOMPARE(why(aborted, went), std::string("ended at 7 events"));
        aborted.summary.error = record::cancelledByUser;
        QCOMPARE(why(went, aborted), std::string());
    }

    void table_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *response, const char *expected) {
            QTest::newRow(name) << QByteArray(response) << QString::fromLatin1(expected);
        };
        row("status", "HTTP/1.1 201 Created\r\nDate: Mon\r\nServer: a\r\nContent-Length: 0\r\n\r\n",
            "status differs [200][201]");
        row("version", "HTTP/1.0 200 OK\r\nDate: Mon\r\nServer: a\r\nContent-Length: 0\r\n\r\n",
            "http-version differs [1.1][1.0]");
        row("order and case of names", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nSERVER: a\r\ndate: Mon\r\n\r\n", "");
        row("date's value", "HTTP/1.1 200 OK\r\nDate: Tue\r\nServer: a\r\nContent-Length: 0\r\n\r\n", "");
        row("no date", "HTTP/1.1 200 OK\r\nServer: a\r\nContent-Length: 0\r\n\r\n", "field Date removed [Mon][]");
        row("value", "HTTP/1.1 200 OK\r\nDate: Mon\r\nserver: b\r\nContent-Length: 0\r\n\r\n",
            "field server differs [a][b]");
        row("added twice", "HTTP/1.1 200 OK\r\nDate: Mon\r\nServer: a\r\nVia: x\r\nvia: y\r\nContent-Length: 0\r\n\r\n",
            "field Via added [][x | y]");
        row("duplicate", "HTTP/1.1 200 OK\r\nDate: Mon\r\nServer: a\r\nServer: a\r\nContent-Length: 0\r\n\r\n",
            "field Server differs [a][a | a]");
    }
    void table()
    {
        QFETCH(QByteArray, response);
        QFETCH(QString, expected);
        QCOMPARE(compared(made::continued(1000, ok), made::continued(1000, response.toStdString())), expected);
    }

    void duplicatesAreABag()
    {
        const wire::Fields a{{"Set-Cookie", "x"}, {"Set-Cookie", "y"}, {"Set-Cookie", "x"}};
        QVERIFY(fieldDifferences(a, {{"set-cookie", "y"}, {"Set-Cookie", "x"}, {"Set-Cookie", "x"}}).empty());
        QCOMPARE(fieldDifferences(a, {{"Set-Cookie", "x"}, {"Set-Cookie", "y"}}).size(), std::size_t(1));
        // A line that is the same at the same place counts where another one of its name differs.
        const auto found =
            fieldDifferences({{"X", "1"}, {"Y", "2"}, {"X", "3"}}, {{"X", "1"}, {"Y", "2"}, {"x", "4"}, {"Z", "5"}});
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].name, std::string("X"));
        QVERIFY(found[0].baseline.find('1') != std::string::npos && found[0].value.find('1') != std::string::npos);
        QVERIFY(found[1].change == Change::Added && found[1].name == "Z");
    }

    // It took 1.7 s for each row: each name was sought in all of both heads.
    void manyFields()
    {
        wire::Fields a, b;
        for (int i = 0; i < 200'000; ++i) {
            a.push_back({"X-" + std::to_string(i), "v"});
            b.push_back({"x-" + std::to_string(199'999 - i), i == 5 ? "w" : "v"});
        }
        const auto found = fieldDifferences(a, b);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(found[0].name), u"x-199994"_s);
        const auto others = fieldDifferences({}, b);
        QCOMPARE(others.size(), mostFieldDifferences + 1);
        QCOMPARE(words({others.back()}), u"more-fields differs [][199750]"_s);
        QCOMPARE(words({others.front()}), u"field x-199999 added [][v]"_s);
        for (auto &field : b)
            field.value = std::string(3000, 'v');
        const auto large = fieldDifferences({}, b);
        QVERIFY(large.size() < 50 && large.front().value == std::string(2000, 'v') + "...");
    }

    void refusedInPlaceOf100()
    {
        const QString found =
            compared(made::continued(300, ok),
                     made::refused(400, "HTTP/1.1 417 No\r\nDate: x\r\nServer: a\r\nContent-Length: 0\r\n\r\n"));
        QCOMPARE(found,
                 u"handshake differs [continued][final-status]\ninterim removed [100][]\n"
                 "status differs [200][417]\nbody-sent differs [1000][0]\n"
                 "connection-after differs [open][closed-by-client]"_s);
    }

    void unreachableSaysSo()
    {
        const QString found = compared(made::continued(300, ok), made::unreachable());
        QVERIFY2(found.contains("outcome differs [final-status][connect-failed]"_L1), qPrintable(found));
        QVERIFY(!found.contains("field"_L1) && !found.contains("pause"_L1));
    }

    void otherRequestIsSaidFirst()
    {
        const QString found = compared(made::continued(300, ok), made::continued(300, ok, "http://h/other"));
        QCOMPARE(found, u"request differs [POST /u HTTP/1.1][POST /other HTTP/1.1]"_s);
    }

    void contentBySizeThenDigest()
    {
        const auto a = made::continued(300, ok), b = made::continued(300, ok);
        QCOMPARE(compared(a, b, {5, 1, true}, {6, 1, true}), u"content differs [5][6]"_s);
        QCOMPARE(compared(a, b, {5, 1, true}, {5, 2, true}), u"content differs [5][5]"_s);
        QCOMPARE(compared(a, b, {5, 1, true}, {5, 2, false}), QString()); // not kept whole: the digest says nothing
    }

    void pauseBeyondNoise()
    {
        QCOMPARE(compared(made::continued(300, ok), made::continued(750, ok)), QString());
        QCOMPARE(compared(made::continued(300, ok), made::continued(1100, ok)),
                 u"pause differs [300000][1100000]"_s); // and explains the later final status
        QCOMPARE(compared(made::continued(100'000, ok), made::continued(120'000, ok)), QString()); // a fifth
        const auto a = made::continued(300, ok), b = made::continued(1100, ok);
        const auto found = differences({a.summary, {}}, {b.summary, {}});
        QCOMPARE(found.back().deltaNs, 800'000);
    }

    void repeatsWidenTheNoise()
    {
        const Spread calm = spreadOf({1'000'000, 1'000'000, 1'000'000, 1'000'000, 1'000'000});
        const Spread late = spreadOf({3'000'000, 3'000'000, 3'000'000, 3'000'000, 3'000'000});
        const Spread wild = spreadOf({1'000'000, 1'000'000, 3'000'000, 9'000'000, 9'000'000});
        QVERIFY(beyondNoise(1'000'000, 3'000'000, &calm, &late));
        QVERIFY(!beyondNoise(1'000'000, 3'000'000, &calm, &wild));
        const auto a = made::continued(300, ok), b = made::continued(300, ok);
        // The medians count, not what the first round happened to be.
        QCOMPARE(words(differences({a.summary, {}, &calm, nullptr}, {b.summary, {}, &late, nullptr})),
                 u"pause differs [1000000][3000000]"_s);
    }
};

INTERIM_SUITE(TestDifferences)
#include "tst_differences.moc"

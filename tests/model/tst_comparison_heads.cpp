// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comparison_heads.h"

#include <QAbstractItemModelTester>
#include <QDeadlineTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using model::headDiff;
using model::HeadDiffModel;
using model::HeadLine;
using Line = HeadLine::Kind;

class TestComparisonHeads : public QObject {
    Q_OBJECT

private slots:
    void startLines()
    {
        QCOMPARE(model::responseHead(11, 200, "OK", {}).start, std::string("HTTP/1.1 200 OK"));
        QCOMPARE(model::responseHead(10, 417, "", {}).start, std::string("HTTP/1.0 417"));
        wire::Head head;
        QVERIFY(model::requestHead(head).start.empty());
        head.method = "PUT";
        head.target = "/u";
        QCOMPARE(model::requestHead(head).start, std::string("PUT /u HTTP/1.1"));
    }

    void linesStandSideBySide()
    {
        const auto a = model::responseHead(
            11, 200, "OK", {{"Server", "nginx"}, {"Date", "Mon"}, {"Connection", "keep-alive"}, {"X", "1"}});
        const auto b =
            model::responseHead(11, 417, "No", {{"server", "lighttpd"}, {"X", "1"}, {"Date", "Tue"}, {"Via", "1.1 p"}});
        const std::vector<HeadLine> expected{
            {Line::Differs, "", "HTTP/1.1 200 OK", "HTTP/1.1 417 No"},
            {Line::Differs, "Server", "Server: nginx", "server: lighttpd"},
            {Line::ByNature, "Date", "Date: Mon", "Date: Tue"},
            {Line::Removed, "Connection", "Connection: keep-alive", ""},
            {Line::Same, "X", "X: 1", "X: 1"},
            {Line::Added, "Via", "", "Via: 1.1 p"},
        };
        QVERIFY(headDiff(a, b) == expected);
    }

    // Of several lines of one name those of equal value belong together, wherever they stand.
    void linesOfOneName()
    {
        const model::ComparedHead a{"", {{"Set-Cookie", "a"}, {"Set-Cookie", "b"}}},
            b{"", {{"Set-Cookie", "b"}, {"Set-Cookie", "c"}, {"Set-Cookie", "d"}}};
        const std::vector<HeadLine> expected{
            {Line::Differs, "Set-Cookie", "Set-Cookie: a", "Set-Cookie: c"},
            {Line::Same, "Set-Cookie", "Set-Cookie: b", "Set-Cookie: b"},
            {Line::Added, "Set-Cookie", "", "Set-Cookie: d"},
        };
        QVERIFY(headDiff(a, b) == expected);
        for (const auto &line : headDiff(a, a))
            QVERIFY(line.kind == Line::Same);
        QVERIFY(headDiff({}, {}).empty());
    }

    // By their number and not by its square: of different names, and of one name.
    void manyLines()
    {
        for (const bool oneName : {false, true}) {
            wire::Fields fields[2];
            for (int i = 0; i < 100'000; ++i) {
                fields[0].push_back({oneName ? "a" : "a" + std::to_string(i), std::to_string(i)});
                fields[1].push_back({oneName ? "A" : "A" + std::to_string(99'999 - i), std::to_string(99'999 - i)});
            }
            const auto lines = headDiff({"", fields[0]}, {"", fields[1]});
            QCOMPARE(lines.size(), std::size_t(100'000));
            QVERIFY(std::ranges::all_of(lines, [](const HeadLine &line) { return line.kind == Line::Same; }));
        }
    }

    // Each line of either head is there once, whatever the heads.
    void nothingIsLost()
    {
        wire::Fields fields[2];
        unsigned state = 7;
        for (int i = 0; i < 200; ++i) {
            state = state * 1664525 + 1013904223;
            fields[state >> 31].push_back({std::string(1, static_cast<char>('a' + (state >> 8) % 5)),
                                           std::string(1, static_cast<char>('0' + (state >> 16) % 4))});
        }
        const auto lines = headDiff({"", fields[0]}, {"", fields[1]});
        const auto left = std::ranges::count_if(lines, [](const HeadLine &line) { return !line.baseline.empty(); });
        const auto right = std::ranges::count_if(lines, [](const HeadLine &line) { return !line.row.empty(); });
        QCOMPARE(left, static_cast<std::ptrdiff_t>(fields[0].size()));
        QCOMPARE(right, static_cast<std::ptrdiff_t>(fields[1].size()));
    }

    /// A peer may send ten thousand names, or one name ten thousand times: a minute, once, and now a moment.
    void manyFields()
    {
        constexpr int many = 10'000;
        wire::Fields named, same;
        for (int i = 0; i < many; ++i) {
            named.push_back({"X-" + std::to_string(i), "v"});
            same.push_back({"Set-Cookie", std::to_string(i)});
        }
        auto turned = same;
        std::ranges::reverse(turned);
        QDeadlineTimer generous(20'000);
        const auto one = headDiff({"", named}, {"", named});
        const auto other = headDiff({"", same}, {"", turned});
        QVERIFY(!generous.hasExpired());
        QCOMPARE(one.size(), std::size_t(many));
        QVERIFY(std::ranges::all_of(other, [](const HeadLine &line) { return line.kind == HeadLine::Kind::Same; }));
    }

    void theModel()
    {
        HeadDiffModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.show(u"a"_s, u"b"_s,
                   headDiff(model::responseHead(11, 200, "", {{"X", "1\x01"}}),
                            model::responseHead(11, 200, "", {{"Y", "2"}})));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"b"_s);
        QCOMPARE(model.index(1, 0).data().toString(), u"X: 1\\x01"_s); // nothing invisible
        QCOMPARE(model.index(1, 0).data(HeadDiffModel::MarkRole).toString(), u"−"_s);
        QCOMPARE(model.index(1, 1).data().toString(), u"(X absent)"_s);
        QVERIFY(model.index(1, 1).data(HeadDiffModel::AbsentRole).toBool());
        QCOMPARE(model.index(2, 1).data(Qt::AccessibleTextRole).toString(), u"only here: Y: 2"_s);
        QCOMPARE(model.index(0, 0).data(HeadDiffModel::MarkRole).toString(), QString());
        model.show({}, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }
};

INTERIM_SUITE(TestComparisonHeads)
#include "tst_comparison_heads.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/bars.h"

#include "compare/made.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

using namespace compare;

namespace {

QString bars(const made::Made &made)
{
    QStringList words;
    for (const Bar &bar : barsOf(made.exchange))
        words << u"%1 %2-%3 %4"_s.arg(QString::fromLatin1(keyOf(bar.kind).data(), qsizetype(keyOf(bar.kind).size())))
                     .arg(bar.begin / 1000)
                     .arg(bar.end / 1000)
                     .arg(bar.code);
    return words.join(u", "_s);
}

} // namespace

class TestBars : public QObject {
    Q_OBJECT
private slots:
    void continuedInOrder()
    {
        QCOMPARE(bars(made::continued(2000, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
                 u"network 0-0 0, head 100-100 0, pause 100-2100 2, interim 2100-2100 100, "
                 "body 2200-2200 0, server 2200-2700 0, response 2700-2700 200"_s);
    }

    void refusedHasNoServerTime()
    {
        QCOMPARE(bars(made::refused(300, "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")),
                 u"network 0-0 0, head 100-100 0, pause 100-400 3, response 400-400 417"_s);
    }

    // 100 and the refusal in one segment: the time before them was the pause, and no content followed.
    void refusedWithTheContinue()
    {
        const auto spec = made::upload();
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(100).head().at(400);
        maker.received("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
            .at(450)
            .end("final-status");
        QCOMPARE(bars(made::from(spec, maker.events())),
                 u"network 0-0 0, head 100-100 0, pause 100-400 2, interim 400-400 100, response 400-400 404"_s);
    }

    void failureIsAMoment() { QVERIFY(bars(made::unreachable()).endsWith("failure 300-300 0"_L1)); }

    void retryStandsOnTheSameLine()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto all = barsOf(record::summarize(support::healed417(spec)));
        QVERIFY(std::ranges::is_sorted(all, {}, &Bar::begin));
        std::vector<int> answers;
        for (const Bar &bar : all)
            if (bar.kind == BarKind::Response)
                answers.push_back(bar.code);
        QVERIFY((answers == std::vector{417, 201}));
    }

    void manyInterimsAreCut()
    {
        support::SampleMaker maker(made::upload());
        maker.at(0).begin("first").at(100).head().at(200);
        for (int i = 0; i < 1000; ++i)
            maker.received("HTTP/1.1 102 Processing\r\n\r\n");
        const auto all = barsOf(record::summarize(maker.events()));
        QCOMPARE(std::ranges::count(all, BarKind::Interim, &Bar::kind), 64);
    }

    void prefixesDoNotFall()
    {
        const auto spec = support::uploadSpec(2 << 20);
        auto events = support::healed417(spec);
        while (!events.empty()) {
            for (const Bar &bar : barsOf(record::summarize(events)))
                QVERIFY(bar.begin >= 0 && bar.end >= bar.begin);
            events.pop_back();
        }
    }
};

INTERIM_SUITE(TestBars)
#include "tst_bars.moc"

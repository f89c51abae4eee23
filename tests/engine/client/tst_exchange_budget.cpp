// SPDX-License-Identifier: GPL-3.0-or-later
// The rules; what real exchanges come to under them is in tst_shared_bounds.
#include "engine/client/exchange_budget.h"

#include "base/quantity.h"
#include "record/bounds.h"

#include <QTest>

using engine::ExchangeBudget;
using engine::SharedBounds;

namespace {

/// A recorder under a budget, and errors in it to spend that.
class Spender {
public:
    explicit Spender(std::shared_ptr<SharedBounds> together = {})
        : budget(std::move(together), [this] { ++over; })
        , scribe(recorder, 0, &budget)
    {
        scribe.begin(0, 0, 0, wire::Role::Client, record::Reason::First, {}, {});
    }
    void spend(std::size_t events, std::size_t bytes = 1)
    {
        for (; events > 0; --events)
            scribe.say(0, record::FactKind::Error, {}, std::string(bytes, 'x'));
    }
    int over = 0;
    record::Recorder recorder;
    ExchangeBudget budget;
    record::Scribe scribe;
};

} // namespace

class TestExchangeBudget : public QObject {
    Q_OBJECT
private slots:
    void eventsOfOne()
    {
        Spender one;
        one.spend(record::mostEvents - 1);
        QVERIFY(one.budget.met().empty());
        QCOMPARE(one.budget.mostOf(1 << 20), std::size_t(1 << 20));
        one.spend(3);
        QCOMPARE(one.over, 1);
        QCOMPARE(one.budget.met(),
                 "it was ended at " + base::countText(record::mostEvents)
                     + " events, the most that one exchange may make");
        QCOMPARE(one.budget.mostOf(1), std::size_t(0));
    }

    void textsOfOne()
    {
        Spender one;
        one.spend(record::mostEventTexts >> 20, 1 << 20);
        QVERIFY(one.budget.met().starts_with("it was ended at "));
        QVERIFY(one.budget.met().ends_with(" MiB of heads, the most that one exchange may make"));
    }

    void rowsShare()
    {
        const auto together = std::make_shared<SharedBounds>(4);
        Spender greedy(together), modest(together);
        modest.spend(together->share / 2);
        greedy.spend(SharedBounds::mostEvents - together->events);
        QVERIFY(greedy.budget.met().empty());
        QCOMPARE(greedy.budget.mostOf(1 << 20), std::size_t(4 << 10)); // one look at all between two pieces
        QCOMPARE(greedy.budget.mostOf(10), std::size_t(10));
        greedy.spend(1);
        QVERIFY(greedy.budget.met().ends_with("a comparison's rows may make together: send it alone to see more"));
        modest.spend(1); // its share is its own, whatever others take
        QCOMPARE(modest.over, 0);
        QVERIFY(modest.budget.met().empty());
    }
};

INTERIM_SUITE(TestExchangeBudget)
#include "tst_exchange_budget.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The table under Qt's own tester, rows brought as a live comparison brings them.
#include "model/comparison_model.h"

#include "compare/made.h"
#include "support/events.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using model::ComparedRow;
using model::ComparisonModel;

namespace {

/// A row as far as the first `count` events go.
ComparedRow rowOf(const std::vector<wire::Event> &all, std::size_t count, const QString &name)
{
    const std::vector<wire::Event> events(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    const auto exchange = record::summarize(events);
    ComparedRow row;
    row.name = name;
    row.where = u"http://"_s + name + u"/upload"_s;
    row.running = count < all.size();
    row.summary = compare::summaryOf(exchange);
    row.bars = compare::barsOf(exchange);
    row.zero = compare::zeroOf(exchange, compare::Align::Head);
    row.rounds = row.running ? 0 : 1;
    return row;
}

QString textOf(const ComparisonModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestComparisonModel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void liveRowsKeepTheRules()
    {
        const auto stalled = support::stalled().events(), healed = support::refusedThenHealed().events();
        ComparisonModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.reset({rowOf(stalled, 0, u"a"_s), rowOf(healed, 0, u"b"_s)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QStringList handshakes;
        for (std::size_t i = 1; i <= std::max(stalled.size(), healed.size()); ++i) {
            model.setRow(0, rowOf(stalled, std::min(i, stalled.size()), u"a"_s));
            model.setRow(1, rowOf(healed, std::min(i, healed.size()), u"b"_s));
            const QString now = textOf(model, 0, ComparisonModel::Handshake);
            if (handshakes.isEmpty() || handshakes.last() != now)
                handshakes << now;
        }
        QVERIFY(changed.size() > 10);
        QCOMPARE(handshakes.mid(0, 2), QStringList({QString(), u"waiting for 100"_s}));
        QVERIFY2(handshakes.last().startsWith(u"no 100, waited"_s), qPrintable(handshakes.last()));
        model.setRow(7, {});
        model.reset({});
        QCOMPARE(model.rowCount(), 0);
    }

    void cells()
    {
        const auto healed = support::refusedThenHealed().events();
        ComparisonModel model;
        model.reset({rowOf(healed, healed.size(), u"a"_s), rowOf(healed, healed.size(), u"b"_s)});
        QCOMPARE(textOf(model, 0, ComparisonModel::Server), u"a"_s);
        QCOMPARE(model.index(0, 0).data(ComparisonModel::WhereRole).toString(), u"a/upload"_s);
        QCOMPARE(textOf(model, 0, ComparisonModel::Final), u"417, then 201"_s);
        QVERIFY((model.index(0, ComparisonModel::Final).data(ComparisonModel::StatusesRole).value<QList<int>>()
                 == QList<int>{417, 201}));
        QCOMPARE(model.index(0, ComparisonModel::Handshake).data(ComparisonModel::ColourRole).toString(), u"failure"_s);
        QVERIFY(textOf(model, 0, ComparisonModel::BodySent).remove(QChar(0x202f)).remove(u',').contains(u"4194304"_s));
        const QString spoken = model.index(0, ComparisonModel::Timeline).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(u"pause"_s) && spoken.contains(u"request body"_s), qPrintable(spoken));
        QVERIFY(
            model.headerData(ComparisonModel::Timeline, Qt::Horizontal).toString().contains(u"request head sent"_s));
        model.setAlign(compare::Align::Start);
        QVERIFY(model.headerData(ComparisonModel::Timeline, Qt::Horizontal).toString().contains(u"start"_s));
    }

    // Until both have ended nothing is said; then the baseline is called so, and the other differs or does not.
    void againstTheBaseline()
    {
        const auto healed = support::refusedThenHealed().events();
        ComparisonModel model;
        model.reset({rowOf(healed, healed.size(), u"a"_s), rowOf(healed, healed.size(), u"b"_s)});
        QCOMPARE(textOf(model, 0, ComparisonModel::Against), u"baseline"_s);
        QCOMPARE(textOf(model, 1, ComparisonModel::Against), QString());
        auto row = model.rows()[1];
        row.compared = true;
        row.differences = {{compare::Aspect::Status, compare::Change::Differs, {}, "200", "417", 0}};
        model.setRow(1, row);
        QCOMPARE(textOf(model, 1, ComparisonModel::Against), u"417 instead of 200"_s);
        model.setBaseline(1);
        QCOMPARE(textOf(model, 1, ComparisonModel::Against), u"baseline"_s);
        model.setBaseline(2); // there is none
        QCOMPARE(model.baseline(), 1);
        model.reset({rowOf(healed, 0, u"a"_s)});
        QCOMPARE(model.baseline(), 0);
    }

    void repeats()
    {
        const auto healed = support::refusedThenHealed().events();
        ComparisonModel model;
        auto row = rowOf(healed, healed.size(), u"a"_s);
        model.reset({row});
        QVERIFY(!model.repeated());
        QCOMPARE(textOf(model, 0, ComparisonModel::Pause), QString());
        row.rounds = 3;
        row.pause = compare::spreadOf({1'000'000, 2'000'000, 1'000'000'000});
        model.setRow(0, row);
        QVERIFY(model.repeated());
        QVERIFY(textOf(model, 0, ComparisonModel::Pause).startsWith(u"median 2"_s));
        QVERIFY(model.index(0, ComparisonModel::Pause).data(ComparisonModel::SpreadRole).toString().contains(u"1"_s));
        row.pause = {};
        model.setRow(0, row);
        QCOMPARE(textOf(model, 0, ComparisonModel::Pause), u"no pause"_s);
    }

    // What a server sent is never markup in a tip.
    void tipsAreNoMarkup()
    {
        auto row = rowOf({}, 0, u"a"_s);
        row.where = u"http://a/<b>x"_s;
        ComparisonModel model;
        model.reset({row});
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
    }
};

INTERIM_SUITE(TestComparisonModel)
#include "tst_comparison_model.moc"

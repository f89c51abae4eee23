// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_view.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_status.h"
#include "ui/compare/compare_table.h"
#include "ui/compare/heads_pane.h"
#include "ui/compare/spread_pane.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/history/history_list.h"
#include "ui/kit/segments.h"

#include "ui/compare/compare_fixture.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

#include <numeric>

using namespace Qt::StringLiterals;
using model::ComparisonModel;

/// The comparison as its user has it: the main window, keys and mouse, against the lab that the window starts.
class TestCompareView : public support::CompareFixture {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void emptyStateSaysWhatToDo();
    void pastedServersSideBySide();
    void namesOfOneHostDiffer();
    void rowsGrowWhileTheyRun();
    void headsAgainstTheBaseline();
    void baselineByKeyAndAlignment();
    void doubleClickOpensTheExchange();
    void unreachableServerIsSaidInItsRow();
    void cancelEndsAll();
    void oneServerSeveralRequests();
    void repeatsSpread();
    void historyCompares();
    void everyControlHasAName();
    void bothThemes();

private:
    QString cell(int row, int column) { return view()->table()->model()->index(row, column).data().toString(); }
    void click(int row, int column = 0);
    /// The request with a wait that a busy machine's 100 does not miss.
    request::RequestSpec patient() const
    {
        auto spec = request_;
        spec.expect.waitNs = 3'000'000'000;
        return spec;
    }

    request::RequestSpec request_;
};

void TestCompareView::initTestCase()
{
    start();
    request_ = quickRequest();
}

void TestCompareView::init()
{
    window_->request()->replace(request_);
    window_->bringForward(window_->compare());
    setup()->setMode(ui::CompareSetup::SeveralServers);
    setup()->setRounds(1);
}

void TestCompareView::click(int row, int column)
{
    auto *table = view()->table();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(row, column)).center());
}

void TestCompareView::emptyStateSaysWhatToDo()
{
    window_->bringForward(window_->exchange());
    QTest::keyClick(window_.get(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(view()->isVisible());
    QVERIFY(button(u"Compare"_s)); // Send's place, and its key
    bool said = false;
    for (const auto *label : view()->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text().contains(u"Ctrl+Enter"_s));
    QVERIFY(said);
    QSignalSpy ended(view(), &ui::CompareView::ended);
    QTest::mouseClick(button(u"Compare the lab's scenarios"_s), Qt::LeftButton);
    QVERIFY(ended.wait(60'000));
    QCOMPARE(view()->table()->model()->rowCount(), 6);
    QTest::keyClick(window_.get(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(!view()->isVisible() && window_->exchange()->view()->isVisible());
    QVERIFY(button(u"Send"_s));
}

void TestCompareView::pastedServersSideBySide()
{
    QAbstractItemModelTester tester(view()->table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    window_->request()->replace(patient());
    paste({lab("/continue"), lab("/refuse-417"), lab("/silent"), lab("/reject-413?limit=1000")});
    QSignalSpy ended(view(), &ui::CompareView::ended);
    QTest::mouseClick(button(u"Compare"_s), Qt::LeftButton);
    QVERIFY(view()->running());
    QVERIFY(!setup()->isVisible()); // the rows have the room
    QVERIFY(ended.wait(60'000));
    QCOMPARE(view()->comparison()->rows().size(), std::size_t(4));
    QCOMPARE(cell(0, ComparisonModel::Server), u"/continue"_s);
    QVERIFY(cell(0, ComparisonModel::Handshake).startsWith(u"100 after"_s));
    QVERIFY(cell(1, ComparisonModel::Handshake).startsWith(u"417 after"_s));
    QVERIFY(cell(2, ComparisonModel::Handshake).startsWith(u"no 100, waited"_s));
    QCOMPARE(cell(1, ComparisonModel::Final), u"417"_s);
    QCOMPARE(cell(3, ComparisonModel::Final), u"413"_s);
    QCOMPARE(cell(1, ComparisonModel::BodySent), u"0"_s);
    QVERIFY(cell(0, ComparisonModel::BodySent).endsWith(u"536"_s));
    QCOMPARE(cell(0, ComparisonModel::Against), u"baseline"_s);
    QVERIFY2(cell(1, ComparisonModel::Against).contains(u"417 instead of 200"_s),
             qPrintable(cell(1, ComparisonModel::Against)));
    QVERIFY(view()->status()->text().contains(u"4 of 4 finished"_s));
    bool named = false;
    for (const auto *bar : window_->findChildren<QTabBar *>())
        named = named || (bar->count() == 2 && bar->tabText(1) == u"Compare · 4 servers"_s);
    QVERIFY(named);
    QCOMPARE(view()->table()->scene().rows.size(), std::size_t(4));
}

/// As they are drawn, too long for their column and for the box of the baseline.
void TestCompareView::namesOfOneHostDiffer()
{
    compare({lab("/continue-then-4xx"), u"http://localhost:9/"_s, lab("/continue-late")});
    auto *table = view()->table();
    const auto name = [table](int row) {
        return table->viewport()
            ->grab(table->visualRect(table->model()->index(row, ComparisonModel::Server)))
            .toImage();
    };
    QCOMPARE(table->currentIndex().row(), 1); // the others have one ground
    QVERIFY(name(0) != name(2));
    QComboBox *baseline = nullptr;
    for (auto *box : view()->tools()->findChildren<QComboBox *>())
        baseline = box->accessibleName() == u"Baseline" ? box : baseline;
    QVERIFY(baseline);
    QCOMPARE(baseline->currentText(), cell(0, ComparisonModel::Server));
    const QImage first = baseline->grab().toImage();
    baseline->setCurrentIndex(2);
    QVERIFY(first != baseline->grab().toImage());
    baseline->setCurrentIndex(0);
}

void TestCompareView::rowsGrowWhileTheyRun()
{
    auto spec = request_;
    spec.expect.waitNs = 1'500'000'000;
    window_->request()->replace(spec);
    paste({lab("/silent"), lab("/continue")});
    QSignalSpy ended(view(), &ui::CompareView::ended);
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, ComparisonModel::Handshake), u"waiting for 100"_s, 20'000);
    const auto pauseOf = [this] {
        const auto &bars = view()->table()->comparison().rows()[0].bars;
        const auto pause = std::ranges::find(bars, compare::BarKind::Pause, &compare::Bar::kind);
        return pause == bars.end() ? 0 : pause->end - pause->begin;
    };
    const auto before = pauseOf();
    QTRY_VERIFY_WITH_TIMEOUT(pauseOf() > before, 20'000);
    QVERIFY(ended.wait(60'000));
    QVERIFY(cell(0, ComparisonModel::Handshake).startsWith(u"no 100"_s));
}

void TestCompareView::headsAgainstTheBaseline()
{
    compare({lab("/continue"), lab("/refuse-417")});
    click(1);
    const auto &lines = view()->responseHeads()->diff().lines();
    QVERIFY(!lines.empty());
    QCOMPARE(lines[0].baseline, std::string("HTTP/1.1 200 OK"));
    QVERIFY(lines[0].row.starts_with("HTTP/1.1 417") && lines[0].kind == model::HeadLine::Kind::Differs);
    QVERIFY(std::ranges::any_of(lines, [](const auto &line) {
        return line.name == "Connection" && line.kind == model::HeadLine::Kind::Added;
    }));
    click(0);
    for (const auto &line : view()->responseHeads()->diff().lines())
        QVERIFY(line.kind == model::HeadLine::Kind::Same);
}

void TestCompareView::baselineByKeyAndAlignment()
{
    compare({lab("/continue"), lab("/refuse-417")});
    click(1);
    QTest::keyClick(view()->table(), Qt::Key_B);
    QCOMPARE(cell(1, ComparisonModel::Against), u"baseline"_s);
    QVERIFY(cell(0, ComparisonModel::Against).contains(u"200 instead of 417"_s));
    QComboBox *align = nullptr, *baseline = nullptr;
    for (auto *box : view()->tools()->findChildren<QComboBox *>())
        (box->accessibleName() == u"Align on"_s ? align : baseline) = box;
    QCOMPARE(baseline->currentText(), u"/refuse-417"_s);
    const double byHead = view()->table()->scene().zero;
    QVERIFY(byHead > 0); // connecting stands before it
    align->setFocus();
    QTest::keyClick(align, Qt::Key_Down);
    QCOMPARE(view()->table()->comparison().align(), compare::Align::Start);
    QCOMPARE(view()->table()->scene().zero, 0.0);
    QTest::keyClick(align, Qt::Key_Up);
    QCOMPARE(view()->table()->comparison().align(), compare::Align::Head);
}

void TestCompareView::doubleClickOpensTheExchange()
{
    compare({lab("/continue"), lab("/refuse-417")});
    auto *table = view()->table();
    const QPoint at = table->visualRect(table->model()->index(1, ComparisonModel::Timeline)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(window_->exchange()->view()->isVisible());
    QCOMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 417);
    window_->bringForward(window_->compare());
    click(0);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(window_->exchange()->view()->isVisible());
    QCOMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 200);
}

void TestCompareView::unreachableServerIsSaidInItsRow()
{
    compare({lab("/continue"), u"http://127.0.0.1:1/"_s});
    QCOMPARE(cell(1, ComparisonModel::Final), u"could not connect"_s);
    QVERIFY(!cell(1, ComparisonModel::Against).isEmpty());
    QVERIFY(view()->table()->scene().rows[1].flags.back().failure);
    QVERIFY(view()->responseHeads()->diff().lines()[0].row.empty());
}

void TestCompareView::cancelEndsAll()
{
    auto spec = request_;
    spec.expect.afterWait = wire::AfterWait::Keep;
    window_->request()->replace(spec);
    paste({lab("/silent"), lab("/silent?status=201")});
    QSignalSpy ended(view(), &ui::CompareView::ended);
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(cell(1, ComparisonModel::Handshake), u"waiting for 100"_s, 20'000);
    QVERIFY(button(u"Cancel"_s));
    QTest::keyClick(window_.get(), Qt::Key_Escape);
    QVERIFY(ended.wait(20'000));
    QCOMPARE(cell(0, ComparisonModel::Final), u"cancelled"_s);
    QVERIFY(view()->status()->text().contains(u"cancelled"_s));
    QVERIFY(button(u"Compare"_s));
}

void TestCompareView::oneServerSeveralRequests()
{
    window_->request()->replace(patient());
    view()->showSetup(true);
    auto *modes = setup()->findChild<ui::Segments *>();
    QTest::mouseClick(modes->findChildren<QToolButton *>().at(1), Qt::LeftButton);
    auto *variants = setup()->findChild<QListWidget *>();
    QCOMPARE(variants->count(), 3);
    compare({});
    QCOMPARE(view()->comparison()->rows().size(), std::size_t(3));
    QCOMPARE(cell(0, ComparisonModel::Handshake), u"no Expect"_s);
    QVERIFY(cell(1, ComparisonModel::Handshake).startsWith(u"100 after"_s));
    QCOMPARE(view()->comparison()->rows()[2].summary.request.version, 10);
    view()->showSetup(true);
    variants->setCurrentRow(2);
    QTest::keyClick(variants, Qt::Key_Space);
    QCOMPARE(setup()->count(), 2);
    auto proxied = patient();
    proxied.proxy = "http://127.0.0.1:9";
    window_->request()->replace(proxied);
    QCOMPARE(variants->count(), 6); // straight, and through it
    proxied.rawHead = "GET / HTTP/1.1\r\n\r\n";
    window_->request()->replace(proxied);
    QVERIFY(!setup()->error().isEmpty());
}

void TestCompareView::repeatsSpread()
{
    view()->showSetup(true);
    auto *rounds = setup()->findChild<QSpinBox *>();
    rounds->setFocus();
    rounds->selectAll();
    QTest::keyClicks(rounds, u"5"_s);
    compare({lab("/continue"), lab("/continue?delay=30ms")});
    QCOMPARE(view()->comparison()->roundsDone(), 5);
    QVERIFY(!view()->table()->isColumnHidden(ComparisonModel::Pause));
    QVERIFY(cell(0, ComparisonModel::Pause).startsWith(u"median"_s));
    const auto quick = view()->table()->buckets(0), slow = view()->table()->buckets(1);
    QCOMPARE(quick.size(), slow.size());
    const auto sum = [](const std::vector<compare::Bucket> &buckets) {
        return std::accumulate(buckets.begin(), buckets.end(), std::size_t(0),
                               [](std::size_t all, const auto &one) { return all + one.count; });
    };
    QVERIFY(sum(quick) == 5 && sum(slow) == 5);
    QCOMPARE(view()->spread()->shown().size(), std::size_t(2));
    QVERIFY(view()->spread()->accessibleDescription().contains(u"median"_s));
    compare({lab("/continue")}); // alone, but more than once
    QCOMPARE(view()->comparison()->rows().size(), std::size_t(1));
    setup()->setRounds(1);
    compare({lab("/continue"), lab("/silent")});
    QVERIFY(view()->table()->isColumnHidden(ComparisonModel::Pause));
}

void TestCompareView::historyCompares()
{
    window_->bringForward(window_->exchange());
    for (const char *path : {"/continue", "/refuse-417"}) {
        auto spec = request_;
        spec.url = lab(path).toStdString();
        window_->request()->replace(spec);
        QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
        QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(ended.wait(60'000));
    }
    auto *list = window_->findChild<ui::HistoryList *>();
    // What runs cannot be compared.
    QTRY_VERIFY(list->count() >= 2
                && !list->view()->model()->index(0, 0).data(model::HistoryModel::RunningRole).toBool());
    list->view()->setFocus();
    list->view()->setCurrentIndex(list->view()->model()->index(0, 0));
    QTest::keyClick(list->view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(list->view(), Qt::Key_C);
    QTRY_VERIFY(view()->isVisible());
    // They are read on a thread of their own; until then the comparison before, of two rows as well, stands there.
    QTRY_VERIFY2(cell(1, ComparisonModel::Against).contains(u"417 instead of 200"_s),
                 qPrintable(cell(1, ComparisonModel::Against)));
    QCOMPARE(view()->table()->model()->rowCount(), 2);
    QVERIFY(!view()->running());
    QCOMPARE(cell(0, ComparisonModel::Final), u"200"_s); // the older is the baseline
}

void TestCompareView::everyControlHasAName()
{
    view()->showSetup(true);
    QStringList nameless;
    const auto widgets = view()->findChildren<QWidget *>() + view()->tools()->findChildren<QWidget *>()
        + view()->status()->findChildren<QWidget *>();
    for (auto *widget : widgets) {
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool control = button || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget)
            || qobject_cast<QLineEdit *>(widget) || qobject_cast<QAbstractItemView *>(widget)
            || qobject_cast<QPlainTextEdit *>(widget);
        const auto *parent = widget->parentWidget();
        const bool inner = widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QComboBox *>(parent)
            || qobject_cast<const QAbstractSpinBox *>(parent) || parent->inherits("QAbstractItemView")
            || widget->inherits("QHeaderView") || parent->inherits("QComboBoxPrivateContainer")
            || parent->inherits("QTabBar");
        if (control && !inner && widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty()))
            nameless << QLatin1String(widget->metaObject()->className()) + u" in "_s
                    + QLatin1String(parent->metaObject()->className());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
    compare({lab("/continue"), lab("/silent")});
    for (int column = 0; column < ComparisonModel::Columns; ++column)
        if (!view()->table()->isColumnHidden(column))
            QVERIFY2(!view()->table()->model()->index(1, column).data(Qt::AccessibleTextRole).toString().isEmpty(),
                     qPrintable(QString::number(column)));
}

void TestCompareView::bothThemes()
{
    compare({lab("/continue"), lab("/silent")});
    const auto ground = [this] {
        auto *table = view()->table();
        const QRect cell = table->visualRect(table->model()->index(0, ComparisonModel::After));
        return table->viewport()->grab().toImage().pixelColor(cell.bottomLeft() + QPoint(3, -3));
    };
    for (const auto choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        ui::Theme::choose(choice);
        window_->applyTheme();
        QCOMPARE(ground().lightness() < 128, choice == ui::Theme::Choice::Dark);
    }
}

INTERIM_SUITE(TestCompareView)
#include "tst_compare_view.moc"

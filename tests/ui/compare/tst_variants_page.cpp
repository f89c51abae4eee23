// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/variants_page.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

request::RequestSpec upload()
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://a.test/x";
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "hello";
    return spec;
}

} // namespace

class TestVariantsPage : public QObject {
    Q_OBJECT
private slots:
    void allFormsAreSentAtFirst()
    {
        ui::VariantsPage page;
        QCOMPARE(page.count(), 0);
        QCOMPARE(page.show(upload()), QString());
        const auto chosen = page.chosen(upload());
        QCOMPARE(std::get<0>(chosen).size(), std::size_t(page.count()));
        QVERIFY(page.count() >= 3);
    }

    void whatIsUncheckedStaysSo()
    {
        ui::VariantsPage page;
        page.show(upload());
        auto *list = page.findChild<QListWidget *>();
        const int all = list->count();
        QSignalSpy changed(&page, &ui::VariantsPage::changed);
        list->item(1)->setCheckState(Qt::Unchecked);
        QCOMPARE(changed.count(), 1);
        const QString left = list->item(1)->text();
        auto proxied = upload();
        proxied.proxy = "http://proxy.test:3128";
        page.show(proxied);
        QVERIFY(list->count() > all);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(page.count(), list->count() - (list->findItems(left, Qt::MatchExactly).isEmpty() ? 0 : 1));
        page.show(upload());
        page.show(upload());
        const auto chosen = page.chosen(upload());
        for (const auto &target : std::get<0>(chosen))
            QVERIFY(list->findItems(target.name, Qt::MatchExactly).value(0)->checkState() == Qt::Checked);
    }

    void oneAloneIsNoComparison()
    {
        ui::VariantsPage page;
        page.show(upload());
        auto *list = page.findChild<QListWidget *>();
        for (int i = 1; i < list->count(); ++i)
            list->item(i)->setCheckState(Qt::Unchecked);
        QCOMPARE(page.count(), 1);
        QVERIFY(std::get<1>(page.chosen(upload())).contains(u"two requests"_s));
    }

    void whyThereAreNoneIsSaid()
    {
        ui::VariantsPage page;
        auto spec = upload();
        spec.url = "no url";
        const auto why = page.show(spec);
        QCOMPARE(page.count(), 0);
        QVERIFY(!why.isEmpty());
        QCOMPARE(std::get<1>(page.chosen(spec)), why);
    }
};

INTERIM_SUITE(TestVariantsPage)
#include "tst_variants_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_page.h"

#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_view.h"
#include "ui/desk_fixture.h"
#include "ui/shell/menus.h"

#include <QAction>
#include <QMenu>

class TestComparePage : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        at_ = std::make_unique<support::Desk>();
        page_ = new ui::ComparePage(&at_->bench, &at_->history, &at_->desk, {}, at_->window.get());
        at_->startLab();
    }
    void cleanup()
    {
        delete page_;
        at_.reset();
    }

    void itIsMadeWhenItComesToTheFront()
    {
        QVERIFY(!page_->tools() && !page_->status());
        QCOMPARE(page_->title(), u"Compare"_s);
        QVERIFY(!page_->running());
        page_->cancel(); // nothing
        page_->restyle();
        QVERIFY(!page_->tools());
        QSignalSpy changed(page_, &ui::Page::changed);
        page_->setInFront(true);
        QVERIFY(page_->tools() && page_->status() && !changed.isEmpty());
        QVERIFY(page_->docks() == ui::Page::Docks::None);
    }

    void itsTitleCounts()
    {
        page_->view()->setup()->setMode(ui::CompareSetup::SeveralServers);
        page_->view()->setup()->setUrls({u"http://a.test/"_s});
        QCOMPARE(page_->title(), u"Compare · 1 server"_s);
        page_->view()->setup()->setUrls({u"http://a.test/"_s, u"http://b.test/"_s});
        QCOMPARE(page_->title(), u"Compare · 2 servers"_s);
        page_->view()->setup()->setMode(ui::CompareSetup::OneServer);
        QVERIFY2(page_->title().endsWith(u" requests"_s), qPrintable(page_->title()));
    }

    void whatItSendsIsKept()
    {
        const auto base = at_->bench.lab()->baseUrl();
        at_->desk.compose(at_->upload("/continue"));
        page_->view()->setup()->setMode(ui::CompareSetup::SeveralServers);
        page_->view()->setup()->setUrls({base + u"/continue"_s, base + u"/silent"_s});
        QSignalSpy ended(page_->view(), &ui::CompareView::ended);
        page_->run();
        QVERIFY(page_->running() && page_->cancellable());
        QSignalSpy said(page_, &ui::ComparePage::said);
        page_->compareEntries({1, 2});
        QCOMPARE(said.count(), 1); // one at a time
        QVERIFY(ended.wait(30'000));
        QVERIFY(!page_->running());
        QTRY_COMPARE(at_->history.list()->rowCount(), 2);
        QVERIFY(at_->history.list()->entryAt(0)->comparison != 0);
        // And can be looked at again, side by side.
        QSignalSpy wanted(page_, &ui::Page::wanted);
        page_->compareEntries({at_->history.list()->entryAt(0)->id, at_->history.list()->entryAt(1)->id});
        QVERIFY(ended.wait(10'000));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(page_->view()->comparison()->rows().size(), std::size_t(2));
    }

    void whatIsNotReadyIsNotSent()
    {
        at_->desk.model()->replace(at_->upload("/continue"));
        at_->desk.model()->edit([](request::RequestSpec &spec) {
            spec.body.kind = request::BodyKind::File;
            spec.body.path = "/nowhere/at/all";
        });
        page_->view()->setup()->setUrls({at_->bench.lab()->baseUrl() + u"/continue"_s});
        page_->run();
        QVERIFY(!page_->running());
    }

    void itsMenuLeadsThereAndBack()
    {
        ui::Menus menus(at_->window.get());
        page_->addTo(menus);
        auto *sides = at_->window->findChildren<QAction *>().value(0);
        for (auto *action : at_->window->findChildren<QAction *>())
            sides = action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_M) ? action : sides;
        QSignalSpy wanted(page_, &ui::Page::wanted);
        QSignalSpy dismissed(page_, &ui::Page::dismissed);
        sides->trigger();
        QCOMPARE(wanted.count(), 1);
        page_->setInFront(true);
        sides->trigger();
        QCOMPARE(dismissed.count(), 1);
        QCOMPARE(wanted.count(), 1);
    }

private:
    std::unique_ptr<support::Desk> at_;
    ui::ComparePage *page_ = nullptr;
};

INTERIM_SUITE(TestComparePage)
#include "tst_compare_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_line.h"

#include "ui/kit/elided_label.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestExchangeLine : public QObject {
    Q_OBJECT

    /// Compose, copy, pin.
    static QList<QToolButton *> buttons(const ui::ExchangeLine &line) { return line.findChildren<QToolButton *>(); }

private slots:
    void nothingIsAtHandWithoutAnExchange()
    {
        const ui::ExchangeLine line;
        QCOMPARE(line.findChildren<QLabel *>().constFirst()->text(), u"No exchange yet"_s);
        for (auto *button : buttons(line))
            QVERIFY(!button->isEnabled());
    }

    void saysWhatIsShown()
    {
        ui::ExchangeLine line;
        line.resize(900, 30);
        line.show({.asked = u"POST /<b>a"_s, .detail = u"nginx at h · live"_s, .ours = true});
        auto *asked = line.findChildren<QLabel *>().constFirst();
        QCOMPARE(asked->text(), u"POST /<b>a"_s);
        QCOMPARE(asked->textFormat(), Qt::PlainText);
        QCOMPARE(asked->toolTip(), u"POST /&lt;b&gt;a"_s);
        QCOMPARE(line.findChild<ui::ElidedLabel *>()->line(), u"nginx at h · live"_s);
        QVERIFY(buttons(line)[0]->isEnabled() && buttons(line)[1]->isEnabled());
        QVERIFY(!buttons(line)[2]->isEnabled()); // it is not in the history yet
        line.show({.asked = u"GET /"_s + QString(5000, u'x'), .detail = {}, .kept = true});
        QVERIFY(asked->text().size() < 200);
        QVERIFY(!buttons(line)[0]->isEnabled() && buttons(line)[2]->isEnabled());
    }

    void theStarPins()
    {
        ui::ExchangeLine line;
        line.show({.asked = u"GET /"_s, .detail = {}, .kept = true});
        QSignalSpy pin(&line, &ui::ExchangeLine::pinWanted);
        auto *star = buttons(line)[2];
        QCOMPARE(star->accessibleName(), u"Pinned in the history"_s);
        star->click();
        QCOMPARE(pin.last()[0].toBool(), true);
        line.show({.asked = u"GET /"_s, .detail = {}, .kept = true, .pinned = true});
        QVERIFY(star->isChecked() && star->text() == u"★"_s);
        star->click();
        QCOMPARE(pin.last()[0].toBool(), false);
    }
};

INTERIM_SUITE(TestExchangeLine)
#include "tst_exchange_line.moc"

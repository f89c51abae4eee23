// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/findings_list.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestFindingsList : public QObject {
    Q_OBJECT
    static guidance::Finding finding(wire::Severity severity, const QString &title)
    {
        guidance::Finding one;
        one.severity = severity;
        one.title = title;
        one.text = u"Text."_s;
        one.reference = u"RFC 9110 section 10.1.1"_s;
        return one;
    }

private slots:
    void eachSaysHowBadItIs()
    {
        ui::FindingsList list;
        auto error = finding(wire::Severity::Error, u"Bad"_s);
        error.events = {7, 9};
        QVERIFY(list.setFindings(
            {error, finding(wire::Severity::Warning, u"Odd"_s), finding(wire::Severity::Info, u"Plain"_s)}));
        QCOMPARE(list.count(), 3);
        QVERIFY2(list.item(0)->text().startsWith(u"Error"_s), qPrintable(list.item(0)->text()));
        QVERIFY(list.item(1)->text().startsWith(u"Warning"_s) && list.item(2)->text().startsWith(u"Note"_s));
        QVERIFY(list.item(0)->text().contains(u"RFC 9110"_s));
        QVERIFY(list.item(0)->foreground() != list.item(2)->foreground()); // beside the word
        QSignalSpy chosen(&list, &ui::FindingsList::evidenceChosen);
        emit list.itemActivated(list.item(1)); // it has none
        emit list.itemActivated(list.item(0));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toULongLong(), quint64(7));
    }

    void theSameOnesAgainLeaveItAlone()
    {
        ui::FindingsList list;
        const QVector<guidance::Finding> two{finding(wire::Severity::Info, u"One"_s),
                                             finding(wire::Severity::Info, u"Two"_s)};
        QVERIFY(list.setFindings(two));
        list.setCurrentRow(1);
        QVERIFY(!list.setFindings(two));
        QCOMPARE(list.currentRow(), 1);
        QVERIFY(list.setFindings({}));
        QCOMPARE(list.count(), 1); // it says that there is none
        QVERIFY(!(list.item(0)->flags() & Qt::ItemIsSelectable));
        QVERIFY(!list.setFindings({}));
    }

    void anotherThemeHasItsOwnColours()
    {
        ui::FindingsList list;
        list.restyle(); // of nothing
        QCOMPARE(list.count(), 0);
        ui::Theme::choose(ui::Theme::Choice::Light);
        list.setFindings({finding(wire::Severity::Error, u"Bad"_s)});
        const auto light = list.item(0)->foreground();
        ui::Theme::choose(ui::Theme::Choice::Dark);
        list.restyle();
        QVERIFY(list.item(0)->foreground() != light);
        ui::Theme::choose(ui::Theme::Choice::Light);
    }
};

INTERIM_SUITE(TestFindingsList)
#include "tst_findings_list.moc"

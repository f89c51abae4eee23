// SPDX-License-Identifier: GPL-3.0-or-later
// Times and sizes in fields: said as elsewhere, typed in any form, never rounded.
#include "ui/kit/duration_box.h"

#include "ui/kit/typed_quantity.h"
#include "words/units.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestDurationBox : public QObject {
    Q_OBJECT

private slots:
    void typedTimesAreReadAgain();
    void saysItAsElsewhere();
    void takesWhatIsTyped_data();
    void takesWhatIsTyped();
    void whatIsNoTimeGoesBack();
    void noLimitCanBeTyped();
    void sizesAreReadAgain();
};

namespace {

const QLocale locales[]{QLocale::c(), QLocale(QLocale::English, QLocale::UnitedStates),
                        QLocale(QLocale::German, QLocale::Germany), QLocale(QLocale::French, QLocale::France)};

void type(ui::DurationBox &box, const QString &text)
{
    box.selectAll();
    QTest::keyClick(&box, Qt::Key_Delete);
    QTest::keyClicks(&box, text);
    QTest::keyClick(&box, Qt::Key_Return);
}

} // namespace

void TestDurationBox::typedTimesAreReadAgain()
{
    for (const QLocale &locale : locales) {
        for (const std::int64_t ms : {0, 1, 350, 999, 1000, 1500, 9999, 10'001, 12'300, 12'345, 119'500, 125'000,
                                      125'001, 3'600'000, 24 * 3600 * 1000}) {
            for (const std::int64_t ns : {ms * 1'000'000, ms * 1000, ms})
                QCOMPARE(ui::durationFrom(ui::typedDuration(ns, locale), locale), std::optional(ns));
        }
    }
}

void TestDurationBox::saysItAsElsewhere()
{
    ui::DurationBox box;
    for (const int ms : {0, 350, 1000, 1500, 30'000, 125'000}) {
        box.setValue(ms);
        QCOMPARE(box.text(), words::durationText(ms * 1'000'000ll, box.locale()));
    }
    box.setValue(12'345);
    QCOMPARE(box.text(), u"12,345 ms"_s);
    box.setNanoseconds(500'000);
    QCOMPARE(box.text(), u"500 µs"_s);
    box.setNanoseconds(1'000'001);
    QCOMPARE(box.text(), u"1.000001 ms"_s);
    QCOMPARE(box.nanoseconds(), std::optional<std::int64_t>(1'000'001));
}

void TestDurationBox::takesWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("ms");
    QTest::newRow("bare") << u"1500"_s << 1500.0;
    QTest::newRow("grouped") << u"1,500 ms"_s << 1500.0;
    QTest::newRow("seconds") << u"1.5 s"_s << 1500.0;
    QTest::newRow("close") << u"2s"_s << 2000.0;
    QTest::newRow("minutes") << u"2 min"_s << 120'000.0;
    QTest::newRow("minutes and seconds") << u"2 min 5 s"_s << 125'000.0;
    QTest::newRow("none") << u"0"_s << 0.0;
    QTest::newRow("microseconds") << u"500 µs"_s << 0.5;
    QTest::newRow("fraction") << u"0.25"_s << 0.25;
}

void TestDurationBox::takesWhatIsTyped()
{
    QFETCH(QString, typed);
    ui::DurationBox box;
    box.setValue(77);
    type(box, typed);
    QTEST(box.value(), "ms");
}

void TestDurationBox::whatIsNoTimeGoesBack()
{
    ui::DurationBox box;
    for (const QString &typed : {u"soon"_s, u"-5 s"_s, u"1.2345 s"_s, u"2000 min"_s, u"min"_s, QString()}) {
        box.setValue(350);
        type(box, typed);
        QVERIFY2(!box.text().isEmpty() && ui::durationFrom(box.text(), box.locale()) == box.nanoseconds(),
                 qPrintable(typed));
        QVERIFY2(typed != u"soon"_s || box.value() == 350.0, qPrintable(box.text()));
    }
}

void TestDurationBox::noLimitCanBeTyped()
{
    ui::DurationBox box;
    box.setSpecialValueText(u"no limit"_s);
    box.setValue(350);
    type(box, u"no limit"_s);
    QCOMPARE(box.value(), 0.0);
    QCOMPARE(box.text(), u"no limit"_s);
}

void TestDurationBox::sizesAreReadAgain()
{
    for (const QLocale &locale : locales) {
        for (const quint64 bytes : {0ull, 1ull, 1023ull, 1024ull, 1536ull, 1'048'577ull, 4ull << 20, 3ull << 30})
            QCOMPARE(ui::sizeFrom(ui::typedSize(bytes, locale), locale), std::optional(bytes));
    }
    QCOMPARE(ui::typedSize(1'048'577, QLocale::c()), u"1,048,577"_s);
}

INTERIM_SUITE(TestDurationBox)
#include "tst_duration_box.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// One widget changes one setting: each row of the table through its plain field, and through the window's own.
#include "ui/request/setting_edits.h"

#include "ui/kit/duration_box.h"
#include "ui/kit/segments.h"
#include "ui/request/connection_tab.h"
#include "ui/request/expect_strip.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;

using request::RequestSpec;
using request::Setting;
using request::SettingKind;

namespace {

/// No widget can show all of this, and none may round it off.
RequestSpec imported()
{
    RequestSpec spec;
    spec.expect = {request::ExpectRule::Custom, 1234567, " 200-ok", 500'001, wire::AfterWait::Keep,
                   request::On417::Show};
    spec.timeouts = {500'000, 30LL * 24 * 3600 * 1'000'000'000, 123, 31'536'000'000'000'001, 77'777'777};
    spec.tls = {true, " ca.pem", "name", "c.pem", "k.pem"};
    spec.lingerNs = 250;
    spec.proxy = "http://p\xff:1";
    spec.connectTo = "h:2";
    spec.unixSocket = "@s";
    spec.redirects = 80;
    return spec;
}

QStringList statedBy(const RequestSpec &spec)
{
    QStringList all;
    for (const Setting &row : request::settings()) {
        const auto value = row.get(spec);
        all << QString::fromUtf8(row.name.data(), qsizetype(row.name.size())) + u'='
                + (value ? QString::fromLatin1(*value) : u"(nothing)"_s);
    }
    return all;
}

/// As a person does it, to another value than it has.
void edit(QWidget *field)
{
    if (auto *box = qobject_cast<QCheckBox *>(field))
        box->click();
    else if (auto *count = qobject_cast<QSpinBox *>(field))
        count->setValue(count->value() == 3 ? 4 : 3);
    else if (auto *choice = qobject_cast<QComboBox *>(field))
        choice->setCurrentIndex((choice->currentIndex() + 1) % choice->count());
    else if (auto *segments = qobject_cast<ui::Segments *>(field))
        segments->findChildren<QAbstractButton *>().at(segments->current() == 1 ? 2 : 1)->click();
    else if (auto *line = qobject_cast<QLineEdit *>(field))
        line->setText(line->text() == u"7"_s ? u"8"_s : u"7"_s);
    else if (auto *time = qobject_cast<ui::DurationBox *>(field))
        time->setValue(1.5);
    else
        QFAIL("no such field");
}

} // namespace

class TestSettingEdits : public QObject {
    Q_OBJECT
    /// A window's field by its setting.
    static QWidget *fieldOf(const QList<QWidget *> &windows, const Setting &row)
    {
        for (const auto *window : windows)
            for (auto *field : window->findChildren<QWidget *>())
                if (field->property("setting").toString().toStdString() == row.name)
                    return field;
        return nullptr;
    }

    static void changesItsOwnAlone(QWidget *field, const Setting &row, ui::RequestModel &model)
    {
        const RequestSpec before = model.spec();
        edit(field);
        const QStringList was = statedBy(before), is = statedBy(model.spec());
        QStringList changed;
        for (int i = 0; i < was.size(); ++i)
            if (was[i] != is[i])
                changed << was[i] + u" -> "_s + is[i];
        const auto name = QString::fromUtf8(row.name.data(), qsizetype(row.name.size()));
        QVERIFY2(changed.size() == 1 && changed.first().startsWith(name + u'='),
                 qPrintable(name + u": "_s + changed.join(u", "_s)));
    }

private slots:
    void aPlainFieldForEach()
    {
        for (const Setting &row : request::settings()) {
            ui::RequestModel model;
            model.replace(imported());
            QWidget parent;
            auto *field = ui::settingField(row, &model, &parent);
            QVERIFY2(model.spec() == imported(), row.name.data());
            model.replace(RequestSpec());
            model.replace(imported());
            QVERIFY2(model.spec() == imported(), row.name.data());
            changesItsOwnAlone(field, row, model);
        }
    }

    void theWindowHasEach()
    {
        ui::RequestModel model;
        model.replace(imported());
        ui::ExpectStrip strip(&model);
        ui::ConnectionTab tab(&model);
        for (const Setting &row : request::settings()) {
            if (row.name == "ipv4" || row.name == "ipv6")
                continue; // one choice: the next test
            auto *field = fieldOf({&strip, &tab}, row);
            QVERIFY2(field, row.name.data());
            QVERIFY2(!field->accessibleName().isEmpty() || row.name == "threshold", row.name.data());
            QVERIFY2(!field->toolTip().isEmpty() || ui::ExpectStrip::shows(row), row.name.data());
            model.replace(imported());
            changesItsOwnAlone(field, row, model);
        }
    }

    void theAddressFamilyIsOneChoice()
    {
        ui::RequestModel model;
        ui::ConnectionTab tab(&model);
        model.replace(imported());
        for (auto *choice : tab.findChildren<QComboBox *>()) {
            if (choice->accessibleName() != u"Address family"_s)
                continue;
            for (const auto family :
                 {request::AddressFamily::V6, request::AddressFamily::V4, request::AddressFamily::Any}) {
                choice->setCurrentIndex(int(family));
                auto expected = imported();
                expected.family = family;
                QVERIFY(model.spec() == expected);
            }
            return;
        }
        QFAIL("no choice of the family");
    }

    void timesAreShownWithTheirDigits()
    {
        ui::RequestModel model;
        ui::DurationBox spin;
        spin.setLocale(QLocale(QLocale::English));
        spin.setSpecialValueText(u"none"_s);
        const Setting &row = *request::findSetting("connect-timeout");
        ui::tie(&spin, row, &model);
        const auto shown = [&](std::int64_t ns) {
            RequestSpec spec;
            spec.timeouts.connectNs = ns;
            model.replace(spec);
            return spin.text();
        };
        QCOMPARE(shown(0), u"none"_s);
        QCOMPARE(shown(500'000), u"500 µs"_s);
        QCOMPARE(shown(1), u"0.000001 ms"_s);
        QCOMPARE(shown(1'500'000'000), u"1.5 s"_s);
        QCOMPARE(shown(row.most), u"525,600 min"_s);
        QCOMPARE(model.spec().timeouts.connectNs, row.most);
        auto *line = spin.findChild<QLineEdit *>();
        spin.selectAll();
        QTest::keyClicks(line, u"0.25"_s);
        QCOMPARE(model.spec().timeouts.connectNs, 250'000);
        spin.selectAll();
        QTest::keyClicks(line, u"2592000000"_s); // 30 days: more than an int of milliseconds
        QCOMPARE(model.spec().timeouts.connectNs, 2'592'000'000'000'000);
    }

    void whatMayBeUnsetIs()
    {
        ui::RequestModel model;
        ui::DurationBox spin;
        ui::tie(&spin, *request::findSetting("linger"), &model);
        QCOMPARE(spin.value(), -1.0);
        spin.setValue(0);
        QCOMPARE(model.spec().lingerNs, std::optional<std::int64_t>(0));
        spin.setValue(-1);
        QVERIFY(!model.spec().lingerNs);
    }

    void whatIsNoSizeIsNotTaken()
    {
        ui::RequestModel model;
        QWidget parent;
        const Setting &row = *request::findSetting("threshold");
        auto *line = qobject_cast<QLineEdit *>(ui::settingField(row, &model, &parent));
        QCOMPARE(line->text(), u"1 MiB"_s);
        line->setText(u"1.3 KiB"_s);
        QVERIFY(line->property("wrong").toBool());
        QCOMPARE(model.spec().expect.threshold, std::uint64_t(1 << 20));
        line->setText(u"64 KiB"_s);
        QVERIFY(!line->property("wrong").toBool());
        QCOMPARE(model.spec().expect.threshold, std::uint64_t(65536));
        QCOMPARE(ui::typedNumber(u"100"_s, *request::findSetting("redirects"), QLocale::c()), 100);
        QVERIFY(!ui::typedNumber(u"101"_s, *request::findSetting("redirects"), QLocale::c()));
    }
};

INTERIM_SUITE(TestSettingEdits)
#include "tst_setting_edits.moc"

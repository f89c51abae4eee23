// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/setting_labels.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;

using request::Setting;
using request::SettingKind;

namespace {

/// Of the table's texts alone.
class Translator : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QLatin1StringView(context) == "Setting"_L1 ? u"übersetzt: "_s + QString::fromUtf8(source) : QString();
    }
};

} // namespace

class TestSettingLabels : public QObject {
    Q_OBJECT
private slots:
    // One wording for --help and the window, but where a box is on while the switch is off.
    void tipsAreHelps()
    {
        for (const Setting &row : request::settings()) {
            const ui::SettingLabels labels = ui::settingLabels(row);
            QVERIFY2(!labels.label.isEmpty() && !labels.spoken.isEmpty(), row.name.data());
            const QString help = QString::fromStdString(row.filled(row.help));
            if (row.name != "insecure")
                QVERIFY2(labels.tip.compare(help, Qt::CaseInsensitive) == 0, row.name.data());
            QVERIFY2(labels.tip.isEmpty() || !labels.tip.at(0).isLower(), row.name.data());
        }
        QCOMPARE(ui::settingLabels(*request::findSetting("max-time")).unset, u"no limit"_s);
        QCOMPARE(ui::settingLabels(*request::findSetting("linger")).unset, u"as needed"_s);
        QCOMPARE(ui::settingLabels(*request::findSetting("cert")).unset, u"none; or a PEM file"_s);
    }

    void aNewRowNeedsNone()
    {
        const Setting row{.name = "first-byte-within",
                          .kind = SettingKind::Time,
                          .group = request::SettingGroup::Times,
                          .value = "MS",
                          .help = "until anything comes",
                          .none = "no limit"};
        const ui::SettingLabels labels = ui::settingLabels(row);
        QCOMPARE(labels.label, u"First byte within"_s);
        QCOMPARE(labels.spoken, labels.label);
        QCOMPARE(labels.unset, u"no limit"_s);
        QCOMPARE(labels.tip, u"Until anything comes"_s);
    }

    void theTableIsTranslated()
    {
        const Setting &row = *request::findSetting("max-time");
        Translator translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const ui::SettingLabels labels = ui::settingLabels(row);
        const ui::SettingLabels choice = ui::settingLabels(*request::findSetting("after-wait"));
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(labels.tip, u"Übersetzt: the whole exchange, with its repeats"_s);
        QCOMPARE(labels.unset, u"übersetzt: no limit"_s);
        QCOMPARE(choice.tip, u"Übersetzt: when no 100 came: send, keep or stop"_s);
        QVERIFY(ui::settingLabels(row).tip.startsWith(u"The whole"_s));
    }
};

INTERIM_SUITE(TestSettingLabels)
#include "tst_setting_labels.moc"

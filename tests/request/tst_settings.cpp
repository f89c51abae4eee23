// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/settings.h"

#include <QTest>

#include <set>

using request::RequestSpec;
using request::Setting;
using request::SettingKind;

namespace {

std::vector<std::string> goodValues(const Setting &row)
{
    switch (row.kind) {
    case SettingKind::Switch: return {""};
    case SettingKind::Time: return {"0ms", "500us", "1500ms", "0.250us", "31536000000ms"};
    case SettingKind::Size: return {"0", "1048577", "9223372036854775807"};
    case SettingKind::Count: return {"0", "80", std::to_string(row.most)};
    case SettingKind::Choice: return {row.words.begin(), row.words.end()};
    default: return {"a b", "\xc3\xa9"};
    }
}

std::vector<std::string> oddValues(const Setting &row)
{
    switch (row.kind) {
    case SettingKind::Switch: return {"on", "1", " "};
    case SettingKind::Time: return {"", "-1", "x", "31536001s", "99999999999s"};
    case SettingKind::Size: return {"", "-1", "1MB", "9223372036854775808"};
    case SettingKind::Count: return {"", "-1", "+1", "1.5", std::to_string(row.most + 1), "99999999999999999999"};
    case SettingKind::Choice: return {"", "maybe", "SEND"};
    default: return {"", "a\r\nb", std::string(1, '\0')};
    }
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void eachHasANameOfItsOwn()
    {
        std::set<std::string_view> names;
        std::set<char> letters;
        for (const Setting &row : request::settings()) {
            QVERIFY(names.insert(row.name).second);
            QVERIFY(row.letter == 0 || letters.insert(row.letter).second);
            QVERIFY(request::findSetting(row.name) == &row);
            QCOMPARE(row.value.empty(), row.kind == SettingKind::Switch);
            QVERIFY(row.text || (row.number && row.putNumber));
        }
        QVERIFY(!request::findSetting("nothing"));
        QVERIFY(!request::findSetting(""));
    }

    void theDefaultComesBack()
    {
        for (const Setting &row : request::settings()) {
            RequestSpec spec;
            QVERIFY(row.isDefault(spec));
            if (const auto said = row.get(spec))
                QVERIFY2(row.set(spec, *said), row.name.data());
            QVERIFY2(spec == RequestSpec(), row.name.data());
            if (!row.text) {
                QVERIFY2(row.setNumber(spec, row.number(spec)), row.name.data());
                QVERIFY2(spec == RequestSpec(), row.name.data());
            }
        }
    }

    void whatIsSetIsRead()
    {
        for (const Setting &row : request::settings()) {
            for (const std::string &value : goodValues(row)) {
                RequestSpec spec;
                QVERIFY2(row.set(spec, value), row.name.data());
                QCOMPARE(row.get(spec).value_or("nothing"), value);
            }
        }
    }

    void oneChangesOneAlone()
    {
        for (const Setting &row : request::settings()) {
            RequestSpec spec;
            QVERIFY(row.set(spec, goodValues(row).back()));
            for (const Setting &other : request::settings())
                QVERIFY2(&other == &row || other.isDefault(spec), row.name.data());
        }
    }

    void oddValuesChangeNothing()
    {
        for (const Setting &row : request::settings()) {
            for (const std::string &value : oddValues(row)) {
                RequestSpec spec;
                QVERIFY2(!row.set(spec, value), row.name.data());
                QVERIFY2(spec == RequestSpec(), row.name.data());
            }
            QVERIFY(!row.refusal().empty());
        }
    }

    void numbersKeepToTheirRange()
    {
        for (const Setting &row : request::settings()) {
            RequestSpec spec;
            QVERIFY2(!row.setNumber(spec, -1), row.name.data());
            QVERIFY2(row.text || row.most == INT64_MAX || !row.setNumber(spec, row.most + 1), row.name.data());
            if (row.name != "linger")
                QVERIFY2(!row.setNumber(spec, std::nullopt), row.name.data());
            QVERIFY2(spec == RequestSpec(), row.name.data());
        }
        RequestSpec spec;
        const Setting *linger = request::findSetting("linger");
        QVERIFY(linger->setNumber(spec, 0) && spec.lingerNs == 0);
        QVERIFY(linger->setNumber(spec, std::nullopt) && !spec.lingerNs);
    }

    void valuesAreReadAsOnTheCommandLine()
    {
        RequestSpec spec;
        QVERIFY(request::findSetting("threshold")->set(spec, "1.5M"));
        QCOMPARE(spec.expect.threshold, std::uint64_t(3 << 19));
        QVERIFY(request::findSetting("wait")->set(spec, "250"));
        QCOMPARE(spec.expect.waitNs, std::int64_t(250'000'000));
        QVERIFY(request::findSetting("insecure")->set(spec, ""));
        QVERIFY(!spec.tls.verify);
        QVERIFY(request::findSetting("ipv4")->setNumber(spec, 1));
        QVERIFY(request::findSetting("ipv6")->setNumber(spec, 0)); // of the other switch: nothing is to be done
        QVERIFY(spec.family == request::AddressFamily::V4);
    }

    // What is set unless told stands in RequestSpec alone, and help has it from there.
    void helpSaysTheDefault()
    {
        for (const Setting &row : request::settings()) {
            const std::string said = row.explained();
            QCOMPARE(said.empty(), !row.isOption());
            QVERIFY2(said.find_first_of("{}\n") == said.npos, said.c_str());
            const bool told = !row.text && row.kind != SettingKind::Switch;
            QVERIFY2(!told || said.find(" (default ") != said.npos, row.name.data());
        }
        const auto said = [](const char *name) { return request::findSetting(name)->explained(); };
        QCOMPARE(
            said("redirects"),
            "redirections that are followed, each as an attempt of its own (default 0: not followed; at most 100)");
        QCOMPARE(said("after-wait"), "when no 100 came: send, keep or stop (default send)");
        QCOMPARE(said("max-time"), "the whole exchange, with its repeats (default 0: no limit)");
        QVERIFY(said("expect").ends_with(" (default auto: for a body above the threshold)"));
        QVERIFY(said("threshold").ends_with(" (default 1M: as in curl since 7.69)"));
        QVERIFY(said("wait").ends_with(" (default 1000; 0 is no wait)"));
        QVERIFY(said("linger").find(" (default as needed: 0 where") != std::string::npos);
        QCOMPARE(said("ipv4"), "IPv4 addresses only");
    }

    void anotherWordingHasTheWordsToo()
    {
        const Setting &row = *request::findSetting("after-wait");
        QCOMPARE(row.filled("{words}, wenn keine 100 kam"), "send, keep or stop, wenn keine 100 kam");
        QCOMPARE(row.filled("nichts"), "nichts");
    }
};

INTERIM_SUITE(TestSettings)
#include "tst_settings.moc"

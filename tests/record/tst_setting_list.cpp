// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/setting_list.h"

#include "request/settings.h"

#include <QTest>

#include <functional>
#include <optional>
#include <vector>

using namespace record;

using request::RequestSpec;
using request::Setting;

namespace {

/// Each row in turn set to another value.
RequestSpec otherSpec()
{
    RequestSpec spec;
    for (const Setting &row : request::settings()) {
        if (row.text)
            row.text(spec) = "x";
        else
            row.setNumber(spec, row.number(spec) == 1 ? 0 : 1);
    }
    return spec;
}

std::string listOf(const RequestSpec &spec)
{
    std::string bytes;
    Writer writer(bytes);
    settingList(writer, spec);
    return bytes;
}

/// Nothing where it is damaged.
std::optional<RequestSpec> readList(const std::string &bytes, RequestSpec spec = {},
                                    std::vector<std::string> *unknown = nullptr)
{
    std::vector<std::string> names;
    Reader::Budget budget;
    Reader reader(bytes, budget);
    settingList(reader, spec, unknown ? *unknown : names);
    return reader.done() ? std::optional(spec) : std::nullopt;
}

constexpr int changed = 4; // of an Entry's what, as in the file

struct Entry {
    std::string_view name;
    int what = 0;
    std::function<void(Writer &)> value = [](Writer &) {};
};

Entry number(std::string_view name, std::int64_t value)
{
    return {name, 1, [value](Writer &writer) { writer.number(value); }};
}

Entry text(std::string_view name, std::string_view value)
{
    return {name, 2, [value](Writer &writer) { writer.text(value); }};
}

std::string entriesOf(const std::vector<Entry> &entries)
{
    std::string bytes;
    Writer writer(bytes);
    writer.list(entries, [&](const Entry &entry) {
        writer.text(entry.name);
        writer.number(static_cast<unsigned>(entry.what));
        entry.value(writer);
    });
    return bytes;
}

} // namespace

class TestSettingList : public QObject {
    Q_OBJECT
private slots:
    void comesBack()
    {
        QVERIFY(readList(listOf(otherSpec())) == otherSpec());
        QVERIFY(readList(listOf(RequestSpec())) == RequestSpec());
    }

    // As if this Interim had other defaults than the one that wrote the list.
    void whatIsWrittenWinsOverTheDefault()
    {
        const auto read = readList(listOf(RequestSpec()), otherSpec());
        QVERIFY(read);
        for (const Setting &row : request::settings())
            QVERIFY2(row.isDefault(*read), row.name.data());
    }

    void whatIsNotNamedStays()
    {
        const auto read = readList(entriesOf({number("wait", 5)}), otherSpec());
        RequestSpec expected = otherSpec();
        expected.expect.waitNs = 5;
        QVERIFY(read == expected);
    }

    // A setting of a later Interim: told only where it was changed.
    void unknownNamesArePassedOver()
    {
        Entry asked = number("proxy-wait", -1);
        asked.what += changed;
        std::vector<std::string> unknown;
        const auto read =
            readList(entriesOf({text("later", std::string(5000, 'a')), asked, {"maybe", 0}, text("proxy", "p:1")}), {},
                     &unknown);
        RequestSpec expected;
        expected.proxy = "p:1";
        QVERIFY(read == expected);
        QCOMPARE(unknown, std::vector<std::string>{"proxy-wait"});
    }

    void whatIsChangedSaysSo()
    {
        const auto is = [](const RequestSpec &spec, std::string_view name, char tag) {
            const std::string bytes = listOf(spec);
            return bytes.find(std::string(name) + tag) != std::string::npos;
        };
        QVERIFY(is({}, "insecure", 1) && is({}, "linger", 0) && is({}, "proxy", 2) && is({}, "on-417", 2));
        QVERIFY(is(otherSpec(), "insecure", 1 + changed) && is(otherSpec(), "linger", 1 + changed));
        QVERIFY(is(otherSpec(), "proxy", 2 + changed) && is(otherSpec(), "on-417", 2 + changed));
    }

    // From recordings of before the table, whose range is that of what is typed.
    void whatCannotBeTypedIsKept()
    {
        RequestSpec spec;
        spec.expect.waitNs = -1;
        spec.expect.threshold = ~std::uint64_t(0);
        spec.timeouts.wholeNs = INT64_MIN;
        spec.timeouts.headNs = INT64_MAX;
        spec.redirects = -80;
        spec.tls.serverName = std::string("\0\r\n\xff", 4);
        spec.expect.custom.clear();
        QVERIFY(readList(listOf(spec)) == spec);
    }

    void wordsOfChoices()
    {
        QVERIFY(listOf(RequestSpec()).find("retry") != std::string::npos);
        const auto read = readList(entriesOf({text("after-wait", "stop")}));
        QVERIFY(read && read->expect.afterWait == wire::AfterWait::Stop);
    }

    void whatDoesNotFitIsDamage()
    {
        const std::string longName(65, 'a');
        const std::vector<Entry> wrong{number("insecure", 2),
                                       number("accept-104", -1),
                                       number("redirects", std::int64_t(1) << 32),
                                       number("after-wait", 1),
                                       text("after-wait", "later"),
                                       text("after-wait", ""),
                                       number("proxy", 1),
                                       text("wait", "1"),
                                       {"wait", 0},
                                       {"proxy", 0},
                                       {"insecure", 0},
                                       {"later", 3},
                                       {"later", 8},
                                       {"later", 300},
                                       number("", 1),
                                       number("a b", 1),
                                       number(longName, 1)};
        for (const Entry &entry : wrong)
            QVERIFY2(!readList(entriesOf({entry})), entry.name.data());
        QVERIFY(readList(entriesOf({{"linger", 0}})));
    }

    void theListIsBounded()
    {
        Entry later = number("later", 1);
        later.what += changed;
        std::vector<Entry> entries(mostSettings, later);
        std::vector<std::string> unknown;
        QVERIFY(readList(entriesOf(entries), {}, &unknown));
        QCOMPARE(unknown.size(), mostUnknown);
        entries.push_back(number("later", 1));
        QVERIFY(!readList(entriesOf(entries)));
        const std::string whole = listOf(otherSpec());
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY(!readList(whole.substr(0, size)));
    }

    // Names and words cost nothing of it: an older file that has used it up can be written anew and read again.
    void textsHaveTheFilesBudget()
    {
        const std::string bytes = entriesOf({text("proxy", "12345"), text("cacert", "1234567"), text("later", "12")});
        for (const std::size_t texts : {std::size_t(11), std::size_t(12)}) {
            Reader::Budget budget{0, texts};
            Reader reader(bytes, budget);
            RequestSpec spec;
            std::vector<std::string> unknown;
            settingList(reader, spec, unknown);
            QCOMPARE(reader.done(), texts == 12);
            QCOMPARE(reader.beyond(), texts != 12);
        }
    }
};

INTERIM_SUITE(TestSettingList)
#include "tst_setting_list.moc"

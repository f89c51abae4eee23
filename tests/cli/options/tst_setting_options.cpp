// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/setting_options.h"

#include "cli/help.h"
#include "cli/options/typed_call.h"
#include "formats/setting_words.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using request::Setting;
using request::SettingKind;

namespace {

/// Values that no other option or check stands against.
std::vector<std::string> valuesOf(const Setting &row, const std::string &pem)
{
    switch (row.kind) {
    case SettingKind::Switch: return {""};
    case SettingKind::Time: return {"0ms", "500us", "1500", "31536000000ms"};
    case SettingKind::Size: return {"0", "1.5M", "9223372036854775807"};
    case SettingKind::Count: return {"0", std::to_string(row.most)};
    case SettingKind::Choice: {
        std::vector<std::string> words{row.words.begin(), row.words.end()};
        std::erase(words, "custom"); // which has a value of its own
        return words;
    }
    case SettingKind::File: return {pem};
    case SettingKind::Text: return {row.value == "PATH" ? "/run/s" : "name:1"};
    }
    return {};
}

} // namespace

class TestSettingOptions : public QObject {
    Q_OBJECT
private slots:
    // A row of the table needs nothing else to be an option that help explains and an .http file holds.
    void everyRowIsAnOption()
    {
        const QTemporaryDir folder;
        const QString pem = folder.filePath(u"pem"_s);
        typed::write(pem, "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n");
        for (const Setting &row : request::settings()) {
            if (!row.isOption())
                continue;
            for (const std::string &value : valuesOf(row, pem.toStdString())) {
                QStringList words{u"--"_s + QString::fromStdString(std::string(row.name))};
                if (row.kind != SettingKind::Switch)
                    words << QString::fromStdString(value);
                request::RequestSpec expected;
                expected.url = "http://h/";
                QVERIFY2(row.set(expected, value), row.name.data());
                if (row.name == "key") { // is nothing without the other
                    words << u"--cert"_s << pem;
                    expected.tls.certFile = pem.toStdString();
                }
                const request::RequestSpec spec = typed::good(words).spec;
                QVERIFY2(spec == expected, row.name.data());
                request::RequestSpec again;
                again.url = spec.url;
                for (const formats::Setting &said : formats::settingsOf(spec))
                    QVERIFY2(formats::applySetting(again, said.name, said.value), row.name.data());
                QVERIFY2(again == spec, row.name.data());
            }
        }
    }

    void everyRowIsExplained()
    {
        const QString help = cli::helpText();
        for (const Setting &row : request::settings()) {
            if (!row.isOption())
                continue;
            QString head = row.letter == 0 ? u"      --"_s : u"  -%1, --"_s.arg(QChar::fromLatin1(row.letter));
            head += QString::fromStdString(std::string(row.name) + ' ' + std::string(row.value)).trimmed() + u' ';
            QVERIFY2(help.count(u'\n' + head) == 1, row.name.data());
            const QString begin = QString::fromStdString(row.explained()).section(u' ', 0, 2);
            QVERIFY2(help.section(u'\n' + head, 1).trimmed().startsWith(begin), row.name.data());
        }
    }

    void oddValuesAreRefusedInItsWords()
    {
        for (const Setting &row : request::settings()) {
            if (!row.isOption() || row.kind == SettingKind::Switch || row.name == "expect")
                continue;
            const QString line = typed::refusal({u"--%1="_s.arg(QString::fromStdString(std::string(row.name)))});
            QVERIFY2(line.contains(QString::fromStdString(row.refusal())), qPrintable(line + row.name.data()));
        }
        QCOMPARE(typed::refusal({u"--proxy="_s}),
                 u"--proxy \"\": empty, or with a control character: write text, or leave it out"_s);
    }

    void shortNames()
    {
        QVERIFY(typed::good({u"-4"_s}).spec.family == request::AddressFamily::V4);
        QVERIFY(typed::good({u"-6"_s}).spec.family == request::AddressFamily::V6);
        QVERIFY(typed::refusal(typed::words("-4 -6")).contains("exclude"_L1));
    }

    void otherExpectations()
    {
        QVERIFY(typed::good(typed::words("--expect off")).spec.expect.rule == request::ExpectRule::Off);
        QVERIFY(typed::good(typed::words("--expect auto")).spec.expect.rule == request::ExpectRule::Threshold);
        const auto spec = typed::good(typed::words("--expect 200-ok")).spec;
        QVERIFY(spec.expect.rule == request::ExpectRule::Custom && spec.expect.custom == "200-ok");
    }

    void ruleWordsInAnyCase()
    {
        QVERIFY(typed::good(typed::words("--expect OFF")).spec.expect.rule == request::ExpectRule::Off);
        QVERIFY(typed::good(typed::words("--expect Always")).spec.expect.rule == request::ExpectRule::Always);
        QCOMPARE(typed::good(typed::words("--expect X-Own")).spec.expect.custom, std::string("X-Own"));
    }

    void certificatesAreReadBefore()
    {
        const QTemporaryDir folder;
        const QString cert = folder.filePath(u"c"_s), both = folder.filePath(u"b"_s);
        typed::write(cert, "-----BEGIN CERTIFICATE-----\n");
        typed::write(both, "-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n");
        QVERIFY(typed::refusal({u"--cert"_s, both}).isEmpty());
        for (const QStringList &words :
             {QStringList{"--cert", "/nonexistent"}, QStringList{"--cert", cert},
              QStringList{"--cert", both, "--key", cert}, QStringList{"--cert", "/etc/passwd"}})
            QVERIFY2(!typed::refusal(words).isEmpty(), qPrintable(words.join(u' ')));
    }

    void unixSockets()
    {
        QCOMPARE(typed::good(typed::words("--unix-socket /run/a/../s")).spec.unixSocket, std::string("/run/s"));
        QCOMPARE(typed::good(typed::words("--unix-socket @s")).spec.unixSocket,
                 QDir::currentPath().toStdString() + "/@s");
        QCOMPARE(typed::good(typed::words("--abstract-unix-socket /s")).spec.unixSocket, std::string("@/s"));
    }

    void aProfileGivesWayToWhatIsTyped()
    {
        const auto curl = typed::good(typed::words("--profile curl-7.88 -d x")).spec;
        QCOMPARE(curl.profile, std::string("curl-7.88"));
        QVERIFY(curl.expect == request::ExpectSettings());
        const auto java = typed::good(typed::words("--profile jdk-httpclient-25 -d x -H User-Agent:me")).spec;
        QVERIFY(java.expect.rule == request::ExpectRule::Off && java.expect.on417 == request::On417::Show);
        QCOMPARE(java.expect.waitNs, std::int64_t(5'000'000'000));
        const auto typed =
            typed::good(
                typed::words("--on-417 retry --wait 7 --after-wait send --expect auto --threshold 3 --profile aiohttp "
                             "-d x -H User-Agent:me"))
                .spec;
        QVERIFY(typed.expect.rule == request::ExpectRule::Threshold && typed.expect.on417 == request::On417::Retry);
        QVERIFY(typed.expect.waitNs == 7'000'000 && typed.expect.threshold == 3
                && typed.expect.afterWait == wire::AfterWait::Send);
        QCOMPARE(std::count_if(typed.headers.begin(), typed.headers.end(),
                               [](const auto &line) { return line.name == "User-Agent" && line.value == "me"; }),
                 1);
    }

    void theProxysUser()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"user"_s), empty = folder.filePath(u"empty"_s);
        typed::write(path, "a b:c@d\nmore\n");
        typed::write(empty, "");
        const QStringList proxy = typed::words("--proxy http://p:1 --proxy-user");
        QCOMPARE(typed::good(proxy + QStringList{u"u:p:q"_s}).spec.proxy, std::string("http://u:p%3Aq@p:1"));
        QCOMPARE(typed::good(proxy + QStringList{u'@' + path}).spec.proxy, std::string("http://a%20b:c%40d@p:1"));
        QVERIFY(typed::refusal(proxy + QStringList{u'@' + empty}).contains("it is empty"_L1));
        QVERIFY(typed::refusal(typed::words("--proxy-user u:p")).contains("no --proxy"_L1));
        qputenv("INTERIM_TEST_USER", "v:w");
        const QStringList variable{u"--expand-proxy-user"_s, u"{{INTERIM_TEST_USER}}"_s};
        QCOMPARE(typed::good(QStringList{u"--proxy"_s, u"p:1"_s} + variable).spec.proxy, std::string("v:w@p:1"));
        QVERIFY(typed::refusal(proxy + QStringList{u"u"_s} + variable).contains("give one"_L1));
    }
};

INTERIM_SUITE(TestSettingOptions)
#include "tst_setting_options.moc"

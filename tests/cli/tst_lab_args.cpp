// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lab_args.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestLabArgs : public QObject {
    Q_OBJECT
    static std::variant<LabCall, Misuse> read(const char *words)
    {
        return readLab(QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts));
    }
    static bool refuses(const char *words, const char *part)
    {
        const auto call = read(words);
        const auto *wrong = std::get_if<Misuse>(&call);
        return wrong && wrong->text.contains(QLatin1String(part)) && !wrong->text.contains(u'\n');
    }
private slots:
    void words()
    {
        const auto plain = std::get<LabCall>(read(""));
        QVERIFY(plain.host == "127.0.0.1"_L1 && plain.port == 0 && !plain.tls && !plain.json);
        const auto call = std::get<LabCall>(read("--host ::1 --port 8123 --tls --json --certificate c.pem"));
        QVERIFY(call.host == "::1"_L1 && call.port == 8123 && call.tls && call.json);
        QCOMPARE(call.certificatePath, u"c.pem"_s);
        QVERIFY(std::get<LabCall>(read("--host 0.0.0.0 --allow-remote")).allowRemote);
        const QStringList names{u"lab.example"_s, u"b"_s};
        QCOMPARE(std::get<LabCall>(read("--allow-host lab.example --allow-host b")).moreHosts, names);
    }

    void refusals()
    {
        QVERIFY(refuses("--host 0.0.0.0", "--allow-remote"));
        QVERIFY(refuses("--host example.org", "no address"));
        QVERIFY(refuses("--host 127.evil.example", "no address"));
        QVERIFY(refuses("--host 127.999.1.1", "no address"));
        QVERIFY(refuses("--host=", "no address"));
        QVERIFY(refuses("--allow-host=", "no host name"));
        QVERIFY(refuses("--allow-host a/b", "no host name"));
        QVERIFY(refuses("--allow-host a:80", "no host name"));
        QVERIFY(std::holds_alternative<LabCall>(read("--host 0:0:0:0:0:0:0:1"))); // loopback, however it is written
        QVERIFY(refuses("--list --json", "--json"));
        QVERIFY(refuses("--port 65536", "65535"));
        QVERIFY(refuses("--port x", "65535"));
        QVERIFY(refuses("--certificate c", "--tls"));
        QVERIFY(refuses("word", "options only"));
        QVERIFY(refuses("--odd", "--odd"));
    }
};

INTERIM_SUITE(TestLabArgs)
#include "tst_lab_args.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in the words of a call, and the ways that keep them out of it.
#include "cli/argument_secrets.h"

#include "cli/request_options.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using cli::expanded;
using cli::Misuse;
using cli::overwriteSecrets;
using cli::readRequest;
using cli::RequestCall;

namespace {

QByteArray overwritten(std::vector<QByteArray> words)
{
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    overwriteSecrets(pointers.data(), static_cast<int>(pointers.size()));
    QByteArray out;
    for (const QByteArray &word : words)
        out += (out.isEmpty() ? "" : "|") + word;
    return out;
}

request::RequestSpec specOf(const QStringList &words)
{
    const auto read = readRequest(words);
    const auto *call = std::get_if<RequestCall>(&read);
    return call ? call->spec : request::RequestSpec();
}

QString misuseOf(const QStringList &words)
{
    const auto read = readRequest(words);
    const auto *misuse = std::get_if<Misuse>(&read);
    return misuse ? misuse->text : QString();
}

QString fileOf(const QTemporaryDir &folder, const QByteArray &bytes)
{
    QFile file(folder.filePath(u"secrets"_s));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

} // namespace

class TestArgumentSecrets : public QObject {
    Q_OBJECT
private slots:
    void wordsAreOverwritten()
    {
        QCOMPARE(overwritten({"p", "send", "-H", "Authorization: Bearer abc", "http://u:p@h/?token=abc"}),
                 QByteArray("p|send|-H|Authorization: Bearer ***|http://***@h/?token=***"));
        QCOMPARE(overwritten({"p", "-HX-Key: ab", "--header=Cookie: a=b", "-d", "password=ab&c=d"}),
                 QByteArray("p|-HX-Key: **|--header=Cookie: ***|-d|password=**&c=d"));
        QCOMPARE(overwritten({"p", "--proxy-user", "u:p", "--proxy-user=u:p", "--proxy", "http://u:p@h:1"}),
                 QByteArray("p|--proxy-user|***|--proxy-user=***|--proxy|http://***@h:1"));
        QCOMPARE(overwritten({"p", "--import", "curl -u u:p h", "next"}), QByteArray("p|--import|*************|next"));
        QCOMPARE(overwritten({"p", "-H", "X-Keyboard: a", "--json", "http://h:80/a?b=c"}),
                 QByteArray("p|-H|X-Keyboard: a|--json|http://h:80/a?b=c"));
        QCOMPARE(overwritten({"p", "--proxy-user"}), QByteArray("p|--proxy-user"));
    }

    // What ps shows while it runs.
    void theProcessListHasNone()
    {
        QProcess lab;
        lab.start(QStringLiteral(INTERIM_CLI), {u"lab"_s});
        QVERIFY(lab.waitForReadyRead(30'000));
        const QString said = QString::fromUtf8(lab.readLine()).trimmed();
        QProcess sending;
        sending.start(QStringLiteral(INTERIM_CLI),
                      {u"send"_s, u"-H"_s, u"X-Key: tell-no-one"_s,
                       // answered by nobody: it is there to be looked at
                       said.mid(said.indexOf("http://"_L1)).replace("//"_L1, "//me:tell-no-one@"_L1) + u"/hang"_s});
        QVERIFY(sending.waitForStarted(30'000));
        QFile words(u"/proc/%1/cmdline"_s.arg(sending.processId()));
        QByteArray seen;
        QTRY_VERIFY_WITH_TIMEOUT(words.open(QIODevice::ReadOnly)
                                     && (seen = words.readAll(), words.close(), seen.contains("X-Key: ***")),
                                 30'000);
        QVERIFY2(!seen.contains("tell-no-one"), seen.constData());
        sending.kill();
        sending.waitForFinished();
        lab.kill();
        lab.waitForFinished();
    }

    void fieldsFromAFile()
    {
        const QTemporaryDir folder;
        const QString path = fileOf(folder, "X-Key: a\r\n\nCookie: b=c\nAccept:\n");
        const request::RequestSpec spec =
            specOf({u"-H"_s, u"A: 1"_s, u"-H"_s, u'@' + path, u"-H"_s, u"@odd: as typed"_s, u"http://h/"_s});
        QCOMPARE(
            spec.headers,
            (std::vector<request::HeaderLine>{{"A", "1"}, {"X-Key", "a"}, {"Cookie", "b=c"}, {"@odd", "as typed"}}));
        QCOMPARE(spec.removed, std::vector<std::string>{"Accept"});
        QVERIFY(misuseOf({u"-H"_s, u"@/none"_s, u"http://h/"_s}).contains("cannot be read"_L1));
        fileOf(folder, "no colon s3cret");
        QVERIFY(misuseOf({u"-H"_s, u'@' + path, u"http://h/"_s}).contains("no colon"_L1));
    }

    void variablesOfTheEnvironment()
    {
        qputenv("INTERIM_TEST_SECRET", "a{{b");
        const request::RequestSpec spec = specOf({u"--expand-header"_s, u"X-Key: <{{INTERIM_TEST_SECRET}}> \\{{c"_s,
                                                  u"-H"_s, u"As: {{INTERIM_TEST_SECRET}}"_s, u"http://h/"_s});
        QCOMPARE(spec.headers,
                 (std::vector<request::HeaderLine>{{"As", "{{INTERIM_TEST_SECRET}}"}, {"X-Key", "<a{{b> {{c"}}));
        QCOMPARE(
            expanded("{{INTERIM_NOT_THERE}}").error,
            std::string(
                "the environment has no variable \"INTERIM_NOT_THERE\": set it, or write \\{{ for the two characters"));
        QVERIFY(!expanded("{{A").error.empty());
        for (const char *value : {"a\r\nEvil: 1", "a\n", "\rb"}) { // a field that nobody typed
            qputenv("INTERIM_TEST_LINES", value);
            const auto made = expanded("X-A: {{INTERIM_TEST_LINES}}");
            QVERIFY(made.error.find("\"INTERIM_TEST_LINES\" has a line end") != std::string::npos);
            QVERIFY(made.text.find("Evil") == std::string::npos);
        }
        qunsetenv("INTERIM_TEST_LINES");
        QVERIFY(!expanded("{{}}").error.empty());
    }

    void theProxysUser()
    {
        const QTemporaryDir folder;
        const QString path = fileOf(folder, "u:p@/:s\n");
        const auto proxyOf = [](const QString &option, const QString &value, const char *proxy = "socks5://h:1") {
            return specOf({option, value, u"--proxy"_s, QString::fromLatin1(proxy), u"http://h/"_s}).proxy;
        };
        const QString user = u"--proxy-user"_s;
        QCOMPARE(proxyOf(user, u"u:p"_s), std::string("socks5://u:p@h:1"));
        QCOMPARE(proxyOf(user, u'@' + path, "h:1"), std::string("u:p%40%2F%3As@h:1"));
        qputenv("INTERIM_TEST_SECRET", "u:p");
        QCOMPARE(proxyOf(u"--expand-proxy-user"_s, u"{{INTERIM_TEST_SECRET}}"_s), std::string("socks5://u:p@h:1"));
        QVERIFY(misuseOf({user, u"u:p"_s, u"http://h/"_s}).contains("no --proxy"_L1));
        QVERIFY(misuseOf({user, u"@/none"_s, u"--proxy"_s, u"h:1"_s, u"http://h/"_s}).contains("cannot be read"_L1));
    }

    void linesQuoteNone()
    {
        for (const QStringList &words :
             std::vector<QStringList>{{u"-H"_s, u"X-Api-Key=s3cret"_s},
                                      {u"http://u:s3cret@h:99999/"_s},
                                      {u"http://h/"_s, u"http://h/?token=s3cret"_s},
                                      {u"http://u:s3/cret@h/"_s},
                                      {u"--proxy"_s, u"ftp://u:s3cret@h:1"_s, u"http://h/"_s}}) {
            const QString line = misuseOf(words);
            QVERIFY2(!line.isEmpty() && !line.contains("cret"_L1), qPrintable(line));
        }
    }
};

INTERIM_SUITE(TestArgumentSecrets)
#include "tst_argument_secrets.moc"

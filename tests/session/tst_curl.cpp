// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's curl tab shows: command, losses, or the one error line; and what it takes from a pasted command.
#include "session/curl.h"

#include "session/request_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

using namespace session;

class TestCurl : public QObject {
    Q_OBJECT

    static CommandLook look(CommandForm form, bool secrets)
    {
        CommandLook made;
        made.form = form;
        made.showSecrets = secrets;
        return made;
    }
    // Stays held after every one of the changes but the last.
    static void staysHeld(const char *command, const QList<std::function<void(request::RequestSpec &)>> &changes)
    {
        const ImportedRequest taken = pastedCurl(command).requests.front();
        request::RequestSpec now = taken.spec;
        for (qsizetype i = 0; i < changes.size(); ++i) {
            changes[i](now);
            QVERIFY2(stillBlocked(taken, now).isEmpty() == (i + 1 == changes.size()), command);
        }
    }
private slots:
    void showsCommandAndLosses()
    {
        request::RequestSpec spec;
        spec.method = "PUT";
        spec.url = "http://127.0.0.1:8080/a";
        spec.headers = {{"Authorization", "Bearer abc"}};
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "x";
        spec.expect.rule = request::ExpectRule::Always;
        spec.expect.afterWait = wire::AfterWait::Keep;
        for (const CommandForm form : commandForms) {
            const auto masked = commandFor(spec, look(form, false));
            QVERIFY(masked.error.isEmpty());
            QVERIFY(!masked.command.contains(u"abc"_s));
            QVERIFY(!masked.losses.isEmpty()); // curl cannot keep waiting
            QVERIFY(commandFor(spec, look(form, true)).command.contains(u"Bearer abc"_s));
        }
        QVERIFY(commandFor(spec, look(CommandForm::Posix, true)).command.startsWith(u"curl \\\n"_s));
        QVERIFY(commandFor(spec, look(CommandForm::Cmd, true)).command.startsWith(u"curl ^\n"_s));
        QVERIFY(commandFor(spec, look(CommandForm::PowerShell, true)).command.startsWith(u"curl.exe `\n"_s));
        QVERIFY(commandFor(spec, look(CommandForm::Raw, true)).command.contains(u"| nc "_s));
    }

    // Interim does not look at the environment, and so must the command not.
    void theEnvironmentsProxyIsPassedBy()
    {
        request::RequestSpec spec;
        spec.url = "http://h/";
        const auto passes = [&spec] { return commandFor(spec, {}).command.contains(u"--noproxy '*'"_s); };
        qputenv("http_proxy", "http://p:3128");
        QVERIFY(passes());
        spec.proxy = "http://q:1";
        QVERIFY(!passes()); // one that was asked for is meant
        spec.proxy.clear();
        for (const char *name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
        QVERIFY(!passes());
    }

    void aBadUrlIsOneLine()
    {
        request::RequestSpec spec;
        spec.url = "http://";
        for (const CommandForm form : commandForms) {
            const auto none = commandFor(spec, look(form, false));
            QVERIFY(none.command.isEmpty());
            QVERIFY(!none.error.isEmpty() && !none.error.contains('\n'_L1));
        }
    }

    void formsHaveKeys()
    {
        for (const CommandForm form : commandForms)
            QVERIFY(commandForm(QString::fromLatin1(keyOf(form))) == form);
        QVERIFY(!commandForm(u"fish"_s));
    }

    void filesOfAPastedCommandAreRead()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"caf\u00e9 1"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a\nb") == 3);
        file.close();
        const auto read = [](const char *command, const QString &name) {
            return pastedCurl(QString::fromUtf8(command).arg(name).toStdString()).requests.front();
        };
        const auto pasted = read("curl -d '@%1' http://h/", file.fileName());
        QVERIFY2(pasted.losses.isEmpty(), qPrintable(pasted.losses.join(u'\n')));
        QCOMPARE(pasted.spec.body.text, std::string("ab"));
        const auto named = read("curl --data-binary '@%1' http://h/", file.fileName());
        QCOMPARE(named.spec.body.size, std::uint64_t(3));
        QVERIFY(named.spec.body.kind == request::BodyKind::File);
        // Devices and folders are not.
        QCOMPARE(read("curl -d @%1 http://h/", u"/dev/zero"_s).losses.size(), 1);
        QCOMPARE(read("curl -T '%1' http://h/", folder.path()).losses.size(), 1);
    }

    void whatIsNoCommand()
    {
        QVERIFY(callsCurl(u"curl http://h/"_s));
        QVERIFY(!callsCurl(u"http://h/curl"_s));
        QVERIFY(!pastedCurl("nothing").requests.front().error.isEmpty());
    }

    // Another edit than the one that is asked for must not let it go.
    void whatTheShellKnowsHolds()
    {
        const auto field = [](const char *name, const char *value) {
            return [name, value](request::RequestSpec &spec) {
                for (request::HeaderLine &line : spec.headers)
                    line.value = line.name == name ? value : line.value;
            };
        };
        const auto url = [](request::RequestSpec &spec) { spec.url += "Q"; };
        const auto text = [](request::RequestSpec &spec) {
            spec.body = {};
            spec.body.kind = request::BodyKind::Text;
            spec.body.text = "a=b";
        };
        staysHeld("curl http://h/ -H \"Authorization: Bearer $TOKEN\" -d \"$(cat /etc/passwd)\"",
                  {url, field("Authorization", "Bearer real"), text});
        staysHeld("curl http://h/ -H 'A: b' -d \"a=$X&b=c\"", {url, field("A", "c"), text});
        staysHeld("curl http://h/ --data-urlencode \"a=$X\"", {url, text});
        staysHeld("curl http://h/ -u \"me:$PW\"", {url, field("Authorization", "Basic eA==")});
        staysHeld("curl http://h/ -d @/nowhere/at/all", {url, text});
    }
};

INTERIM_SUITE(TestCurl)
#include "tst_curl.moc"

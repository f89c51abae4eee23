// SPDX-License-Identifier: GPL-3.0-or-later
// Commands as people copy them out of browsers and other tools (curl_commands.txt), each through real curl and through
// Interim: the same bytes on the wire, or the difference is said; and those that must not be sent are not.

#include "formats/http_file/http_file_reader.h"
#include "formats/http_file/http_file_writer.h"
#include "peers/byte_recorder.h"
#include "request/serializer.h"
#include "request/settings.h"
#include "session/curl.h"
#include "session/live/sending.h"
#include "session/workbench.h"
#include "support/bare_environment.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct PastedCommand {
    QByteArray title, text;
    std::optional<session::CommandForm> shell; ///< where the guess is not to be tried
    QStringList arguments;                     ///< where no shell of this system would split it so
    QStringList differences;                   ///< what must be said
    std::optional<QString> stops;              ///< it must not be sent, and this is why
};

/// "== SHELL[!]: NAME", the text, "-- argv JSON", "-- differs WORDS", "-- stops WORDS"; HOST stands for the recorder.
std::vector<PastedCommand> readCommands(const QByteArray &host)
{
    QFile file(u"" INTERIM_SOURCE_DIR "/tests/peers/curl_commands.txt"_s);
    std::vector<PastedCommand> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    for (QByteArray line : file.readAll().split('\n')) {
        line.replace("HOST", host)
            .replace("HO\\", host.left(4) + '\\')
            .replace("ST/h", host.mid(4) + "/h"); // in two lines once
        if (line.startsWith("== ")) {
            PastedCommand &one = all.emplace_back();
            one.title = line.mid(3);
            const QByteArray shell = one.title.left(one.title.indexOf(':'));
            if (shell.endsWith('!'))
                one.shell = session::commandForm(QString::fromLatin1(shell.chopped(1)));
        } else if (all.empty() || line.startsWith('#')) {
            if (!all.empty())
                all.back().text += line + '\n';
        } else if (line.startsWith("-- argv ")) {
            for (const QJsonValue &word : QJsonDocument::fromJson(line.mid(8)).array())
                all.back().arguments.append(word.toString());
        } else if (line.startsWith("-- differs ")) {
            all.back().differences.append(QString::fromUtf8(line.mid(11)));
        } else if (line.startsWith("-- stops")) {
            all.back().stops = QString::fromUtf8(line.mid(9));
        } else {
            all.back().text += line + '\n';
        }
    }
    for (PastedCommand &one : all)
        one.text = one.text.trimmed();
    return all;
}

/// Boundaries are chance: both sides' become B, and so does the length that hangs on them.
QByteArray comparable(QByteArray bytes)
{
    static const QRegularExpression boundary(u"-{20,}[0-9a-f]{16}|-*interim-boundary-[0-9a-f]+"_s);
    static const QRegularExpression length(u"Content-Length: [0-9]+"_s);
    QString text = QString::fromLatin1(bytes);
    const bool multipart = text.contains(u"boundary=");
    text.replace(boundary, u"B"_s).replace(u"--B"_s, u"B"_s);
    if (multipart)
        text.replace(length, u"Content-Length: N"_s);
    return text.toLatin1();
}

QByteArrayList comparable(QByteArrayList all)
{
    for (QByteArray &one : all)
        one = comparable(one);
    return all;
}

} // namespace

class TestCurlCommands : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString before_;
    peers::ByteRecorder recorder_;
    session::Workbench workbench_;
    std::vector<PastedCommand> commands_;

    QByteArrayList taken()
    {
        QTest::qWait(0);
        if (!QTest::qWaitFor([this] { return recorder_.allEnded(); }, 10'000))
            qWarning("a connection stays open");
        return recorder_.take();
    }

    QByteArrayList byCurl(const PastedCommand &command)
    {
        QProcess process;
        process.setProcessEnvironment(support::bareEnvironment(folder_.path()));
        process.setStandardInputFile(QProcess::nullDevice());
        if (command.arguments.isEmpty()) {
            QFile script(folder_.filePath(u"script"_s));
            if (!script.open(QIODevice::WriteOnly) || script.write(command.text + '\n') < 0)
                return {};
            script.close();
            process.start(u"bash"_s, {script.fileName()});
        } else {
            process.start(u"curl"_s, command.arguments);
        }
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000))
            process.kill();
        return taken();
    }

    /// Sends what may be sent; the lines say what else there is to say.
    QByteArrayList byInterim(const PastedCommand &command, QStringList &lines, bool &stopped)
    {
        QByteArrayList out;
        for (const session::ImportedRequest &one :
             session::pastedCurl(command.text.toStdString(), command.shell).requests) {
            lines += one.losses + one.taken + QStringList{one.stop, one.blocked, one.error};
            stopped = stopped || !one.stop.isEmpty() || !one.blocked.isEmpty() || !one.error.isEmpty();
            if (stopped)
                continue;
            QObject owner;
            session::Sending *sending = workbench_.send(one.spec, &owner);
            if (!QTest::qWaitFor([&] { return !sending->running(); }, 20'000))
                qWarning("an exchange does not end");
            out += taken();
        }
        return out;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"curl"_s).isEmpty(), "packaging/deps peers");
        QByteArray every;
        for (int i = 0; i < 256; ++i)
            every += static_cast<char>(i);
        const QList<std::pair<QString, QByteArray>> files{{u"f.txt"_s, "a=1\r\nline 2\n"},
                                                          {u"data.json"_s, "{\"k\": [1, 2]}\n"},
                                                          {u"bin.dat"_s, every},
                                                          {u"a b.txt"_s, "blank"},
                                                          {u"headers.txt"_s, "X-One: 1\r\nX-Two: two\n"},
                                                          {u"tag.txt"_s, "W/\"abc\"\n"},
                                                          {u"p.png"_s, "\x89PNG"}};
        for (const auto &[name, text] : files) {
            QFile file(folder_.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        }
        before_ = QDir::currentPath();
        QVERIFY(QDir::setCurrent(folder_.path()));
        commands_ = readCommands("127.0.0.1:" + QByteArray::number(recorder_.port()));
        QVERIFY(commands_.size() > 300);
    }
    void cleanupTestCase() { QDir::setCurrent(before_); }

    void theSameBytesOrTheDifferenceIsSaid()
    {
        int played = 0, different = 0;
        for (const PastedCommand &command : commands_) {
            if (command.stops)
                continue;
            const QByteArrayList real = byCurl(command);
            QVERIFY2(!real.isEmpty(), command.title + ": curl sends nothing");
            QStringList lines;
            bool stopped = false;
            const QByteArrayList ours = byInterim(command, lines, stopped);
            const QByteArray said = lines.join(u'\n').toUtf8();
            QVERIFY2(!stopped, command.title + '\n' + command.text + '\n' + said);
            for (const QString &words : command.differences)
                QVERIFY2(said.contains(words.toUtf8()), command.title + '\n' + said);
            if (comparable(real) != comparable(ours) && command.differences.isEmpty())
                qInfo().noquote() << command.title << '\n' << command.text << '\n' << said;
            if (command.differences.isEmpty())
                QCOMPARE(comparable(ours).join("\n....\n"), comparable(real).join("\n....\n"));
            ++played;
            different += comparable(real) != comparable(ours);
        }
        std::printf("%d commands, %d of them with a difference that is said\n", played, different);
        QVERIFY(played >= 315 && different < played / 10);
    }

    /// What is imported is written to a .http file and read again to the same request.
    void theFileOfAnImportIsReadAgain()
    {
        int read = 0, lossless = 0;
        const formats::CurlFiles files{[](const std::string &path) -> std::optional<std::uint64_t> {
                                           return static_cast<std::uint64_t>(
                                               QFileInfo(QFile::decodeName(path.c_str())).size());
                                       },
                                       {}};
        for (const PastedCommand &command : commands_) {
            for (const session::ImportedRequest &one :
                 session::pastedCurl(command.text.toStdString(), command.shell).requests) {
                if (!one.error.isEmpty())
                    continue;
                const formats::HttpFileText made =
                    formats::httpFileText({{{}, one.spec}}, {formats::HttpDialect::JetBrains, true});
                const QByteArray shown = command.title + '\n' + QByteArray::fromStdString(made.text);
                QVERIFY2(made.error.isEmpty(), shown);
                const formats::RequestFile again = formats::readHttpFile(made.text, files);
                QVERIFY2(again.requests.size() == 1 && again.requests[0].error.isEmpty(), shown);
                const formats::FileRequest &back = again.requests[0];
                QVERIFY2(back.blocked.isEmpty() || made.losses.join(u'\n').contains(u"{{"),
                         shown + back.blocked.toUtf8());
                if (!back.blocked.isEmpty())
                    continue;
                const auto headOf = [](const request::RequestSpec &spec) {
                    return QByteArray::fromStdString(
                        request::http1Head(std::get<request::ComposedRequest>(request::compose(spec))));
                };
                const QByteArray sent = headOf(one.spec), resent = headOf(back.spec);
                const bool said = std::ranges::any_of(made.losses, [](const QString &line) {
                    return !line.startsWith(u"in comments alone"_s); // these are read again
                });
                QVERIFY2(said || comparable(sent) == comparable(resent), shown + '\n' + sent + '\n' + resent);
                lossless += !said;
                for (const request::Setting &row : request::settings())
                    QVERIFY2(row.get(one.spec) == row.get(back.spec), shown + row.name.data());
                ++read;
            }
        }
        std::printf("%d imports, written and read again, %d of them without a loss\n", read, lossless);
        QVERIFY(read >= 315 && lossless >= read * 9 / 10);
    }

    void whatMustNotBeSentIsNot()
    {
        int played = 0;
        for (const PastedCommand &command : commands_) {
            if (!command.stops)
                continue;
            const auto file = session::pastedCurl(command.text.toStdString(), command.shell);
            const auto chosen = session::chosenRequest(file, {});
            const auto *request = std::get_if<session::ImportedRequest>(&chosen);
            const QString why = !request    ? std::get<QString>(chosen)
                : !request->error.isEmpty() ? request->error
                : request->stop.isEmpty()   ? request->blocked
                                            : request->stop;
            QVERIFY2(!why.isEmpty(), command.title + '\n' + command.text);
            QVERIFY2(why.contains(*command.stops), command.title + '\n' + why.toUtf8());
            ++played;
        }
        std::printf("%d commands that must not be sent\n", played);
        QVERIFY(played >= 120);
    }
};

INTERIM_SUITE(TestCurlCommands)
#include "tst_curl_commands.moc"

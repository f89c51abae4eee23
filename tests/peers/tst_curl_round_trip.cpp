// SPDX-License-Identifier: GPL-3.0-or-later
// Exported commands, run by real shells and a real curl: head and content are ours, but for the losses
// that the export lists, nothing that stands in a value is ever run, and importing the command gives the request back.

#include "base/text.h"
#include "formats/curl/curl_command.h"
#include "formats/curl/curl_import.h"
#include "formats/shell/raw_command.h"
#include "peers/byte_recorder.h"
#include "peers/curl_cases.h"
#include "request/serializer.h"
#include "support/bare_environment.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// Fewer for a quick look: INTERIM_CURL_REQUESTS=100.
const int requests =
    qEnvironmentVariableIsSet("INTERIM_CURL_REQUESTS") ? qEnvironmentVariableIntValue("INTERIM_CURL_REQUESTS") : 320;
constexpr unsigned seed = 4;
const QStringList shells{u"bash"_s, u"dash"_s, u"zsh"_s};

/// What reached the server.
struct Arrived {
    std::string head, rest;
};

std::string dechunked(const std::string &bytes)
{
    std::string out;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto end = bytes.find("\r\n", at);
        if (end == bytes.npos)
            return "[no chunk]";
        const auto size = std::stoull(bytes.substr(at, end - at), nullptr, 16);
        out += bytes.substr(end + 2, size);
        at = end + 2 + size + 2;
    }
    return out;
}

/// Losses after which the head is another; the others are about times, repeats and what the content is made of.
bool changesHead(const QStringList &losses)
{
    for (const QString &loss : losses) {
        for (const char *part :
             {"the place of", "the spelling of", "further Host", "the line \"", "the white space", "boundary",
              "refuses it with HTTP/1.0", "cannot carry", "Content-Type field", "the content's framing"}) {
            if (loss.contains(QLatin1String(part)))
                return true;
        }
    }
    return false;
}

/// With the boundary replaced and without the fields that depend on it.
std::string withoutBoundary(std::string bytes, const std::string &boundary)
{
    for (auto at = bytes.find(boundary); at != bytes.npos; at = bytes.find(boundary, at + 1))
        bytes.replace(at, boundary.size(), "B");
    const auto length = bytes.find("Content-Length: ");
    if (length != bytes.npos)
        bytes.erase(length, bytes.find("\r\n", length) + 2 - length);
    return bytes;
}

std::string boundaryIn(const std::string &head)
{
    const auto at = head.find("boundary=");
    return at == head.npos ? std::string("none") : head.substr(at + 9, head.find("\r\n", at) - at - 9);
}

} // namespace

class TestCurlRoundTrip : public QObject {
    Q_OBJECT

    struct Case {
        request::RequestSpec spec;
        formats::CurlCommand made;
    };
    QTemporaryDir folder_;
    QString canary_;
    std::vector<std::pair<std::string, std::string>> files_;
    std::unique_ptr<peers::ByteRecorder> recorder_; // the lab keeps no content of 1 MiB whole
    QHash<int, Arrived> arrived_;
    QHash<int, Case> cases_;
    QElapsedTimer clock_;
    int scripts_ = 0;

    QByteArray shown(const std::string &bytes) const { return QByteArray::fromStdString(bytes.substr(0, 3000)); }

    formats::CurlFiles fileReader() const
    {
        return {[this](const std::string &path) -> std::optional<std::uint64_t> {
                    for (const auto &[name, text] : files_)
                        if (name == path)
                            return text.size();
                    return std::nullopt;
                },
                [](const std::string &) -> std::optional<std::string> { return std::nullopt; }};
    }

    void take(const std::string &bytes)
    {
        const auto end = bytes.find("\r\n\r\n");
        const auto at = bytes.find("/continue/");
        if (end == bytes.npos || at > end)
            return;
        arrived_.insert(std::atoi(bytes.c_str() + at + 10), {bytes.substr(0, end + 4), bytes.substr(end + 4)});
    }

    QString start()
    {
        recorder_ = std::make_unique<peers::ByteRecorder>();
        return u"http://127.0.0.1:%1"_s.arg(recorder_->port());
    }

    void run(QProcess &process, const QString &shell, const QByteArray &script)
    {
        QFile file(folder_.filePath(u"script %1"_s.arg(++scripts_)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(script) == script.size());
        file.close();
        process.setProcessEnvironment(support::bareEnvironment(folder_.path()));
        process.setWorkingDirectory(folder_.path());
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(shell, {file.fileName()});
    }

    /// Runs what `cases_` holds for the shells; the case's number says which.
    void runAll(const QList<std::pair<QString, QByteArray>> &scripts)
    {
        QElapsedTimer clock;
        clock.start();
        std::vector<std::unique_ptr<QProcess>> processes;
        for (const auto &[shell, script] : scripts) {
            processes.push_back(std::make_unique<QProcess>());
            run(*processes.back(), shell, script);
        }
        for (const auto &process : processes) {
            while (process->state() != QProcess::NotRunning && clock.elapsed() < 280'000)
                QTest::qWait(50);
            const QByteArray errors = process->readAllStandardError();
            if (!errors.isEmpty())
                qInfo().noquote() << errors.right(2000);
            QVERIFY(process->state() == QProcess::NotRunning);
        }
        QTRY_VERIFY_WITH_TIMEOUT(recorder_->allEnded(), 20'000);
        for (const QByteArray &bytes : recorder_->take())
            take(bytes.toStdString());
        QVERIFY(arrived_.size() >= cases_.size());
    }

    void compareAll()
    {
        const peers::CurlCases chance(seed, {}, files_);
        int lost = 0;
        for (auto it = cases_.begin(); it != cases_.end(); ++it) {
            const Arrived got = arrived_.value(it.key());
            const auto request = std::get<request::ComposedRequest>(request::compose(it->spec));
            std::string content = chance.contentOf(it->spec.body), wanted = request::http1Head(request);
            const bool chunks = base::lowered(got.head).find("transfer-encoding: chunked") != std::string::npos;
            std::string rest = chunks ? dechunked(got.rest) : got.rest, head = got.head;
            if (it->spec.body.kind == request::BodyKind::Multipart) {
                const std::string boundary = boundaryIn(head), ours = request::boundaryOf(it->spec.body);
                rest = withoutBoundary(rest, boundary), content = withoutBoundary(content, ours);
                head = withoutBoundary(head, boundary), wanted = withoutBoundary(wanted, ours);
            }
            const bool excused = changesHead(it->made.losses) && head != wanted
                && !(it->spec.body.kind == request::BodyKind::Multipart && it->made.losses.size() == 1);
            // Content without a length or chunks has no end for the server: it may answer before it comes.
            const bool delimited = chunks || base::lowered(got.head).find("content-length:") != std::string::npos;
            if (!delimited)
                rest = content;
            if ((!excused && head != wanted) || rest != content)
                qInfo().noquote() << it->made.command.left(1000) << it->made.command.right(1500) << it->made.losses;
            if (!excused)
                QCOMPARE(shown(head), shown(wanted));
            lost += excused;
            QCOMPARE(shown(rest), shown(content));
            QCOMPARE(rest.size(), content.size());
            QVERIFY(rest == content);
        }
        std::printf("of them %d with a head that differs as listed\n", lost);
        QVERIFY(lost < cases_.size() / 3);
    }

private slots:
    void initTestCase()
    {
        clock_.start();
        canary_ = folder_.filePath(u"canary"_s);
        const std::vector<std::pair<const char *, std::string>> contents{
            {"plain.txt", "text\n"},
            {"it's [a] file $(x);,\"q\"", std::string("\r\n\0content", 10)},
            {"caf\xc3\xa9", "x"}};
        for (const auto &[name, text] : contents) {
            const QString path = folder_.filePath(QString::fromUtf8(name));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly)
                    && file.write(text.data(), qint64(text.size())) == qint64(text.size()));
            files_.emplace_back(path.toStdString(), text);
        }
    }

    void sameBytesOnTheWire_data()
    {
        QTest::addColumn<QString>("shell");
        for (const QString &shell : shells)
            QTest::newRow(qPrintable(shell)) << shell;
    }
    // The losses of a case must be the only differences.
    void sameBytesOnTheWire()
    {
        QFETCH(QString, shell);
        QVERIFY2(!QStandardPaths::findExecutable(shell).isEmpty(), qPrintable(shell + u": packaging/deps peers"_s));
        clock_.start();
        cases_.clear();
        arrived_.clear();
        const QString base = start();
        QVERIFY(!base.isEmpty());
        QList<std::pair<QString, QByteArray>> scripts{{shell, {}}, {shell, {}}, {shell, {}}}; // at the same time
        peers::CurlCases chance(seed, canary_.toStdString(), files_); // the same requests for each shell
        for (int id = 0; id < requests; ++id) {
            Case one;
            one.spec = chance.next(base.toStdString(), id);
            formats::CurlOptions options;
            options.showSecrets = true;
            options.multiline = id % 2 == 1;
            one.made = formats::curlCommand(one.spec, options);
            QVERIFY2(one.made.error.isEmpty(), qPrintable(one.made.error));
            // What curl refuses to send at all is a listed loss, and does not arrive.
            const QString losses = one.made.losses.join(u' ');
            if (losses.contains(u"refuses it with HTTP/1.0") || losses.contains(u"never sends its end"))
                continue;
            scripts[id % 3].second +=
                one.made.command.toUtf8() + " -sS -m 20 || echo request " + QByteArray::number(id) + " >&2\n";
            cases_.insert(id, one);
        }
        runAll(scripts);
        QVERIFY2(!QFile::exists(canary_), "a value was run by a shell");
        compareAll();
        std::printf("%d commands in %lld ms\n", int(cases_.size()), static_cast<long long>(clock_.elapsed()));
    }

    void importGivesTheRequestBack_data()
    {
        QTest::addColumn<int>("shell");
        QTest::newRow("posix") << int(formats::Shell::Posix);
        QTest::newRow("powershell") << int(formats::Shell::PowerShell);
        QTest::newRow("cmd") << int(formats::Shell::Cmd);
    }
    void importGivesTheRequestBack()
    {
        QFETCH(int, shell);
        peers::CurlCases chance(seed + 1, canary_.toStdString(), files_);
        int same = 0, equal = 0;
        for (int n = 0; n < 2 * requests; ++n) {
            const request::RequestSpec spec = chance.next("http://h.example:81", n);
            formats::CurlOptions options;
            options.shell = static_cast<formats::Shell>(shell);
            options.showSecrets = true;
            options.multiline = n % 2 == 1;
            const auto made = formats::curlCommand(spec, options);
            const bool inFile = made.losses.join(u' ').contains(u"content.bin");
            if (changesHead(made.losses) && spec.body.kind != request::BodyKind::Multipart)
                continue;
            if (inFile || made.losses.filter(u"an argument cannot"_s).size() > 0
                || made.losses.filter(u"the line"_s).size() > 0 || made.losses.filter(u"place of"_s).size() > 0
                || made.losses.filter(u"Content-Type"_s).size() > 0)
                continue;
            const auto back = formats::importCurl(made.command.toStdString(), fileReader(), options.shell);
            const auto wanted = std::get<request::ComposedRequest>(request::compose(spec));
            const auto composed = request::compose(back.spec);
            const auto *got = std::get_if<request::ComposedRequest>(&composed);
            // What curl does with -X and --request-target after a redirection is not done here, and -L not taken then.
            const bool stays =
                back.spec.redirects == 0 && !back.losses.filter(u"no redirection is followed"_s).isEmpty();
            const bool good = back.error.isEmpty() && got && request::http1Head(*got) == request::http1Head(wanted)
                && got->chunked == wanted.chunked && got->expect.sent == wanted.expect.sent
                && got->expect.value == wanted.expect.value
                && chance.contentOf(back.spec.body) == chance.contentOf(spec.body)
                && (back.spec.redirects == spec.redirects || stays) && back.spec.family == spec.family
                && back.spec.timeouts.connectNs == spec.timeouts.connectNs
                && back.losses.filter(u"-L beside"_s) == back.losses;
            if (!good)
                qInfo().noquote() << made.command.left(3000) << made.losses << back.error << back.losses << back.taken
                                  << shown(request::http1Head(wanted))
                                  << (got ? shown(request::http1Head(*got)) : QByteArray());
            QVERIFY(good);
            if (wanted.expect.waits && got->expect.waits && spec.timeouts.wholeNs > 0)
                QCOMPARE(back.spec.expect.waitNs, spec.expect.waitNs);
            ++same;
            equal += back.spec == spec;
        }
        std::printf("%s: %d requests came back, %d of them in every setting\n", QTest::currentDataTag(), same, equal);
        QVERIFY(same > requests / 2);
    }

    // nc sends what printf writes: every byte, and the pause a sleep.
    void rawFormIsTheBytes()
    {
        if (QStandardPaths::findExecutable(u"nc"_s).isEmpty())
            QSKIP("no nc");
        cases_.clear();
        arrived_.clear();
        const QString base = start();
        peers::CurlCases chance(seed + 2, canary_.toStdString(), files_);
        QList<std::pair<QString, QByteArray>> scripts;
        // A server that keeps the connection is no reason to wait for ever.
        for (const QString &shell : shells)
            scripts.append({shell, "nc() { timeout 3 /usr/bin/nc \"$@\"; }\n"});
        for (int n = 0; n < 40; ++n) {
            Case one;
            one.spec = chance.next(base.toStdString(), 5000 + n);
            one.spec.headers.push_back({"Connection", "close"});
            one.spec.expect.waitNs = 50'000'000;
            one.made = formats::rawCommand(one.spec, true);
            if (one.spec.method == "HEAD" || one.made.losses.filter(u"chunks"_s).size() > 0)
                continue;
            scripts[n % 3].second += one.made.command.toUtf8() + "\n";
            cases_.insert(5000 + n, one);
        }
        runAll(scripts);
        for (auto it = cases_.begin(); it != cases_.end(); ++it) {
            const auto request = std::get<request::ComposedRequest>(request::compose(it->spec));
            const Arrived got = arrived_.value(it.key());
            const std::string content = chance.contentOf(it->spec.body);
            QCOMPARE(shown(got.head), shown(request::http1Head(request)));
            if (request.chunked || request::http1Head(request).find("Content-Length") != std::string::npos)
                QCOMPARE(shown(request.chunked ? dechunked(got.rest) : got.rest), shown(content));
        }
        QVERIFY(!QFile::exists(canary_));
    }
};

INTERIM_SUITE(TestCurlRoundTrip)
#include "tst_curl_round_trip.moc"

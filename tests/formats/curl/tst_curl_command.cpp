// SPDX-License-Identifier: GPL-3.0-or-later
// The exported command, run by real shells and a real curl, must put our head and content on the wire.
#include "formats/curl/curl_command.h"

#include "request/serializer.h"
#include "support/bare_environment.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

// Takes one connection: reads a head, answers 100 when it is expected, reads the rest until the client is
// silent, answers 200 and closes.
class Recorder {
public:
    Recorder()
    {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(listener_, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(listener_, 4) != 0
            || getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("no loopback listener");
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Recorder()
    {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    // To be called when the client has ended: nobody will connect any more.
    std::string wait()
    {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        thread_ = std::thread([] {});
        return bytes_;
    }
    std::uint16_t port = 0;

private:
    bool readSome(int socket)
    {
        char buffer[65536];
        const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
        if (n > 0)
            bytes_.append(buffer, static_cast<std::size_t>(n));
        return n > 0;
    }
    static bool complete(const std::string &bytes)
    {
        const auto end = bytes.find("\r\n\r\n");
        if (end == std::string::npos)
            return false;
        const auto length = bytes.find("Content-Length: ");
        if (length != std::string::npos && length < end)
            return bytes.size() >= end + 4 + std::stoull(bytes.substr(length + 16, 20));
        const auto chunked = bytes.find("Transfer-Encoding: ");
        return chunked == std::string::npos || chunked > end || bytes.ends_with("\r\n0\r\n\r\n");
    }
    void serve()
    {
        const int peer = accept(listener_, nullptr, nullptr);
        if (peer < 0)
            return;
        bool answered = false;
        while (!complete(bytes_) && readSome(peer)) {
            // The head alone: with 64 MiB behind it a search at every read would take minutes.
            const auto end = bytes_.find("\r\n\r\n");
            if (!answered && end != std::string::npos
                && bytes_.substr(0, end + 2).find("100-continue\r\n") != std::string::npos) {
                const std::string go = "HTTP/1.1 100 Continue\r\n\r\n";
                answered = send(peer, go.data(), go.size(), MSG_NOSIGNAL) > 0;
            }
        }
        const std::string done = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        if (send(peer, done.data(), done.size(), MSG_NOSIGNAL) < 0)
            bytes_ += "[no answer taken]";
        shutdown(peer, SHUT_WR);
        while (readSome(peer)) {}
        close(peer);
    }

    int listener_ = -1;
    std::thread thread_;
    std::string bytes_;
};

std::string content(const request::BodySpec &body)
{
    std::string out = body.text;
    while (body.kind == request::BodyKind::Generated && out.size() < body.size)
        out += body.pattern == "zeros" ? std::string(64, '\0') : std::string(request::generatedTextLine);
    if (body.kind == request::BodyKind::Generated)
        out.resize(body.size);
    return out;
}

std::string chunked(const std::string &content)
{
    return content.empty() ? "0\r\n\r\n" : request::chunkPrefix(content.size()) + content + "\r\n0\r\n\r\n";
}

request::RequestSpec post(const std::string &text)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "/";
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = text;
    return spec;
}

request::RequestSpec generated(std::uint64_t size, const char *pattern)
{
    request::RequestSpec spec = post({});
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    spec.body.pattern = pattern;
    return spec;
}

} // namespace

Q_DECLARE_METATYPE(request::RequestSpec)

class TestCurlCommand : public QObject {
    Q_OBJECT
    QTemporaryDir home_;

    static void row(const char *name, const request::RequestSpec &spec)
    {
        for (const char *shell : {"sh", "bash"})
            QTest::addRow("%s (%s)", name, shell) << QString::fromLatin1(shell) << spec;
    }

    void runShell(const QString &shell, const QString &command, QByteArray *errors)
    {
        QProcess process;
        process.setProcessEnvironment(support::bareEnvironment(home_.path()));
        process.setWorkingDirectory(home_.path());
        QFile script(home_.filePath(u"script"_s)); // an argument of sh -c has a limit of its own
        QVERIFY(script.open(QIODevice::WriteOnly) && script.write(command.toUtf8()) > 0);
        script.close();
        process.start(shell, {script.fileName()});
        process.waitForFinished(100'000);
        *errors = process.readAllStandardError();
    }

private slots:
    void sameBytes_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<request::RequestSpec>("spec");
        request::RequestSpec get;
        get.url = "/a/b?x=1&y=$HOME";
        row("get", get);
        get.url = "/a/../b/./c?q=[1]{2}";
        row("dot segments and globs", get);
        get.url = "/caf\xc3\xa9?\xff";
        row("bytes in the target", get);
        get.url = "/";
        get.headers = {
            {"User-Agent", "mine"}, {"X", "caf\xe9 \x1b[31m"}, {"X", "it's"}, {"accept", "a"}, {"E", "", ":"}};
        row("odd fields", get);
        get.headers = {{"X", "folded\r\n  twice"}};
        get.removed = {"User-Agent", "Accept"};
        row("fold, removed defaults", get);
        get.removed = {"Host"};
        row("no host", get);
        get.removed = {};
        get.version = 10;
        row("http 1.0", get);
        get = {};
        get.url = "/";
        get.method = "DELETE";
        row("delete", get);
        get.method = "HEAD";
        row("head", get);
        row("post", post("a=1"));
        row("post empty", post(""));
        row("post with @", post("@/etc/passwd"));
        row("post json", post("{\"a\": \"it's\\n\"}\n"));
        row("post NUL", post(std::string("\0\n\xff%s\\", 6)));
        auto typed = post("text");
        typed.body.mediaType = "text/plain";
        row("media type", typed);
        typed.headers = {{"Content-Type", "a/b"}, {"Z", "1"}};
        typed.method = "PUT";
        row("put with a typed type", typed);
        typed.headers = {{"Expect", "100-continue"}};
        row("typed expect", typed);
        typed.headers = {{"Expect", "foo"}};
        row("typed other expect", typed);
        typed.headers = {{"Content-Length", "4"}, {"B", "2"}};
        row("typed length", typed);
        typed.headers = {};
        typed.expect.rule = request::ExpectRule::Always;
        row("expect always", typed);
        typed.body.chunked = true;
        row("chunked with expect", typed);
        typed.expect.rule = request::ExpectRule::Off;
        row("chunked", typed);
        typed = post("userinfo");
        typed.url = "user:pa%20ss@";
        row("user info", typed);
        row("threshold", generated(1 << 20, "zeros"));
        row("above the threshold", generated((1 << 20) + 1, "text"));
        auto off = generated(3 << 20, "text");
        off.expect.rule = request::ExpectRule::Off;
        row("expect off", off);
        row("put", [] {
            auto put = generated(3 << 20, "zeros");
            put.method = "PUT";
            return put;
        }());
        row("long text", post(std::string(300'000, 'x')));
        row("streamed", generated((64 << 20) + 3, "zeros"));
    }

    void sameBytes()
    {
        QFETCH(QString, shell);
        QFETCH(request::RequestSpec, spec);
        Recorder server;
        const auto slash = spec.url.find('/');
        const std::string path = slash == std::string::npos ? "/" : spec.url.substr(slash);
        spec.url = "http://" + spec.url.substr(0, slash) + "127.0.0.1:" + std::to_string(server.port) + path;
        const auto request = std::get<request::ComposedRequest>(request::compose(spec));
        CurlOptions options;
        options.showSecrets = true;
        options.multiline = spec.method == "PUT";
        const CurlCommand made = curlCommand(spec, options);
        QVERIFY2(made.error.isEmpty(), qPrintable(made.error));
        QByteArray errors;
        runShell(shell, made.command, &errors);
        const std::string got = server.wait();
        const std::string body = content(spec.body);
        const std::string wanted = request::http1Head(request) + (request.chunked ? chunked(body) : body);
        const auto shown = [](const std::string &bytes) { return QByteArray::fromStdString(bytes.substr(0, 2000)); };
        if (got != wanted)
            qInfo() << made.command << made.losses << errors;
        QCOMPARE(shown(got), shown(wanted));
        QCOMPARE(got.size(), wanted.size());
        QVERIFY(got == wanted);
        const bool retries =
            request.expect.sent && spec.body.length() <= (1 << 20) && spec.expect.custom == "100-continue";
        QVERIFY2(made.losses.isEmpty() || retries || spec.body.size > (64 << 20), qPrintable(made.losses.join(u'\n')));
    }

    void filesAreSent()
    {
        QFile file(home_.filePath(u"it's [a] file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("content\r\n\0of a file", 19);
        file.close();
        Recorder server;
        request::RequestSpec spec = post({});
        spec.url = "http://127.0.0.1:" + std::to_string(server.port) + "/";
        spec.body.kind = request::BodyKind::File;
        spec.body.path = file.fileName().toStdString();
        spec.body.size = 19;
        QByteArray errors;
        runShell(u"sh"_s, curlCommand(spec).command, &errors);
        const std::string got = server.wait();
        QVERIFY2(got.ends_with(std::string("content\r\n\0of a file", 19)), errors.constData());
        QVERIFY(got.starts_with(request::http1Head(std::get<request::ComposedRequest>(request::compose(spec)))));
    }

    void lossesAreListed()
    {
        auto spec = post("x");
        spec.url = "http://h/";
        spec.expect.rule = request::ExpectRule::Always;
        const CurlCommand always = curlCommand(spec);
        QVERIFY(!always.command.contains("--max-time"_L1)); // --max-redirs ends the repeats after a 417
        QVERIFY(always.losses.join(u' ').contains("417 that keeps the connection"_L1));
        QVERIFY(always.losses.join(u' ').contains("--max-redirs (50)"_L1));
        spec.expect.afterWait = wire::AfterWait::Stop;
        QCOMPARE(curlCommand(spec).losses.size(), always.losses.size() + 1);
        spec.expect.waitNs = 250'000'000;
        QVERIFY(curlCommand(spec).command.contains("--expect100-timeout 0.25"_L1));
        spec.expect.afterWait = wire::AfterWait::Keep;
        spec.timeouts.wholeNs = 5'000'000'000;
        QVERIFY(curlCommand(spec).command.contains("--expect100-timeout 5 "_L1));
        spec.timeouts.wholeNs = 0; // and then the time that a kept wait has
        QVERIFY(curlCommand(spec).command.contains("--expect100-timeout 300.25 "_L1));
        QVERIFY(curlCommand(spec).losses.contains(u"giving up after the wait: curl sends the content then"_s));
        spec.timeouts.keepNs = 0;
        QVERIFY(curlCommand(spec).command.contains("--expect100-timeout 86400 "_L1));
        QVERIFY(curlCommand(spec).losses.join(u' ').contains("waiting without an end"_L1));
        spec.followUp = spec.expect.accept104 = spec.expect.bodyAfterFinal = true;
        QVERIFY(curlCommand(spec).losses.size() >= 5);
        spec.rawHead = "POST / HTTP/1.1\nHost: h\n\n";
        QVERIFY(curlCommand(spec).losses.join(u' ').contains("CR LF"_L1));
    }

    void otherExpectationsAreWaitedForByChoice()
    {
        auto spec = post("x");
        spec.url = "http://h/";
        spec.headers = {{"Expect", "foo"}};
        QVERIFY2(curlCommand(spec).losses.isEmpty(),
                 qPrintable(curlCommand(spec).losses.join(u' '))); // nor does curl wait
        spec.expect.anyValue = true;
        QCOMPARE(curlCommand(spec).losses.size(), 2);
        QVERIFY(curlCommand(spec).losses.first().contains("the wait"_L1));
        QVERIFY(curlCommand(spec).losses.last().contains("417"_L1));
    }

    /// Seen with curl 7.88.1: -L sends what --request-target says to the next place too.
    void aTargetOfItsOwnIsSentAgain()
    {
        request::RequestSpec spec;
        spec.url = "http://h/a|b";
        spec.redirects = 50;
        const CurlCommand made = curlCommand(spec);
        QVERIFY(made.command.contains("--request-target"_L1) && made.command.contains("-L"_L1));
        const QStringList said{
            u"the target after a redirection: with --request-target curl sends the first one again"_s};
        QCOMPARE(made.losses, said);
        spec.redirects = 0;
        QVERIFY(curlCommand(spec).losses.isEmpty());
        spec.redirects = 50;
        spec.url = "http://h/a";
        QVERIFY(curlCommand(spec).losses.isEmpty());
    }

    void secretsAreMasked()
    {
        auto spec = post("x");
        spec.url = "http://me:secret@h/";
        spec.headers = {{"Cookie", "sid=secret"}};
        const CurlCommand made = curlCommand(spec);
        QVERIFY(!made.command.contains("secret"_L1));
        QVERIFY(!made.command.contains("bWU6c2VjcmV0"_L1)); // base64 of me:secret
        QCOMPARE(made.losses.size(), 1);
        CurlOptions shown;
        shown.showSecrets = true;
        QVERIFY(curlCommand(spec, shown).command.contains("sid=secret"_L1));
    }

    void connectionOptions()
    {
        request::RequestSpec spec;
        spec.url = "https://127.0.0.1:8443/";
        spec.tls.verify = false;
        spec.tls.caFile = "my ca.pem";
        spec.tls.serverName = "name.example";
        spec.family = request::AddressFamily::V4;
        spec.timeouts.connectNs = 2'500'000'000;
        CurlOptions options;
        options.bypassProxy = true;
        const QString command = curlCommand(spec, options).command;
        for (const char *part : {"--http1.1", "--insecure", "--cacert 'my ca.pem'", "--connect-to ::127.0.0.1:8443",
                                 "https://name.example:8443/", "-H 'Host: 127.0.0.1:8443'", " -4 ", "--noproxy '*'",
                                 "--connect-timeout 2.5"})
            QVERIFY2(command.contains(QLatin1String(part)), qPrintable(command));
    }

    void unixSockets()
    {
        request::RequestSpec spec;
        spec.url = "https://h/a";
        spec.tls.serverName = "name.example";
        spec.unixSocket = "/run/my s";
        const QString path = curlCommand(spec).command;
        QVERIFY2(path.contains(u" --unix-socket '/run/my s' ") && !path.contains(u"--connect-to"), qPrintable(path));
        spec.unixSocket = "@my/s";
        QVERIFY(curlCommand(spec).command.contains(u" --abstract-unix-socket my/s "));
        spec.proxy = "http://p:1";
        QVERIFY(curlCommand(spec).error.contains(u"beside a proxy"));
    }

    void malformedUrl()
    {
        request::RequestSpec spec;
        spec.url = "ftp://h/";
        QVERIFY(!curlCommand(spec).error.isEmpty());
        QVERIFY(curlCommand(spec).command.isEmpty());
    }
};

INTERIM_SUITE(TestCurlCommand)
#include "tst_curl_command.moc"

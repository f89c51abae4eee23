// SPDX-License-Identifier: GPL-3.0-or-later
// The real clients behind the profiles: whether one is installed, in which version, and the words that run it. The
// small programs are in clients/; those in Java and Go are compiled here.
#pragma once

#include "peers/processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <functional>

namespace peers {

using namespace Qt::StringLiterals;

/// One call of a client. Of a waiting client without an end, `seconds` is its own patience.
struct Call {
    QString url;
    QString mode; ///< "get", "off", "on"
    qint64 size = 0;
    QString file; ///< of that many bytes
    int seconds = 2;
};

struct Program {
    QString profile;
    QStringList probe; ///< prints the version where the client is installed
    QString version;   ///< what the profile speaks for: a part of the probe's output
    std::function<QStringList(const Call &)> words;
    bool gets = true;     ///< a GET is run and held against the profile
    bool offs = true;     ///< so is a POST without Expect
    bool refuses = false; ///< with Expect it does not even connect
    QString method = u"POST"_s;
    QString target = u"/silent"_s; ///< for a call with Expect
};

inline QString clientFile(const char *name)
{
    return u"" INTERIM_SOURCE_DIR "/tests/peers/clients/"_s + QString::fromLatin1(name);
}

/// Debian's own, for which Debian's modules are; another one may come first in PATH.
inline QString debianPython()
{
    const QString own = u"/usr/bin/python3"_s;
    return QFileInfo::exists(own) ? own : u"python3"_s;
}

/// The class path of Debian's jars, and of what is compiled into `folder`.
inline QString classPath(const QString &folder)
{
    QStringList parts{folder};
    for (const char *jar : {"httpclient5", "httpcore5", "httpcore5-h2", "httpclient", "httpcore", "slf4j-api",
                            "commons-logging", "commons-codec", "okhttp", "okio"})
        parts << u"/usr/share/java/%1.jar"_s.arg(QLatin1String(jar));
    return parts.join(u':');
}

inline bool hasJar(const char *name)
{
    return QFileInfo::exists(u"/usr/share/java/%1.jar"_s.arg(QLatin1String(name)));
}

/// Compiles what the installed compilers and jars allow; what cannot be compiled is missing then. Returns what they
/// said.
inline QString compileClients(const QString &folder)
{
    QList<Command> commands;
    if (!QStandardPaths::findExecutable(u"go"_s).isEmpty())
        commands << Command{u"go"_s, {u"build"_s, u"-o"_s, folder + u"/go_client"_s, clientFile("client.go")}, {}};
    if (!QStandardPaths::findExecutable(u"javac"_s).isEmpty()) {
        QStringList words{u"-nowarn"_s,
                          u"-d"_s,
                          folder,
                          u"-cp"_s,
                          classPath(folder),
                          clientFile("JdkClient.java"),
                          clientFile("UrlConnectionClient.java")};
        if (hasJar("httpclient5") && hasJar("httpcore5-h2"))
            words << clientFile("ApacheClient5.java");
        if (hasJar("httpclient") && hasJar("commons-logging"))
            words << clientFile("ApacheClient4.java");
        if (hasJar("okhttp"))
            words << clientFile("OkHttpClientProgram.java");
        commands << Command{u"javac"_s, words, {}};
    }
    QString said;
    for (const Ended &ended : runAll(commands, 300'000)) {
        if (ended.exitCode != 0)
            said += QString::fromLocal8Bit(ended.output + ended.errors);
    }
    return said;
}

/// A program of clients/ with the usual words: URL SIZE MODE SECONDS.
inline std::function<QStringList(const Call &)> usual(const QStringList &start, const QString &onMode = u"on"_s,
                                                      const QString &offMode = u"off"_s)
{
    return [=](const Call &call) {
        const QString mode = call.mode == u"on" ? onMode : call.mode == u"off" ? offMode : call.mode;
        return start + QStringList{call.url, QString::number(call.size), mode, QString::number(call.seconds)};
    };
}

inline QStringList curlWords(const Call &call)
{
    QStringList words{u"curl"_s, u"-sS"_s, u"-m"_s, u"60"_s, call.url};
    if (call.mode != u"get")
        words << u"--data-binary"_s << u'@' + call.file;
    return words;
}

inline QStringList wgetWords(const Call &call)
{
    QStringList words{u"wget"_s, u"-qO-"_s, u"--tries=1"_s};
    if (call.mode != u"get")
        words << u"--post-file="_s + call.file;
    if (call.mode == u"on")
        words << u"--header=Expect: 100-continue"_s;
    return words << call.url;
}

inline QList<Program> scriptPrograms()
{
    const QString python = debianPython(), node = u"node"_s, php = u"php"_s;
    const auto module = [&](const char *name) {
        return QStringList{python, u"-c"_s, u"import %1; print(%1.__version__)"_s.arg(QLatin1String(name))};
    };
    const QStringList pythonVersion{python, u"--version"_s}, nodeVersion{node, u"--version"_s};
    const auto package = [&](const char *name) {
        return QStringList{
            node, u"-e"_s,
            u"require('%1'); "
            "console.log(JSON.parse(require('fs').readFileSync(require.resolve('%1').replace(/(.*node_modules"
            ".%1).*/, '$1/package.json'))).version)"_s.arg(QLatin1String(name))};
    };
    const QStringList phpVersion{php, u"-r"_s, u"curl_version(); echo PHP_VERSION;"_s};
    const QStringList guzzle{php, u"-r"_s,
                             u"require '/usr/share/php/GuzzleHttp/autoload.php'; curl_version(); "
                             "echo GuzzleHttp\\ClientInterface::MAJOR_VERSION;"_s};
    QList<Program> all{
        {u"curl-7.88"_s, {u"curl"_s, u"--version"_s}, u"curl 7.88"_s, curlWords},
        {u"wget"_s, {u"wget"_s, u"--version"_s}, u"Wget 1.21"_s, wgetWords},
        {u"http.client"_s, pythonVersion, u"3.11"_s, usual({python, clientFile("http_client.py")}, u"expect"_s)},
        {u"urllib"_s, pythonVersion, u"3.11"_s, usual({python, clientFile("urllib_client.py")})},
        {u"requests"_s, module("requests"), u"2.28"_s, usual({python, clientFile("requests_client.py")})},
        {u"httpx"_s, module("httpx"), u"0.23"_s, usual({python, clientFile("httpx_client.py")})},
        {u"aiohttp"_s, module("aiohttp"), u"3.8"_s, usual({python, clientFile("aiohttp_client.py")})},
        {u"boto3"_s, module("boto3"), u"1.26"_s, usual({python, clientFile("boto3_client.py")}), false, false, false,
         u"PUT"_s, u"/silent/200"_s},
        {u"node"_s, nodeVersion, u"v20."_s, usual({node, clientFile("node_client.js")})},
        {u"node-continue"_s, nodeVersion, u"v20."_s, usual({node, clientFile("node_client.js")}, u"idiom"_s), false,
         false},
        {u"fetch"_s, nodeVersion, u"v20."_s, usual({node, clientFile("fetch_client.js")}), true, true, true},
        {u"undici"_s, package("undici"), u"8."_s, usual({node, clientFile("undici_client.js")}), true, true, true},
        {u"axios"_s, package("axios"), u"1.21."_s, usual({node, clientFile("axios_client.js")})},
        {u"php-curl"_s, phpVersion, u"8.2"_s, usual({php, clientFile("curl_client.php")}, u"default"_s, u"default"_s)},
        {u"guzzle"_s, guzzle, u"7"_s, usual({php, clientFile("guzzle_client.php")}, u"default"_s, u"default"_s)},
        {u"ruby"_s, {u"ruby"_s, u"--version"_s}, u"ruby 3.1"_s, usual({u"ruby"_s, clientFile("net_http_client.rb")})},
        {u"lwp"_s,
         {u"perl"_s, u"-MLWP"_s, u"-e"_s, u"print LWP->VERSION"_s},
         u"6.68"_s,
         usual({u"perl"_s, clientFile("lwp_client.pl")})},
    };
    return all;
}

/// `folder`: where compileClients() put them.
inline QList<Program> compiledPrograms(const QString &folder)
{
    const auto java = [&](const char *name) {
        return usual({u"java"_s, u"-cp"_s, classPath(folder), QString::fromLatin1(name)});
    };
    // Prints the version of Java where the class is there.
    const auto probe = [&](const char *name) {
        return QStringList{u"sh"_s, u"-c"_s, u"test -e \"$0\" && java -version 2>&1"_s,
                           u"%1/%2.class"_s.arg(folder, QLatin1String(name))};
    };
    const QString seventeen = u"\"17."_s;
    return {
        {u"go"_s,
         {u"sh"_s, u"-c"_s, u"test -x \"$0\" && go version"_s, folder + u"/go_client"_s},
         u"go1.19"_s,
         usual({folder + u"/go_client"_s})},
        {u"jdk-httpclient-17"_s, probe("JdkClient"), seventeen, java("JdkClient"), false},
        {u"httpurlconnection"_s, probe("UrlConnectionClient"), seventeen, java("UrlConnectionClient")},
        {u"apache-httpclient-5"_s, probe("ApacheClient5"), seventeen, java("ApacheClient5")},
        {u"apache-httpclient-4"_s, probe("ApacheClient4"), seventeen, java("ApacheClient4")},
        {u"okhttp"_s, probe("OkHttpClientProgram"), seventeen, java("OkHttpClientProgram")},
    };
}

/// "" where the client is installed in the version that the profile speaks for, else why it cannot be run.
inline QString whyNot(const Program &program, const Ended &probed)
{
    if (probed.exitCode != 0)
        return program.profile + u" is not installed"_s;
    const QString printed = QString::fromLocal8Bit(probed.output).trimmed();
    return printed.contains(program.version)
        ? QString()
        : u"installed is %1; the profile speaks for %2"_s.arg(printed.section(u'\n', 0, 0), program.version);
}

} // namespace peers

// SPDX-License-Identifier: GPL-3.0-or-later
// Every snippet whose runtime is here, run against the lab switched on and off: what the lab saw is what the snippet
// says. And hostile text, which each language must read back from its literal as it was.

#include "formats/snippets/snippets.h"
#include "peers/client_programs.h"
#include "peers/client_run.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace peers;

namespace {

constexpr std::uint64_t contentSize = 1000;
constexpr std::size_t snippetsAtOnce = 4;
constexpr double shortestWaitMs = 900;

struct Runtime {
    QString snippet;
    QStringList probe; // ends well where the runtime and the library are here
    QStringList words; // the file follows
    QString file;      // its name
    QString target = u"/silent"_s;
};

QList<Runtime> runtimes()
{
    const QString python = debianPython(), node = u"node"_s, php = u"php"_s;
    const auto module = [&](const char *name) {
        return QStringList{python, u"-c"_s, u"import "_s + QLatin1String(name)};
    };
    const QString jars = classPath(u"."_s);
    const QStringList java{u"java"_s, u"-cp"_s, jars}, javac{u"javac"_s, u"-version"_s};
    return {
        {u"python-http-client"_s, module("http.client"), {python}, u"s.py"_s},
        {u"python-requests"_s, module("requests"), {python}, u"s.py"_s},
        {u"python-httpx"_s, module("httpx"), {python}, u"s.py"_s},
        {u"python-aiohttp"_s, module("aiohttp"), {python}, u"s.py"_s},
        {u"aws-boto3"_s, module("boto3"), {python}, u"s.py"_s, u"/silent/200"_s},
        {u"java-net-http"_s, javac, java, u"JavaNetHttp.java"_s},
        {u"java-apache-5"_s,
         {u"sh"_s, u"-c"_s, u"javac -version && test -e /usr/share/java/httpclient5.jar"_s},
         java,
         u"JavaApache5.java"_s},
        {u"go"_s, {u"go"_s, u"version"_s}, {u"go"_s, u"run"_s}, u"s.go"_s},
        {u"node-http"_s, {node, u"--version"_s}, {node}, u"s.js"_s},
        {u"node-fetch"_s, {node, u"-e"_s, u"if (typeof fetch !== 'function') process.exit(1)"_s}, {node}, u"s.js"_s},
        {u"php-curl"_s, {php, u"-r"_s, u"curl_version();"_s}, {php}, u"s.php"_s},
        {u"php-guzzle"_s,
         {php, u"-r"_s, u"curl_version(); require '/usr/share/php/GuzzleHttp/autoload.php';"_s},
         {php},
         u"s.php"_s},
        {u"ruby"_s, {u"ruby"_s, u"--version"_s}, {u"ruby"_s}, u"s.rb"_s},
    };
}

struct SnippetCase {
    qsizetype runtime = 0;
    bool on = false;
    bool answered = false; // a lab that sends 100, else one that is silent
    bool operator==(const SnippetCase &) const = default;
};
size_t qHash(const SnippetCase &one, size_t seed = 0)
{
    return qHashMulti(seed, one.runtime, one.on, one.answered);
}

/// A program that prints the bytes of a literal, in hex.
struct Echo {
    QString literal;
    QStringList probe, words;
    QString file;
    QByteArray before, after;
};

QList<Echo> echoes()
{
    return {
        {u"python"_s,
         {debianPython(), u"--version"_s},
         {debianPython()},
         u"e.py"_s,
         "print(",
         ".encode('utf-8').hex())\n"},
        {u"javascript"_s,
         {u"node"_s, u"--version"_s},
         {u"node"_s},
         u"e.js"_s,
         "console.log(Buffer.from(",
         ", 'utf8').toString('hex'))\n"},
        {u"php"_s, {u"php"_s, u"--version"_s}, {u"php"_s}, u"e.php"_s, "<?php echo bin2hex(", "), \"\\n\";\n"},
        {u"ruby"_s, {u"ruby"_s, u"--version"_s}, {u"ruby"_s}, u"e.rb"_s, "puts(", ".unpack1('H*'))\n"},
        {u"go"_s,
         {u"go"_s, u"version"_s},
         {u"go"_s, u"run"_s},
         u"e.go"_s,
         "package main\nimport \"fmt\"\nfunc main() { fmt.Printf(\"%x\\n\", ",
         ") }\n"},
        {u"java"_s,
         {u"javac"_s, u"-version"_s},
         {u"java"_s},
         u"E.java"_s,
         "class E { public static void main(String[] a) { for (byte b : ",
         ".getBytes(java.nio.charset.StandardCharsets.UTF_8)) System.out.printf(\"%02x\", b); } }\n"},
        {u"rust"_s,
         {u"rustc"_s, u"--version"_s},
         {u"sh"_s, u"-c"_s, u"rustc -o \"$0.out\" \"$0\" && \"$0.out\""_s},
         u"e.rs"_s,
         "fn main() { for b in ",
         ".bytes() { print!(\"{:02x}\", b); } }\n"},
        {u"powershell"_s,
         {u"pwsh"_s, u"--version"_s},
         {u"pwsh"_s},
         u"e.ps1"_s,
         "-join ([Text.Encoding]::UTF8.GetBytes(",
         ") | ForEach-Object { $_.ToString('x2') })\n"},
    };
}

} // namespace

class TestSnippets : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    const QList<Runtime> runtimes_ = runtimes();
    QList<bool> here_;
    QHash<SnippetCase, HeadSeen> seen_;
    QHash<SnippetCase, QByteArray> said_;
    session::Workbench workbench_;

    static const formats::Snippet &snippetOf(const Runtime &runtime)
    {
        return *formats::Snippets::builtin().find(runtime.snippet);
    }

    QString written(const QString &name, const QByteArray &text, const QString &part)
    {
        QDir(folder_.path()).mkpath(part);
        QFile file(folder_.filePath(part + u'/' + name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }

    std::unique_ptr<ClientRun> runOf(const SnippetCase &one)
    {
        return std::make_unique<ClientRun>(workbench_, [this, one](ClientRun &run, const QString &base) {
            const Runtime &runtime = runtimes_[one.runtime];
            request::RequestSpec spec;
            spec.method = snippetOf(runtime).method.empty() ? "POST" : snippetOf(runtime).method;
            spec.url = (base + (one.answered ? u"/continue/200ms"_s : runtime.target)).toStdString();
            spec.body.kind = request::BodyKind::Generated;
            spec.body.size = contentSize;
            spec.expect.rule = one.on ? request::ExpectRule::Always : request::ExpectRule::Off;
            const auto made = formats::fillSnippet(snippetOf(runtime), spec, true);
            const QString part = u"%1-%2-%3"_s.arg(runtime.snippet).arg(one.on).arg(one.answered);
            run.start(runtime.words + QStringList{written(runtime.file, made.program.toUtf8(), part)});
        });
    }

    std::deque<SnippetCase> casesOf(qsizetype index) const
    {
        std::deque<SnippetCase> all{{index, false, false}, {index, true, false}};
        if (snippetOf(runtimes_[index]).waits)
            all.push_back({index, true, true});
        return all;
    }

    std::deque<SnippetCase> cases()
    {
        QList<Command> probes;
        for (const Runtime &runtime : runtimes_)
            probes << Command{runtime.probe.first(), runtime.probe.mid(1), {}};
        for (const Ended &ended : runAll(probes))
            here_ << (ended.exitCode == 0);
        std::deque<SnippetCase> all;
        for (qsizetype i = 0; i < runtimes_.size(); ++i) {
            if (here_[i])
                std::ranges::copy(casesOf(i), std::back_inserter(all));
        }
        return all;
    }

    void play(const std::deque<SnippetCase> &waiting, std::size_t atOnce)
    {
        playClients(
            waiting, atOnce, [this](const SnippetCase &one) { return runOf(one); },
            [this](const SnippetCase &one, ClientRun &run) {
                if (run.seen)
                    seen_.insert(one, *run.seen);
                said_[one] += run.said();
            });
    }

    void playAlone(qsizetype index)
    {
        const auto again = casesOf(index);
        for (const SnippetCase &one : again) {
            seen_.remove(one);
            said_.remove(one);
        }
        play(again, 1);
    }

    static double waitedMs(const HeadSeen &seen) { return double(seen.verdict.waitedNs) / 1e6; }

    QStringList wrongOf(qsizetype index) const
    {
        const formats::Snippet &snippet = snippetOf(runtimes_[index]);
        const SnippetCase off{index, false, false}, on{index, true, false}, answered{index, true, true};
        if (snippet.value.empty() && seen_.contains(on))
            return {u"it sends Expect, though it says that it refuses"_s};
        QStringList wrong;
        for (const SnippetCase &one : casesOf(index)) {
            if (!seen_.contains(one) && !(one == on && snippet.value.empty()))
                wrong << u"nothing came: "_s + QString::fromUtf8(said_.value(one).right(2000));
        }
        if (!wrong.isEmpty())
            return wrong;
        if (seen_[off].verdict.did != record::ClientDid::NoExpect || seen_[off].content != contentSize)
            wrong << u"switched off, it does otherwise"_s;
        if (snippet.value.empty())
            return wrong;
        if ((seen_[on].head + "\r\n").find("\r\nExpect: " + snippet.value + "\r\n") == std::string::npos)
            wrong << u"without the field: "_s + QString::fromStdString(seen_[on].head);
        if (snippet.waits != (waitedMs(seen_[on]) >= shortestWaitMs))
            wrong << u"it waited %1 ms"_s.arg(waitedMs(seen_[on]));
        if (snippet.waits
            && (seen_[answered].verdict.did != record::ClientDid::Waited || seen_[answered].content != contentSize))
            wrong << u"at a 100 it does otherwise"_s;
        return wrong;
    }

private slots:
    void initTestCase()
    {
        QElapsedTimer clock;
        clock.start();
        play(cases(), snippetsAtOnce);
        std::printf("%d programs in %lld ms\n", int(here_.count(true)), static_cast<long long>(clock.elapsed()));
    }

    void doesWhatItSays_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < runtimes_.size(); ++i)
            QTest::newRow(qPrintable(runtimes_[i].snippet)) << i;
    }
    void doesWhatItSays()
    {
        QFETCH(int, index);
        if (!here_[index])
            QSKIP("its runtime or its library is not installed");
        QStringList wrong = wrongOf(index);
        for (int again = 0; again < mostReplays && !wrong.isEmpty(); ++again) {
            std::printf("%s, played again: %s\n", qPrintable(runtimes_[index].snippet),
                        qPrintable(wrong.join(u"; "_s)));
            playAlone(index);
            wrong = wrongOf(index);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        if (const SnippetCase on{index, true, false}; seen_.contains(on))
            std::printf("%s: %s, %.1f ms\n", qPrintable(runtimes_[index].snippet),
                        record::keyOf(seen_[on].verdict.did).data(), waitedMs(seen_[on]));
    }

    void hostileTextIsReadBack_data()
    {
        QTest::addColumn<int>("index");
        const auto all = echoes();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(qPrintable(all[i].literal)) << i;
    }
    void hostileTextIsReadBack()
    {
        QFETCH(int, index);
        const Echo echo = echoes().at(index);
        if (run(echo.probe.first(), echo.probe.mid(1)).exitCode != 0)
            QSKIP("the language is not installed");
        std::string text;
        for (int c = 0; c < 0x80; ++c)
            text += static_cast<char>(c);
        text += "\\u0041\\x41\\101\\n\\\"'''`$(touch x)${x}#{x}#$x#@x%x{{url}}*/-->?><?php "
                "?>\\\xc3\xa9\xe2\x80\xa8\xe2\x80\x99\xe2\x80\x9d\xf0\x9f\x98\x80";
        const auto literal = formats::literalOf(echo.literal);
        const QByteArray source =
            echo.before + QByteArray::fromStdString(formats::stringLiteral(text, *literal)) + echo.after;
        const Ended ended =
            run(echo.words.first(), echo.words.mid(1) + QStringList{written(echo.file, source, u"echo"_s)}, 120'000);
        QCOMPARE(QByteArray::fromHex(ended.output.trimmed()), QByteArray::fromStdString(text));
    }
};

INTERIM_SUITE(TestSnippets)
#include "tst_snippets.moc"

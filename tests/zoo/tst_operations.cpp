// SPDX-License-Identifier: GPL-3.0-or-later
// Export, replay, compare, import and the window under hostile inputs: each operation ends in its time, under 200 MiB,
// and names what came of it. Variants of one fault stand beside it: other codings, other floods, other files.
#include "zoo/operation.h"

#include "support/suite.h"

#include "record/bounds.h"
#include "support/sanitizer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

constexpr long mostOperationKib = support::memoryFactor * (200 << 10);
constexpr int limitMs =
    (support::addressSanitizer || support::threadSanitizer ? 5 : 1) * 300'000; // against what has no end
constexpr std::size_t bombed = 96 << 20;

using Maker = std::function<std::string()>;

struct Operation {
    const char *name;
    std::vector<std::string> words; ///< "{x}": the file x, made once; "{url}": of the server
    std::vector<int> ends;          ///< exit statuses, one of which it has
    const char *says = "";          ///< stands on standard error, or on standard output behind "> "
    Maker flood{};                  ///< what the server sends; held while the row runs, see zoo/child.h
};

std::vector<std::string> manyUrls(std::vector<std::string> words, int rows)
{
    for (int i = 0; i < rows; ++i)
        words.push_back("{url}" + std::to_string(i));
    return words;
}

std::string interims(std::size_t count)
{
    return zoo::times(count, "HTTP/1.1 102 P\r\n\r\n") + zoo::answer({}, {});
}

/// Each byte of theirs is one that JSON writes as six.
std::string longInterims(std::size_t count, char byte)
{
    return zoo::times(count, "HTTP/1.1 102 P\r\nX-Pad: " + std::string(60'000, byte) + "\r\n\r\n")
        + zoo::answer({}, {});
}

std::string manyFields(int count)
{
    std::string fields;
    for (int i = 0; i < count; ++i)
        fields += "X-" + std::to_string(i) + ": v\r\n";
    return zoo::answer(fields, {});
}

std::string bomb(const std::string &codings, const std::string &coded)
{
    return record::serialize(
        zoo::recordingOf(zoo::answer("Content-Type: text/html\r\nContent-Encoding: " + codings + "\r\n", coded)));
}

std::string smallFacts(std::size_t count)
{
    record::Record record;
    record.spec.url = "http://h/";
    record.facts.resize(count);
    record.facts.front().kind = record::FactKind::AttemptBegin;
    record.tapes.resize(1);
    return record::serialize(record);
}

/// A byte of the last section's payload, with the digest left as it was.
std::string flipped(std::string file)
{
    file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 1);
    return file;
}

/// Its first section claims to be of 2^60 bytes.
std::string lying(std::string file)
{
    file[file.find('\n') + 5 + 7] = 0x10;
    return file;
}

std::string manyAttempts()
{
    record::Record record;
    record.spec.url = "http://h/";
    record.facts.resize(record::mostFacts);
    for (std::size_t i = 0; i < record.facts.size(); ++i) {
        record.facts[i].kind = record::FactKind::AttemptBegin;
        record.facts[i].attempt = static_cast<std::uint32_t>(i % record::mostAttempts);
    }
    record.tapes.resize(1);
    return record::serialize(record);
}

/// Each connection of it may make 50 000 events, by the rules of one.
std::string manyConnections()
{
    const record::Record one = zoo::recordingOf("HTTP/1.1 200 OK\r\n" + zoo::times(9990, ":\n") + "\r\n");
    record::Record record = one;
    for (std::uint32_t i = 1; i < record::mostAttempts; ++i) {
        record.tapes.push_back(one.tapes.front());
        for (record::Fact fact : one.facts) {
            fact.connection = fact.attempt = i;
            fact.at += record.facts.back().at;
            record.facts.push_back(std::move(fact));
        }
    }
    return record::serialize(record);
}

const std::vector<std::pair<const char *, Maker>> &files()
{
    const auto zeros = [] { return std::string(bombed, '\0'); };
    static const std::vector<std::pair<const char *, Maker>> all{
        {"br", [=] { return bomb("br", support::brotlied(zeros())); }},
        {"gzip", [=] { return bomb("gzip", support::coded(zeros(), "gzip")); }},
        {"deflate", [=] { return bomb("deflate", support::coded(zeros(), "deflate")); }},
        {"zstd", [=] { return bomb("zstd", support::zstded(zeros())); }},
        {"stacked",
         [=] { return bomb("gzip, br, zstd", support::zstded(support::brotlied(support::coded(zeros(), "gzip")))); }},
        {"text", [] { return bomb("gzip", support::coded(std::string(15 << 20, '"'), "gzip")); }},
        {"interims", [] { return record::serialize(zoo::recordingOf(interims(9900))); }},
        {"fields", [] { return record::serialize(zoo::recordingOf(manyFields(9990))); }},
        {"controls", [] { return record::serialize(zoo::recordingOf(longInterims(200, '\x01'))); }},
        {"facts", [] { return smallFacts(record::mostFacts); }},
        {"more-facts", [] { return smallFacts(476'000); }},
        {"attempts", manyAttempts},
        {"connections", manyConnections},
        {"content", [] { return record::serialize(zoo::recordingOf(zoo::answer({}, std::string(60 << 20, 'a')))); }},
        {"cut",
         [] {
             auto file = smallFacts(1000);
             return file.substr(0, file.size() / 2);
         }},
        {"flipped", [] { return flipped(smallFacts(1000)); }},
        {"lying", [] { return lying(smallFacts(1000)); }},
        {"large", [] { return std::string("INTERIM 3\n") + std::string(record::mostFileBytes, '\0'); }},
        {"nested", [] { return "curl " + zoo::times(30'000, "$(") + zoo::times(30'000, ")") + "\n"; }},
    };
    return all;
}

const std::vector<Operation> &operations()
{
    static const std::vector<Operation> all = [] {
        std::vector<Operation> ops;
        for (const char *file : {"br", "gzip", "deflate", "zstd", "stacked"})
            ops.push_back({file, {"cli", "export", std::string("{") + file + "}"}, {0}, "the content of 1 messages"});
        ops.push_back(
            {"four bombs", {"cli", "export", "{br}", "{br}", "{gzip}", "{zstd}"}, {0}, "the content of 4 messages"});
        std::vector<std::string> many{"cli", "export"};
        for (int i = 0; i < 100; ++i)
            many.push_back(i % 50 == 1 ? "{text}" : "{interims}");
        ops.push_back({"a hundred large ones", many, {0}, "of 100 attempts: it would be longer than 128 MiB"});
        ops.push_back({"to a file",
                       {"cli", "export", "--output", "{out.har}", "{text}", "{br}"},
                       {0},
                       "the content of 1 messages"});
        ops.push_back(
            {"imported again", {"cli", "export", "--as", "http", "{out.har}"}, {0}, "> GET http://127.0.0.1/"});
        ops.push_back({"six of controls", std::vector<std::string>(8, "{controls}"), {0}});
        ops.back().words[0] = "cli", ops.back().words[1] = "export";
        for (const char *file : {"controls", "facts", "attempts", "connections", "content", "fields"})
            ops.push_back({file, {"cli", "export", std::string("{") + file + "}"}, {0}});
        for (const char *file :
             {"br", "interims", "controls", "fields", "facts", "attempts", "connections", "content"}) {
            ops.push_back({file, {"cli", "replay", std::string("{") + file + "}"}, {0}, "> Attempt 1"});
            ops.push_back(
                {file, {"cli", "replay", "--json", std::string("{") + file + "}"}, {0}, "> interim-exchange"});
        }
        for (const char *form : {"--timeline", "--json"}) {
            ops.push_back(
                {"more facts", {"cli", "replay", form, "{more-facts}"}, {2}, "the file holds more than is read"});
            ops.push_back({"no end", {"cli", "replay", form, "/dev/zero"}, {2}, "no regular file"});
            ops.push_back({"cut", {"cli", "replay", form, "{cut}"}, {2}, "cut short or damaged"});
            ops.push_back({"flipped", {"cli", "replay", form, "{flipped}"}, {2}, "does not match its digest"});
            ops.push_back({"lying", {"cli", "replay", form, "{lying}"}, {2}, "bytes are missing in section META"});
            ops.push_back({"large", {"cli", "replay", form, "{large}"}, {2}, "larger than 80 MiB"});
        }
        for (const char *file : {"more-facts", "large", "cut"})
            ops.push_back({file, {"cli", "export", std::string("{") + file + "}"}, {2}, "cannot open"});
        ops.push_back({"nested", {"cli", "curl", "--import", "{nested}"}, {0, 1, 2}});
        ops.push_back({"not a number", {"cli", "curl", "--import", "curl --max-time nan http://h/"}, {0, 1, 2}});
        for (const char *as : {"", "--json", "--report={out.html}", "--report={out.md}", "--report={out.json}"}) {
            std::vector<std::string> words{"cli", "compare"};
            if (*as)
                words.push_back(as);
            ops.push_back(
                {"a flood of 102", manyUrls(words, 64), {1}, "the most that a comparison's rows may make together", [] {
                     return interims(9900);
                 }});
            ops.push_back(
                {"fields", manyUrls(words, 64), {1}, "the most that a comparison's rows may make together", [] {
                     return manyFields(9990);
                 }});
        }
        ops.push_back({"large content", manyUrls({"cli", "compare", "--json"}, 64), {0}, "> interim-comparison", [] {
                           return zoo::answer({}, std::string(8 << 20, 'a'));
                       }});
        ops.push_back({"bombs", manyUrls({"cli", "compare"}, 16), {0}, "> 200", [] {
                           return zoo::answer("Content-Encoding: br\r\n",
                                              support::brotlied(std::string(16 << 20, '\0')));
                       }});
        ops.push_back({"three rounds",
                       manyUrls({"cli", "compare", "--repeat", "3"}, 64),
                       {1},
                       "no final status in 3 of 3 rounds",
                       [] { return interims(9900); }});
        ops.push_back({"a flood of 102", {"cli", "send", "--json", "{url}"}, {0}, "> too-many-events\",\n    \"no", [] {
                           return interims(9900);
                       }});
        ops.back().says = "> interim-exchange";
        for (const char byte : {'\x01', '\xff'}) {
            const Maker flood = [byte] { return longInterims(400, byte); };
            ops.push_back(
                {"long interims", {"cli", "send", "--json", "{url}"}, {1}, "is larger than Interim reads", flood});
            for (const char *as : {"--json", "--report={out.html}"})
                ops.push_back({"long interims",
                               manyUrls({"cli", "compare", as}, 2),
                               {1},
                               "it was ended at 20 MiB of heads",
                               flood});
        }
        for (const char *file : {"br", "interims", "controls", "fields", "facts", "connections", "content"})
            ops.push_back(
                {file, {"window", "--screenshot", "{out.png}", "--view", "wire", std::string("{") + file + "}"}, {0}});
        for (const char *file : {"more-facts", "large", "cut"})
            ops.push_back(
                {file, {"window", "--screenshot", "{out.png}", std::string("{") + file + "}"}, {2}, "cannot open"});
        ops.push_back({"a flood of 102", {"window", "--screenshot", "{out.png}", "{url}"}, {0}, "", [] {
                           return interims(8000);
                       }});
        ops.push_back(
            {"fields", manyUrls({"window", "--screenshot", "{out.png}", "--view", "compare"}, 8), {0}, "", [] {
                 return manyFields(9990);
             }});
        ops.push_back({"a flood of 102, compared",
                       manyUrls({"window", "--screenshot", "{out.png}", "--view", "compare"}, 64),
                       {0},
                       "",
                       [] { return interims(9900); }});
        return ops;
    }();
    return all;
}

std::string firstOf(const std::string &path, std::size_t most)
{
    std::ifstream file(path, std::ios::binary);
    std::string bytes(most, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

/// A block at a time: see zoo/child.h of the parent's own memory.
bool holds(const std::string &path, const std::string &words)
{
    std::ifstream file(path, std::ios::binary);
    std::string block, last;
    do {
        block.assign(1 << 20, '\0');
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        block.resize(static_cast<std::size_t>(file.gcount()));
        last = last.substr(last.size() - std::min(last.size(), words.size())) + block;
        if (last.find(words) != last.npos)
            return true;
    } while (file);
    return false;
}

/// In a process of its own, for the same reason.
void makeFile(const std::string &path, const Maker &maker)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        std::ofstream(path, std::ios::binary) << maker();
        ::_exit(0);
    }
    ::waitpid(pid, nullptr, 0);
}

} // namespace

class TestOperations : public QObject {
    Q_OBJECT
private slots:
    void ends_data();
    void ends();
    void cleanupTestCase();

private:
    std::string fileNamed(const std::string &name);

    QTemporaryDir folder_;
    QByteArray table_;
};

/// Those that are not made here are of a child's making.
std::string TestOperations::fileNamed(const std::string &name)
{
    const std::string path =
        folder_.path().toStdString() + '/' + name + (name.find('.') == name.npos ? ".interim" : "");
    const auto made = std::ranges::find_if(files(), [&](const auto &one) { return name == one.first; });
    if (made != files().end() && !QFile::exists(QString::fromStdString(path)))
        makeFile(path, made->second);
    return path;
}

void TestOperations::ends_data()
{
    QTest::addColumn<int>("index");
    const std::string only = qEnvironmentVariable("INTERIM_ZOO_CASE").toStdString(); // a part of a row's name
    for (std::size_t i = 0; i < operations().size(); ++i) {
        const Operation &one = operations()[i];
        std::string name = one.words[0] + ' ' + (one.words[0] == "cli" ? one.words[1] + ' ' : "");
        for (const std::string &word : one.words)
            if (word.starts_with("--"))
                name += word + ' ';
        name += one.name;
        if (name.find(only) != name.npos)
            QTest::newRow((std::to_string(i) + ' ' + name).c_str()) << static_cast<int>(i);
    }
}

void TestOperations::ends()
{
    QFETCH(int, index);
    const Operation &one = operations()[static_cast<std::size_t>(index)];
    std::unique_ptr<zoo::FloodServer> server;
    if (one.flood)
        server = std::make_unique<zoo::FloodServer>(one.flood());
    std::vector<std::string> words;
    for (std::string word : one.words) {
        if (word == "cli" && words.empty())
            word = INTERIM_CLI;
        else if (word == "window" && words.empty())
            word = INTERIM_WINDOW;
        for (auto at = word.find('{'); at != word.npos && word.find('}', at) != word.npos && !word.starts_with("curl");
             at = word.find('{')) {
            const std::string name = word.substr(at + 1, word.find('}', at) - at - 1);
            word.replace(at, name.size() + 2, name == "url" && server ? server->url() : fileNamed(name));
        }
        words.push_back(word);
    }
    if (words[1] == "curl" && words.back().ends_with("nested.interim"))
        words.back() = firstOf(words.back(), 1 << 20);
    const std::string out = folder_.path().toStdString() + "/stdout", err = folder_.path().toStdString() + "/stderr";
    const zoo::ChildEnd end = zoo::runChild(words, out, err, limitMs);
    table_ += u"%1 %2 %3 %4\n"_s.arg(QString::fromLatin1(QTest::currentDataTag()), -52)
                  .arg(end.seconds, 7, 'f', 1)
                  .arg(double(end.peakKib) / 1024, 9, 'f', 1)
                  .arg(QFile(QString::fromStdString(out)).size(), 11)
                  .toUtf8();
    const std::string errors = firstOf(err, 16 << 10);
    QVERIFY2(end.signal == 0, qPrintable(u"ended by signal %1"_s.arg(end.signal)));
    QVERIFY2(std::ranges::find(one.ends, end.status) != one.ends.end(),
             (std::to_string(end.status) + ' ' + errors.substr(0, 400)).c_str());
    const std::string says = one.says;
    const bool said = says.starts_with("> ") ? holds(out, says.substr(2)) : errors.find(says) != errors.npos;
    QVERIFY2(said, (says + " | " + errors.substr(0, 600)).c_str());
    QVERIFY(QFile(QString::fromStdString(out)).size() < (400 << 20));
    if (support::memoryIsOurs)
        QVERIFY2(end.peakKib < mostOperationKib, qPrintable(u"%1 KiB"_s.arg(end.peakKib)));
}

void TestOperations::cleanupTestCase()
{
    std::printf("%-52s %7s %9s %11s\n%s", "operation", "s", "peak MiB", "bytes out", table_.constData());
}

INTERIM_SUITE(TestOperations)
#include "tst_operations.moc"

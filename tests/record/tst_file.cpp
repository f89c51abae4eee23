// SPDX-License-Identifier: GPL-3.0-or-later
// The .interim file: whole records come back equal, damaged ones are refused with one line, old ones still
// open. INTERIM_WRITE_FILES=1 in the environment writes tests/record/files anew, for a new version of the
// format.
#include "record/file.h"

#include "record/bounds.h"
#include "record/script.h"

#include "request/generated.h"
#include "request/private_values.h"

#include <QFile>
#include <QTest>

#include <xxhash.h>

#include <cstring>
#include <random>

using namespace Qt::StringLiterals;

using namespace record;

namespace {

bool same(const Record &a, const Record &b)
{
    if (a.startedAt != b.startedAt || !(a.spec == b.spec) || a.scenario != b.scenario || a.facts != b.facts
        || a.tapes.size() != b.tapes.size())
        return false;
    for (std::size_t i = 0; i < a.tapes.size(); ++i)
        for (const auto direction : {wire::Direction::Sent, wire::Direction::Received})
            if (a.tapes[i].of(direction).segments() != b.tapes[i].of(direction).segments())
                return false;
    return true;
}

request::RequestSpec fullSpec()
{
    request::RequestSpec spec;
    spec.method = "PUT";
    spec.url = "http://example.test/a?b";
    spec.version = 10;
    spec.headers = {{"A", "1", ":"}, {"A", std::string("\0\xff", 2), ": "}};
    spec.removed = {"Accept", "Host"};
    spec.rawHead = "";
    spec.body = {request::BodyKind::Generated,
                 "t",
                 "/p",
                 ~0ull,
                 "zeros",
                 "a/b",
                 true,
                 {{"n", "v", "", "", "", 0}, {"f", "", "/p", "p", "image/png", 7}}};
    spec.expect = {request::ExpectRule::Custom, 7,    "x",  -1,  wire::AfterWait::Stop,
                   request::On417::Show,        true, true, true};
    spec.timeouts = {1, 2, INT64_MAX, INT64_MIN, 3};
    spec.tls = {false, "/ca", "name", "/cert", "/key"};
    spec.family = request::AddressFamily::V6;
    spec.followUp = true;
    spec.lingerNs = 0;
    spec.proxy = "socks5://p:1";
    spec.connectTo = "c:2";
    spec.unixSocket = "@s";
    spec.redirects = 3;
    spec.fieldOrder = {"Host", "expect"};
    spec.profile = "curl";
    return spec;
}

request::RequestSpec ofVersion3(request::RequestSpec spec)
{
    spec.unixSocket = {};
    return spec;
}

request::RequestSpec ofVersion2(request::RequestSpec spec)
{
    spec.expect.anyValue = false;
    spec.timeouts.keepNs = request::Timeouts().keepNs;
    return spec;
}

request::RequestSpec ofVersion1(request::RequestSpec spec)
{
    spec.body.fields.clear();
    spec.tls.certFile = spec.tls.keyFile = spec.proxy = spec.connectTo = spec.profile = {};
    spec.redirects = 0;
    spec.fieldOrder.clear();
    return spec;
}

Record recordOf(Script &script)
{
    Record record = script.recorder().take();
    record.startedAt = 1'700'000'000'000;
    record.spec = fullSpec();
    return record;
}

// An upload whose middle is elided, with events in it.
Record elidedRecord()
{
    Script script(wire::Role::Client, {100, 50, 1 << 20});
    const std::string head = "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n";
    script.attempt(0, 0);
    script.submit(head, 1'000'000, false);
    script.sent(head);
    for (int i = 0; i < 10; ++i) {
        script.at(i);
        script.sent(std::string(100'000, static_cast<char>('a' + i)));
    }
    script.received(okResponse);
    script.end();
    return recordOf(script);
}

Record generatedRecord(std::size_t size)
{
    Script script;
    const std::string head = "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
    script.attempt(0, 0);
    script.submit(head, size, false);
    script.sent(head);
    const auto block = request::generatedBlock("random");
    for (std::size_t done = 0; done < size; done += block.size())
        script.sent(block.substr(0, std::min(block.size(), size - done)));
    script.received(okResponse);
    script.end();
    return recordOf(script);
}

Record smallRecord()
{
    Script script;
    playRefusedAndRetried(script);
    return recordOf(script);
}

// Changes one byte of a payload and mends the digest, so that the fields themselves must withstand it.
std::string forged(std::string file, std::mt19937 &random)
{
    std::vector<std::pair<std::size_t, std::size_t>> payloads;
    for (std::size_t at = file.find('\n') + 1; at < file.size();) {
        std::uint64_t length = 0;
        std::memcpy(&length, file.data() + at + 4, 8);
        payloads.push_back({at + 20, length});
        at += 20 + length;
    }
    payloads.pop_back(); // DONE is empty
    const auto [start, length] = payloads[random() % payloads.size()];
    if (length == 0)
        return file;
    for (auto times = 1 + random() % 3; times > 0; --times)
        file[start + random() % length] = static_cast<char>(random() % 4 ? random() % 8 : random());
    const std::uint64_t digest = XXH3_64bits(file.data() + start, length);
    std::memcpy(file.data() + start - 8, &digest, 8);
    return file;
}

QString errorOf(std::string_view bytes)
{
    const auto result = deserialize(bytes);
    const auto *error = std::get_if<FileError>(&result);
    return error ? QString::fromStdString(error->text) : QString();
}

bool isOneLine(const QString &text)
{
    return !text.isEmpty() && !text.contains('\n'_L1) && text.size() < 200;
}

QString eventLines(const std::vector<wire::Event> &events)
{
    QString lines;
    for (const auto &event : events)
        lines += u"%1 %2 %3 %4 %5\n"_s.arg(event.seq)
                     .arg(event.at)
                     .arg(event.attempt)
                     .arg(event.connection)
                     .arg(QString::fromStdString(wire::describe(event)));
    return lines;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool store(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestFile : public QObject {
    Q_OBJECT
private slots:
    void comesBackEqual()
    {
        for (const Record &record : {Record(), smallRecord(), elidedRecord()}) {
            const auto bytes = serialize(record);
            const auto result = deserialize(bytes);
            QVERIFY2(std::holds_alternative<Record>(result), qPrintable(errorOf(bytes)));
            QVERIFY(same(std::get<Record>(result), record));
            QCOMPARE(serialize(std::get<Record>(result)), bytes);
        }
    }

    void labRecordsToo()
    {
        Script script(wire::Role::Server);
        script.attempt(0, 0);
        script.received(postHead);
        script.peerClosed();
        Record record = script.recorder().take();
        record.scenario = "silent";
        QVERIFY(same(std::get<Record>(deserialize(serialize(record))), record));
    }

    /// Before version 7 one role stood for all connections.
    void seatOfAnOlderLabsRecording()
    {
        const auto opened =
            deserialize(contents(u"" INTERIM_SOURCE_DIR "/tests/record/files/lab-v6.interim"_s).toStdString());
        QVERIFY(std::holds_alternative<Record>(opened));
        QCOMPARE(std::get<Record>(opened).role(), wire::Role::Server);
        const auto attempt = summarize(replay(std::get<Record>(opened))).attempts.at(0);
        QCOMPARE(attempt.role, wire::Role::Server);
        QVERIFY(attempt.request.seen && attempt.handshake.sent);
    }

    /// A relay's: what a client sends it, and what it sends on.
    void aSeatForEachConnection()
    {
        Script script(wire::Role::Server);
        script.attempt(0, 0);
        script.received(plainHead);
        script.setRole(wire::Role::Client);
        script.attempt(1, 1);
        script.submit(plainHead, 5, false);
        script.sent(plainHead);
        script.received(okResponse);
        script.setPlace(0, 0);
        script.sent(okResponse);
        const auto record = script.recorder().take();
        const auto opened = std::get<Record>(deserialize(serialize(record)));
        QVERIFY(replay(opened) == script.events());
        const auto exchange = summarize(script.events());
        QCOMPARE(exchange.attempts.size(), std::size_t(2));
        for (const auto &attempt : exchange.attempts) {
            QCOMPARE(attempt.role, attempt.index == 0 ? wire::Role::Server : wire::Role::Client);
            QVERIFY(attempt.request.seen && attempt.final && attempt.final->status == 200);
        }
    }

    void replaysWhatWasLive()
    {
        Script script(wire::Role::Client, {100, 50, 1 << 20});
        playRefusedAndRetried(script);
        const auto live = script.events();
        const auto opened = std::get<Record>(deserialize(serialize(script.recorder().take())));
        QCOMPARE(eventLines(replay(opened)), eventLines(live));
        QVERIFY(replay(opened) == live);
        const auto elided = elidedRecord();
        QCOMPARE(elided.tapes.at(0).sent.segments().size(), std::size_t(3));
        QVERIFY(!elided.tapes.at(0).sent.segments()[1].events.empty());
        QVERIFY(replay(std::get<Record>(deserialize(serialize(elided)))) == replay(elided));
    }

    void everyCutIsRefused()
    {
        const auto bytes = serialize(smallRecord());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(isOneLine(errorOf(std::string(bytes, 0, size))), qPrintable(QString::number(size)));
        QVERIFY(isOneLine(errorOf(bytes + "x")));
        QVERIFY(isOneLine(errorOf(bytes + bytes)));
    }

    void everyChangedBitIsRefused()
    {
        const auto record = smallRecord();
        auto bytes = serialize(record);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            const auto was = bytes[bit / 8];
            bytes[bit / 8] = static_cast<char>(was ^ (1 << bit % 8));
            const auto result = deserialize(bytes);
            if (const auto *error = std::get_if<FileError>(&result))
                QVERIFY(isOneLine(QString::fromStdString(error->text)));
            else
                QVERIFY(same(std::get<Record>(result), record));
            bytes[bit / 8] = was;
        }
    }

    void forgedFieldsAreBorne()
    {
        std::mt19937 random(1);
        for (const auto &bytes : {serialize(smallRecord()), serialize(elidedRecord())}) {
            int opened = 0;
            for (int round = 0; round < 3000; ++round) {
                const auto result = deserialize(forged(bytes, random));
                if (const auto *record = std::get_if<Record>(&result)) {
                    ++opened;
                    std::int64_t last = 0;
                    for (const auto &event : replay(*record)) {
                        QVERIFY(event.at >= last);
                        last = event.at;
                    }
                }
            }
            QVERIFY(opened > 0 && opened < 3000);
        }
    }

    // The window's first request: 4 MiB of generated content, which no file holds; and a file that claims more of it
    // than there may be.
    void generatedContentIsNotHeld()
    {
        const auto record = generatedRecord(std::size_t(4) << 20);
        const auto file = serialize(record);
        QVERIFY2(file.size() < 4000, qPrintable(QString::number(file.size())));
        const auto read = deserialize(file);
        QVERIFY(std::holds_alternative<Record>(read));
        QVERIFY(same(std::get<Record>(read), record));
        QCOMPARE(std::get<Record>(read).tapes[0].sent.held(), record.tapes[0].sent.held());
        QCOMPARE(eventLines(replay(std::get<Record>(read))), eventLines(replay(record)));
    }

    void generatedContentHasItsDigest()
    {
        const auto file = serialize(generatedRecord(100'000));
        std::mt19937 random(5);
        for (int i = 0; i < 2000; ++i) { // what is forged is refused, or says the same bytes
            const auto read = deserialize(forged(file, random));
            if (const auto *record = std::get_if<Record>(&read))
                for (const auto &pair : record->tapes)
                    QVERIFY(pair.sent.held() + pair.received.held() < 200'000);
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const auto newer = u"made by a newer Interim (file version %1, this one reads up to 7): update Interim"_s;
        const auto foreign = u"this is no .interim file: it does not begin with INTERIM and a version"_s;
        QTest::newRow("empty") << QByteArray() << u"the file is empty: nothing was saved in it"_s;
        QTest::newRow("other") << QByteArray("GIF89a") << foreign;
        QTest::newRow("zero") << QByteArray("INTERIM 0\n") << foreign;
        QTest::newRow("sign") << QByteArray("INTERIM +1\n") << foreign;
        QTest::newRow("leading zero") << QByteArray("INTERIM 01\n") << foreign;
        QTest::newRow("no line end") << QByteArray("INTERIM 1") << foreign;
        QTest::newRow("newer") << QByteArray("INTERIM 8\n") << newer.arg(8);
        QTest::newRow("much newer") << QByteArray("INTERIM 12345\nanything") << newer.arg(12345);
        QTest::newRow("no sections") << QByteArray("INTERIM 1\n")
                                     << u"the file is cut short or damaged: 20 bytes are missing in "
                                        "section META; get a fresh copy"_s;
        QTest::newRow("huge section") << QByteArray("INTERIM 1\nMETA\xff\xff\xff\xff\xff\xff\xff\xff"
                                                    "12345678")
                                      << u"the file is cut short or damaged: 18,446,744,073,709,551,615 bytes "
                                         "are missing in section META; get a fresh copy"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QTEST(errorOf(bytes.toStdString()), "says");
    }

    // A byte of a file may stand for 300 in memory, so that what it holds has bounds besides its size: 20 MiB of small
    // facts took 1 GiB.
    void holdsNoMoreThanIsRead()
    {
        const auto refused = [](const Record &record) { return errorOf(serialize(record)); };
        Record facts;
        facts.facts.resize(mostFacts);
        QCOMPARE(refused(facts), QString());
        facts.facts.resize(mostFacts + 1);
        Record texts;
        texts.spec.url.assign(mostFileTexts + 1, 'a');
        Record many;
        many.spec.removed.resize(mostListed + 1);
        Record attempts;
        attempts.facts.resize(1);
        attempts.facts.back().attempt = mostAttempts - 1;
        QCOMPARE(refused(attempts), QString());
        Record connections;
        connections.tapes.resize(mostAttempts + 1);
        Record segments;
        std::vector<Segment> pieces(mostListed + 1);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            pieces[i].offset = i;
            pieces[i].length = 1;
            pieces[i].elided = true;
            pieces[i].resume.offset = i + 1;
        }
        segments.tapes.resize(1);
        segments.tapes[0].received = Tape::fromSegments(std::move(pieces));
        for (const Record *record : {&facts, &texts, &many, &connections, &segments}) {
            const QString error = refused(*record);
            QVERIFY2(error.startsWith(u"the file holds more than is read (150,000 facts"), qPrintable(error));
        }
        attempts.facts.back().attempt = mostAttempts;
        QVERIFY(refused(attempts).contains(u"section FACT holds what this Interim does not understand"));
        Record content; // has the file's bound alone
        content.spec.body.text.assign(mostFileTexts + 1, 'a');
        QCOMPARE(refused(content), QString());
        content.spec.body.text.assign(mostFileBytes, 'a');
        QCOMPARE(refused(content), u"the file is larger than 80 MiB, the most that is read"_s);
    }

    // A recording that is opened elsewhere still hides what came from the private environment here.
    void privateValues()
    {
        Record record = smallRecord();
        request::knowPrivate({"priv4te-value", "elsewhere-4711"});
        record.spec.headers.push_back({"X-Foo", "priv4te-value"});
        const std::string file = serialize(record);
        QVERIFY(file.find("elsewhere-4711") == file.npos);
        request::forgetPrivate();
        QVERIFY(std::holds_alternative<Record>(deserialize(file)));
        QCOMPARE(request::privateIn("a priv4te-value"), std::vector<std::string>{"priv4te-value"});
        QCOMPARE(serialize(std::get<Record>(deserialize(file))), file);
        request::forgetPrivate();
    }

    void oldFilesOpen_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= fileVersion; ++version)
            QTest::newRow(qPrintable(QString::number(version))) << version;
    }

    void oldFilesOpen()
    {
        QFETCH(int, version);
        const auto path = u"" INTERIM_SOURCE_DIR "/tests/record/files/v%1"_s.arg(version);
        if (version == fileVersion && qEnvironmentVariableIsSet("INTERIM_WRITE_FILES")) {
            const auto record = smallRecord();
            QVERIFY(store(path + u".interim"_s, QByteArray::fromStdString(serialize(record))));
            QVERIFY(store(path + u".events"_s, eventLines(replay(record)).toUtf8()));
        }
        const auto result = deserialize(contents(path + u".interim"_s).toStdString());
        QVERIFY2(std::holds_alternative<Record>(result), qPrintable(path));
        auto expected = smallRecord();
        if (version < 4)
            expected.spec = ofVersion3(expected.spec);
        if (version < 3)
            expected.spec = ofVersion2(expected.spec);
        if (version < 2)
            expected.spec = ofVersion1(expected.spec);
        QVERIFY(same(std::get<Record>(result), expected));
        QCOMPARE(eventLines(replay(std::get<Record>(result))), QString::fromUtf8(contents(path + u".events"_s)));
    }
};

INTERIM_SUITE(TestFile)
#include "tst_file.moc"

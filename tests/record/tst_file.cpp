// SPDX-License-Identifier: GPL-3.0-or-later
// The .interim file: whole records come back equal, and old ones still open. INTERIM_WRITE_FILES=1 in the environment
// writes tests/record/files anew, for a new version of the format.
#include "record/file.h"

#include "record/sample_records.h"

#include "request/private_values.h"
#include "request/settings.h"
#include "support/later_file.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace record;

namespace {

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

    // The names of settings stand in each file: a private value that is such a word is not told by that.
    void privateValuesInSettings()
    {
        request::knowPrivate({"keep-limit", "s3cret-of-proxy", "retry"});
        Record record;
        record.spec.proxy = "http://u:s3cret-of-proxy@p:1";
        const auto opened = [](const Record &saved) {
            const std::string file = serialize(saved);
            request::forgetPrivate();
            const bool read = std::holds_alternative<Record>(deserialize(file));
            return read ? request::privateIn("keep-limit, s3cret-of-proxy, retry") : std::vector<std::string>{"damage"};
        };
        QCOMPARE(opened(record), std::vector<std::string>{"s3cret-of-proxy"});
        request::knowPrivate({"keep-limit"});
        record.spec.headers.push_back({"X-Foo", "keep-limit"});
        QCOMPARE(opened(record), (std::vector<std::string>{"keep-limit", "s3cret-of-proxy"}));
        request::forgetPrivate();
    }

    // Whatever rows the table has.
    void everySettingIsKept()
    {
        for (const request::Setting &row : request::settings()) {
            Record record;
            if (row.text)
                row.text(record.spec) = "x";
            else
                QVERIFY(row.setNumber(record.spec, row.number(record.spec) == 1 ? 0 : 1));
            QVERIFY2(!row.isDefault(record.spec), row.name.data());
            const auto opened = deserialize(serialize(record));
            QVERIFY2(std::holds_alternative<Record>(opened) && same(std::get<Record>(opened), record), row.name.data());
        }
    }

    void aSettingOfALaterInterim()
    {
        Record record = smallRecord();
        for (const bool changed : {false, true}) {
            record.spec.proxy = changed ? "p:1" : "";
            auto opened = std::get<Record>(deserialize(support::withSettingOfLater(record, "proxy", "proxi")));
            QCOMPARE(opened.unknownSettings, std::vector<std::string>(changed ? 1 : 0, "proxi"));
            QCOMPARE(opened.spec.proxy, std::string());
            opened.spec.proxy = record.spec.proxy;
            QVERIFY(same(opened, record));
        }
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

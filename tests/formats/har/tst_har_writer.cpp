// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_writer.h"

#include "formats/har/har_reader.h"
#include "formats/har/har_sample.h"
#include "request/serializer.h"
#include "support/coded.h"
#include "support/json_documents.h"
#include "support/json_schema.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

support::Recorded healed(const request::RequestSpec &spec)
{
    support::Recorded one;
    one.events = support::healed417(spec);
    one.record.spec = spec;
    one.record.startedAt = 1'773'480'413'589;
    return one;
}

QByteArray archiveText(const std::vector<support::Recorded> &all, const HarOptions &options,
                       QStringList *losses = nullptr)
{
    QByteArray text;
    HarWriter writer(support::gatheredIn(text), options);
    for (const support::Recorded &one : all)
        writer.add(one.record, one.events);
    const QStringList lost = writer.finish();
    if (losses)
        *losses = lost;
    return text;
}

QJsonObject archiveOf(const support::Recorded &one, bool secrets = false)
{
    HarOptions options;
    options.showSecrets = secrets;
    return QJsonDocument::fromJson(archiveText({one}, options)).object();
}

QJsonObject harEntry(const QJsonObject &har, int index)
{
    return har["log"_L1]["entries"_L1].toArray().at(index).toObject();
}

QByteArray jsonText(const QJsonObject &json)
{
    return QJsonDocument(json).toJson();
}

const QString harSchema = u"../../tests/formats/har-1.2.schema.json"_s;

} // namespace

class TestHarWriter : public QObject {
    Q_OBJECT
private slots:
    void anEntryAnAttempt()
    {
        const QJsonObject har = archiveOf(healed(support::uploadSpec(2 << 20)));
        QCOMPARE(har["log"_L1]["version"_L1].toString(), u"1.2"_s);
        QCOMPARE(har["log"_L1]["entries"_L1].toArray().size(), 2);
        const QJsonObject first = harEntry(har, 0), second = harEntry(har, 1);
        QCOMPARE(first["startedDateTime"_L1].toString(), u"2026-03-14T09:26:53.589Z"_s);
        QCOMPARE(second["startedDateTime"_L1].toString(), u"2026-03-14T09:26:53.591Z"_s);
        QCOMPARE(first["serverIPAddress"_L1].toString(), u"127.0.0.1"_s);
        QCOMPARE(first["response"_L1]["status"_L1].toInt(), 417);
        QCOMPARE(second["response"_L1]["status"_L1].toInt(), 201);
        QCOMPARE(first["request"_L1]["url"_L1].toString(), u"http://127.0.0.1:8080/refuse-417"_s);
        QCOMPARE(first["request"_L1]["bodySize"_L1].toInt(), 0);
        QCOMPARE(second["request"_L1]["bodySize"_L1].toInt(), 2 << 20);
    }

    void whatHarHasNoPlaceFor()
    {
        const QJsonObject har = archiveOf(healed(support::uploadSpec(2 << 20)));
        const QJsonValue first = harEntry(har, 0)["_interim"_L1], second = harEntry(har, 1)["_interim"_L1];
        QCOMPARE(first["expect"_L1]["outcome"_L1].toString(), u"final-status"_s);
        QCOMPARE(first["expect"_L1]["pause_ns"_L1].toInteger(), 1'630'000);
        QCOMPARE(first["settings"_L1]["body-size"_L1].toString(), u"2097152"_s);
        QCOMPARE(second["interim"_L1].toArray().at(0)["status"_L1].toInt(), 103);
        QVERIFY(second["settings"_L1].isUndefined());
        QCOMPARE(second["reason"_L1].toString(), u"retry-without-expect"_s);
    }

    void timesAddUp()
    {
        const auto one = support::continued(support::textSpec("abc"), "Content-Type: text/plain\r\n", "answer");
        for (const QJsonObject &har : {archiveOf(one), archiveOf(healed(support::uploadSpec(2 << 20)))}) {
            for (const QJsonValue &entry : har["log"_L1]["entries"_L1].toArray()) {
                double sum = 0;
                for (const char *part : {"blocked", "dns", "connect", "send", "wait", "receive"})
                    sum += std::max(entry["timings"_L1][QLatin1String(part)].toDouble(), 0.0);
                QCOMPARE(entry["time"_L1].toDouble(), sum);
            }
        }
    }

    void secretsAreMaskedUnlessAsked()
    {
        request::RequestSpec spec = support::textSpec("abc");
        spec.url = "http://me:password1@127.0.0.1:8080/";
        spec.headers = {{"Cookie", "sid=secret1"}, {"X-Api-Key", "secret2"}};
        spec.proxy = "http://me:password2@p:1";
        const auto one =
            support::continued(spec, "Set-Cookie: a=secret3\r\nContent-Type: text/plain\r\n", "you sent secret2");
        const QByteArray masked = jsonText(archiveOf(one)), shown = jsonText(archiveOf(one, true));
        for (const char *secret : {"password1", "secret1", "secret2", "password2", "secret3", "bWU6cGFzc3dvcmQx"})
            QVERIFY2(!masked.contains(secret), secret);
        for (const char *secret : {"secret1", "secret2", "password2", "secret3", "bWU6cGFzc3dvcmQx"})
            QVERIFY2(shown.contains(secret), secret);
        QVERIFY2(!shown.contains("password1"), "user info is no part of a URL that goes out");
    }

    void fitsTheSchema()
    {
        QList<QByteArray> documents{jsonText(archiveOf(healed(support::uploadSpec(2 << 20))))};
        auto hostile = support::textSpec(std::string("a\0\xff\x1b[31m</script>", 18));
        hostile.headers = {{"X", std::string("\xff\x01\0", 3)}, {"Cookie", "a"}};
        documents << jsonText(archiveOf(
            support::continued(hostile, "Set-Cookie: \xff=\x01; Expires=x\r\nContent-Type: \xff\r\n", "\xff\xfe")));
        documents << jsonText(archiveOf(support::continued(support::textSpec("ü"), "Location: /a b\r\n", "{}")));
        support::Recorded failed; // no byte left
        failed.record.spec = support::textSpec("x");
        failed.record.startedAt = INT64_MAX;
        support::SampleMaker maker(failed.record.spec);
        maker.at(0).begin("first").at(5).end("connect-failed", "refused");
        failed.events = maker.events();
        const QJsonObject none = archiveOf(failed);
        QCOMPARE(harEntry(none, 0)["response"_L1]["status"_L1].toInt(-1), 0);
        QCOMPARE(harEntry(none, 0)["_error"_L1].toString(), u"refused"_s);
        documents << jsonText(none) << archiveText({}, {});
        const QString errors = support::schemaErrors(harSchema, documents);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
    }

    void schemaRefusesOtherShapes()
    {
        QByteArray text = jsonText(archiveOf(healed(support::uploadSpec(2 << 20))));
        text.replace("\"_error\"", "\"error\"").replace("\"bodySize\": 0", "\"bodySize\": \"0\"");
        QVERIFY(!support::schemaErrors(harSchema, {text}).isEmpty());
    }

    // Its text is what QJsonDocument makes of it, in the same order.
    void isWrittenAsOneDocument()
    {
        for (const auto &all :
             {std::vector<support::Recorded>(), std::vector(2, support::continued(support::textSpec("a"), "", "b"))}) {
            const QByteArray text = archiveText(all, {});
            QCOMPARE(text, QJsonDocument::fromJson(text).toJson());
        }
    }

    // 51 bytes of br made 384 MiB of archive, four such answers 1.5 GiB.
    void bombsStayCoded()
    {
        for (const char *coding : {"gzip", "deflate", "br", "zstd"}) {
            const std::string bytes = support::coded(std::string(20 << 20, '\0'), coding);
            const auto bomb = support::continued(
                support::textSpec("q"), std::string("Content-Type: text/html\r\nContent-Encoding: ") + coding + "\r\n",
                bytes);
            QStringList losses;
            HarOptions options;
            options.showSecrets = true;
            const QByteArray text = archiveText({bomb, bomb}, options, &losses);
            QVERIFY2(text.size() < (1 << 20), coding);
            const QJsonObject har = QJsonDocument::fromJson(text).object();
            const QJsonValue content = harEntry(har, 1)[u"response"][u"content"];
            QCOMPARE(QByteArray::fromBase64(content[u"text"].toString().toLatin1()).toStdString(), bytes);
            QVERIFY(content[u"comment"].toString().startsWith(u"left coded: it is longer than 16,777,216 bytes"));
            QCOMPARE(losses, QStringList{u"the content of 2 messages: the comment at each says why"_s});
            QVERIFY(har[u"log"][u"comment"].toString().startsWith(u"left out: the content of 2 messages"));
            const QJsonValue masked =
                harEntry(QJsonDocument::fromJson(archiveText({bomb}, {})).object(), 0)[u"response"][u"content"];
            QVERIFY(masked[u"text"].isUndefined()); // secrets in coded bytes cannot be masked
            QVERIFY(masked[u"comment"].toString().startsWith(
                u"left out: it is longer than 16,777,216 bytes with its coding undone"));
        }
    }

    // All decoding together is bounded, and so is the whole archive; what is written is read again.
    void boundedInSum()
    {
        const auto coded =
            support::continued(support::textSpec("q"), "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n",
                               support::coded(std::string(1000, 'a'), "gzip"));
        HarOptions options;
        options.showSecrets = true;
        options.decoded = 2500;
        QJsonArray entries =
            QJsonDocument::fromJson(archiveText({coded, coded, coded}, options))[u"log"][u"entries"].toArray();
        QCOMPARE(entries.at(1)[u"response"][u"content"][u"text"].toString().size(), 1000);
        QVERIFY(entries.at(2)[u"response"][u"content"][u"comment"].toString().startsWith(u"left coded"));
        const auto plain =
            support::continued(support::textSpec("q"), "Content-Type: text/plain\r\n", std::string(20'000, 'a'));
        options.archive = 40'000;
        QStringList losses;
        const QByteArray text = archiveText(std::vector<support::Recorded>(40, plain), options, &losses);
        QVERIFY(text.size() <= 40'000);
        entries = QJsonDocument::fromJson(text)[u"log"][u"entries"].toArray();
        QVERIFY(entries.size() > 2 && entries.size() < 40);
        QCOMPARE(entries.at(0)[u"response"][u"content"][u"text"].toString().size(), 20'000);
        QVERIFY(entries.last()[u"response"][u"content"][u"comment"].toString().startsWith(u"left out: longer than"));
        QCOMPARE(losses.size(), 2);
        QCOMPARE(losses.last(),
                 u"%1 of 40 attempts: it would be longer than 39.1 KiB, the most that is written"_s.arg(
                     40 - entries.size()));
        QCOMPARE(readHar(text.toStdString()).requests.size(), static_cast<std::size_t>(entries.size()));
    }

    void nothingMoreIsMadeWhenNoneIsWanted()
    {
        int pieces = 0;
        HarWriter writer([&pieces](const QByteArray &) { return ++pieces < 2; });
        const auto one = support::continued(support::textSpec("q"), "", "b");
        for (int i = 0; i < 5; ++i)
            writer.add(one.record, one.events);
        writer.finish();
        QCOMPARE(pieces, 2);
    }

    void archivesComeBackAsRequests()
    {
        for (const std::string &text : {std::string("plain \xc3\xbc\n"), std::string("\xff\0\r\n", 4)}) {
            request::RequestSpec spec = support::textSpec(text);
            spec.url = "http://127.0.0.1:8080/put?a=1";
            spec.headers = {{"X-One", "1"}, {"X-One", "", ":"}, {"Content-Language", "de"}};
            spec.removed = {"Accept"};
            spec.expect.waitNs = 250'000'000;
            spec.redirects = 3;
            const auto one = support::continued(spec, "", "");
            const RequestFile read = readHar(jsonText(archiveOf(one)).toStdString());
            QCOMPARE(read.requests.size(), std::size_t(1));
            const request::RequestSpec &again = read.requests.front().spec;
            QCOMPARE(request::http1Head(std::get<request::ComposedRequest>(request::compose(again))),
                     request::http1Head(std::get<request::ComposedRequest>(request::compose(spec))));
            QCOMPARE(again.body.text, text);
            QVERIFY(again.expect == spec.expect);
            QCOMPARE(again.redirects, 3);
            QVERIFY2(read.requests.front().losses.isEmpty(), qPrintable(read.requests.front().losses.join(u'\n')));
        }
        const auto generated = support::uploadSpec(2 << 20);
        const RequestFile read = readHar(jsonText(archiveOf(healed(generated))).toStdString());
        QCOMPARE(read.requests.size(), std::size_t(2));
        const request::RequestSpec &again = read.requests.front().spec;
        QVERIFY(again.body.kind == request::BodyKind::Generated && again.body.size == generated.body.size);
        QVERIFY(again.expect == generated.expect);
    }
};

INTERIM_SUITE(TestHarWriter)
#include "tst_har_writer.moc"

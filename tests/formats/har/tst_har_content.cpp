// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_content.h"

#include "formats/har/har_sample.h"
#include "support/coded.h"

#include <QTest>

using namespace formats;

class TestHarContent : public QObject {
    Q_OBJECT
    static QJsonObject response(const std::string &fields, const std::string &content, HarContentLimits limits = {})
    {
        const auto one = support::continued(support::textSpec("q"), fields, content);
        const auto exchange = record::summarize(wire::Role::Client, one.events);
        return harContent(one.record, one.events, *exchange.attempts.at(0).final, limits);
    }
    static QJsonObject request(const wire::RequestSpec &spec, HarContentLimits limits = {})
    {
        const auto one = support::continued(spec, "", "");
        const auto exchange = record::summarize(wire::Role::Client, one.events);
        return harPostData(one.record, one.events, exchange.attempts.at(0), spec.body, limits);
    }
    static QString text(const QJsonObject &content, const char *name = "text") { return content[QLatin1String(name)].toString(); }

private slots:
    void textIsUtf8()
    {
        const QJsonObject content = response("Content-Type: text/plain; charset=iso-8859-1\r\n", "Gr\xfc\xdf");
        QCOMPARE(text(content), QStringLiteral("Grüß"));
        QVERIFY(!content.contains(QLatin1String("encoding")) && !content.contains(QLatin1String("compression")));
        QCOMPARE(content[QLatin1String("size")].toInt(), 4);
        QCOMPARE(text(content, "mimeType"), QStringLiteral("text/plain; charset=iso-8859-1"));
        QCOMPARE(text(response("Content-Type: application/json\r\n", "{\"a\":\"\xc3\xa9\"}")), QStringLiteral("{\"a\":\"é\"}"));
    }

    void bytesAreBase64()
    {
        const std::string bytes("\x89PNG\r\n\x1a\n\0\xff", 10);
        const QJsonObject content = response("Content-Type: image/png\r\n", bytes);
        QCOMPARE(text(content, "encoding"), QStringLiteral("base64"));
        QCOMPARE(QByteArray::fromBase64(text(content).toLatin1()).toStdString(), bytes);
        // A text that is not in its charset keeps its bytes too.
        const QJsonObject broken = response("Content-Type: text/plain; charset=utf-8\r\n", "a\xff\xfe");
        QCOMPARE(text(broken, "encoding"), QStringLiteral("base64"));
    }

    void codingsAreUndone()
    {
        const std::string plain(5000, 'a');
        const std::string coded = support::coded(plain, "gzip");
        const QJsonObject content = response("Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", coded);
        QCOMPARE(text(content).toStdString(), plain);
        QCOMPARE(content[QLatin1String("size")].toInt(), 5000);
        QCOMPARE(content[QLatin1String("compression")].toInt(), 5000 - static_cast<int>(coded.size()));
        const QJsonObject broken = response("Content-Encoding: gzip\r\n", "no gzip");
        QCOMPARE(QByteArray::fromBase64(text(broken).toLatin1()), QByteArray("no gzip"));
        QVERIFY(text(broken, "comment").contains(QLatin1String("cannot be undone")));
    }

    void whatIsTooLongIsLeftOut()
    {
        const QJsonObject content = response("", "0123456789", {9});
        QVERIFY(!content.contains(QLatin1String("text")));
        QVERIFY(text(content, "comment").contains(QLatin1String("longer than 9 bytes")));
        QCOMPARE(content[QLatin1String("size")].toInt(), 10);
    }

    // Texts that JSON would write as six bytes for each of theirs.
    void controlBytesAreBase64()
    {
        const std::string bytes(3000, '\0');
        const QJsonObject content = response("Content-Type: text/plain\r\n", bytes);
        QCOMPARE(QByteArray::fromBase64(text(content).toLatin1()).toStdString(), bytes);
        QCOMPARE(text(content, "encoding"), QStringLiteral("base64"));
    }

    void nothing()
    {
        const QJsonObject content = response("", "");
        QCOMPARE(content[QLatin1String("size")].toInt(), 0);
        QVERIFY(!content.contains(QLatin1String("text")));
    }

    void postedText()
    {
        const QJsonObject data = request(support::textSpec("{\"ü\": 1}", "application/json"));
        QCOMPARE(text(data), QStringLiteral("{\"ü\": 1}"));
        QCOMPARE(text(data, "mimeType"), QStringLiteral("application/json"));
        QVERIFY(!data.contains(QLatin1String("comment")));
        const std::string bytes("a\xff\0b", 4);
        const QJsonObject binary = request(support::textSpec(bytes));
        QCOMPARE(text(binary), QString());
        const QJsonObject extra = binary[QLatin1String("_interim")].toObject();
        QCOMPARE(QByteArray::fromBase64(extra[QLatin1String("text")].toString().toLatin1()).toStdString(), bytes);
        QVERIFY(text(request(support::textSpec("0123456789"), {9}), "comment").contains(QLatin1String("longer")));
        wire::RequestSpec none = support::textSpec("");
        none.body = {};
        QVERIFY(request(none).isEmpty());
    }

    void contentThatDidNotGoOut()
    {
        const auto spec = support::textSpec("held back");
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").head().at(10).received("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n").closed().end("final-status");
        const auto one = support::recorded(maker, spec);
        const auto exchange = record::summarize(wire::Role::Client, one.events);
        const QJsonObject data = harPostData(one.record, one.events, exchange.attempts.at(0), spec.body);
        QCOMPARE(text(data), QStringLiteral("held back"));
        QCOMPARE(text(data, "comment"), QStringLiteral("0 bytes of the content went out"));
    }

    void generatedContentIsNotWritten()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        record::Record record;
        record.spec = spec;
        const auto exchange = record::summarize(wire::Role::Client, events);
        const QJsonObject data = harPostData(record, events, exchange.attempts.at(1), spec.body);
        QVERIFY(text(data).isEmpty());
        QVERIFY(text(data, "comment").contains(QLatin1String("2097152 bytes that Interim generated")));
    }
};

INTERIM_SUITE(TestHarContent)
#include "tst_har_content.moc"

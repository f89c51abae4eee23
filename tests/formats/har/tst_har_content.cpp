// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_content.h"

#include "formats/har/har_sample.h"
#include "request/sensitive_content.h"
#include "support/coded.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestHarContent : public QObject {
    Q_OBJECT
    static QJsonObject response(const std::string &fields, const std::string &content, HarContentLimits limits = {})
    {
        const auto one = support::continued(support::textSpec("q"), fields, content);
        const auto exchange = record::summarize(one.events);
        return harContent(one.record, one.events, *exchange.attempts.at(0).final, limits);
    }
    static QJsonObject request(const request::RequestSpec &spec, HarContentLimits limits = {})
    {
        const auto one = support::continued(spec, "", "");
        const auto exchange = record::summarize(one.events);
        return harPostData(one.record, one.events, exchange.attempts.at(0), spec.body, limits);
    }
    static QString text(const QJsonObject &content, const char *name = "text")
    {
        return content[QLatin1String(name)].toString();
    }

private slots:
    void textIsUtf8()
    {
        const QJsonObject content = response("Content-Type: text/plain; charset=iso-8859-1\r\n", "Gr\xfc\xdf");
        QCOMPARE(text(content), u"Grüß"_s);
        QVERIFY(!content.contains("encoding"_L1) && !content.contains("compression"_L1));
        QCOMPARE(content["size"_L1].toInt(), 4);
        QCOMPARE(text(content, "mimeType"), u"text/plain; charset=iso-8859-1"_s);
        QCOMPARE(text(response("Content-Type: application/json\r\n", "{\"a\":\"\xc3\xa9\"}")), u"{\"a\":\"é\"}"_s);
    }

    // An answer may have what was sent as a secret under no name at all.
    void whatWasSentAsASecretIsOneInTheAnswer()
    {
        HarContentLimits limits;
        limits.showSecrets = false;
        const auto answer = [&](const request::RequestSpec &spec, const std::string &content) {
            const auto one = support::continued(spec, "Content-Type: text/plain\r\n", content);
            const auto exchange = record::summarize(one.events);
            const std::vector<std::string> sent = request::secretValuesOf(spec);
            limits.sent = sent;
            return text(harContent(one.record, one.events, *exchange.attempts.at(0).final, limits));
        };
        request::RequestSpec spec = support::textSpec("<a><![CDATA[password=S3CR/1&b=c]]></a>");
        QCOMPARE(answer(spec, "got S3CR/1, S3CR%2F1"), u"got ***, ***"_s);
        spec.body.kind = request::BodyKind::Multipart;
        spec.body.fields = {{"password", "S3CR"}, {"pin", "1234"}, {"a", "plain"}};
        QCOMPARE(answer(spec, "got S3CR and 1234 of 12345, plain"), u"got *** and *** of 12345, plain"_s);
        spec.headers = {{"X-Api-Key", "S3CRET-KEY"}};
        QCOMPARE(answer(spec, "xS3CRET-KEYx"), u"x***x"_s);
        limits.showSecrets = true;
        QCOMPARE(answer(spec, "got S3CR"), u"got S3CR"_s);
    }

    void bytesAreBase64()
    {
        const std::string bytes("\x89PNG\r\n\x1a\n\0\xff", 10);
        const QJsonObject content = response("Content-Type: image/png\r\n", bytes);
        QCOMPARE(text(content, "encoding"), u"base64"_s);
        QCOMPARE(QByteArray::fromBase64(text(content).toLatin1()).toStdString(), bytes);
        // A text that is not in its charset keeps its bytes too.
        const QJsonObject broken = response("Content-Type: text/plain; charset=utf-8\r\n", "a\xff\xfe");
        QCOMPARE(text(broken, "encoding"), u"base64"_s);
    }

    void codingsAreUndone()
    {
        const std::string plain(5000, 'a');
        const std::string coded = support::coded(plain, "gzip");
        const QJsonObject content = response("Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", coded);
        QCOMPARE(text(content).toStdString(), plain);
        QCOMPARE(content["size"_L1].toInt(), 5000);
        QCOMPARE(content["compression"_L1].toInt(), 5000 - static_cast<int>(coded.size()));
        const QJsonObject broken = response("Content-Encoding: gzip\r\n", "no gzip");
        QCOMPARE(QByteArray::fromBase64(text(broken).toLatin1()), QByteArray("no gzip"));
        QVERIFY(text(broken, "comment").contains("cannot be undone"_L1));
    }

    void whatIsTooLongIsLeftOut()
    {
        const QJsonObject content = response("", "0123456789", {9});
        QVERIFY(!content.contains("text"_L1));
        QVERIFY(text(content, "comment").contains("longer than 9 bytes"_L1));
        QCOMPARE(content["size"_L1].toInt(), 10);
        QCOMPARE(text(response("", "0123456789", {1}), "comment"), u"left out: longer than 1 byte"_s);
    }

    // Texts that JSON would write as six bytes for each of theirs.
    void controlBytesAreBase64()
    {
        const std::string bytes(3000, '\0');
        const QJsonObject content = response("Content-Type: text/plain\r\n", bytes);
        QCOMPARE(QByteArray::fromBase64(text(content).toLatin1()).toStdString(), bytes);
        QCOMPARE(text(content, "encoding"), u"base64"_s);
    }

    void nothing()
    {
        const QJsonObject content = response("", "");
        QCOMPARE(content["size"_L1].toInt(), 0);
        QVERIFY(!content.contains("text"_L1));
    }

    void postedText()
    {
        const QJsonObject data = request(support::textSpec("{\"ü\": 1}", "application/json"));
        QCOMPARE(text(data), u"{\"ü\": 1}"_s);
        QCOMPARE(text(data, "mimeType"), u"application/json"_s);
        QVERIFY(!data.contains("comment"_L1));
        const std::string bytes("a\xff\0b", 4);
        const QJsonObject binary = request(support::textSpec(bytes));
        QCOMPARE(text(binary), QString());
        const QJsonObject extra = binary["_interim"_L1].toObject();
        QCOMPARE(QByteArray::fromBase64(extra["text"_L1].toString().toLatin1()).toStdString(), bytes);
        QVERIFY(text(request(support::textSpec("0123456789"), {9}), "comment").contains("longer"_L1));
        request::RequestSpec none = support::textSpec("");
        none.body = {};
        QVERIFY(request(none).isEmpty());
    }

    void contentThatDidNotGoOut()
    {
        const auto spec = support::textSpec("held back");
        support::SampleMaker maker(spec);
        maker.at(0)
            .begin("first")
            .head()
            .at(10)
            .received("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")
            .closed()
            .end("final-status");
        const auto one = support::recorded(maker, spec);
        const auto exchange = record::summarize(one.events);
        const QJsonObject data = harPostData(one.record, one.events, exchange.attempts.at(0), spec.body);
        QCOMPARE(text(data), u"held back"_s);
        QCOMPARE(text(data, "comment"), u"0 bytes of the content went out"_s);
    }

    void generatedContentIsNotWritten()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        record::Record record;
        record.spec = spec;
        const auto exchange = record::summarize(events);
        const QJsonObject data = harPostData(record, events, exchange.attempts.at(1), spec.body);
        QVERIFY(text(data).isEmpty());
        QVERIFY(text(data, "comment").contains("2,097,152 bytes that Interim generated"_L1));
    }
};

INTERIM_SUITE(TestHarContent)
#include "tst_har_content.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/secrets.h"

#include "formats/curl/curl_command.h"
#include "formats/har/har_writer.h"
#include "formats/http_file/http_file_writer.h"
#include "formats/json/exchange_json.h"
#include "formats/request_text.h"
#include "formats/shell/raw_command.h"
#include "formats/snippets/snippets.h"
#include "request/private_values.h"
#include "request/settings.h"
#include "support/canaries.h"
#include "support/exchange_sample.h"
#include "support/json_documents.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestSecrets : public QObject {
    Q_OBJECT
private slots:
    void valuesAreMasked()
    {
        QCOMPARE(maskedValue("Authorization", "Basic dTpw"), std::string("Basic ***"));
        QCOMPARE(maskedValue("authorization ", "tell no one"), std::string("***"));
        QCOMPARE(maskedValue("Cookie", "a=b; c=d"), std::string("***"));
        QCOMPARE(maskedValue("X-Api-Key", ""), std::string());
        QCOMPARE(maskedValue("Accept", "text/html"), std::string("text/html"));
    }

    void fieldsOfCredentials()
    {
        for (const char *name :
             {"X-Goog-Api-Key", "Private-Token", "X-Vault-Token", "X-Gitlab-Token", "Ocp-Apim-Subscription-Key",
              "X-CSRF-Token", "X-Access-Token", "Cookie2", "Set-Cookie", "X-Api-Key", "Api-Key", "X-Auth-Token",
              "X-Amz-Security-Token", "Proxy-Authorization", "X-Client-Secret", "X-Functions-Key", "X-Auth-Key"})
            QVERIFY2(isSecretField(name), name);
        for (const char *name : {"Sec-WebSocket-Key", "Idempotency-Key", "Surrogate-Key", "Host", "WWW-Authenticate",
                                 "Content-Type", "Expect", "ETag", "Signature-Input"})
            QVERIFY2(!isSecretField(name), name);
        QCOMPARE(maskedValue("Location", "http://h:SECRET@h/?token=SECRET&a=b"),
                 std::string("http://***@h/?token=***&a=b"));
        QCOMPARE(maskedValue("referer", "http://h/?a=b"), std::string("http://h/?a=b"));
    }

    void urlsAreMasked()
    {
        QCOMPARE(maskedUrl("http://u:p@h:1/a@b"), std::string("http://***@h:1/a@b"));
        QCOMPARE(maskedUrl("u:p@h/"), std::string("***@h/"));
        QCOMPARE(maskedUrl("http://h/a?m=x@y"), std::string("http://h/a?m=x@y"));
        QCOMPARE(maskedUrl("/only?x=a@b"), std::string("/only?x=a@b"));
        QCOMPARE(maskedUrl("http://a@b@h/"), std::string("http://***@h/"));
        QCOMPARE(maskedUrl("u:p@h/?r=http://q"), std::string("***@h/?r=http://q"));
        QCOMPARE(maskedUrl("/?r=http://u:p@h/&b"), std::string("/?r=http://***@h/&b"));
        QCOMPARE(maskedUrl("/cb?code=1#access_token=x&state=y"), std::string("/cb?code=1#access_token=***&state=y"));
        for (const char *name : {"access_token", "api_key", "apiKey", "X-Amz-Signature", "X-Amz-Security-Token",
                                 "client_secret", "password", "key", "sig", "id%5Ftoken", "pw", "ticket"}) {
            const std::string url = std::string("http://h/a?b=c&") + name + '=';
            QCOMPARE(maskedUrl(url + "SECRET?=/&d"), url + "***&d");
            QCOMPARE(maskedUrl(url + "&d"), url + "&d");
        }
        for (const char *name : {"monkey", "delay", "author", "keyword", "tokens", "idempotency-key"}) {
            const std::string url = std::string("/?") + name + "=c";
            QCOMPARE(maskedUrl(url), url);
        }
    }

    void headsAreMasked()
    {
        const std::string head = "GET / HTTP/1.1\r\nHost: h\r\nCookie:a=b;\r\n c=d\r\nX: 1\r\n\r\n";
        QCOMPARE(maskedHead(head), std::string("GET / HTTP/1.1\r\nHost: h\r\nCookie: ***\r\n ***\r\nX: 1\r\n\r\n"));
        const std::string plain = "GET / HTTP/1.1\nHost:h\n\n";
        QCOMPARE(maskedHead(plain), plain);
        QCOMPARE(maskedHead("no line end"), std::string("no line end"));
        QCOMPARE(maskedHead("Cookie : secret"), std::string("Cookie : ***"));
        QCOMPARE(maskedHead("GET /?sig=x HTTP/1.1\r\nReferer: http://u:p@h/\r\n"),
                 std::string("GET /?sig=*** HTTP/1.1\r\nReferer: http://***@h/\r\n"));
        QCOMPARE(maskedHead("GET /?sig=x\n\n"), std::string("GET /?sig=***\n\n"));
    }

    void nothingSecretStaysInEvents()
    {
        request::RequestSpec spec = support::uploadSpec(8);
        spec.url += "?api_key=tell-no-one\xff";
        spec.headers = {{"Referer", "http://u:tell-no-one@h/\x01"},
                        {"Authorization", "Bearer tell-no-one"},
                        {"Cookie", "tell-no-one\x01 and \xff"},
                        {"X-Fold", "a\r\n b"},
                        {"Cookie", "x\r\n tell-no-one"},
                        {"X-Plain", "stays"}};
        const auto events = support::healed417(spec);
        const auto holds = [](const std::vector<wire::Event> &list, std::string_view text) {
            return std::any_of(list.begin(), list.end(), [&](const wire::Event &event) {
                return event.text.find(text) != std::string::npos || event.name.find(text) != std::string::npos;
            });
        };
        QVERIFY(holds(events, "tell-no-one")); // else the test proves nothing
        const auto masked = maskSecrets(events);
        QVERIFY(!holds(masked, "tell-no-one"));
        QVERIFY(!holds(masked, "\xff"));
        QVERIFY(holds(masked, "stays"));
        QVERIFY(holds(masked, "Bearer ***"));
        QCOMPARE(masked.size(), events.size());
    }

    /// A head that begins with a field has it for its request line.
    void noSecretStaysInAFieldSentAsTheRequestLine()
    {
        for (const char *line : {"Authorization: tell-no-one", "Authorization: Basic tell-no-one", "Cookie:tell-no-one",
                                 "Cookie:a=tell-no-one; b=tell-no-one", "X-Api-Key : tell-no-one",
                                 "X-Other: Bearer tell-no-one HTTP/1.1"}) {
            request::RequestSpec spec = support::uploadSpec(0);
            spec.rawHead = std::string(line) + "\r\nHost: h\r\n\r\n";
            support::SampleMaker maker(spec);
            maker.at(0).begin("first").at(10).head();
            for (const wire::Event &event : maskSecrets(maker.events()))
                QVERIFY2((event.name + event.text).find("tell-no-one") == std::string::npos, line);
        }
    }

    void nothingSecretStaysInSpecs()
    {
        request::RequestSpec spec;
        spec.url = "http://me:secret@h/";
        spec.headers = {{"Proxy-Authorization", "Basic c2VjcmV0"}};
        spec.rawHead = "GET / HTTP/1.1\r\nCookie: secret\r\n\r\n";
        const request::RequestSpec masked = maskSecrets(spec);
        QCOMPARE(masked.url, std::string("http://***@h/"));
        QCOMPARE(masked.headers.front().value, std::string("Basic ***"));
        QVERIFY(masked.rawHead->find("secret") == std::string::npos);
    }

    // Whatever rows the table of settings has.
    void nothingSecretStaysInSettings()
    {
        request::knowPrivate({"tell-no-one"});
        request::RequestSpec spec;
        for (const request::Setting &row : request::settings()) {
            if (row.text)
                row.text(spec) = "a/tell-no-one";
        }
        const request::RequestSpec hidden = maskSecrets(spec);
        request::forgetPrivate();
        for (const request::Setting &row : request::settings())
            QCOMPARE(row.text ? *row.get(hidden) : "a/***", std::string("a/***"));
        spec.proxy = "http://u:secret@p:1";
        spec.connectTo = "u:secret@h:1";
        spec.unixSocket = "/run/u@h.sock";
        const request::RequestSpec masked = maskSecrets(spec);
        QCOMPARE(masked.proxy, std::string("http://***@p:1"));
        QCOMPARE(masked.connectTo, std::string("***@h:1"));
        QCOMPARE(masked.unixSocket, spec.unixSocket);
    }

    void linesAreMasked()
    {
        QCOMPARE(maskedLine("X-Api-Key S"), std::string("X-Api-Key ***"));
        QCOMPARE(maskedLine("Authorization: Basic S"), std::string("Authorization: Basic ***"));
        QCOMPARE(maskedLine("cannot reach http://u:S@h/?token=S"), std::string("cannot reach http://***@h/?token=***"));
        QCOMPARE(maskedLine("fields added: Host, Cookie"), std::string("fields added: Host, Cookie"));
        QCOMPARE(maskedLine("authorization"), std::string("authorization"));
    }

    void noCanaryGetsOut_data()
    {
        QTest::addColumn<int>("body");
        for (const support::CanaryBody body : support::canaryBodies)
            QTest::addRow("%d", static_cast<int>(body)) << static_cast<int>(body);
    }
    void noCanaryGetsOut()
    {
        QFETCH(int, body);
        for (const bool proxied : {true, false}) {
            request::RequestSpec spec = support::canarySpec(static_cast<support::CanaryBody>(body));
            if (!proxied)
                spec.proxy.clear();
            outputsOf(spec);
        }
    }

private:
    static void holdsNone(const char *where, const QByteArray &output)
    {
        QVERIFY2(output.size() > 20, where);
        const QByteArray found = support::canaryIn(output);
        QVERIFY2(found.isEmpty(), where + QByteArray(": ") + found);
    }

    static void outputsOf(const request::RequestSpec &spec)
    {
        for (const Shell shell : {Shell::Posix, Shell::PowerShell, Shell::Cmd}) {
            CurlOptions options;
            options.shell = shell;
            const CurlCommand made = curlCommand(spec, options);
            holdsNone("curl", (made.command + made.losses.join(u'\n')).toUtf8());
            QVERIFY(made.losses.join(u'\n').contains(u"the length of the content: it is that of the masked one"));
        }
        const CurlCommand raw = rawCommand(spec, false);
        holdsNone("raw", (raw.command + raw.losses.join(u'\n')).toUtf8());
        for (const HttpDialect dialect : {HttpDialect::JetBrains, HttpDialect::VsCode}) {
            HttpFileOptions options;
            options.dialect = dialect;
            const HttpFileText file = httpFileText({{u"n"_s, spec}}, options);
            holdsNone("http", QByteArray::fromStdString(file.text) + file.losses.join(u'\n').toUtf8());
            QVERIFY(file.losses.join(u'\n').contains(u"secrets: they are shown as ***"));
            QVERIFY(file.text.find("innocent-keyboard") != std::string::npos);
        }
        holdsNone("text", QByteArray::fromStdString(requestText(spec, false)));
        holdsNone("json", QJsonDocument(requestToJson(spec, false)).toJson());
        for (const Snippet &snippet : Snippets::builtin().all()) {
            const SnippetText made = fillSnippet(snippet, spec);
            holdsNone("snippet", (made.program + made.losses.join(u'\n')).toUtf8());
        }
        recordingsOf(spec);
    }

    static QByteArray archived(const record::Record &record, const std::vector<wire::Event> &events,
                               const HarOptions &options = {})
    {
        QByteArray text;
        HarWriter writer(
            [&text](const QByteArray &piece) {
                text += piece;
                return true;
            },
            options);
        writer.add(record, events);
        writer.finish();
        return text;
    }

    static void recordingsOf(const request::RequestSpec &spec)
    {
        const record::Record record = support::canaryRecord(spec);
        const std::vector<wire::Event> events = record::replay(record);
        const QByteArray har = archived(record, events);
        holdsNone("har", har);
        const QJsonObject entry = QJsonDocument::fromJson(har)[u"log"][u"entries"][0].toObject();
        QVERIFY(entry[u"response"][u"content"][u"comment"].toString().contains(u"shown as ***"));
        QVERIFY(!QJsonDocument::fromJson(entry[u"response"][u"content"][u"text"].toString().toUtf8()).isNull());
        QVERIFY(entry[u"request"][u"postData"][u"comment"].toString().contains(u"shown as ***"));
        HarOptions open;
        open.showSecrets = true;
        const QByteArray bare = archived(record, events, open);
        QVERIFY(bare.contains("s3cr3t-answer") && bare.contains("s3cr3t-query") && !bare.contains("***"));
        const auto masked = maskSecrets(events);
        const record::Exchange exchange = record::summarize(masked);
        const request::RequestSpec shown = maskSecrets(spec);
        holdsNone("exchange", support::writtenExchange({shown, exchange, masked, {}}));
        QCOMPARE(shown.body.length(), spec.body.length()); // what is told of the content stays true
    }
};

INTERIM_SUITE(TestSecrets)
#include "tst_secrets.moc"

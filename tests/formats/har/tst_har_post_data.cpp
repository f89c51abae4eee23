// SPDX-License-Identifier: GPL-3.0-or-later
// What an archive says of a content besides its text: lengths, codings, charsets; each contradiction is said.
#include "formats/har/har_post_data.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

using formats::HarPostData;

namespace {

HarPostData postData(const QByteArray &json, const std::vector<std::pair<const char *, const char *>> &fields)
{
    request::RequestSpec head;
    for (const auto &[name, value] : fields)
        head.headers.push_back({name, value});
    QJsonObject request{{u"postData"_s, QJsonDocument::fromJson(json).object()}};
    return formats::readPostData(request, head);
}

QString words(const HarPostData &read)
{
    return read.unknown.join(u'\n') + read.losses.join(u'\n') + u'|' + read.taken.join(u'\n');
}

} // namespace

class TestHarPostData : public QObject {
    Q_OBJECT
private slots:
    void bytesOfLetters_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("length");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *json, const char *type, const char *length, const char *bytes,
                            const char *said) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(type) << QByteArray(length) << QByteArray(bytes)
                                << QString::fromLatin1(said);
        };
        row("utf-8", "{\"text\":\"\\u00fc\"}", "text/plain", "2", "\xc3\xbc", "");
        row("utf-8, no length", "{\"text\":\"\\u00fc\"}", "text/plain", "", "\xc3\xbc", "");
        row("one byte a letter", "{\"text\":\"\\u00fc\\u00ff\"}", "application/octet-stream", "2", "\xfc\xff",
            "its length says so");
        row("latin-1", "{\"text\":\"\\u00fc\"}", "text/plain; charset=ISO-8859-1", "", "\xfc", "its charset says so");
        row("latin-1 in quotes", "{\"text\":\"\\u00fc\"}", "text/plain; charset=\"latin1\"", "1", "\xfc",
            "its charset says so");
        row("utf-8 by its length", "{\"text\":\"\\u00fc\"}", "text/plain; charset=iso-8859-1", "2", "\xc3\xbc",
            "UTF-8 by its length");
        row("utf-16", "{\"text\":\"\\u00fc\"}", "text/plain; charset=utf-16be", "", "\x00\xfc", "encoded as");
        row("another", "{\"text\":\"\\u00fc\"}", "text/plain; charset=koi8-r", "", "\xc3\xbc",
            "the charset \"koi8-r\" of the content is not known here");
        row("lost bytes", "{\"text\":\"\\ufffda\"}", "application/octet-stream", "2",
            "\xef\xbf\xbd"
            "a",
            "holds U+FFFD");
        row("a letter U+FFFD", "{\"text\":\"\\ufffd\"}", "text/plain", "3", "\xef\xbf\xbd", "");
        row("broken base64", "{\"text\":\"QUJ*D\",\"encoding\":\"base64\"}", "text/plain", "", "", "base64 is broken");
        row("base64", "{\"text\":\"AP8=\",\"encoding\":\"base64\"}", "text/plain", "2", "\x00\xff", "");
        row("base64 in lines", "{\"text\":\"QUJD\\r\\nREVG\",\"encoding\":\"base64\"}", "text/plain", "6", "ABCDEF",
            "");
        row("base64 of file names", "{\"text\":\"QUJ_QT8-QQ\",\"encoding\":\"base64\"}", "text/plain", "7",
            "AB\x7f"
            "A?>A",
            "");
        row("Python's bytes", "{\"text\":\"a\\udcff\\u00e4\\ud83d\\ude00\"}", "text/plain", "8",
            "a\xff\xc3\xa4\xf0\x9f\x98\x80", "one byte, as Python writes it");
        row("half a letter", "{\"text\":\"a\\udcff\"}", "text/plain", "3", "a?", "holds half a letter");
        row("a wrong type", "{\"text\":7,\"params\":[{\"name\":\"a\",\"value\":\"b\"}]}", "text/plain", "3", "",
            "postData.text is a number");
        row("two forms", "{\"text\":\"a=b\",\"params\":[{\"name\":\"a\",\"value\":\"c\"}]}",
            "application/x-www-form-urlencoded", "", "a=b", "different forms");
        row("two forms and a length", "{\"text\":\"a=b\",\"params\":[{\"name\":\"a\",\"value\":\"c\"}]}",
            "application/x-www-form-urlencoded", "3", "a=b", "lists other fields");
        row("a form twice", "{\"text\":\"a=b%20c\",\"params\":[{\"name\":\"a\",\"value\":\"b c\"}]}",
            "application/x-www-form-urlencoded", "", "a=b%20c", "");
        row("other encoding", "{\"text\":\"x\",\"encoding\":\"rot13\"}", "text/plain", "", "x", "only base64 is known");
    }
    void bytesOfLetters()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, length);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        std::vector<std::pair<const char *, const char *>> fields{{"Content-Type", type.constData()}};
        if (!length.isEmpty())
            fields.emplace_back("Content-Length", length.constData());
        const HarPostData read = postData(json, fields);
        if (bytes.isEmpty() && said.contains("a number"_L1)) // its form stands there
            QVERIFY(read.body.kind == request::BodyKind::Form);
        else if (bytes.isEmpty() && !read.unknown.isEmpty())
            QVERIFY(read.body.text.empty());
        else if (bytes.isEmpty() || bytes[0] == '\0') // a row's text ends at its NUL
            QVERIFY(read.body.text.starts_with('\0') && read.body.text.size() == 2);
        else
            QCOMPARE(QByteArray::fromStdString(read.body.text), bytes);
        QVERIFY2(said.isEmpty() ? words(read) == u"|" : words(read).contains(said), qPrintable(words(read)));
    }

    void decodedContentGoesWithoutItsCoding()
    {
        for (const char *coding : {"gzip", "x-gzip", "deflate", "zstd", "br", "identity, GZIP"}) {
            const HarPostData read = postData("{\"text\":\"{\\\"a\\\":1}\"}", {{"Content-Encoding", coding}});
            QVERIFY2(read.decoded && words(read).contains("holds the content decoded"_L1), coding);
            QCOMPARE(read.body.text, std::string("{\"a\":1}"));
        }
        const std::pair<const char *, const char *> coded[]{{"gzip", "H4sIAAAA"}, {"deflate", "eJyrVkpUsjKsBQ=="},
                                                            {"zstd", "KLUv/SA="}, {"br", "CwOA/w=="},
                                                            {"identity", "QQ=="}, {"", "QQ=="}};
        for (const auto &[coding, text] : coded) {
            const HarPostData read = postData(QByteArray("{\"encoding\":\"base64\",\"text\":\"") + text + "\"}",
                                              {{"Content-Encoding", coding}});
            QVERIFY2(!read.decoded && read.losses.isEmpty(), coding);
        }
    }

    void forms()
    {
        const HarPostData form = postData(
            "{\"mimeType\":\"application/x-www-form-urlencoded\",\"params\":[{\"name\":\"a\",\"value\":\"b c\"}]}", {});
        QVERIFY(form.body.kind == request::BodyKind::Form && form.body.fields.at(0).value == "b c" && !form.ownsType);
        QVERIFY(words(form).contains("made of the form's fields"_L1));
        const HarPostData parts = postData(
            "{\"mimeType\":\"multipart/form-data; boundary=x\",\"params\":[{\"name\":\"f\",\"fileName\":\"p.png\"}]}",
            {});
        QVERIFY(parts.body.kind == request::BodyKind::Multipart && parts.ownsType);
        QVERIFY(words(parts).contains("\"p.png\" of the form: an archive tells its name, not its bytes"_L1));
    }
};

INTERIM_SUITE(TestHarPostData)
#include "tst_har_post_data.moc"

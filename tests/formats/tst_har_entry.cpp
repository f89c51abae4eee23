// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har_entry.h"

#include "wire/compose.h"

#include <QJsonDocument>
#include <QTest>

using formats::FileRequest;

namespace {

FileRequest harEntry(const QByteArray &request)
{
    return formats::readHarEntry(QJsonDocument::fromJson("{\"request\":" + request + "}").object());
}

std::string entryHead(const FileRequest &read)
{
    const auto made = wire::compose(read.spec);
    const auto *composed = std::get_if<wire::ComposedRequest>(&made);
    return composed ? composed->head : std::string();
}

} // namespace

class TestHarEntry : public QObject {
    Q_OBJECT
private slots:
    void aQueryThatIsKeptApart()
    {
        const FileRequest apart = harEntry("{\"method\":\"GET\",\"url\":\"http://h/s#x\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"a b\"},{\"name\":\"\\u00e4\",\"value\":\"\"}]}");
        QCOMPARE(apart.spec.url, std::string("http://h/s?q=a%20b&%C3%A4="));
        QVERIFY(apart.taken.join(QString()).contains(QLatin1String("made of request.queryString")));
        const FileRequest both = harEntry("{\"method\":\"GET\",\"url\":\"http://h/s?q=a\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"a\"}]}");
        QVERIFY(both.spec.url == "http://h/s?q=a" && both.taken.isEmpty());
        const FileRequest other = harEntry("{\"method\":\"GET\",\"url\":\"http://h/s?q=a\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"a\"},{\"name\":\"r\"}]}");
        QVERIFY(other.spec.url == "http://h/s?q=a" && other.taken.join(QString()).contains(QLatin1String("lists other fields")));
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"http://h/\",\"queryString\":[{\"name\":5}],\"headers\":[]}").losses.join(QString()).contains(QLatin1String("whose name is a number")));
    }

    // Whichever way the length differs, and by its true reason.
    void lengths_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("size");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *fields, const char *size, const char *said) {
            QTest::newRow(said) << QByteArray(fields) << QByteArray(size) << QString::fromLatin1(said);
        };
        row("{\"name\":\"Content-Length\",\"value\":\"60\"}", "-1", "the archive holds 7 of its 60 bytes");
        row("{\"name\":\"Content-Length\",\"value\":\"3\"}", "-1", "Content-Length: 3: the archive holds a content of 7 bytes");
        row("{\"name\":\"Content-Length\",\"value\":\"x\"}", "-1", "Content-Length: \"x\", which is no number");
        row("{\"name\":\"A\",\"value\":\"b\"}", "9", "the archive holds 7 of its 9 bytes");
        row("{\"name\":\"A\",\"value\":\"b\"}", "3", "bodySize says 3 bytes, the archive holds 7");
        row("{\"name\":\"Content-Length\",\"value\":\"60\"},{\"name\":\"Content-Encoding\",\"value\":\"gzip\"}", "-1", "Content-Encoding: gzip: the archive holds the content decoded");
    }
    void lengths()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, size);
        QFETCH(QString, said);
        const FileRequest read = harEntry("{\"method\":\"POST\",\"url\":\"http://h/\",\"headers\":[" + fields + "],\"bodySize\":" + size
                                          + ",\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"a\\\":1}\"}}");
        const QStringList all = read.losses + read.taken;
        QVERIFY2(all.size() == 1 && all[0].contains(said), qPrintable(all.join(u'\n')));
        const std::string head = entryHead(read);
        QVERIFY2(head.find("Content-Length: 7\r\n") != std::string::npos && head.find("Content-Encoding") == std::string::npos, head.c_str());
    }

    void whatCannotBeSentSaysWhy()
    {
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"http://h:99999/\",\"headers\":[]}").error.contains(QLatin1String("request.url")));
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"" + QByteArray(1 << 21, 'x') + "\",\"headers\":[]}").error.contains(QLatin1String("longer than 1024 KiB")));
    }
};

INTERIM_SUITE(TestHarEntry)
#include "tst_har_entry.moc"

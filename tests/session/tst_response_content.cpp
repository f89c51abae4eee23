// SPDX-License-Identifier: GPL-3.0-or-later
// A response's content from a recording: found, put together, decoded, as text, in a file.
#include "session/response_content.h"

#include "support/coded.h"
#include "support/events.h"

#include <QDir>
#include <QFile>
#include <QStringConverter>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using session::Content;

namespace {

/// A response that came in one go, in pieces of `chunk` bytes.
support::Script answered(std::string_view head, std::string_view content, std::size_t chunk = 60'000)
{
    support::Script script;
    const auto request = support::requestHead(0, false, "/things/list.json?x=1");
    script.attempt(0, 0, "first").connect(10, 20).submit(30, request, 0, false).sent(40, request);
    script.received(50, head);
    for (std::size_t at = 0; at < content.size(); at += chunk)
        script.received(60 + static_cast<std::int64_t>(at), content.substr(at, chunk));
    return script;
}

std::string headOf(std::size_t length, const std::string &fields)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(length) + "\r\n" + fields + "\r\n";
}

std::string chunkedText(std::string_view content, std::size_t chunk)
{
    std::string out;
    for (std::size_t at = 0; at < content.size(); at += chunk) {
        const auto part = content.substr(at, chunk);
        out += QByteArray::number(static_cast<qulonglong>(part.size()), 16).toStdString() + ";x=y\r\n"
            + std::string(part) + "\r\n";
    }
    return out + "0\r\nTrailer: t\r\n\r\n";
}

Content contentOf(support::Script &script, const session::ContentLimits &limits = {})
{
    const auto exchange = record::summarize(script.events());
    const auto plan = session::planContent(script.events(), *exchange.attempts.back().final);
    return session::loadContent(*script.record(), plan, QLocale(QLocale::English), {}, limits);
}

std::string lines(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "line " + std::to_string(i * 7919) + "\n";
    return text;
}

} // namespace

class TestResponseContent : public QObject {
    Q_OBJECT
private slots:
    void everyFraming_data();
    void everyFraming();
    void transferCodingsAreUndoneToo();
    void jsonIsIndented();
    void cutByTheConnection();
    void elidedMiddle();
    void brokenAndUnknown();
    void secondResponseOfAConnection();
    void noContent();
    void largeTextInPages();
    void bytesAsTheyAreShown();
    void otherCharsetsInPages();
    void tellsWhatCanBeSearched();
    void cancelled();
    void saves();
};

void TestResponseContent::everyFraming_data()
{
    QTest::addColumn<std::string>("coding");
    QTest::addColumn<int>("chunk"); // 0: by length
    for (const char *coding : {"identity", "gzip", "deflate", "br", "zstd"}) {
        for (const int chunk : {0, 7, 4000}) // 7: more chunks than are reported one by one
            QTest::addRow("%s %d", coding, chunk) << std::string(coding) << chunk;
    }
}

void TestResponseContent::everyFraming()
{
    QFETCH(std::string, coding);
    QFETCH(int, chunk);
    const auto plain = lines(40'000);
    const auto bytes = support::coded(plain, coding);
    const auto fields = "Content-Type: text/plain\r\nContent-Encoding: " + coding + "\r\n";
    auto script = chunk == 0 ? answered(headOf(bytes.size(), fields), bytes)
                             : answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + fields + "\r\n",
                                        chunkedText(bytes, static_cast<std::size_t>(chunk)), 997);
    const auto content = contentOf(script);
    QVERIFY(content.received == bytes);
    QVERIFY(content.content() == plain);
    QCOMPARE(content.coded, coding != "identity");
    QCOMPARE(content.size, quint64(bytes.size()));
    QCOMPARE(content.notes, QStringList());
    QVERIFY(content.text);
    QCOMPARE(content.mediaType, u"text/plain"_s);
}

void TestResponseContent::transferCodingsAreUndoneToo()
{
    const auto bytes = support::coded(support::coded("hello", "br"), "gzip");
    auto script = answered("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                           chunkedText(bytes, 5));
    QCOMPARE(contentOf(script).content(), std::string("hello"));
}

void TestResponseContent::jsonIsIndented()
{
    const std::string json = "{\"b\":1,\"a\":\"h\xe9\"}";
    auto script = answered(headOf(json.size(), "Content-Type: application/json; charset=iso-8859-1\r\n"), json);
    const auto content = contentOf(script);
    QCOMPARE(content.syntax, u"json"_s);
    QCOMPARE(session::textPage(content, content.pretty, 0).text, u"{\n  \"b\": 1,\n  \"a\": \"h\u00e9\"\n}"_s);
    QCOMPARE(session::textPage(content, content.raw, 0).text, u"{\"b\":1,\"a\":\"h\u00e9\"}"_s);
    QCOMPARE(session::textPage(content, content.raw, 1).text, QString());
}

void TestResponseContent::cutByTheConnection()
{
    const auto plain = lines(2000);
    const auto bytes = support::coded(plain, "gzip");
    auto script = answered(headOf(bytes.size(), "Content-Encoding: gzip\r\n"),
                           std::string_view(bytes).substr(0, bytes.size() / 2));
    script.peerClosed(900'000, wire::CloseHow::Reset);
    const auto content = contentOf(script);
    QVERIFY(content.content().size() > plain.size() / 4);
    QVERIFY(plain.starts_with(content.content()));
    QCOMPARE(content.notes.size(), 2);
    QVERIFY(content.notes[0].contains(u"connection ended"_s));
    QVERIFY(content.notes[1].contains(QLocale(QLocale::English).toString(bytes.size() / 2)));
    auto one = answered(headOf(9, ""), "x");
    one.peerClosed(900'000, wire::CloseHow::Reset);
    QVERIFY(contentOf(one).notes[0].contains(u"after 1 byte of it"_s));
}

void TestResponseContent::elidedMiddle()
{
    // Above the tape's 4 MiB and 1 MiB at the ends; hard to compress, so that the coded bytes are many too.
    std::string plain;
    std::uint64_t x = 1;
    while (plain.size() < 9 << 20)
        plain += std::to_string(x = x * 6364136223846793005ULL + 1442695040888963407ULL);
    for (const std::string coding : {"identity", "gzip"}) {
        const auto bytes = coding == "gzip" ? support::coded(plain + plain, coding) : plain;
        auto script = answered(headOf(bytes.size(), "Content-Encoding: " + coding + "\r\n"), bytes);
        const auto content = contentOf(script);
        QVERIFY(content.received.size() >= std::size_t(4) << 20);
        QVERIFY(content.received.size() < bytes.size() - (1 << 20));
        QVERIFY(bytes.starts_with(content.received));
        QVERIFY((plain + plain).starts_with(content.content()));
        QCOMPARE(content.size, quint64(bytes.size()));
        QCOMPARE(content.notes.size(), 1);
        QVERIFY2(content.notes[0].contains(QLocale(QLocale::English).toString(static_cast<qulonglong>(bytes.size()))),
                 qPrintable(content.notes[0]));
    }
}

void TestResponseContent::brokenAndUnknown()
{
    auto broken = answered(headOf(5, "Content-Encoding: gzip\r\n"), "hello");
    const auto one = contentOf(broken);
    QVERIFY(one.content().empty());
    QVERIFY2(one.notes.join(u' ').contains(u"gzip"_s) && one.notes.join(u' ').contains(u"broken at byte"_s),
             qPrintable(one.notes.join(u' ')));
    auto unknown = answered(headOf(5, "Content-Encoding: e\x1bxi\r\n"), "hello");
    const auto two = contentOf(unknown);
    QCOMPARE(two.content(), std::string("hello"));
    QVERIFY(two.notes.join(u' ').contains(u"e\\x1bxi"_s)); // no control byte reaches a label
    session::ContentLimits limits;
    limits.output = 1000;
    const auto bytes = support::coded(std::string(2000, 'x'), "gzip");
    auto bomb = answered(headOf(bytes.size(), "Content-Encoding: gzip\r\n"), bytes);
    const auto three = contentOf(bomb, limits);
    QCOMPARE(three.content().size(), std::size_t(1000));
    QCOMPARE(three.notes.size(), 1);
}

void TestResponseContent::secondResponseOfAConnection()
{
    support::Script script;
    const auto head = support::requestHead(0, false);
    script.attempt(0, 0, "first").connect(10, 20).submit(30, head, 0, false).sent(40, head);
    script.received(50,
                    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
    script.received(60, "HTTP/1.1 500 Stray\r\nContent-Length: 3\r\n\r\ntwo");
    const auto exchange = record::summarize(script.events());
    const auto &attempt = exchange.attempts.front();
    const auto read = [&](const record::ResponseSeen &response) {
        const auto plan = session::planContent(script.events(), response);
        return session::loadContent(*script.record(), plan, QLocale::c()).received;
    };
    QCOMPARE(read(attempt.interims.at(0)), std::string());
    QCOMPARE(read(*attempt.final), std::string("one"));
    QCOMPARE(attempt.strays.size(), std::size_t(1));
}

void TestResponseContent::noContent()
{
    auto script =
        answered("HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\n\r\n", "");
    const auto content = contentOf(script);
    QCOMPARE(content.size, quint64(0));
    QVERIFY(content.content().empty());
    QCOMPARE(content.notes, QStringList());
}

void TestResponseContent::largeTextInPages()
{
    const auto text = "[\"" + lines(100'000) + "\"]";
    session::ContentLimits limits;
    limits.pretty = 1 << 20;
    limits.page = 100'000;
    auto script = answered(headOf(text.size(), "Content-Type: application/json\r\n"), text);
    const auto content = contentOf(script, limits);
    QVERIFY(content.pretty.starts.empty());
    QCOMPARE(content.notes.size(), 1); // which says that
    QString joined;
    for (std::size_t i = 0; i < content.raw.starts.size(); ++i)
        joined += session::textPage(content, content.raw, i).text;
    QCOMPARE(joined.size(), static_cast<qsizetype>(text.size()));
    QVERIFY(joined.toStdString() == text);
}

/// What is found in a text is marked in what is shown of it.
void TestResponseContent::bytesAsTheyAreShown()
{
    const std::string text = "\xef\xbb\xbf"
                             "a\x01"
        + std::string(8000, 'x') + "end";
    auto script = answered(headOf(text.size(), "Content-Type: text/plain\r\n"), text);
    const auto content = contentOf(script);
    const auto shown = session::textPage(content, content.raw, 0).text.toStdString();
    QCOMPARE(shown.substr(0, 4), std::string("a\xe2\x90\x81")); // no mark, and the control as its picture
    QCOMPARE(session::shownAt(content, content.raw, 0, 3), std::size_t(0));
    QCOMPARE(session::shownAt(content, content.raw, 0, 5), std::size_t(4));
    const auto at = session::shownAt(content, content.raw, 0, text.find("nd"));
    QCOMPARE(shown.substr(at, 2), std::string("nd")); // behind the broken line
}

/// Text of another charset is held as UTF-8, whose pages end between characters.
void TestResponseContent::otherCharsetsInPages()
{
    QString text;
    for (int i = 0; i < 1000; ++i)
        text += u"é😀"_s;
    QStringEncoder encoder("UTF-16BE");
    const QByteArray coded = encoder(text);
    auto script =
        answered(headOf(static_cast<std::size_t>(coded.size()), "Content-Type: text/plain; charset=utf-16be\r\n"),
                 coded.toStdString());
    session::ContentLimits limits;
    limits.page = 100;
    const auto content = contentOf(script, limits);
    QVERIFY(content.textOf(content.raw) == text.toStdString());
    QVERIFY(content.content() == coded.toStdString());
    QString joined;
    for (std::size_t i = 0; i < content.raw.starts.size(); ++i)
        joined += session::textPage(content, content.raw, i).text;
    QCOMPARE(joined, text);
}

void TestResponseContent::tellsWhatCanBeSearched()
{
    const QLocale english(QLocale::English);
    session::Content content;
    content.received = std::string(4 << 20, 'x');
    content.size = content.received.size();
    QCOMPARE(session::searchedPart(content, english), QString());
    content.size = std::uint64_t(500) << 20;
    QCOMPARE(session::searchedPart(content, english), u"4 MiB of 500 MiB were kept and searched"_s);
    const auto bytes = support::coded(lines(2000), "gzip");
    auto script = answered(headOf(bytes.size() / 2, "Content-Encoding: gzip\r\n"),
                           std::string_view(bytes).substr(0, bytes.size() / 2));
    QVERIFY(session::searchedPart(contentOf(script), english).contains(u"decoded"_s));
}

void TestResponseContent::cancelled()
{
    const auto bytes = support::coded(std::string(60 << 20, 'x'), "gzip");
    auto script = answered(headOf(bytes.size(), "Content-Encoding: gzip\r\n"), bytes);
    const auto exchange = record::summarize(script.events());
    const auto plan = session::planContent(script.events(), *exchange.attempts.back().final);
    int asked = 0;
    const auto content = session::loadContent(*script.record(), plan, QLocale::c(), [&] { return ++asked > 1; });
    QVERIFY(content.content().size() < std::size_t(60) << 20);
    QVERIFY(asked < 6);
}

void TestResponseContent::saves()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"content.bin"_s);
    QCOMPARE(session::saveContent({"a\0b", 3}, path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("a\0b", 3));
    QVERIFY(session::saveContent("x", folder.path()).contains(u"no regular file"_s));
    const auto failure = session::saveContent("x", folder.filePath(u"none/there"_s));
    QVERIFY(failure.contains(u"none/there"_s));
    QCOMPARE(failure.count(u'\n'), 0);
    QCOMPARE(session::saveContent("x", u"/dev/full"_s).isEmpty(), false);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1); // nothing half-written stays
}

INTERIM_SUITE(TestResponseContent)
#include "tst_response_content.moc"

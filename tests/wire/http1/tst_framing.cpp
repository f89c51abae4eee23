// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9112 section 6.3 as a table: fields of a message, and how long its content is.
#include "wire/http1/framing.h"

#include <QTest>

using namespace wire;

namespace {

std::string keysOf(const std::vector<Anomaly> &anomalies)
{
    std::string keys;
    for (const auto anomaly : anomalies)
        keys.append(keys.empty() ? "" : " ").append(infoOf(anomaly).key);
    return keys;
}

const char *nameOf(FramingMode mode)
{
    constexpr const char *names[] = {"none", "length", "chunked", "close", "opaque"};
    return names[static_cast<std::size_t>(mode)];
}

/// "mode length; anomalies", and "invalid" where Content-Length decides and cannot
QByteArray text(const Framing &framing)
{
    std::string line = nameOf(framing.mode);
    if (framing.mode == FramingMode::Length || framing.length != 0)
        line += ' ' + std::to_string(framing.length);
    return QByteArray::fromStdString(line + "; " + keysOf(framing.anomalies)
                                     + (framing.invalidLength ? " invalid" : ""));
}

struct Row {
    Fields fields;
    const char *request;  ///< framing of a request with these fields
    const char *response; ///< framing of a 200 to a GET with them
    int version = 11;
};

const char *const length = "Content-Length";
const char *const coding = "Transfer-Encoding";

const Row rows[] = {
    {{}, "none; ", "close; "},
    {{{"X", "5"}}, "none; ", "close; "},
    // Content-Length
    {{{length, "5"}}, "length 5; ", "length 5; "},
    {{{"cOnTent-lengtH", "0"}}, "length 0; ", "length 0; "},
    {{{length, "9223372036854775807"}}, "length 9223372036854775807; ", "length 9223372036854775807; "},
    {{{length, "0005"}}, "length 5; ", "length 5; "},
    {{{length, "5, 5"}}, "length 5; duplicate-length", "length 5; duplicate-length"},
    {{{length, "5"}, {length, "5"}, {length, "05"}}, "length 5; duplicate-length", "length 5; duplicate-length"},
    {{{length, "5,"}}, "length 5; duplicate-length", "length 5; duplicate-length"},
    {{{length, "5"}, {length, "6"}}, "length 5; conflicting-length invalid", "length 5; conflicting-length invalid"},
    {{{length, "7, 6, 7"}}, "length 7; conflicting-length invalid", "length 7; conflicting-length invalid"},
    {{{length, ""}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, ","}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "+5"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "-1"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "0x5"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "5 5"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "5;"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "\"5\""}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "\v5"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, std::string("5\0", 2)}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "5, x"}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "5"}, {length, ""}}, "none; bad-length invalid", "close; bad-length invalid"},
    {{{length, "5, x, 6"}},
     "none; bad-length conflicting-length invalid",
     "close; bad-length conflicting-length invalid"},
    {{{length, "9223372036854775808"}}, "none; length-too-large", "length 9223372036854775807; length-too-large"},
    {{{length, "18446744073709551621"}}, "none; length-too-large", "length 9223372036854775807; length-too-large"},
    {{{length, "99999999999999999999999999999999999999999"}},
     "none; length-too-large",
     "length 9223372036854775807; length-too-large"},
    {{{length, "9223372036854775808, 09223372036854775808"}},
     "none; length-too-large",
     "length 9223372036854775807; length-too-large"},
    {{{length, "9223372036854775808"}, {length, "9223372036854775809"}},
     "none; length-too-large conflicting-length invalid",
     "length 9223372036854775807; length-too-large conflicting-length invalid"},
    {{{length, "5"}, {length, "9223372036854775808"}},
     "none; length-too-large conflicting-length invalid",
     "length 9223372036854775807; length-too-large conflicting-length invalid"},
    {{{length, "x, 9223372036854775808"}},
     "none; bad-length length-too-large invalid",
     "close; bad-length length-too-large invalid"},
    // Transfer-Encoding
    {{{coding, "chunked"}}, "chunked; ", "chunked; "},
    {{{"transfer-ENCODING", "ChunKed"}}, "chunked; ", "chunked; "},
    {{{coding, "gzip, chunked"}}, "chunked; ", "chunked; "},
    {{{coding, "gzip"}, {coding, "chunked"}}, "chunked; ", "chunked; "},
    {{{coding, ", chunked,"}}, "chunked; ", "chunked; "},
    {{{coding, "gzip"}}, "none; chunked-not-last", "close; "},
    {{{coding, "chunked, gzip"}}, "none; chunked-not-last", "close; "},
    {{{coding, "chunked"}, {coding, "X-Gzip"}}, "none; chunked-not-last", "close; "},
    {{{coding, "chunked, chunked"}}, "chunked; chunked-not-last", "chunked; chunked-not-last"},
    {{{coding, "identity"}}, "none; unknown-encoding chunked-not-last", "close; unknown-encoding"},
    {{{coding, "chunked, identity"}}, "none; unknown-encoding chunked-not-last", "close; unknown-encoding"},
    {{{coding, "cow, chunked"}}, "chunked; unknown-encoding", "chunked; unknown-encoding"},
    {{{coding, "xchunked"}}, "none; unknown-encoding chunked-not-last", "close; unknown-encoding"},
    {{{coding, "chunked;q=1"}}, "none; unknown-encoding chunked-not-last", "close; unknown-encoding"},
    {{{coding, "\"chunked\""}}, "none; unknown-encoding chunked-not-last", "close; unknown-encoding"},
    {{{coding, "\vchunked"}}, "none; unknown-encoding chunked-not-last", "close; unknown-encoding"},
    {{{coding, "\"x, chunked"}}, "chunked; unknown-encoding", "chunked; unknown-encoding"},
    {{{coding, ""}}, "none; unknown-encoding", "close; unknown-encoding"},
    {{{coding, ""}, {length, "5"}}, "length 5; unknown-encoding", "length 5; unknown-encoding"},
    {{{coding, "chunked"}}, "chunked; encoding-in-http10", "chunked; encoding-in-http10", 10},
    // both
    {{{length, "5"}, {coding, "chunked"}}, "chunked; length-with-encoding", "chunked; length-with-encoding"},
    {{{coding, "chunked"}, {length, "x"}},
     "chunked; length-with-encoding bad-length",
     "chunked; length-with-encoding bad-length"},
    {{{length, "5"}, {coding, "gzip"}}, "none; chunked-not-last length-with-encoding", "close; length-with-encoding"},
};

Head response(int status, Fields fields)
{
    Head head;
    head.status = status;
    head.fields = std::move(fields);
    return head;
}

} // namespace

class TestFraming : public QObject {
    Q_OBJECT

private slots:
    void byFields()
    {
        for (const auto &row : rows) {
            Head head;
            head.version = row.version;
            head.fields = row.fields;
            head.isRequest = true;
            QCOMPARE(text(requestFraming(head)), QByteArray(row.request));
            head.isRequest = false;
            head.status = 200;
            QCOMPARE(text(responseFraming(head, "GET")), QByteArray(row.response));
            QCOMPARE(text(responseFraming(head, "")), QByteArray(row.response));
            QCOMPARE(text(responseFraming(head, "head")), QByteArray(row.response)); // methods have case
        }
    }

    void responsesWithoutContent_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("withLength");
        QTest::addColumn<QByteArray>("withCoding");
        const auto row = [](int status, const char *method, const char *plain, const char *withLength,
                            const char *withCoding) {
            QTest::newRow(qPrintable(QString::number(status) + method))
                << status << QByteArray(method) << QByteArray(plain) << QByteArray(withLength)
                << QByteArray(withCoding);
        };
        row(100, "POST", "none; ", "none; length-in-interim", "none; encoding-in-interim");
        row(103, "HEAD", "none; ", "none; length-in-interim", "none; encoding-in-interim");
        row(199, "CONNECT", "none; ", "none; length-in-interim", "none; encoding-in-interim");
        row(101, "GET", "opaque; ", "opaque; length-in-interim", "opaque; encoding-in-interim");
        row(101, "HEAD", "opaque; ", "opaque; length-in-interim", "opaque; encoding-in-interim");
        row(204, "GET", "none; ", "none; length-not-allowed", "none; length-not-allowed");
        row(204, "CONNECT", "none; ", "none; length-not-allowed", "none; length-not-allowed");
        row(304, "GET", "none; ", "none; ", "none; ");
        row(200, "HEAD", "none; ", "none; ", "none; ");
        row(404, "HEAD", "none; ", "none; ", "none; ");
        row(200, "CONNECT", "opaque; ", "opaque; length-not-allowed", "opaque; length-not-allowed");
        row(299, "CONNECT", "opaque; ", "opaque; length-not-allowed", "opaque; length-not-allowed");
        row(300, "CONNECT", "close; ", "length 5; ", "chunked; ");
        row(407, "CONNECT", "close; ", "length 5; ", "chunked; ");
        row(205, "GET", "close; ", "length 5; ", "chunked; ");
        row(417, "POST", "close; ", "length 5; ", "chunked; ");
        row(99, "POST", "close; ", "length 5; ", "chunked; ");
        row(0, "POST", "close; ", "length 5; ", "chunked; ");
        row(999, "POST", "close; ", "length 5; ", "chunked; ");
    }
    void responsesWithoutContent()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, withLength);
        QFETCH(QByteArray, withCoding);
        const auto to = method.toStdString();
        QCOMPARE(text(responseFraming(response(status, {}), to)), plain);
        QCOMPARE(text(responseFraming(response(status, {{length, "5"}}), to)), withLength);
        QCOMPARE(text(responseFraming(response(status, {{coding, "chunked"}}), to)), withCoding);
    }

    void declaredLengths()
    {
        QVERIFY(!declaredLength({}).present);
        const auto bad = declaredLength({{length, "x"}});
        QVERIFY(bad.present && !bad.value);
        const auto first = declaredLength({{length, "3"}, {length, "4"}});
        QCOMPARE(first.value.value_or(0), std::uint64_t{3});
        QCOMPARE(keysOf(first.anomalies), std::string("conflicting-length"));
    }
};

INTERIM_SUITE(TestFraming)
#include "tst_framing.moc"

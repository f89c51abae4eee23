// SPDX-License-Identifier: GPL-3.0-or-later
// Each line of a head taken apart: what is read, and which irregularities are noted at which offset.
#include "wire/http1/lines.h"

#include <QTest>

using namespace wire;

namespace {

/// "key@offset+length ..." in the order in which they were found.
QByteArray text(const std::vector<Found> &found)
{
    QByteArrayList all;
    for (const Found &one : found)
        all << QByteArray::fromStdString(std::string(infoOf(one.what).key)) + '@'
                + QByteArray::number(qulonglong(one.span.offset)) + '+'
                + QByteArray::number(qulonglong(one.span.length));
    return all.join(' ');
}

constexpr std::uint64_t at = 100;

} // namespace

class TestLines : public QObject {
    Q_OBJECT
private slots:
    void lineEnds_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("CR LF") << QByteArray("ab\r") << QByteArray("ab") << QByteArray();
        QTest::newRow("LF alone") << QByteArray("ab") << QByteArray("ab") << QByteArray("bare-lf@102+1");
        QTest::newRow("CR within") << QByteArray("a\rb\r") << QByteArray("a\rb") << QByteArray("bare-cr@101+1");
        QTest::newRow("empty") << QByteArray("\r") << QByteArray("") << QByteArray();
    }
    void lineEnds()
    {
        QFETCH(QByteArray, line);
        std::vector<Found> found;
        const auto rest = withoutLineEnd(std::string_view(line.constData(), std::size_t(line.size())), at, found);
        QTEST(QByteArray::fromStdString(std::string(rest)), "rest");
        QTEST(text(found), "found");
    }

    void statusLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("read"); // version status|reason
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("plain") << QByteArray("HTTP/1.1 100 Continue") << QByteArray("11 100|Continue") << QByteArray();
        QTest::newRow("empty reason") << QByteArray("HTTP/1.1 100 ") << QByteArray("11 100|") << QByteArray();
        QTest::newRow("no space") << QByteArray("HTTP/1.0 417") << QByteArray("10 417|")
                                  << QByteArray("no-space-after-status@109+3");
        QTest::newRow("lower case") << QByteArray("http/1.1 200 OK") << QByteArray("11 200|OK")
                                    << QByteArray("lower-case-http@100+8");
        QTest::newRow("version 2.7") << QByteArray("HTTP/2.7 200 OK") << QByteArray("27 200|OK")
                                     << QByteArray("foreign-version@100+8");
        QTest::newRow("two spaces") << QByteArray("HTTP/1.1  200 OK") << QByteArray("11 200|OK")
                                    << QByteArray("extra-space@108+2");
        QTest::newRow("no number") << QByteArray("HTTP/1.1 abc OK") << QByteArray("11 0|OK")
                                   << QByteArray("bad-status@109+3");
        QTest::newRow("four digits") << QByteArray("HTTP/1.1 2000 OK") << QByteArray("11 0|OK")
                                     << QByteArray("bad-status@109+4");
        QTest::newRow("out of range") << QByteArray("HTTP/1.1 799 ?") << QByteArray("11 799|?")
                                      << QByteArray("status-out-of-range@109+3");
    }
    void statusLines()
    {
        QFETCH(QByteArray, line);
        std::vector<Found> found;
        const auto read = parseStatusLine(line.toStdString(), at, found);
        QTEST(QByteArray::number(read.version) + ' ' + QByteArray::number(read.status) + '|'
                  + QByteArray::fromStdString(read.reason),
              "read");
        QTEST(text(found), "found");
    }

    void requestLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("read"); // method|target|version
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("plain") << QByteArray("POST /a HTTP/1.1") << QByteArray("POST|/a|11") << QByteArray();
        QTest::newRow("no version") << QByteArray("GET /") << QByteArray("GET|/|9") << QByteArray("no-version@105+0");
        QTest::newRow("bad method") << QByteArray("P(ST / HTTP/1.0") << QByteArray("P(ST|/|10")
                                    << QByteArray("bad-method@100+4");
        QTest::newRow("brace in target") << QByteArray("GET /{a} HTTP/1.1") << QByteArray("GET|/{a}|11")
                                         << QByteArray("bad-target@105+1");
    }
    void requestLines()
    {
        QFETCH(QByteArray, line);
        std::vector<Found> found;
        const auto read = parseRequestLine(line.toStdString(), at, found);
        QTEST(QByteArray::fromStdString(read.method + '|' + read.target + '|') + QByteArray::number(read.version),
              "read");
        QTEST(text(found), "found");
    }

    void fields_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("read"); // name|value
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("plain") << QByteArray("Expect: 100-continue") << QByteArray("Expect|100-continue")
                               << QByteArray();
        QTest::newRow("white space around") << QByteArray("A:\t b \t") << QByteArray("A|b") << QByteArray();
        QTest::newRow("no colon") << QByteArray("oops") << QByteArray("|oops") << QByteArray("no-colon@100+4");
        QTest::newRow("no name") << QByteArray(": x") << QByteArray("|x") << QByteArray("empty-name@100+1");
        QTest::newRow("space before colon")
            << QByteArray("A : b") << QByteArray("A|b") << QByteArray("space-before-colon@100+2");
        QTest::newRow("NUL in the value")
            << QByteArray("A: b\0c", 6) << QByteArray("A|b\0c", 5) << QByteArray("nul-byte@104+1");
        QTest::newRow("8-bit") << QByteArray("A: \xe9") << QByteArray("A|\xe9") << QByteArray("obs-text@103+1");
    }
    void fields()
    {
        QFETCH(QByteArray, line);
        std::vector<Found> found;
        const Field read = parseField(line.toStdString(), at, found);
        QTEST(QByteArray::fromStdString(read.name + '|' + read.value), "read");
        QTEST(text(found), "found");
    }
};

INTERIM_SUITE(TestLines)
#include "tst_lines.moc"

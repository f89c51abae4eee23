// SPDX-License-Identifier: GPL-3.0-or-later
// Content that is small on the wire and huge behind its codings, from the server to the text that the window shows:
// decoding stops at its bound, says so, and the memory of all of it stays bounded.
#include "zoo/hostile_server.h"

#include "support/suite.h"

#include "record/recorder.h"
#include "session/response_content.h"
#include "session/workbench.h"
#include "support/coded.h"
#include "support/sanitizer.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t bombBytes = 96 << 20; // beyond ContentLimits::output
constexpr long mostBombKib = support::memoryFactor * (200 << 10);

/// Largest resident set since the last call of forgetPeak().
long peakKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLong();
    return 0;
}

void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

std::string gzipBomb(std::uint64_t size)
{
    z_stream stream{};
    if (deflateInit2(&stream, 1, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string zeros(1 << 20, '\0');
    std::string out(1 << 20, '\0');
    std::string all;
    for (std::uint64_t done = 0; done <= size; done += zeros.size()) {
        stream.next_in = reinterpret_cast<Bytef *>(zeros.data());
        stream.avail_in = static_cast<uInt>(zeros.size());
        stream.next_out = reinterpret_cast<Bytef *>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        deflate(&stream, done + zeros.size() > size ? Z_FINISH : Z_NO_FLUSH);
        all.append(out, 0, out.size() - stream.avail_out);
    }
    deflateEnd(&stream);
    return all;
}

zoo::Case serving(const std::string &coding, const std::string &bytes)
{
    zoo::Case one;
    one.scripts = {{{zoo::Do::Head, 1, {}},
                    {zoo::Do::Send, 1,
                     "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: " + coding
                         + "\r\nContent-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" + bytes},
                    {zoo::Do::Drain, 1, {}}}};
    return one;
}

} // namespace

class TestBombs : public QObject {
    Q_OBJECT
private slots:
    void bombs_data();
    void bombs();
    void cleanupTestCase();

private:
    QByteArray table_;
};

void TestBombs::bombs_data()
{
    QTest::addColumn<QString>("coding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qulonglong>("least"); // bytes that must have been decoded
    const auto row = [](const char *name, const QString &coding, const std::string &bytes, qulonglong least) {
        QTest::newRow(name) << coding << QByteArray::fromStdString(bytes) << least;
    };
    const std::string gzip = gzipBomb(bombBytes);
    const std::string zeros(bombBytes, '\0');
    row("gzip", u"gzip"_s, gzip, 1 << 20);
    row("br", u"br"_s, support::brotlied(zeros), 1 << 20);
    row("zstd", u"zstd"_s, support::zstded(zeros), 1 << 20);
    row("gzip in gzip", u"gzip, gzip"_s, support::deflated(gzip, 31), 1 << 20);
    row("gzip in br in zstd", u"gzip, br, zstd"_s, support::zstded(support::brotlied(gzip)), 1 << 20);
    QString many = u"gzip"_s;
    for (int i = 0; i < 5000; ++i)
        many += u", gzip"_s;
    row("5001 times gzip", many, gzip, 0);
    row("a window of 2 GiB", u"zstd"_s, std::string("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", 9), 0);
}

void TestBombs::bombs()
{
    QFETCH(QString, coding);
    QFETCH(QByteArray, bytes);
    QFETCH(qulonglong, least);
    const zoo::Case one = serving(coding.toStdString(), bytes.toStdString());
    const zoo::Identities identities;
    const zoo::HostileServer server(one, identities);
    forgetPeak();
    session::Workbench workbench;
    request::RequestSpec spec;
    spec.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
    QObject owner;
    session::Sending *sending = workbench.send(spec, &owner);
    QSignalSpy finished(sending, &session::Sending::finished);
    QVERIFY(!sending->running() || finished.wait(60'000));
    const record::Exchange exchange = record::summarize(sending->events());
    QVERIFY(exchange.outcome == record::Outcome::FinalStatus);
    const auto plan = session::planContent(sending->events(), *exchange.attempts.back().final);
    const session::Content content = session::loadContent(*sending->record(), plan, QLocale::c());
    const long peak = peakKib();
    table_ += u"%1 %2 %3 %4\n"_s.arg(QString::fromLatin1(QTest::currentDataTag()), -24)
                  .arg(bytes.size(), 10)
                  .arg(content.decoded.size(), 10)
                  .arg(double(peak) / 1024, 9, 'f', 1)
                  .toUtf8();
    QVERIFY(content.decoded.size() <= session::ContentLimits().output);
    QVERIFY(content.decoded.size() >= least);
    QVERIFY2(!content.notes.isEmpty() && !content.notes.first().contains(u'\n'), "nothing says that it was cut");
    if (support::memoryIsOurs)
        QVERIFY2(peak < mostBombKib, qPrintable(u"%1 KiB"_s.arg(peak)));
}

void TestBombs::cleanupTestCase()
{
    std::printf("%-24s %10s %10s %9s\n%s", "bomb", "bytes", "decoded", "peak MiB", table_.constData());
}

INTERIM_SUITE(TestBombs)
#include "tst_bombs.moc"

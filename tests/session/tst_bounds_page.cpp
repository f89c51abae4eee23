// SPDX-License-Identifier: GPL-3.0-or-later
// The table of bounds (resources/help/bounds.md, README) says the numbers that the code has.
#include "compare/differences.h"
#include "engine/client/shared_bounds.h"
#include "engine/net/resolver.h"
#include "formats/curl/curl_call.h"
#include "formats/har/har_content.h"
#include "formats/har/har_scanner.h"
#include "formats/har/har_writer.h"
#include "formats/http_file/http_file_reader.h"
#include "formats/request_file.h"
#include "formats/shell/shell_line.h"
#include "model/find_scan.h"
#include "record/bounds.h"
#include "request/request.h"
#include "session/comparison.h"
#include "session/search.h"
#include "store/entry.h"
#include "wire/parser_sink.h"

#include <QFile>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString mib(std::uint64_t bytes)
{
    return bytes % (1 << 20) == 0 ? QLocale::c().toString(qulonglong(bytes >> 20)) + u" MiB"_s : u"no whole MiB"_s;
}

QString number(std::uint64_t value)
{
    return QLocale(QLocale::English).toString(qulonglong(value));
}

/// The second cell of the row whose first one begins so.
QString boundOf(const QString &what)
{
    QFile file(u"" INTERIM_SOURCE_DIR "/resources/help/bounds.md"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n'))
        if (const QStringList cells = line.split(u" | "_s); cells.size() == 4 && cells[0].startsWith(u"| "_s + what))
            return cells[1];
    return {};
}

} // namespace

class TestBoundsPage : public QObject {
    Q_OBJECT
private slots:
    void numbers_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("parts");
        const auto row = [](const QString &what, const QStringList &parts) {
            QTest::newRow(qPrintable(what)) << what << parts;
        };
        const auto seconds = [](std::int64_t ns) { return number(std::uint64_t(ns / 1'000'000'000)) + u" s"_s; };
        const request::Timeouts times;
        row(u"an exchange's time"_s,
            {u"connect "_s + seconds(times.connectNs), u"answer "_s + seconds(times.headNs),
             u"silence "_s + seconds(times.idleNs), u"waiting* "_s + seconds(times.keepNs)});
        row(u"addresses of a name"_s, {u"; "_s + number(engine::Resolver::mostThreads)});
        const wire::Limits limits;
        row(u"a head"_s, {mib(limits.headBytes), number(limits.fields) + u" fields"_s});
        row(u"all heads"_s, {mib(limits.allHeadBytes), number(limits.interims)});
        row(u"an exchange with"_s, {number(record::mostEvents) + u" events"_s, mib(record::mostEventTexts)});
        const record::TapeLimits tape;
        row(u"content of a message"_s,
            {u"first "_s + mib(tape.firstContent), u"last "_s + mib(tape.lastContent), mib(tape.all)});
        row(u"a comparison"_s,
            {number(session::mostComparisonRows) + u" rows"_s, number(session::mostComparisonRounds) + u" rounds"_s,
             number(engine::SharedBounds::mostEvents) + u" events"_s, mib(engine::SharedBounds::mostTexts),
             mib(engine::SharedBounds::mostTapeBytes)});
        row(u"differing fields"_s, {number(compare::mostFieldDifferences)});
        row(u"a recording that"_s,
            {mib(record::mostFileBytes), number(record::mostFacts) + u" facts"_s,
             number(record::mostAttempts) + u" attempts"_s, mib(record::mostFileTexts),
             number(record::mostReplayed) + u" events"_s});
        const formats::HarOptions har;
        row(u"a HAR that is written"_s,
            {mib(har.archive) + u", "_s, mib(formats::HarContentLimits().content) + u" a content"_s,
             mib(har.decoded) + u" of undone"_s});
        row(u"a HAR that is read"_s,
            {mib(formats::mostHarBytes), number(formats::mostFileRequests) + u" entries"_s,
             mib(formats::mostHarEntry)});
        row(u"an `.http` file"_s,
            {mib(formats::mostHttpFileBytes), number(formats::mostFileRequests) + u" requests"_s});
        row(u"a curl command"_s,
            {mib(formats::mostCurlText), number(formats::mostShellWords) + u" words"_s,
             number(formats::mostCurlTransfers) + u" requests"_s});
        const model::FindBounds search;
        row(u"a search in"_s,
            {number(search.hits) + u" hits"_s, number(session::Search::mostMs / 1000) + u" s,"_s,
             number(std::uint64_t(model::FindPattern::longest)) + u" characters"_s,
             number(search.longest >> 10) + u" KiB"_s, number(model::FindPattern::patientSteps) + u" steps"_s});
        row(u"the history"_s,
            {number(std::uint64_t(store::Limits().exchanges)) + u" exchanges"_s, mib(store::Limits().bytes)});
    }
    void numbers()
    {
        QFETCH(QString, what);
        QFETCH(QStringList, parts);
        for (const QString &part : parts)
            QVERIFY2(boundOf(what).contains(part), qPrintable(part + u" is not in: "_s + boundOf(what)));
    }
};

INTERIM_SUITE(TestBoundsPage)
#include "tst_bounds_page.moc"

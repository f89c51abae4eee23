// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_writer.h"

#include "formats/json/exchange_json.h"
#include "formats/har/har_fields.h"
#include "formats/har/har_timings.h"
#include "formats/json/json_text.h"
#include "formats/secrets.h"
#include "formats/setting_words.h"

#include <QDateTime>

#include <algorithm>

namespace formats {
namespace {

constexpr std::int64_t lastHarTime = 253'402'300'799'999; // of the year 9999, in milliseconds

struct HarExchange {
    const record::Record &record;
    std::vector<wire::Event> events;
    wire::RequestSpec spec;
    record::Exchange exchange;
    QJsonArray attempts; ///< as in the exchange document
};

/// How contents are written, and what they amounted to.
struct Contents {
    HarContentLimits limits;
    HarContentCount count;
};

constexpr std::uint64_t endBytes = 1024; // for what stands behind the last entry

QString harTime(std::int64_t startedAt, std::int64_t ns)
{
    const std::int64_t at = std::clamp<std::int64_t>(startedAt, 0, lastHarTime - ns / 1'000'000) + ns / 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject timingsToHar(const HarTimings &timings)
{
    return {{QStringLiteral("blocked"), timings.blocked}, {QStringLiteral("dns"), timings.dns},
            {QStringLiteral("connect"), timings.connect}, {QStringLiteral("ssl"), timings.ssl},
            {QStringLiteral("send"), timings.send},       {QStringLiteral("wait"), timings.wait},
            {QStringLiteral("receive"), timings.receive}};
}

wire::Fields askedFields(const wire::RequestSpec &spec)
{
    wire::Fields fields;
    for (const wire::HeaderLine &line : spec.headers)
        fields.push_back({line.name, line.value});
    return fields;
}

// Where no head left, as it was asked for.
QJsonObject requestToHar(const HarExchange &one, const record::Attempt &attempt, Contents &contents)
{
    const record::RequestSeen &request = attempt.request;
    const std::string url = harUrl(attempt, one.spec.url);
    const wire::Fields fields = request.seen ? request.head.fields : askedFields(one.spec);
    QJsonObject out{
        {QStringLiteral("method"), byteText(request.seen ? request.head.method : one.spec.method)},
        {QStringLiteral("url"), byteText(url)},
        {QStringLiteral("httpVersion"), harVersion(request.seen ? request.head.version : one.spec.version)},
        {QStringLiteral("cookies"), harCookies(fields, false)},
        {QStringLiteral("headers"), harHeaders(fields)},
        {QStringLiteral("queryString"), harQuery(url)},
        {QStringLiteral("headersSize"), request.seen ? static_cast<qint64>(request.headBytes) : -1},
        {QStringLiteral("bodySize"), request.seen ? static_cast<qint64>(request.contentBytes) : -1}};
    const QJsonObject data = harPostData(one.record, one.events, attempt, one.spec.body, contents.limits, &contents.count);
    if (!data.isEmpty())
        out.insert(QStringLiteral("postData"), data);
    return out;
}

std::uint64_t headLength(const std::vector<wire::Event> &events, std::uint64_t seq)
{
    const auto head = std::ranges::lower_bound(events, seq, {}, &wire::Event::seq);
    return head == events.end() ? 0 : head->span.length;
}

QJsonObject responseToHar(const HarExchange &one, const record::ResponseSeen &response, Contents &contents)
{
    const auto location = wire::valueOf(response.fields, "Location");
    return {{QStringLiteral("status"), response.status},
            {QStringLiteral("statusText"), byteText(response.reason)},
            {QStringLiteral("httpVersion"), harVersion(response.version)},
            {QStringLiteral("cookies"), harCookies(response.fields, true)},
            {QStringLiteral("headers"), harHeaders(response.fields)},
            {QStringLiteral("content"), harContent(one.record, one.events, response, contents.limits, &contents.count)},
            {QStringLiteral("redirectURL"), byteText(location.value_or(std::string_view()))},
            {QStringLiteral("headersSize"), integer(headLength(one.events, response.seq))},
            {QStringLiteral("bodySize"), integer(response.bodySize)}};
}

// As browsers write it where none came: status 0.
QJsonObject noResponse()
{
    return {{QStringLiteral("status"), 0},
            {QStringLiteral("statusText"), QString()},
            {QStringLiteral("httpVersion"), QString()},
            {QStringLiteral("cookies"), QJsonArray()},
            {QStringLiteral("headers"), QJsonArray()},
            {QStringLiteral("content"), QJsonObject{{QStringLiteral("size"), 0}, {QStringLiteral("mimeType"), QString()}}},
            {QStringLiteral("redirectURL"), QString()},
            {QStringLiteral("headersSize"), -1},
            {QStringLiteral("bodySize"), -1}};
}

QJsonObject settingsToHar(const wire::RequestSpec &spec)
{
    QJsonObject out;
    for (const Setting &setting : settingsOf(spec)) {
        const QString name = byteText(setting.name);
        if (out.contains(name)) // "without" may stand more than once
            out.insert(name, out[name].toString() + u' ' + byteText(setting.value));
        else
            out.insert(name, byteText(setting.value));
    }
    return out;
}

// The attempt as in the exchange document, but for what the entry says itself.
QJsonObject extrasToHar(const HarExchange &one, std::size_t index)
{
    const record::Attempt &attempt = one.exchange.attempts[index];
    QJsonObject out = one.attempts.at(static_cast<qsizetype>(index)).toObject();
    for (const char *name : {"request", "final", "began_ns", "ended_ns"})
        out.remove(QLatin1String(name));
    if (one.exchange.role == wire::Role::Client && &attempt == one.exchange.main())
        out.insert(QStringLiteral("settings"), settingsToHar(one.spec));
    return out;
}

QJsonObject entryToHar(const HarExchange &one, std::size_t index, Contents &contents)
{
    const record::Attempt &attempt = one.exchange.attempts[index];
    const HarTimings timings = harTimings(one.events, attempt, one.exchange.role);
    QJsonObject entry{{QStringLiteral("startedDateTime"), harTime(one.record.startedAt, attempt.beganAt)},
                      {QStringLiteral("time"), timings.sum()},
                      {QStringLiteral("request"), requestToHar(one, attempt, contents)},
                      {QStringLiteral("response"), attempt.final ? responseToHar(one, *attempt.final, contents) : noResponse()},
                      {QStringLiteral("cache"), QJsonObject()},
                      {QStringLiteral("timings"), timingsToHar(timings)},
                      {QStringLiteral("connection"), QString::number(attempt.connection)},
                      {QStringLiteral("_interim"), extrasToHar(one, index)}};
    if (!attempt.target.address.empty())
        entry.insert(QStringLiteral("serverIPAddress"), personText(attempt.target.address));
    if (!attempt.error.empty()) {
        entry.insert(QStringLiteral("comment"), personText(attempt.error));
        entry.insert(QStringLiteral("_error"), personText(attempt.error));
    }
    return entry;
}

HarExchange prepared(const record::Record &record, const std::vector<wire::Event> &events, bool showSecrets)
{
    HarExchange one{record, showSecrets ? events : maskSecrets(events), showSecrets ? record.spec : maskSecrets(record.spec), {}, {}};
    one.exchange = record::summarize(record.role, one.events);
    const QJsonObject document = exchangeToJson({one.spec, one.exchange, {}, {}});
    one.attempts = document[QLatin1String("attempts")].toArray();
    return one;
}

QByteArray entryText(const HarExchange &one, std::size_t index, Contents &contents)
{
    QByteArray text = QJsonDocument(entryToHar(one, index, contents)).toJson().chopped(1);
    text.replace("\n", "\n            ");
    return shownJson(text);
}

} // namespace

HarWriter::HarWriter(Sink sink, const HarOptions &options)
    : sink_(std::move(sink))
    , options_(options)
{
    const QJsonObject creator{{QStringLiteral("name"), QStringLiteral("Interim")},
                              {QStringLiteral("version"), QStringLiteral(INTERIM_VERSION)}};
    QByteArray text = QJsonDocument(creator).toJson().chopped(1);
    text.replace("\n", "\n        ");
    write("{\n    \"log\": {\n        \"creator\": " + text + ",\n        \"entries\": [");
}

void HarWriter::write(const QByteArray &text)
{
    wanted_ = wanted_ && sink_(text);
    written_ += static_cast<std::uint64_t>(text.size());
}

void HarWriter::add(const record::Record &record, const std::vector<wire::Event> &events)
{
    if (left_ > 0) { // full: what follows is not even made
        left_ += static_cast<std::size_t>(std::ranges::count_if(events, [](const wire::Event &event) {
            return event.kind == wire::Kind::Attempt && event.phase == wire::Phase::Begin;
        }));
        return;
    }
    const HarExchange one = prepared(record, events, options_.showSecrets);
    for (std::size_t i = 0; i < one.exchange.attempts.size() && wanted_; ++i) {
        const std::uint64_t room = options_.archive - std::min(options_.archive, written_ + endBytes);
        Contents contents{options_.limits, {}};
        contents.limits.showSecrets = options_.showSecrets;
        contents.limits.decoded = std::min(contents.limits.decoded, options_.decoded - std::min(options_.decoded, count_.decoded));
        QByteArray text = entryText(one, i, contents);
        count_.decoded += contents.count.decoded;
        if (static_cast<std::uint64_t>(text.size()) > room) {
            contents.limits.content = 0;
            contents.count = {};
            text = entryText(one, i, contents);
        }
        if (static_cast<std::uint64_t>(text.size()) > room) {
            ++left_;
            continue;
        }
        count_.lost += contents.count.lost;
        write((entries_++ > 0 ? ",\n            " : "\n            ") + text);
    }
}

QStringList HarWriter::finish()
{
    QStringList losses;
    if (count_.lost > 0)
        losses << QStringLiteral("the content of %1 messages: the comment at each says why").arg(count_.lost);
    if (left_ > 0)
        losses << QStringLiteral("%1 of %2 attempts: it would be longer than %3 MiB, the most that is written")
                      .arg(left_).arg(entries_ + left_).arg(static_cast<double>(options_.archive) / (1 << 20), 0, 'g', 3);
    write("\n        ],\n");
    if (!losses.isEmpty())
        write("        \"comment\": \"left out: " + losses.join(QStringLiteral("; ")).toUtf8() + "\",\n");
    write("        \"pages\": [\n        ],\n        \"version\": \"1.2\"\n    }\n}\n");
    return losses;
}

} // namespace formats

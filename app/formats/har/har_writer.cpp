// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_writer.h"

#include "formats/har/har_fields.h"
#include "formats/har/har_timings.h"
#include "formats/json/exchange_json.h"
#include "formats/json/json_text.h"
#include "formats/secrets.h"
#include "formats/setting_words.h"
#include "request/sensitive_content.h"
#include "words/units.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::int64_t lastHarTime = 253'402'300'799'999; // of the year 9999, in milliseconds

struct HarExchange {
    const record::Record &record;
    std::vector<wire::Event> events;
    request::RequestSpec spec;
    record::Exchange exchange;
    std::vector<std::string> sent; ///< secrets of the request; none where they are shown
};

/// How contents are written, and what they amounted to.
struct Contents {
    HarContentLimits limits;
    HarContentCount count;
};

constexpr std::uint64_t endBytes = 1024; // for what stands behind the last entry
constexpr int entryIndent = 12;          // spaces before an entry's lines

QString harTime(std::int64_t startedAt, std::int64_t ns)
{
    const std::int64_t at = std::clamp<std::int64_t>(startedAt, 0, lastHarTime - ns / 1'000'000) + ns / 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject timingsToHar(const HarTimings &timings)
{
    return {{u"blocked"_s, timings.blocked}, {u"dns"_s, timings.dns},   {u"connect"_s, timings.connect},
            {u"ssl"_s, timings.ssl},         {u"send"_s, timings.send}, {u"wait"_s, timings.wait},
            {u"receive"_s, timings.receive}};
}

wire::Fields askedFields(const request::RequestSpec &spec)
{
    wire::Fields fields;
    for (const request::HeaderLine &line : spec.headers)
        fields.push_back({line.name, line.value});
    return fields;
}

// Where no head left, as it was asked for.
QJsonObject requestToHar(const HarExchange &one, const record::Attempt &attempt, Contents &contents)
{
    const record::RequestSeen &request = attempt.request;
    const std::string url = harUrl(attempt, one.spec.url);
    const wire::Fields fields = request.seen ? request.head.fields : askedFields(one.spec);
    QJsonObject out{{u"method"_s, byteText(request.seen ? request.head.method : one.spec.method)},
                    {u"url"_s, byteText(url)},
                    {u"httpVersion"_s, harVersion(request.seen ? request.head.version : one.spec.version)},
                    {u"cookies"_s, harCookies(fields, false)},
                    {u"headers"_s, harHeaders(fields)},
                    {u"queryString"_s, harQuery(url)},
                    {u"headersSize"_s, request.seen ? static_cast<qint64>(request.headBytes) : -1},
                    {u"bodySize"_s, request.seen ? static_cast<qint64>(request.contentBytes) : -1}};
    const QJsonObject data =
        harPostData(one.record, one.events, attempt, one.spec.body, contents.limits, &contents.count);
    if (!data.isEmpty())
        out.insert(u"postData"_s, data);
    return out;
}

QJsonObject responseToHar(const HarExchange &one, const record::FinalSeen &response, Contents &contents)
{
    const auto location = wire::valueOf(response.fields, "Location");
    return {{u"status"_s, response.status},
            {u"statusText"_s, byteText(response.reason)},
            {u"httpVersion"_s, harVersion(response.version)},
            {u"cookies"_s, harCookies(response.fields, true)},
            {u"headers"_s, harHeaders(response.fields)},
            {u"content"_s, harContent(one.record, one.events, response, contents.limits, &contents.count)},
            {u"redirectURL"_s, byteText(location.value_or(std::string_view()))},
            {u"headersSize"_s, integer(response.span.length)},
            {u"bodySize"_s, integer(response.bodySize)}};
}

// As browsers write it where none came: status 0.
QJsonObject noResponse()
{
    return {{u"status"_s, 0},
            {u"statusText"_s, QString()},
            {u"httpVersion"_s, QString()},
            {u"cookies"_s, QJsonArray()},
            {u"headers"_s, QJsonArray()},
            {u"content"_s, QJsonObject{{u"size"_s, 0}, {u"mimeType"_s, QString()}}},
            {u"redirectURL"_s, QString()},
            {u"headersSize"_s, -1},
            {u"bodySize"_s, -1}};
}

QJsonObject settingsToHar(const request::RequestSpec &spec)
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
void writeExtras(const HarExchange &one, const record::Attempt &attempt, JsonWriter &writer)
{
    QJsonObject out = attemptToJson({one.spec, one.exchange, {}, {}}, attempt);
    for (const char *name : {"request", "final", "began_ns", "ended_ns"})
        out.remove(QLatin1String(name));
    if (one.exchange.role == wire::Role::Client && &attempt == one.exchange.main())
        out.insert(u"settings"_s, settingsToHar(one.spec));
    writer.object(out, responseParts(attempt));
}

QJsonObject entryToHar(const HarExchange &one, const record::Attempt &attempt, Contents &contents)
{
    const HarTimings timings = harTimings(attempt);
    QJsonObject entry{{u"startedDateTime"_s, harTime(one.record.startedAt, attempt.beganAt)},
                      {u"time"_s, timings.sum()},
                      {u"request"_s, requestToHar(one, attempt, contents)},
                      {u"response"_s, attempt.final ? responseToHar(one, *attempt.final, contents) : noResponse()},
                      {u"cache"_s, QJsonObject()},
                      {u"timings"_s, timingsToHar(timings)},
                      {u"connection"_s, QString::number(attempt.connection)}};
    if (!attempt.target.address.empty())
        entry.insert(u"serverIPAddress"_s, personText(attempt.target.address));
    if (!attempt.error.empty()) {
        entry.insert(u"comment"_s, personText(attempt.error));
        entry.insert(u"_error"_s, personText(attempt.error));
    }
    return entry;
}

HarExchange prepared(const record::Record &record, const std::vector<wire::Event> &events, bool showSecrets)
{
    HarExchange one{record,
                    showSecrets ? events : maskSecrets(events),
                    showSecrets ? record.spec : maskSecrets(record.spec),
                    {},
                    {}};
    one.exchange = record::summarize(one.events);
    if (!showSecrets)
        one.sent = request::secretValuesOf(record.spec);
    return one;
}

/// An entry that may be written, once to be measured and once to stay.
class Entry {
public:
    Entry(const HarExchange &one, const record::Attempt &attempt, Contents &contents)
        : one_(one)
        , attempt_(attempt)
        , members_(entryToHar(one, attempt, contents))
    {}
    bool write(const JsonSink &sink) const
    {
        JsonWriter writer(sink, entryIndent);
        writer.object(members_, {{u"_interim"_s, [this](JsonWriter &inner) { writeExtras(one_, attempt_, inner); }}});
        return writer.finish();
    }
    /// False: it is longer than so many bytes.
    bool fits(std::uint64_t room) const
    {
        return write([left = room](const QByteArray &piece) mutable {
            const auto size = static_cast<std::uint64_t>(piece.size());
            const bool fit = size <= left;
            left -= fit ? size : 0;
            return fit;
        });
    }

private:
    const HarExchange &one_;
    const record::Attempt &attempt_;
    QJsonObject members_;
};

} // namespace

HarWriter::HarWriter(JsonSink sink, const HarOptions &options) : sink_(std::move(sink)), options_(options)
{
    const QJsonObject creator{{u"name"_s, u"Interim"_s}, {u"version"_s, QStringLiteral(INTERIM_VERSION)}};
    QByteArray text = QJsonDocument(creator).toJson().chopped(1);
    text.replace("\n", "\n        ");
    write("{\n    \"log\": {\n        \"creator\": " + text + ",\n        \"entries\": [");
}

bool HarWriter::write(const QByteArray &text)
{
    wanted_ = wanted_ && sink_(text);
    written_ += static_cast<std::uint64_t>(text.size());
    return wanted_;
}

void HarWriter::add(const record::Record &record, const std::vector<wire::Event> &events)
{
    if (left_ > 0) { // full: what follows is not even made
        left_ += static_cast<std::size_t>(
            std::ranges::count(record.facts, record::FactKind::AttemptBegin, &record::Fact::kind));
        return;
    }
    const HarExchange one = prepared(record, events, options_.showSecrets);
    for (const record::Attempt &attempt : one.exchange.attempts) {
        const std::uint64_t room = options_.archive - std::min(options_.archive, written_ + endBytes);
        Contents contents{options_.limits, {}};
        contents.limits.showSecrets = options_.showSecrets;
        contents.limits.sent = one.sent;
        contents.limits.decoded =
            std::min(contents.limits.decoded, options_.decoded - std::min(options_.decoded, count_.decoded));
        std::optional<Entry> entry(std::in_place, one, attempt, contents);
        count_.decoded += contents.count.decoded;
        if (!entry->fits(room)) {
            contents.limits.content = 0;
            contents.count = {};
            entry.emplace(one, attempt, contents);
            if (!entry->fits(room)) {
                ++left_;
                continue;
            }
        }
        count_.lost += contents.count.lost;
        write(entries_++ > 0 ? ",\n            " : "\n            ");
        entry->write([this](const QByteArray &piece) { return write(piece); });
        if (!wanted_)
            return;
    }
}

QStringList HarWriter::finish()
{
    QStringList losses;
    if (count_.lost > 0)
        losses << u"the content of %1 messages: the comment at each says why"_s.arg(count_.lost);
    if (left_ > 0)
        losses << u"%1 of %2 attempts: it would be longer than %3, the most that is written"_s.arg(
            words::countText(left_, QLocale::c()), words::countText(entries_ + left_, QLocale::c()),
            words::sizeText(options_.archive, QLocale::c()));
    write("\n        ],\n");
    if (!losses.isEmpty())
        write("        \"comment\": \"left out: " + losses.join(u"; "_s).toUtf8() + "\",\n");
    write("        \"pages\": [\n        ],\n        \"version\": \"1.2\"\n    }\n}\n");
    return losses;
}

} // namespace formats

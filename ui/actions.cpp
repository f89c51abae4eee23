// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions.h"

#include "wire/compose.h"
#include "wire/text.h"

#include <QUrl>

#include <algorithm>

namespace ui {

namespace {

using wire::RequestSpec;

/// A value of the last response, "" without one.
std::string lastValue(const record::Exchange &exchange, std::string_view name)
{
    for (auto it = exchange.attempts.rbegin(); it != exchange.attempts.rend(); ++it)
        if (it->final)
            return std::string(wire::valueOf(it->final->fields, name).value_or(std::string_view()));
    return {};
}

void setField(RequestSpec &spec, const std::string &name, const std::string &value)
{
    std::erase_if(spec.headers, [&](const wire::HeaderLine &line) { return wire::equalsIgnoringCase(line.name, name); });
    spec.headers.push_back({name, value});
}

void setScheme(RequestSpec &spec, const QString &scheme)
{
    QUrl url(QString::fromStdString(spec.url));
    url.setScheme(scheme);
    spec.url = url.toString().toStdString();
}

void followLocation(RequestSpec &spec, const record::Exchange &exchange)
{
    const auto location = lastValue(exchange, "Location");
    if (!location.empty())
        spec.url = QUrl(QString::fromStdString(spec.url)).resolved(QUrl(QString::fromStdString(location))).toString().toStdString();
}

void withExpect(RequestSpec &spec)
{
    spec = wire::withoutExpect(std::move(spec));
    spec.expect.rule = wire::ExpectRule::Always;
}

struct Act {
    const char *key;
    bool sends;
    void (*apply)(RequestSpec &, const record::Exchange &);
};

const Act acts[]{
    {"send-without-expect", true, [](RequestSpec &s, const record::Exchange &) { s = wire::withoutExpect(std::move(s)); }},
    {"send-with-expect", true, [](RequestSpec &s, const record::Exchange &) { withExpect(s); }},
    {"plain-expect", true, [](RequestSpec &s, const record::Exchange &) { withExpect(s); }},
    {"send-again", true, [](RequestSpec &, const record::Exchange &) {}},
    {"send-direct", true, [](RequestSpec &s, const record::Exchange &) { s.proxy.clear(); }},
    {"raise-wait", true, [](RequestSpec &s, const record::Exchange &) {
         s.expect.waitNs = std::max<std::int64_t>(s.expect.waitNs * 5, 1'000'000'000);
     }},
    {"lower-wait", true, [](RequestSpec &s, const record::Exchange &) {
         s.expect.waitNs = std::max<std::int64_t>(s.expect.waitNs / 5, 50'000'000);
     }},
    {"compare-http10", true, [](RequestSpec &s, const record::Exchange &) { s.version = 10; }},
    {"use-http11", true, [](RequestSpec &s, const record::Exchange &) { s.version = 11; }},
    {"use-length", true, [](RequestSpec &s, const record::Exchange &) { s.body.chunked = false; }},
    {"use-https", true, [](RequestSpec &s, const record::Exchange &) { setScheme(s, "https"); }},
    {"use-http", true, [](RequestSpec &s, const record::Exchange &) { setScheme(s, "http"); }},
    {"use-location", true, followLocation},
    {"accept-104", true, [](RequestSpec &s, const record::Exchange &) { s.expect.accept104 = true; }},
    {"follow-up", true, [](RequestSpec &s, const record::Exchange &) { s.followUp = true; }},
    {"accept-certificate", true, [](RequestSpec &s, const record::Exchange &) { s.tls.verify = false; }},
    {"add-if-match", false, [](RequestSpec &s, const record::Exchange &e) {
         const auto tag = lastValue(e, "ETag");
         setField(s, "If-Match", tag.empty() ? "\"\"" : tag);
     }},
    {"add-authorization", false, [](RequestSpec &s, const record::Exchange &) { setField(s, "Authorization", "Basic "); }},
    {"lower-size", false, [](RequestSpec &s, const record::Exchange &) {
         if (s.body.kind == wire::BodyKind::Generated)
             s.body.size /= 2;
     }},
};

} // namespace

QStringList requestActions()
{
    QStringList keys;
    for (const auto &act : acts)
        keys.append(QLatin1String(act.key));
    return keys;
}

bool sendsAtOnce(const QString &key)
{
    const auto *act = std::find_if(std::begin(acts), std::end(acts), [&](const Act &one) { return key == QLatin1String(one.key); });
    return act != std::end(acts) && act->sends;
}

wire::RequestSpec applyAction(const QString &key, wire::RequestSpec spec, const record::Exchange &exchange)
{
    for (const auto &act : acts)
        if (key == QLatin1String(act.key))
            act.apply(spec, exchange);
    return spec;
}

} // namespace ui

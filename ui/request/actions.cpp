// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/actions.h"

#include "base/text.h"
#include "request/compose.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using request::RequestSpec;

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
    std::erase_if(spec.headers,
                  [&](const request::HeaderLine &line) { return base::equalsIgnoringCase(line.name, name); });
    spec.headers.push_back({name, value});
    if (spec.rawHead && spec.rawHead->ends_with("\r\n\r\n")) // it goes out in the fields' stead
        spec.rawHead->insert(spec.rawHead->size() - 2, name + ": " + value + "\r\n");
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
        spec.url = QUrl(QString::fromStdString(spec.url))
                       .resolved(QUrl(QString::fromStdString(location)))
                       .toString()
                       .toStdString();
}

void withExpect(RequestSpec &spec)
{
    spec = request::withoutExpect(std::move(spec));
    spec.expect.rule = request::ExpectRule::Always;
}

struct Act {
    const char *key;
    const char *field; // whose value is left to type; null: nothing is, and the request is sent at once
    void (*apply)(RequestSpec &, const record::Exchange &);
};

const Act acts[]{
    {"send-without-expect", nullptr,
     [](RequestSpec &s, const record::Exchange &) { s = request::withoutExpect(std::move(s)); }},
    {"send-with-expect", nullptr, [](RequestSpec &s, const record::Exchange &) { withExpect(s); }},
    {"plain-expect", nullptr, [](RequestSpec &s, const record::Exchange &) { withExpect(s); }},
    {"send-again", nullptr, [](RequestSpec &, const record::Exchange &) {}},
    {"send-direct", nullptr, [](RequestSpec &s, const record::Exchange &) { s.proxy.clear(); }},
    {"raise-wait", nullptr,
     [](RequestSpec &s, const record::Exchange &) {
         s.expect.waitNs = std::max<std::int64_t>(s.expect.waitNs * 5, 1'000'000'000);
     }},
    {"lower-wait", nullptr,
     [](RequestSpec &s, const record::Exchange &) {
         s.expect.waitNs = std::max<std::int64_t>(s.expect.waitNs / 5, 50'000'000);
     }},
    {"compare-http10", nullptr, [](RequestSpec &s, const record::Exchange &) { s.version = 10; }},
    {"use-http11", nullptr, [](RequestSpec &s, const record::Exchange &) { s.version = 11; }},
    {"use-length", nullptr, [](RequestSpec &s, const record::Exchange &) { s.body.chunked = false; }},
    {"use-https", nullptr, [](RequestSpec &s, const record::Exchange &) { setScheme(s, "https"); }},
    {"use-http", nullptr, [](RequestSpec &s, const record::Exchange &) { setScheme(s, "http"); }},
    {"use-location", nullptr, followLocation},
    {"accept-104", nullptr, [](RequestSpec &s, const record::Exchange &) { s.expect.accept104 = true; }},
    {"follow-up", nullptr, [](RequestSpec &s, const record::Exchange &) { s.followUp = true; }},
    {"accept-certificate", nullptr, [](RequestSpec &s, const record::Exchange &) { s.tls.verify = false; }},
    {"add-if-match", "If-Match",
     [](RequestSpec &s, const record::Exchange &e) {
         const auto tag = lastValue(e, "ETag");
         setField(s, "If-Match", tag.empty() ? "\"\"" : tag);
     }},
    {"add-authorization", "Authorization",
     [](RequestSpec &s, const record::Exchange &) { setField(s, "Authorization", "Basic "); }},
    {"lower-size", nullptr, [](RequestSpec &s, const record::Exchange &) { s.body.size /= 2; }},
};

const Act *find(const QString &key)
{
    const auto *act =
        std::find_if(std::begin(acts), std::end(acts), [&](const Act &one) { return key == QLatin1String(one.key); });
    return act == std::end(acts) ? nullptr : act;
}

} // namespace

QStringList requestActions()
{
    QStringList keys;
    for (const auto &act : acts)
        keys.append(QLatin1String(act.key));
    return keys;
}

bool canAct(const QString &key, const request::RequestSpec &spec)
{
    const bool halves = spec.body.kind == request::BodyKind::Generated && spec.body.size > 0 && !spec.rawHead;
    return key != "lower-size"_L1 || halves;
}

QString fieldToType(const QString &key)
{
    const auto *act = find(key);
    return act ? QLatin1String(act->field) : QString();
}

request::RequestSpec applyAction(const QString &key, request::RequestSpec spec, const record::Exchange &exchange)
{
    if (const auto *act = find(key); act && canAct(key, spec))
        act->apply(spec, exchange);
    return spec;
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/setting_words.h"

#include "base/text.h"
#include "request/form.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

using request::RequestSpec;

constexpr std::array<std::string_view, 4> ruleWords{"off", "auto", "always", "custom"}; // as wire::ExpectRule
constexpr std::array<std::string_view, 3> afterWaitWords{"send", "keep", "stop"};       // as wire::AfterWait
constexpr std::array<std::string_view, 2> on417Words{"retry", "stop"};                  // as wire::On417
constexpr std::array<std::string_view, 3> patternWords{"text", "zeros", "random"};
constexpr std::int64_t longestSettingNs = 365LL * 24 * 3600 * 1'000'000'000;
constexpr std::uint64_t mostRedirects = 100;

/// Exact: milliseconds, else microseconds with a fraction.
std::string timeWords(std::int64_t ns)
{
    if (ns % 1'000'000 == 0)
        return std::to_string(ns / 1'000'000) + "ms";
    std::string fraction = std::to_string(1000 + ns % 1000).substr(1);
    return std::to_string(ns / 1000) + (fraction == "000" ? std::string() : '.' + fraction) + "us";
}

template <typename Enum, std::size_t size>
bool chooseWord(Enum &value, const std::array<std::string_view, size> &words, std::string_view word)
{
    const auto at = std::ranges::find(words, word);
    if (at == words.end())
        return false;
    value = static_cast<Enum>(at - words.begin());
    return true;
}

bool timeSetting(std::int64_t &ns, std::string_view value)
{
    const auto read = base::duration(value);
    if (!read || *read > longestSettingNs)
        return false;
    ns = *read;
    return true;
}

bool sizeSetting(std::uint64_t &size, std::string_view value)
{
    const auto read = base::decimal(value);
    if (read)
        size = *read;
    return read.has_value();
}

bool switchOn(bool &value, std::string_view word)
{
    value = value || word.empty();
    return word.empty();
}

bool textSetting(std::string &text, std::string_view value)
{
    if (value.empty() || std::ranges::any_of(value, [](char c) { return base::isControl(c); }))
        return false;
    text = value;
    return true;
}

bool generatedSize(RequestSpec &spec, std::string_view value)
{
    std::uint64_t size = 0;
    if (!sizeSetting(size, value))
        return false;
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    return true;
}

bool fieldOrder(RequestSpec &spec, std::string_view value)
{
    std::vector<std::string> names;
    for (const std::string_view name : base::listMembers(value)) {
        if (!base::isToken(name))
            return false;
        names.emplace_back(name);
    }
    if (!names.empty())
        spec.fieldOrder = names;
    return !names.empty();
}

struct SettingRow {
    std::string_view name;
    bool (*apply)(RequestSpec &, std::string_view);
};

constexpr std::array<SettingRow, 35> settingRows{{
    {"expect", [](RequestSpec &s, std::string_view v) { return chooseWord(s.expect.rule, ruleWords, v); }},
    {"expect-value", [](RequestSpec &s, std::string_view v) { return textSetting(s.expect.custom, v); }},
    {"threshold", [](RequestSpec &s, std::string_view v) { return sizeSetting(s.expect.threshold, v); }},
    {"wait", [](RequestSpec &s, std::string_view v) { return timeSetting(s.expect.waitNs, v); }},
    {"after-wait",
     [](RequestSpec &s, std::string_view v) { return chooseWord(s.expect.afterWait, afterWaitWords, v); }},
    {"keep-limit", [](RequestSpec &s, std::string_view v) { return timeSetting(s.timeouts.keepNs, v); }},
    {"on-417", [](RequestSpec &s, std::string_view v) { return chooseWord(s.expect.on417, on417Words, v); }},
    {"accept-104", [](RequestSpec &s, std::string_view v) { return switchOn(s.expect.accept104, v); }},
    {"body-after-final", [](RequestSpec &s, std::string_view v) { return switchOn(s.expect.bodyAfterFinal, v); }},
    {"wait-any", [](RequestSpec &s, std::string_view v) { return switchOn(s.expect.anyValue, v); }},
    {"body-size", generatedSize},
    {"body-pattern",
     [](RequestSpec &s, std::string_view v) {
         const bool known = std::ranges::find(patternWords, v) != patternWords.end();
         return known && textSetting(s.body.pattern, v);
     }},
    {"method", [](RequestSpec &s, std::string_view v) { return textSetting(s.method, v); }},
    {"content-type", [](RequestSpec &s, std::string_view v) { return textSetting(s.body.mediaType, v); }},
    {"order", fieldOrder},
    {"follow-up", [](RequestSpec &s, std::string_view v) { return switchOn(s.followUp, v); }},
    {"redirects",
     [](RequestSpec &s, std::string_view v) {
         const auto count = base::decimal(v);
         const bool fits = count && *count <= mostRedirects;
         s.redirects = fits ? static_cast<int>(*count) : s.redirects;
         return fits;
     }},
    {"connect-timeout", [](RequestSpec &s, std::string_view v) { return timeSetting(s.timeouts.connectNs, v); }},
    {"head-timeout", [](RequestSpec &s, std::string_view v) { return timeSetting(s.timeouts.headNs, v); }},
    {"idle-timeout", [](RequestSpec &s, std::string_view v) { return timeSetting(s.timeouts.idleNs, v); }},
    {"max-time", [](RequestSpec &s, std::string_view v) { return timeSetting(s.timeouts.wholeNs, v); }},
    {"linger",
     [](RequestSpec &s, std::string_view v) {
         std::int64_t ns = 0;
         const bool read = timeSetting(ns, v);
         if (read)
             s.lingerNs = ns;
         return read;
     }},
    {"insecure",
     [](RequestSpec &s, std::string_view v) {
         s.tls.verify = s.tls.verify && !v.empty();
         return v.empty();
     }},
    {"cacert", [](RequestSpec &s, std::string_view v) { return textSetting(s.tls.caFile, v); }},
    {"server-name", [](RequestSpec &s, std::string_view v) { return textSetting(s.tls.serverName, v); }},
    {"cert", [](RequestSpec &s, std::string_view v) { return textSetting(s.tls.certFile, v); }},
    {"key", [](RequestSpec &s, std::string_view v) { return textSetting(s.tls.keyFile, v); }},
    {"ipv4",
     [](RequestSpec &s, std::string_view v) {
         s.family = v.empty() ? request::AddressFamily::V4 : s.family;
         return v.empty();
     }},
    {"ipv6",
     [](RequestSpec &s, std::string_view v) {
         s.family = v.empty() ? request::AddressFamily::V6 : s.family;
         return v.empty();
     }},
    {"proxy", [](RequestSpec &s, std::string_view v) { return textSetting(s.proxy, v); }},
    {"connect-to", [](RequestSpec &s, std::string_view v) { return textSetting(s.connectTo, v); }},
    {"unix-socket", [](RequestSpec &s, std::string_view v) { return textSetting(s.unixSocket, v); }},
    {"profile", [](RequestSpec &s, std::string_view v) { return textSetting(s.profile, v); }},
    {"without",
     [](RequestSpec &s, std::string_view v) {
         if (base::isToken(v) && std::ranges::find(s.removed, v) == s.removed.end())
             s.removed.emplace_back(v);
         return base::isToken(v);
     }},
    {"raw-head",
     [](RequestSpec &s, std::string_view v) {
         if (!v.empty())
             s.rawHead = std::string(v);
         return !v.empty();
     }},
}};

class SettingList {
public:
    explicit SettingList(const RequestSpec &spec) : spec_(spec) {}

    std::vector<Setting> list()
    {
        expect();
        content();
        connection();
        return std::move(out_);
    }

private:
    void add(const char *name, std::string value = {}) { out_.push_back({name, std::move(value)}); }
    void flag(const char *name, bool on)
    {
        if (on)
            add(name);
    }
    void words(const char *name, const std::string &value)
    {
        if (!value.empty())
            add(name, value);
    }
    void time(const char *name, std::int64_t ns, std::int64_t usual)
    {
        if (ns != usual)
            add(name, timeWords(ns));
    }

    void expect()
    {
        const request::ExpectSettings &rules = spec_.expect, usual;
        add("expect", std::string(ruleWords[static_cast<std::size_t>(rules.rule)]));
        if (rules.rule == request::ExpectRule::Custom)
            add("expect-value", rules.custom);
        if (rules.threshold != usual.threshold)
            add("threshold", std::to_string(rules.threshold));
        time("wait", rules.waitNs, usual.waitNs);
        if (rules.afterWait != usual.afterWait)
            add("after-wait", std::string(afterWaitWords[static_cast<std::size_t>(rules.afterWait)]));
        time("keep-limit", spec_.timeouts.keepNs, request::Timeouts().keepNs);
        if (rules.on417 != usual.on417)
            add("on-417", std::string(on417Words[static_cast<std::size_t>(rules.on417)]));
        flag("accept-104", rules.accept104);
        flag("body-after-final", rules.bodyAfterFinal);
        flag("wait-any", rules.anyValue);
    }

    void content()
    {
        if (spec_.body.kind == request::BodyKind::Generated) {
            add("body-size", std::to_string(spec_.body.size));
            add("body-pattern", spec_.body.pattern);
        }
        if (!isPlainMethod(spec_.method))
            words("method", spec_.method);
        words("content-type", request::contentType(spec_.body));
        std::string order;
        for (const std::string &name : spec_.fieldOrder)
            order += (order.empty() ? "" : ",") + name;
        words("order", order);
        for (const std::string &name : spec_.removed)
            add("without", name);
        if (spec_.rawHead)
            add("raw-head", *spec_.rawHead);
        words("profile", spec_.profile);
    }

    void connection()
    {
        const request::Timeouts &times = spec_.timeouts, usual;
        flag("follow-up", spec_.followUp);
        if (spec_.redirects > 0)
            add("redirects", std::to_string(spec_.redirects));
        time("connect-timeout", times.connectNs, usual.connectNs);
        time("head-timeout", times.headNs, usual.headNs);
        time("idle-timeout", times.idleNs, usual.idleNs);
        time("max-time", times.wholeNs, usual.wholeNs);
        if (spec_.lingerNs)
            add("linger", timeWords(*spec_.lingerNs));
        flag("insecure", !spec_.tls.verify);
        words("cacert", spec_.tls.caFile);
        words("server-name", spec_.tls.serverName);
        words("cert", spec_.tls.certFile);
        words("key", spec_.tls.keyFile);
        flag("ipv4", spec_.family == request::AddressFamily::V4);
        flag("ipv6", spec_.family == request::AddressFamily::V6);
        words("proxy", spec_.proxy);
        words("connect-to", spec_.connectTo);
        words("unix-socket", spec_.unixSocket);
    }

    const RequestSpec &spec_;
    std::vector<Setting> out_;
};

} // namespace

bool isOtherProtocol(std::string_view word)
{
    static constexpr std::array<std::string_view, 4> words{"GRPC", "WEBSOCKET", "GRAPHQL", "RSOCKET"};
    return std::ranges::find(words, word) != words.end();
}

bool isPlainMethod(std::string_view method)
{
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !method.empty() && upper(method.front()) && !isOtherProtocol(method)
        && std::ranges::all_of(method, [&](char c) { return upper(c) || base::isDigit(c) || c == '-' || c == '_'; });
}

std::vector<Setting> settingsOf(const request::RequestSpec &spec)
{
    return SettingList(spec).list();
}

bool applySetting(request::RequestSpec &spec, std::string_view name, std::string_view value)
{
    const auto row = std::ranges::find(settingRows, name, &SettingRow::name);
    return row != settingRows.end() && row->apply(spec, value);
}

} // namespace formats

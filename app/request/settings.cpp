// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/settings.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

// The window shows these literals in its own language (ui/request/setting_labels.cpp), and lupdate finds them by this
// name. It is Qt's, which this room does not know.
#define QT_TRANSLATE_NOOP(context, literal) literal

namespace request {
namespace {

using Number = std::optional<std::int64_t>;
using enum SettingKind;
using enum SettingGroup;

constexpr std::int64_t year = 365LL * 24 * 3600 * 1'000'000'000; // longer is a typing error
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t mostRedirects = 100;

constexpr std::string_view noLimit = QT_TRANSLATE_NOOP("Setting", "no limit");
constexpr std::array<std::string_view, 4> ruleWords{"off", "auto", "always", "custom"}; // as ExpectRule
constexpr std::array<std::string_view, 3> afterWaitWords{"send", "keep", "stop"};       // as wire::AfterWait
constexpr std::array<std::string_view, 2> on417Words{"retry", "stop"};                  // as On417

/// The member of RequestSpec that the path of member pointers leads to.
template <auto... path>
constexpr auto at = [](auto &spec) -> auto &
{
    return (spec.*....*path);
};

template <auto... path>
constexpr Setting numeric(Setting row)
{
    row.number = [](const RequestSpec &spec) { return Number(static_cast<std::int64_t>(at<path...>(spec))); };
    row.putNumber = [](RequestSpec &spec, Number value) {
        auto &member = at<path...>(spec);
        if (value)
            member = static_cast<std::remove_reference_t<decltype(member)>>(*value);
    };
    return row;
}

template <auto... path>
constexpr Setting textual(Setting row)
{
    row.text = [](RequestSpec &spec) -> std::string & { return at<path...>(spec); };
    return row;
}

/// -4 and -6: two switches over one value.
template <AddressFamily family>
constexpr Setting addresses(Setting row)
{
    row.number = [](const RequestSpec &spec) { return Number(spec.family == family); };
    row.putNumber = [](RequestSpec &spec, Number on) {
        if (on == 1)
            spec.family = family;
        else if (spec.family == family)
            spec.family = AddressFamily::Any;
    };
    return row;
}

/// A switch that is on where the member is not.
constexpr Setting insecure(Setting row)
{
    row.number = [](const RequestSpec &spec) { return Number(!spec.tls.verify); };
    row.putNumber = [](RequestSpec &spec, Number on) { spec.tls.verify = on != 1; };
    return row;
}

constexpr Setting linger(Setting row)
{
    row.number = [](const RequestSpec &spec) { return spec.lingerNs; };
    row.putNumber = [](RequestSpec &spec, Number ns) { spec.lingerNs = ns; };
    return row;
}

constexpr Setting flag(std::string_view name, SettingGroup group, std::string_view help, char letter = 0)
{
    return {.name = name, .kind = Switch, .group = group, .value = {}, .help = help, .letter = letter};
}

constexpr Setting time(std::string_view name, SettingGroup group, std::string_view help, std::string_view none,
                       std::string_view usual = {})
{
    return {.name = name,
            .kind = Time,
            .group = group,
            .value = "MS",
            .help = help,
            .none = none,
            .usual = usual,
            .most = year};
}

constexpr Setting choice(std::string_view name, std::string_view value, std::span<const std::string_view> words,
                         std::string_view help, std::string_view usual = {})
{
    return {.name = name,
            .kind = Choice,
            .group = Expect,
            .value = value,
            .help = help,
            .usual = usual,
            .words = words,
            .most = static_cast<std::int64_t>(words.size()) - 1};
}

constexpr Setting words(std::string_view name, SettingGroup group, std::string_view value, std::string_view help)
{
    return {.name = name, .kind = value == "FILE" ? File : Text, .group = group, .value = value, .help = help};
}

// The order is that of .http files and of help; a default stands in RequestSpec alone.
constexpr auto table = std::to_array<Setting>({
    numeric<&RequestSpec::expect, &ExpectSettings::rule>(
        choice("expect", "RULE", ruleWords, QT_TRANSLATE_NOOP("Setting", "auto, off, always, or a value to send"),
               "for a body above the threshold")),
    textual<&RequestSpec::expect, &ExpectSettings::custom>(words("expect-value", Expect, "VALUE", {})),
    numeric<&RequestSpec::expect, &ExpectSettings::threshold>(
        {.name = "threshold",
         .kind = Size,
         .group = Expect,
         .value = "SIZE",
         .help = QT_TRANSLATE_NOOP("Setting", "content above which --expect auto sends Expect"),
         .usual = "as in curl since 7.69",
         .most = largest}),
    numeric<&RequestSpec::expect, &ExpectSettings::waitNs>(
        time("wait", Expect, QT_TRANSLATE_NOOP("Setting", "for a 100, with the content held back"),
             QT_TRANSLATE_NOOP("Setting", "no wait"))),
    numeric<&RequestSpec::expect, &ExpectSettings::afterWait>(
        choice("after-wait", "WHAT", afterWaitWords, QT_TRANSLATE_NOOP("Setting", "when no 100 came: {words}"))),
    numeric<&RequestSpec::timeouts, &Timeouts::keepNs>(
        time("keep-limit", Expect,
             QT_TRANSLATE_NOOP("Setting",
                               "how long to keep waiting after the wait, when neither a 100 nor a final response came"),
             noLimit)),
    numeric<&RequestSpec::expect, &ExpectSettings::on417>(choice("on-417", "WHAT", on417Words,
                                                                 QT_TRANSLATE_NOOP("Setting", "after a 417: {words}"),
                                                                 "once, without Expect, unless Retry-After says when")),
    numeric<&RequestSpec::expect, &ExpectSettings::accept104>(
        flag("accept-104", Expect, QT_TRANSLATE_NOOP("Setting", "take 104 (Upload Resumption Supported) as 100"))),
    numeric<&RequestSpec::expect, &ExpectSettings::bodyAfterFinal>(
        flag("body-after-final", Expect,
             QT_TRANSLATE_NOOP("Setting", "send the content even after a final status that came instead of 100"))),
    numeric<&RequestSpec::expect, &ExpectSettings::anyValue>(
        flag("wait-any", Expect,
             QT_TRANSLATE_NOOP("Setting",
                               "wait, and repeat after a 417, whatever the Expect field says; otherwise only for "
                               "100-continue (RFC 9110 section 10.1.1): after another value nothing is held back"))),
    numeric<&RequestSpec::followUp>(
        flag("follow-up", Exchange,
             QT_TRANSLATE_NOOP(
                 "Setting", "a GET of / on the same connection afterwards: it shows whether that is still in step"))),
    numeric<&RequestSpec::redirects>(
        {.name = "redirects",
         .kind = Count,
         .group = Exchange,
         .value = "N",
         .help = QT_TRANSLATE_NOOP("Setting", "redirections that are followed, each as an attempt of its own"),
         .none = QT_TRANSLATE_NOOP("Setting", "not followed"),
         .most = mostRedirects}),
    numeric<&RequestSpec::timeouts, &Timeouts::connectNs>(time(
        "connect-timeout", Times,
        QT_TRANSLATE_NOOP("Setting", "for the look-up, for each address with TLS, and for a proxy's answer to CONNECT"),
        noLimit)),
    numeric<&RequestSpec::timeouts, &Timeouts::headNs>(
        time("head-timeout", Times,
             QT_TRANSLATE_NOOP("Setting", "from the request's last byte to the final response's head"), noLimit)),
    numeric<&RequestSpec::timeouts, &Timeouts::idleNs>(
        time("idle-timeout", Times,
             QT_TRANSLATE_NOOP("Setting", "with no byte either way, unless content is held back"), noLimit)),
    numeric<&RequestSpec::timeouts, &Timeouts::wholeNs>(
        time("max-time", Times, QT_TRANSLATE_NOOP("Setting", "the whole exchange, with its repeats"), noLimit)),
    linger(time("linger", Times,
                QT_TRANSLATE_NOOP("Setting",
                                  "how long the connection is watched after the final response: what comes late, such "
                                  "as a 100, is seen only then"),
                QT_TRANSLATE_NOOP("Setting", "as needed"),
                "0 where it stays open, 50 after a refused Expect, 250 where the server says that it closes")),
    insecure(
        flag("insecure", Tls, QT_TRANSLATE_NOOP("Setting", "accept any certificate; its faults are still recorded"))),
    textual<&RequestSpec::tls, &TlsSettings::caFile>(
        words("cacert", Tls, "FILE",
              QT_TRANSLATE_NOOP("Setting", "PEM file with authorities to trust besides the system's"))),
    textual<&RequestSpec::tls, &TlsSettings::serverName>(
        words("server-name", Tls, "NAME",
              QT_TRANSLATE_NOOP("Setting", "the name to ask for in TLS and to verify, instead of the URL's host"))),
    textual<&RequestSpec::tls, &TlsSettings::certFile>(words(
        "cert", Tls, "FILE", QT_TRANSLATE_NOOP("Setting", "PEM file with our own certificate, its issuers behind it"))),
    textual<&RequestSpec::tls, &TlsSettings::keyFile>(
        words("key", Tls, "FILE",
              QT_TRANSLATE_NOOP("Setting", "PEM file with its key, where that is not in the certificate's file"))),
    addresses<AddressFamily::V4>(flag("ipv4", Route, QT_TRANSLATE_NOOP("Setting", "IPv4 addresses only"), '4')),
    addresses<AddressFamily::V6>(flag("ipv6", Route, QT_TRANSLATE_NOOP("Setting", "IPv6 addresses only"), '6')),
    textual<&RequestSpec::proxy>(
        words("proxy", Route, "URL",
              QT_TRANSLATE_NOOP("Setting",
                                "an HTTP proxy, http://[user:password@]host:port, to which http goes in absolute form "
                                "and https through CONNECT; or socks5://..."))),
    textual<&RequestSpec::connectTo>(
        words("connect-to", Route, "PLACE",
              QT_TRANSLATE_NOOP("Setting", "host:port to connect to in the URL's stead; the head stays as it is"))),
    textual<&RequestSpec::unixSocket>(
        words("unix-socket", Route, "PATH",
              QT_TRANSLATE_NOOP("Setting",
                                "connect to this Unix socket, not to the network; the head stays as it is, and a "
                                "redirection to another origin is not followed"))),
});

#undef QT_TRANSLATE_NOOP

Number numberOf(const Setting &row, std::string_view value)
{
    if (row.kind == Time)
        return base::duration(value);
    if (row.kind == Choice) {
        const auto word = std::ranges::find(row.words, value);
        return word == row.words.end() ? Number() : Number(word - row.words.begin());
    }
    const auto read = row.kind == Size ? base::byteSize(value) : base::decimal(value);
    return read ? Number(static_cast<std::int64_t>(*read)) : Number(); // neither reads more than 2^63 - 1
}

bool setText(std::string &text, std::string_view value)
{
    if (value.empty() || std::ranges::any_of(value, [](char c) { return base::isControl(c); }))
        return false;
    text = value;
    return true;
}

const RequestSpec &usualSpec()
{
    static const RequestSpec usual;
    return usual;
}

/// As a person types it.
std::string typedDefault(const Setting &row)
{
    constexpr std::int64_t mebibyte = 1 << 20, millisecond = 1'000'000;
    const Number value = row.number(usualSpec());
    if (!value)
        return std::string(row.none);
    if (row.kind == Time && *value % millisecond == 0)
        return std::to_string(*value / millisecond); // a bare number is that
    if (row.kind == Size && *value > 0 && *value % mebibyte == 0)
        return std::to_string(*value / mebibyte) + 'M';
    return row.get(usualSpec()).value_or(std::string());
}

/// " (default 10000; 0 is no limit)"; nothing of a switch and of a text, which are off and empty.
std::string defaultWords(const Setting &row)
{
    if (row.text || row.kind == Switch)
        return {};
    const Number value = row.number(usualSpec());
    std::string out = " (default " + typedDefault(row);
    if (value == 0 && !row.none.empty())
        out.append(": ").append(row.none);
    if (!row.usual.empty())
        out.append(": ").append(row.usual);
    if (value > 0 && !row.none.empty())
        out.append("; 0 is ").append(row.none);
    if (row.kind == Count)
        out.append("; at most ").append(std::to_string(row.most));
    return out + ')';
}

std::string listed(std::span<const std::string_view> words)
{
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i)
        out += std::string(i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
    return out;
}

} // namespace

std::string exactTime(std::int64_t ns)
{
    if (ns % 1'000'000 == 0)
        return std::to_string(ns / 1'000'000) + "ms";
    const std::string fraction = std::to_string(1000 + ns % 1000).substr(1);
    return std::to_string(ns / 1000) + (fraction == "000" ? std::string() : '.' + fraction) + "us";
}

std::optional<std::string> Setting::get(const RequestSpec &spec) const
{
    if (text) {
        const std::string &value = text(const_cast<RequestSpec &>(spec)); // it is only read
        return value.empty() ? std::nullopt : std::optional(value);
    }
    const Number value = number(spec);
    if (!value || (kind == Switch && *value == 0))
        return std::nullopt;
    switch (kind) {
    case Switch: return std::string();
    case Time: return exactTime(*value);
    case Choice: return std::string(words[static_cast<std::size_t>(*value)]);
    default: return std::to_string(*value);
    }
}

bool Setting::set(RequestSpec &spec, std::string_view value) const
{
    if (text)
        return setText(text(spec), value);
    if (kind == Switch)
        return value.empty() && setNumber(spec, 1);
    const Number read = numberOf(*this, value);
    return read && setNumber(spec, read);
}

bool Setting::setNumber(RequestSpec &spec, std::optional<std::int64_t> value) const
{
    const bool fits = !text && (!value || (*value >= 0 && *value <= most));
    if (!fits)
        return false;
    putNumber(spec, value);
    return number(spec) == value; // what is no optional cannot be unset
}

bool Setting::isDefault(const RequestSpec &spec) const
{
    return get(spec) == get(usualSpec());
}

std::string Setting::refusal() const
{
    switch (kind) {
    case Switch: return "takes no value: leave it out";
    case Time: return "no time of up to a year: write milliseconds, such as 1000, or 250ms, or 1.5s";
    case Size: return "no size below 8 EiB: write bytes, or a number with k, M or G, such as 1M";
    case Count: return "no count: write a number from 0 to " + std::to_string(most);
    case Choice: return "unknown: write " + listed(words);
    case Text:
    case File: return "empty, or with a control character: write text, or leave it out";
    }
    return {};
}

std::string Setting::filled(std::string_view wording) const
{
    constexpr std::string_view place = "{words}";
    std::string out(wording);
    if (const auto at = out.find(place); at != out.npos)
        out.replace(at, place.size(), listed(words));
    return out;
}

std::string Setting::explained() const
{
    return isOption() ? filled(help) + defaultWords(*this) : std::string();
}

std::span<const Setting> settings()
{
    return table;
}

const Setting *findSetting(std::string_view name)
{
    const auto row = std::ranges::find(table, name, &Setting::name);
    return row == table.end() ? nullptr : &*row;
}

} // namespace request

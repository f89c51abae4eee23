// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/setting_options.h"

#include "base/text.h"
#include "cli/argument_secrets.h"
#include "formats/secrets.h"
#include "record/regular_file.h"
#include "request/route.h"
#include "session/profiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr std::uint64_t longestPem = 16 << 20;

/// An option that is no row of the table, behind the row that it goes with.
struct Companion {
    std::string_view setting;
    OptionRow option;
};

const std::vector<Companion> &companions()
{
    static const std::vector<Companion> all{
        {"wait-any",
         {0, "profile", "NAME",
          "behave like this client (interim-cli profiles lists them): its head, its Expect rule, its wait; what is "
          "typed stays, and the other options win"}},
        {"proxy", {0, "proxy-user", "USER", "user:password for it, or @FILE with that in its first line"}},
        {"proxy", {0, "expand-proxy-user", "'{{VAR}}'", "the same with variables of the environment"}},
        {"unix-socket", {0, "abstract-unix-socket", "NAME", "the same with a name in Linux's abstract namespace"}},
    };
    return all;
}

/// Behind the typed fields, which stay; before the settings, which win.
bool profile(GivenOptions &given, request::RequestSpec &spec)
{
    if (!given.has("profile") || session::chooseProfile(spec, fileName(given.value("profile"))))
        return true;
    return given.refuseValue("profile", u"unknown: interim-cli profiles lists them"_s);
}

bool onlyOneOfEach(GivenOptions &given)
{
    if (given.has("ipv4") && given.has("ipv6"))
        return given.refuse(u"-4 and -6 exclude each other: give one"_s);
    if (given.has("unix-socket") && given.has("abstract-unix-socket"))
        return given.refuse(u"--unix-socket and --abstract-unix-socket both: give one"_s);
    if (given.has("proxy-user") && given.has("expand-proxy-user"))
        return given.refuse(u"--proxy-user and --expand-proxy-user both: give one"_s);
    return true;
}

/// A word of its rule, in any case; whatever else is the value, which goes out as typed.
bool expectation(GivenOptions &given, const request::Setting &row, request::RequestSpec &spec)
{
    request::ExpectSettings &expect = spec.expect;
    const std::string typed = bytesOf(given.value("expect"));
    if (row.set(spec, base::lowered(typed)) && expect.rule != request::ExpectRule::Custom)
        return true;
    expect.rule = request::ExpectRule::Custom;
    expect.custom = typed;
    return true;
}

bool each(GivenOptions &given, request::RequestSpec &spec)
{
    for (const request::Setting &row : request::settings()) {
        if (!row.isOption() || !given.has(row.name))
            continue;
        const bool taken =
            row.name == "expect" ? expectation(given, row, spec) : row.set(spec, bytesOf(given.value(row.name)));
        if (!taken)
            return given.refuseValue(row.name, QString::fromStdString(row.refusal()));
    }
    return true;
}

bool holds(GivenOptions &given, const char *option, const char *part, const QString &otherwise)
{
    if (!given.has(option))
        return true;
    const record::FileText file = record::readFile(bytesOf(given.value(option)), longestPem);
    if (!file.error.empty())
        return given.refuseFile(option, file.error);
    return file.bytes.find(part) != std::string::npos || given.refuseValue(option, otherwise);
}

bool certificates(GivenOptions &given)
{
    if (given.has("key") && !given.has("cert"))
        return given.refuse(u"--key without --cert: name the certificate that it belongs to"_s);
    const QString certificate = u"holds no certificate in PEM form: name a PEM file"_s;
    return holds(given, "cacert", "-----BEGIN CERTIFICATE-----", certificate)
        && holds(given, "cert", "-----BEGIN CERTIFICATE-----", certificate)
        && holds(given, given.has("key") ? "key" : "cert", "PRIVATE KEY-----",
                 u"holds no private key in PEM form: name its file with --key"_s);
}

/// "user:password" as it was typed, or as the first line of @FILE, or with variables; nothing where it is refused.
std::optional<std::string> userOf(GivenOptions &given, const QString &option)
{
    const auto refuse = [&](const QString &why) { given.refuse(u"--%1: %2"_s.arg(option, why)); };
    const std::string typed = bytesOf(given.value(option.toStdString()));
    if (given.has("expand-proxy-user")) {
        Expanded made = expanded(typed);
        if (made.error.empty())
            return std::move(made.text);
        refuse(QString::fromStdString(made.error));
        return std::nullopt;
    }
    if (!typed.starts_with('@'))
        return typed;
    FieldLines read = fieldLinesOf(typed.substr(1));
    if (read.error.empty() && !read.lines.empty())
        return std::move(read.lines.front());
    refuse(u"cannot be read (%1): name a file whose first line is user:password"_s.arg(
        QString::fromStdString(read.error.empty() ? "it is empty" : read.error)));
    return std::nullopt;
}

/// Into the proxy's URL, where each stands percent-encoded.
bool proxyUser(GivenOptions &given, std::string &proxy)
{
    if (!given.has("proxy-user") && !given.has("expand-proxy-user"))
        return true;
    const QString option = given.has("proxy-user") ? u"proxy-user"_s : u"expand-proxy-user"_s;
    const auto scheme = proxy.find("://");
    const auto begin = scheme == proxy.npos ? 0 : scheme + 3;
    if (proxy.empty() || proxy.find('@', begin) != proxy.npos)
        return given.refuse(
            u"--%1: no --proxy that it is for, or one with a user: write --proxy http://host:port"_s.arg(option));
    const std::optional<std::string> user = userOf(given, option);
    if (!user)
        return false;
    constexpr std::string_view plain = "-._~";
    const auto colon = std::min(user->find(':'), user->size());
    std::string info = base::percentEncoded(std::string_view(*user).substr(0, colon), plain);
    if (colon < user->size())
        info += ':' + base::percentEncoded(std::string_view(*user).substr(colon + 1), plain);
    proxy.insert(begin, info + '@');
    return true;
}

void unixSocket(const GivenOptions &given, request::RequestSpec &spec)
{
    if (given.has("unix-socket")) { // of this folder, wherever it is sent again
        const QFileInfo file(QFile::decodeName(spec.unixSocket.c_str()));
        spec.unixSocket = QFile::encodeName(QDir::cleanPath(file.absoluteFilePath())).toStdString();
    } else if (given.has("abstract-unix-socket")) {
        spec.unixSocket = '@' + bytesOf(given.value("abstract-unix-socket"));
    }
}

bool route(GivenOptions &given, request::RequestSpec &spec)
{
    if (!proxyUser(given, spec.proxy))
        return false;
    unixSocket(given, spec);
    const auto read = request::routeOf(spec, std::get<request::Url>(request::parseUrl(spec.url)));
    const auto *error = std::get_if<request::UrlError>(&read);
    return !error || given.refuse(QString::fromStdString(formats::maskedLine(error->text)));
}

} // namespace

std::vector<OptionRow> settingOptions(request::SettingGroup group)
{
    std::vector<OptionRow> rows;
    for (const request::Setting &row : request::settings()) {
        if (row.group != group || !row.isOption())
            continue;
        rows.push_back({row.letter, row.name, row.value, row.explained()});
        for (const Companion &companion : companions()) {
            if (companion.setting == row.name)
                rows.push_back(companion.option);
        }
    }
    return rows;
}

bool readSettings(GivenOptions &given, request::RequestSpec &spec)
{
    return onlyOneOfEach(given) && profile(given, spec) && each(given, spec) && certificates(given)
        && route(given, spec);
}

} // namespace cli

// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of option is read by a file of its own in cli/options; the first that does not fit ends it.
#include "cli/request_options.h"

#include "cli/options/body_options.h"
#include "cli/options/head_options.h"
#include "cli/options/setting_options.h"
#include "formats/secrets.h"
#include "request/url.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

std::vector<OptionRow> joined(std::initializer_list<std::vector<OptionRow>> parts)
{
    std::vector<OptionRow> all;
    for (const auto &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

bool oneUrl(GivenOptions &given, const QStringList &typed, request::RequestSpec &spec)
{
    if (typed.isEmpty())
        return given.refuse(u"no URL: add one such as http://localhost:8080/upload"_s);
    if (typed.size() > 1)
        return given.refuse(u"%1 is one URL too many: quote what belongs together, and send to one URL"_s.arg(
            quoted(QString::fromLatin1(formats::maskedUrl(bytesOf(typed.at(1))).c_str()))));
    spec.url = bytesOf(typed.first());
    return true;
}

bool url(GivenOptions &given, const QStringList &typed, bool many, request::RequestSpec &spec)
{
    if (!many && !oneUrl(given, typed, spec))
        return false;
    if (many) // without one: a place for the caller's own
        spec.url = typed.isEmpty() ? "http://localhost/" : bytesOf(typed.first());
    const auto parsed = request::parseUrl(spec.url);
    const auto *error = std::get_if<request::UrlError>(&parsed);
    return !error || given.refuse(QString::fromStdString(formats::maskedLine(error->text)));
}

std::variant<RequestCall, Misuse> read(const QStringList &words, QCommandLineParser &parser, QStringList *urls)
{
    GivenOptions given(parser);
    for (const OptionSection &section : requestSections())
        given.know(section.options);
    given.know(outputSection().options);
    given.know({{0, "import", "COMMAND", {}}});
    if (auto wrong = parseWords(parser, words))
        return *wrong;
    if (urls)
        *urls = parser.positionalArguments();
    if (given.has("import")) // they take it out before
        return Misuse{u"--import is for send and curl: leave it out"_s};
    RequestCall call;
    const bool ok = url(given, parser.positionalArguments(), urls != nullptr, call.spec)
        && readBody(given, call.spec.body) && readHead(given, call.spec) && readSettings(given, call.spec)
        && readOutput(given, call.output);
    if (!ok)
        return Misuse{given.refusal()};
    return call;
}

} // namespace

std::variant<RequestCall, Misuse> readRequest(const QStringList &words)
{
    QCommandLineParser parser;
    return read(words, parser, nullptr);
}

std::variant<RequestCall, Misuse> readRequest(const QStringList &words, QCommandLineParser &parser, QStringList &urls)
{
    return read(words, parser, &urls);
}

std::vector<OptionSection> requestSections()
{
    using enum request::SettingGroup;
    return {
        {u"Request (send, curl, compare)"_s, joined({headOptions(), bodyOptions(), settingOptions(Exchange)})},
        {u"Expect"_s, settingOptions(Expect)},
        {u"Connection"_s, joined({settingOptions(Tls), settingOptions(Route), settingOptions(Times)})},
    };
}

OptionSection outputSection()
{
    return {u"Output"_s, outputOptions()};
}

} // namespace cli

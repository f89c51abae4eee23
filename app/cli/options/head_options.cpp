// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/head_options.h"

#include "cli/argument_secrets.h"
#include "record/regular_file.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr std::uint64_t longestHead = 1 << 20;

bool method(GivenOptions &given, request::RequestSpec &spec)
{
    spec.method = given.has("method") ? bytesOf(given.value("method")) : spec.body.present() ? "POST" : "GET";
    return !spec.method.empty() || given.refuseValue("method", u"a method is at least one character, such as POST"_s);
}

bool version(GivenOptions &given, request::RequestSpec &spec)
{
    const QString typed = given.has("http") ? given.value("http") : u"1.1"_s;
    if (typed == "2"_L1 || typed == "2.0"_L1)
        return given.refuseValue("http", u"HTTP/2 comes with a later version: write 1.1 or 1.0"_s);
    if (typed != "1.1"_L1 && typed != "1.0"_L1)
        return given.refuseValue("http", u"no version of HTTP that is spoken here: write 1.1 or 1.0"_s);
    spec.version = typed == "1.1"_L1 ? 11 : 10;
    return true;
}

bool header(GivenOptions &given, request::RequestSpec &spec, const std::string &typed)
{
    auto line = readHeader(typed);
    if (const auto *misuse = std::get_if<Misuse>(&line))
        return given.refuse(misuse->text);
    auto &field = std::get<request::HeaderLine>(line);
    if (field.separator.empty())
        spec.removed.push_back(field.name);
    else
        spec.headers.push_back(std::move(field));
    return true;
}

/// A line of that file each.
bool headerFile(GivenOptions &given, request::RequestSpec &spec, const QString &word)
{
    const FieldLines read = fieldLinesOf(bytesOf(word).substr(1));
    if (!read.error.empty())
        return given.refuse(u"-H %1: cannot be read (%2): name a readable file"_s.arg(
            quoted(word), QString::fromStdString(read.error)));
    return std::ranges::all_of(read.lines, [&](const std::string &line) { return header(given, spec, line); });
}

bool headers(GivenOptions &given, request::RequestSpec &spec)
{
    const QStringList typed = given.values("header");
    for (const QString &word : typed) {
        // A word with a colon is a field as typed, whatever it begins with.
        const bool file = word.startsWith(u'@') && !word.contains(u':') && !word.endsWith(u';');
        if (file ? !headerFile(given, spec, word) : !header(given, spec, bytesOf(word)))
            return false;
    }
    const QStringList variables = given.values("expand-header");
    for (const QString &word : variables) {
        const Expanded made = expanded(bytesOf(word));
        if (!made.error.empty())
            return given.refuse(u"--expand-header: "_s + QString::fromStdString(made.error));
        if (!header(given, spec, made.text))
            return false;
    }
    return true;
}

bool rawHead(GivenOptions &given, request::RequestSpec &spec)
{
    if (!given.has("raw-head"))
        return true;
    for (const char *name : {"header", "method", "http", "chunked", "expect", "threshold"}) {
        if (given.has(name))
            return given.refuse(u"--raw-head is the whole head: leave out --%1"_s.arg(QLatin1String(name)));
    }
    record::FileText file = record::readFile(bytesOf(given.value("raw-head")), longestHead);
    if (!file.error.empty())
        return given.refuseFile("raw-head", file.error);
    if (!file.bytes.ends_with("\n\n") && !file.bytes.ends_with("\r\n\r\n"))
        return given.refuseValue("raw-head", u"does not end with a blank line: end it with one"_s);
    spec.rawHead = std::move(file.bytes);
    return true;
}

} // namespace

std::vector<OptionRow> headOptions()
{
    return {
        {'X', "method", "METHOD", "GET, or POST with a body, unless given"},
        {'H', "header", "'N: V'",
         "repeatable, sent as typed; 'N:' leaves a field out, 'N;' sends it empty; '@FILE' (without a colon in it) "
         "reads such lines from a file"},
        {0, "expand-header", "'N: {{VAR}}'",
         "the same with variables of the environment, behind those of -H; \\{{ is {{"},
        {0, "raw-head", "FILE", "the exact bytes of the head, with its blank line"},
        {0, "http", "VERSION", "1.1 (default) or 1.0"},
    };
}

bool readHead(GivenOptions &given, request::RequestSpec &spec)
{
    return method(given, spec) && version(given, spec) && headers(given, spec) && rawHead(given, spec);
}

std::variant<request::HeaderLine, Misuse> readHeader(const std::string &typed)
{
    const auto colon = typed.find(':');
    const auto last = typed.find_last_not_of(" \t");
    if (colon == std::string::npos) {
        if (last == std::string::npos || last == 0 || typed[last] != ';')
            return Misuse{u"-H %1: no colon: write 'Name: value', 'Name:' to leave a field out, or "
                          "'Name;' to send it empty"_s.arg(
                              quoted(QString::fromLatin1(typed.substr(0, typed.find(' ')).c_str())))};
        return request::HeaderLine{typed.substr(0, last), {}, ":"};
    }
    const std::string value = typed.substr(colon + 1);
    const bool blank = value.find_first_not_of(" \t") == std::string::npos;
    if (blank)
        return request::HeaderLine{typed.substr(0, colon), {}, {}};
    const bool spaced = value.front() == ' ';
    return request::HeaderLine{typed.substr(0, colon), value.substr(spaced ? 1 : 0), spaced ? ": " : ":"};
}

} // namespace cli

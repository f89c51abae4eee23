// SPDX-License-Identifier: GPL-3.0-or-later
// The request options of `interim-cli help` (cli/help.cpp), each read by one function; the first that does not fit ends
// it.
#include "cli/request_options.h"

#include "base/text.h"
#include "cli/argument_secrets.h"
#include "cli/text_layout.h"
#include "formats/secrets.h"
#include "record/regular_file.h"
#include "request/compose.h"
#include "session/profiles.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr std::uint64_t longestPem = 16 << 20;
constexpr std::uint64_t longestHead = 1 << 20;
constexpr std::int64_t longestNs = 365LL * 24 * 3600 * 1'000'000'000; // a year: longer is a typing error

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

struct OptionRow {
    const char *names; // separated by '/'
    const char *value; // its name in messages; nullptr for a switch
};
// Help's words stand in cli/help.cpp.
constexpr std::array<OptionRow, 47> rows{{
    {"X/method", "METHOD"},
    {"H/header", "FIELD"},
    {"expand-header", "FIELD"},
    {"proxy-user", "USER"},
    {"expand-proxy-user", "USER"},
    {"d/data", "TEXT"},
    {"body-file", "FILE"},
    {"body-size", "SIZE"},
    {"body-pattern", "PATTERN"},
    {"chunked", nullptr},
    {"http", "VERSION"},
    {"expect", "RULE"},
    {"threshold", "SIZE"},
    {"wait", "MS"},
    {"after-wait", "WHAT"},
    {"on-417", "WHAT"},
    {"keep-limit", "MS"},
    {"accept-104", nullptr},
    {"body-after-final", nullptr},
    {"wait-any", nullptr},
    {"follow-up", nullptr},
    {"linger", "MS"},
    {"insecure", nullptr},
    {"cacert", "FILE"},
    {"server-name", "NAME"},
    {"4/ipv4", nullptr},
    {"6/ipv6", nullptr},
    {"connect-timeout", "MS"},
    {"head-timeout", "MS"},
    {"idle-timeout", "MS"},
    {"max-time", "MS"},
    {"timeline", nullptr},
    {"json", nullptr},
    {"save", "FILE"},
    {"show-secrets", nullptr},
    {"fail", nullptr},
    {"proxy", "URL"},
    {"connect-to", "PLACE"},
    {"unix-socket", "PATH"},
    {"abstract-unix-socket", "NAME"},
    {"redirects", "N"},
    {"cert", "FILE"},
    {"key", "FILE"},
    {"F/form", "FIELD"},
    {"profile", "NAME"},
    {"import", "COMMAND"},
    {"raw-head", "FILE"},
}};

void declare(QCommandLineParser &parser)
{
    for (const OptionRow &row : rows) {
        const QStringList names = QString::fromLatin1(row.names).split(u'/');
        parser.addOption(row.value ? QCommandLineOption(names, {}, QString::fromLatin1(row.value))
                                   : QCommandLineOption(names));
    }
}

class Reader {
public:
    /// With a place for `urls` there may be many, or none.
    explicit Reader(QCommandLineParser &parser, QStringList *urls = nullptr) : parser_(parser), urls_(urls) {}

    std::variant<RequestCall, Misuse> read(const QStringList &words)
    {
        declare(parser_);
        if (auto wrong = parseWords(parser_, words))
            return *wrong;
        const bool ok = ownImport() && url() && method() && version() && headers() && body() && rawHead() && profile()
            && expect() && waits() && tls() && route() && times() && output();
        if (!ok)
            return Misuse{wrong_};
        return std::move(call_);
    }

private:
    bool is(const char *name) const { return parser_.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return parser_.value(QLatin1String(name)); }
    bool wrong(const char *option, const QString &what)
    {
        wrong_ = u"--%1 %2: %3"_s.arg(QLatin1String(option), quoted(value(option)), what);
        return false;
    }
    bool says(const QString &line)
    {
        wrong_ = line;
        return false;
    }

    // send and curl take it out before.
    bool ownImport() { return !is("import") || says(u"--import is for send and curl: leave it out"_s); }

    bool url()
    {
        const QStringList rest = parser_.positionalArguments();
        if (urls_)
            *urls_ = rest;
        if (urls_ && rest.isEmpty()) {
            call_.spec.url = "http://localhost/"; // a place for the caller's own
            return true;
        }
        if (rest.isEmpty())
            return says(text("no URL: add one such as http://localhost:8080/upload"));
        if (rest.size() > 1 && !urls_)
            return says(u"%1 is one URL too many: quote what belongs together, and send to one URL"_s.arg(
                quoted(QString::fromLatin1(formats::maskedUrl(bytesOf(rest.at(1))).c_str()))));
        call_.spec.url = bytesOf(rest.first());
        const auto parsed = request::parseUrl(call_.spec.url);
        if (const auto *error = std::get_if<request::UrlError>(&parsed))
            return says(QString::fromStdString(formats::maskedLine(error->text)));
        return true;
    }

    bool method()
    {
        const bool withBody = is("data") || is("body-file") || is("body-size") || is("form");
        call_.spec.method = is("method") ? bytesOf(value("method")) : withBody ? "POST" : "GET";
        return !call_.spec.method.empty() || wrong("method", text("a method is at least one character, such as POST"));
    }

    bool version()
    {
        const QString typed = is("http") ? value("http") : u"1.1"_s;
        if (typed == "2"_L1 || typed == "2.0"_L1)
            return wrong("http", text("HTTP/2 comes with a later version: write 1.1 or 1.0"));
        if (typed != "1.1"_L1 && typed != "1.0"_L1)
            return wrong("http", text("no version of HTTP that is spoken here: write 1.1 or 1.0"));
        call_.spec.version = typed == "1.1"_L1 ? 11 : 10;
        return true;
    }

    bool header(const std::string &typed)
    {
        auto line = readHeader(typed);
        if (const auto *misuse = std::get_if<Misuse>(&line))
            return says(misuse->text);
        auto &field = std::get<request::HeaderLine>(line);
        if (field.separator.empty())
            call_.spec.removed.push_back(field.name);
        else
            call_.spec.headers.push_back(std::move(field));
        return true;
    }

    /// A line of that file each; a word with a colon is a field as typed, whatever it begins with.
    bool headerFile(const QString &word)
    {
        const FieldLines read = fieldLinesOf(bytesOf(word).substr(1));
        if (!read.error.empty())
            return says(u"-H %1: cannot be read (%2): name a readable file"_s.arg(quoted(word),
                                                                                  QString::fromStdString(read.error)));
        return std::ranges::all_of(read.lines, [this](const std::string &line) { return header(line); });
    }

    bool headers()
    {
        const QStringList typed = parser_.values(u"header"_s);
        for (const QString &word : typed) {
            const bool file = word.startsWith(u'@') && !word.contains(u':') && !word.endsWith(u';');
            if (file ? !headerFile(word) : !header(bytesOf(word)))
                return false;
        }
        const QStringList variables = parser_.values(u"expand-header"_s);
        for (const QString &word : variables) {
            const Expanded made = expanded(bytesOf(word));
            if (!made.error.empty())
                return says(u"--expand-header: "_s + QString::fromStdString(made.error));
            if (!header(made.text))
                return false;
        }
        return true;
    }

    bool body()
    {
        request::BodySpec &body = call_.spec.body;
        const int kinds = int(parser_.values(u"data"_s).size()) + is("body-file") + is("body-size") + is("form");
        if (kinds > 1)
            return says(
                text("more than one body: give one of -d, -F, --body-file and --body-size; -F may be repeated"));
        body.chunked = is("chunked");
        if (kinds == 1 && is("body-pattern") && !is("body-size"))
            return says(text("--body-pattern is that of a generated body: leave it out, or write --body-size"));
        if (kinds == 0)
            return !(is("chunked") || is("body-pattern"))
                || says(text("--chunked and --body-pattern need a body: add -d, -F, --body-file or --body-size"));
        if (is("data")) {
            body.kind = request::BodyKind::Text;
            body.text = bytesOf(value("data"));
        }
        return is("data") || (is("form") ? form() : is("body-file") ? bodyFile() : bodySize());
    }

    bool form()
    {
        call_.spec.body.kind = request::BodyKind::Multipart;
        const QStringList typed = parser_.values(u"form"_s);
        for (const QString &word : typed) {
            const auto equals = word.indexOf(u'=');
            if (equals < 0)
                return says(u"--form %1: no = in it: write NAME=TEXT, or NAME=@FILE"_s.arg(quoted(word)));
            request::FormField field;
            field.name = bytesOf(word.left(equals));
            const QString value = word.mid(equals + 1);
            if (!value.startsWith(u'@'))
                field.value = bytesOf(value);
            else if (field.path = bytesOf(value.mid(1)); !sizeOf("form", field.path, field.size))
                return false;
            call_.spec.body.fields.push_back(std::move(field));
        }
        return true;
    }

    bool bodyFile()
    {
        request::BodySpec &body = call_.spec.body;
        body.kind = request::BodyKind::File;
        body.path = bytesOf(value("body-file"));
        return sizeOf("body-file", body.path, body.size);
    }

    bool unreadable(const char *option, const std::string &why)
    {
        return wrong(option, u"cannot be read (%1): name a readable file"_s.arg(QString::fromStdString(why)));
    }

    bool sizeOf(const char *option, const std::string &path, std::uint64_t &size)
    {
        const auto opened = record::RegularFile::open(path);
        if (const auto *why = std::get_if<std::string>(&opened))
            return unreadable(option, *why);
        size = std::get<record::RegularFile>(opened).size();
        return true;
    }

    bool bodySize()
    {
        const auto size = base::byteSize(bytesOf(value("body-size")));
        if (!size)
            return wrong("body-size", text("no size below 8 EiB: write bytes, or a number with k, M or G, such as 4M"));
        call_.spec.body.kind = request::BodyKind::Generated;
        call_.spec.body.size = *size;
        if (!is("body-pattern"))
            return true;
        const std::string pattern = bytesOf(value("body-pattern"));
        if (pattern != "text" && pattern != "zeros" && pattern != "random")
            return wrong("body-pattern", text("unknown: write text, zeros or random"));
        call_.spec.body.pattern = pattern;
        return true;
    }

    bool rawHead()
    {
        if (!is("raw-head"))
            return true;
        for (const char *name : {"header", "method", "http", "chunked", "expect", "threshold"}) {
            if (is(name))
                return says(u"--raw-head is the whole head: leave out --%1"_s.arg(QLatin1String(name)));
        }
        record::FileText file = record::readFile(bytesOf(value("raw-head")), longestHead);
        if (!file.error.empty())
            return unreadable("raw-head", file.error);
        if (!file.bytes.ends_with("\n\n") && !file.bytes.ends_with("\r\n\r\n"))
            return wrong("raw-head", text("does not end with a blank line: end it with one"));
        call_.spec.rawHead = std::move(file.bytes);
        return true;
    }

    /// Behind the typed fields, which stay; before the options on Expect and the wait, which win.
    bool profile()
    {
        if (!is("profile") || session::chooseProfile(call_.spec, fileName(value("profile"))))
            return true;
        return wrong("profile", text("unknown: interim-cli profiles lists them"));
    }

    bool expect()
    {
        request::ExpectSettings &rules = call_.spec.expect;
        const QString rule = value("expect").toLower(); // of the three words; a value goes out as typed
        if (is("expect"))
            rules.rule = rule == "off"_L1 ? request::ExpectRule::Off
                : rule == "auto"_L1       ? request::ExpectRule::Threshold
                : rule == "always"_L1     ? request::ExpectRule::Always
                                          : request::ExpectRule::Custom;
        if (is("expect") && rules.rule == request::ExpectRule::Custom)
            rules.custom = bytesOf(value("expect"));
        rules.accept104 = is("accept-104");
        rules.bodyAfterFinal = is("body-after-final");
        rules.anyValue = is("wait-any");
        call_.spec.followUp = is("follow-up");
        if (!is("threshold"))
            return true;
        const auto size = base::byteSize(bytesOf(value("threshold")));
        if (!size)
            return wrong("threshold", text("no size below 8 EiB: write bytes, or a number with k, M or G, such as 1M"));
        rules.threshold = *size;
        return true;
    }

    bool duration(const char *option, std::int64_t &ns)
    {
        if (!is(option))
            return true;
        const auto read = base::duration(bytesOf(value(option)));
        if (!read || *read > longestNs)
            return wrong(option, text("no time of up to a year: write milliseconds, such as 1000, or 250ms, or 1.5s"));
        ns = *read;
        return true;
    }

    bool waits()
    {
        request::ExpectSettings &rules = call_.spec.expect;
        if (!duration("wait", rules.waitNs) || !duration("keep-limit", call_.spec.timeouts.keepNs))
            return false;
        const QString after = value("after-wait"), on417 = value("on-417");
        if (is("after-wait") && after != "send"_L1 && after != "keep"_L1 && after != "stop"_L1)
            return wrong("after-wait", text("unknown: write send, keep or stop"));
        if (is("after-wait"))
            rules.afterWait = after == "keep"_L1 ? wire::AfterWait::Keep
                : after == "stop"_L1             ? wire::AfterWait::Stop
                                                 : wire::AfterWait::Send;
        if (is("on-417") && on417 != "retry"_L1 && on417 != "stop"_L1)
            return wrong("on-417", text("unknown: write retry or stop"));
        if (is("on-417"))
            rules.on417 = on417 == "stop"_L1 ? request::On417::Show : request::On417::Retry;
        return true;
    }

    bool tls()
    {
        request::TlsSettings &tls = call_.spec.tls;
        tls.verify = !is("insecure");
        tls.serverName = bytesOf(value("server-name"));
        if (is("ipv4") && is("ipv6"))
            return says(text("-4 and -6 exclude each other: give one"));
        call_.spec.family = is("ipv4") ? request::AddressFamily::V4
            : is("ipv6")               ? request::AddressFamily::V6
                                       : request::AddressFamily::Any;
        if (is("key") && !is("cert"))
            return says(text("--key without --cert: name the certificate that it belongs to"));
        tls.caFile = bytesOf(value("cacert"));
        tls.certFile = bytesOf(value("cert"));
        tls.keyFile = bytesOf(value("key"));
        const char *const certificate = "holds no certificate in PEM form: name a PEM file";
        return holds("cacert", "-----BEGIN CERTIFICATE-----", certificate)
            && holds("cert", "-----BEGIN CERTIFICATE-----", certificate)
            && holds(is("key") ? "key" : "cert", "PRIVATE KEY-----",
                     "holds no private key in PEM form: name its file with --key");
    }

    // Where the option is not given there is nothing to look at.
    bool holds(const char *option, const char *part, const char *otherwise)
    {
        if (!is(option))
            return true;
        const record::FileText file = record::readFile(bytesOf(value(option)), longestPem);
        if (!file.error.empty())
            return unreadable(option, file.error);
        return file.bytes.find(part) != std::string::npos || wrong(option, text(otherwise));
    }

    /// "user:password", or @FILE with that in its first line: into the proxy's URL, where each stands percent-encoded.
    bool proxyUser(std::string &proxy)
    {
        if (is("proxy-user") && is("expand-proxy-user"))
            return says(text("--proxy-user and --expand-proxy-user both: give one"));
        const char *const option = is("proxy-user") ? "proxy-user" : "expand-proxy-user";
        const auto refuse = [&](const QString &why) { return says(u"--%1: %2"_s.arg(QLatin1String(option), why)); };
        const auto scheme = proxy.find("://");
        const auto begin = scheme == proxy.npos ? 0 : scheme + 3;
        if (proxy.empty() || proxy.find('@', begin) != proxy.npos)
            return refuse(text("no --proxy that it is for, or one with a user: write --proxy http://host:port"));
        std::string user = bytesOf(value(option));
        if (is("expand-proxy-user")) {
            Expanded made = expanded(user);
            if (!made.error.empty())
                return refuse(QString::fromStdString(made.error));
            user = std::move(made.text);
        } else if (user.starts_with('@')) {
            FieldLines read = fieldLinesOf(user.substr(1));
            if (!read.error.empty() || read.lines.empty())
                return refuse(u"cannot be read (%1): name a file whose first line is user:password"_s.arg(
                    QString::fromStdString(read.error.empty() ? "it is empty" : read.error)));
            user = std::move(read.lines.front());
        }
        const auto colon = std::min(user.find(':'), user.size());
        constexpr std::string_view plain = "-._~";
        std::string info = base::percentEncoded(std::string_view(user).substr(0, colon), plain);
        if (colon < user.size())
            info += ':' + base::percentEncoded(std::string_view(user).substr(colon + 1), plain);
        proxy.insert(begin, info + '@');
        return true;
    }

    bool route()
    {
        request::RequestSpec &spec = call_.spec;
        spec.proxy = bytesOf(value("proxy"));
        if ((is("proxy-user") || is("expand-proxy-user")) && !proxyUser(spec.proxy))
            return false;
        spec.connectTo = bytesOf(value("connect-to"));
        if (is("unix-socket") && is("abstract-unix-socket"))
            return says(text("--unix-socket and --abstract-unix-socket both: give one"));
        if ((is("unix-socket") && value("unix-socket").isEmpty()))
            return wrong("unix-socket", text("no path: name the socket's file"));
        if (is("unix-socket")) // of this folder, wherever it is sent again
            spec.unixSocket =
                QFile::encodeName(QDir::cleanPath(QFileInfo(fileName(value("unix-socket"))).absoluteFilePath()))
                    .toStdString();
        else if (is("abstract-unix-socket"))
            spec.unixSocket = '@' + bytesOf(value("abstract-unix-socket"));
        const auto read = request::routeOf(spec, std::get<request::Url>(request::parseUrl(spec.url)));
        if (const auto *error = std::get_if<request::UrlError>(&read))
            return says(QString::fromStdString(formats::maskedLine(error->text)));
        bool number = true;
        spec.redirects = is("redirects") ? value("redirects").toInt(&number) : 0;
        return (number && spec.redirects >= 0 && spec.redirects <= 100)
            || wrong("redirects", text("no count: write how many redirections to follow, 0 to 100"));
    }

    bool times()
    {
        request::Timeouts &times = call_.spec.timeouts;
        std::int64_t linger = 0;
        const bool ok = duration("connect-timeout", times.connectNs) && duration("head-timeout", times.headNs)
            && duration("idle-timeout", times.idleNs) && duration("max-time", times.wholeNs)
            && duration("linger", linger);
        if (ok && is("linger"))
            call_.spec.lingerNs = linger;
        return ok;
    }

    bool output()
    {
        OutputOptions &out = call_.output;
        if (is("json") && is("timeline"))
            return says(text("--json and --timeline both: give one"));
        out.drawing = is("json") ? Drawing::Json : is("timeline") ? Drawing::Timeline : Drawing::Default;
        out.showSecrets = is("show-secrets");
        out.failOnStatus = is("fail");
        if (!is("save"))
            return true;
        out.savePath = fileName(value("save"));
        const QFileInfo folder(QFileInfo(out.savePath).absolutePath());
        // Saving replaces what is there: never a device or a folder.
        const QFileInfo there(out.savePath);
        if (out.savePath.isEmpty() || (there.exists() && !there.isFile()))
            return wrong("save", text("that is no regular file: name a file, such as exchange.interim"));
        if (!folder.isDir() || !folder.isWritable())
            return wrong("save", text("its folder is not there or cannot be written: name another"));
        return true;
    }

    QCommandLineParser &parser_;
    QStringList *urls_;
    RequestCall call_;
    QString wrong_;
};

} // namespace

std::string bytesOf(const QString &word)
{
    return word.toLatin1().toStdString();
}

QString fileName(const QString &word)
{
    return QFile::decodeName(word.toLatin1());
}

QString quoted(const QString &word)
{
    return u'"' + shownBytes(formats::maskedLine(bytesOf(word)), 60) + u'"';
}

std::optional<Misuse> parseWords(QCommandLineParser &parser, const QStringList &words)
{
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    parser.addOption(help);
    if (parser.parse(QStringList{u"interim-cli"_s} + words))
        return parser.isSet(help) ? std::optional(Misuse{{}, true}) : std::nullopt;
    const QStringList unknown = parser.unknownOptionNames();
    if (!unknown.isEmpty()) {
        const QString name = unknown.first();
        return Misuse{u"unknown option %1%2: see interim-cli --help"_s.arg(name.size() > 1 ? u"--"_s : u"-"_s,
                                                                           shownBytes(bytesOf(name), 60))};
    }
    return Misuse{shownBytes(bytesOf(parser.errorText().trimmed()), 200) + u" See interim-cli --help."_s};
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

std::optional<Misuse> needsAnExchange(const OutputOptions &output, bool jsonFits)
{
    const char *const option = !output.savePath.isEmpty() ? "--save"
        : output.failOnStatus                             ? "--fail"
        : output.drawing == Drawing::Timeline             ? "--timeline"
        : output.drawing == Drawing::Json && !jsonFits    ? "--json"
                                                          : nullptr;
    if (!option)
        return std::nullopt;
    return Misuse{u"%1 is of an exchange, and nothing is sent here: leave it out"_s.arg(QLatin1String(option))};
}

std::variant<RequestCall, Misuse> readRequest(const QStringList &words)
{
    QCommandLineParser parser;
    return Reader(parser).read(words);
}

std::variant<RequestCall, Misuse> readRequest(const QStringList &words, QCommandLineParser &parser, QStringList &urls)
{
    return Reader(parser, &urls).read(words);
}

} // namespace cli

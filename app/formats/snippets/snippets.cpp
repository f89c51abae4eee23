// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of resources/snippets (README.md there), and the filling of a program.
#include "formats/snippets/snippets.h"

#include "base/text.h"
#include "formats/secrets.h"
#include "request/expect_rule.h"
#include "request/url.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {

namespace {

const QLatin1String indexName("index.json");

/// One object of the index; every key that it may have is asked for.
class SnippetReader {
public:
    SnippetReader(const QJsonObject &object, QString where, QStringList &errors)
        : object_(object)
        , where_(std::move(where))
        , errors_(errors)
    {}
    ~SnippetReader()
    {
        const QStringList keys = object_.keys();
        for (const QString &key : keys) {
            if (!asked_.contains(key))
                wrong(key, "no such key is known here");
        }
    }
    SnippetReader(const SnippetReader &) = delete;
    SnippetReader &operator=(const SnippetReader &) = delete;

    QJsonValue take(const char *key)
    {
        asked_ << QString::fromLatin1(key);
        return object_.value(QLatin1String(key));
    }
    QString text(const char *key, bool needed = true)
    {
        const QString value = take(key).toString();
        if (needed && value.isEmpty())
            wrong(QString::fromLatin1(key), "must be a text");
        return value;
    }
    void wrong(const QString &key, const char *what)
    {
        errors_ << where_ + u'.' + key + u": "_s + QString::fromUtf8(what);
    }

private:
    QJsonObject object_;
    QString where_;
    QStringList &errors_;
    QStringList asked_;
};

void readOn(const QJsonObject &object, const QString &where, QStringList &errors, Snippet &snippet)
{
    SnippetReader json(object, where, errors);
    snippet.on = json.text("says");
    const bool refused = json.take("refused").toBool();
    snippet.value = json.text("expect", !refused).toStdString();
    snippet.waits = json.take("waits").toBool();
    if (refused && (snippet.waits || !snippet.value.empty()))
        json.wrong(u"refused"_s, "what is refused is not sent and does not wait");
}

QStringList readSources(SnippetReader &json)
{
    QStringList sources;
    const QJsonArray array = json.take("sources").toArray();
    for (const QJsonValue &source : array)
        sources << source.toString();
    if (sources.isEmpty() || !std::all_of(sources.begin(), sources.end(), [](const QString &s) {
            return s.startsWith(u"facts:clients/");
        }))
        json.wrong(u"sources"_s, "must be a list of facts:clients/ID");
    return sources;
}

Snippet snippetIn(const QJsonObject &object, const QString &where, const QDir &folder, QStringList &errors)
{
    SnippetReader json(object, where, errors);
    Snippet snippet;
    snippet.name = json.text("name");
    snippet.title = json.text("title");
    snippet.language = json.text("language");
    const auto literal = literalOf(json.text("literal"));
    if (!literal)
        json.wrong(u"literal"_s, "unknown: see README.md");
    snippet.literal = literal.value_or(Literal::Python);
    snippet.needs = json.text("needs", false);
    snippet.off = json.text("off");
    readOn(json.take("on").toObject(), where + u".on"_s, errors, snippet);
    snippet.method = json.text("method", false).toStdString();
    snippet.sources = readSources(json);
    QFile file(folder.filePath(json.text("file")));
    if (file.open(QIODevice::ReadOnly))
        snippet.text = QString::fromUtf8(file.readAll());
    for (const char *name : {"{{url}}", "{{size}}", "{{on}}", "{{method}}"}) {
        const qsizetype times = snippet.text.count(QLatin1String(name));
        if (times != (qstrcmp(name, "{{method}}") == 0 && !snippet.method.empty() ? 0 : 1))
            json.wrong(u"file"_s, "holds each placeholder once");
    }
    return snippet;
}

void listLosses(const Snippet &snippet, const request::RequestSpec &spec, QStringList &losses)
{
    const auto lose = [&losses](const char *text) { losses << QString::fromUtf8(text); };
    if (spec.rawHead || !spec.headers.empty() || !spec.removed.empty())
        lose("the typed fields of the head: the client's own go out");
    if (!snippet.method.empty() && base::lowered(spec.method) != base::lowered(snippet.method))
        losses << u"the method: this call is a %1"_s.arg(QString::fromStdString(snippet.method));
    if (spec.body.present())
        lose("the bytes of the content: it is as long, of the letter x");
    if (spec.body.chunked)
        lose("the chunks: Content-Length says how long the content is");
    if (spec.version != 11)
        lose("HTTP/1.0");
    if (!spec.proxy.empty() || !spec.connectTo.empty())
        lose("the way through a proxy or another address");
    if (!spec.unixSocket.empty())
        lose("the Unix socket: the client connects to the URL's host");
    if (!(spec.tls == request::TlsSettings()))
        lose("the TLS settings");
    if (spec.redirects > 0)
        lose("the count of redirections");
    const request::ExpectDecision decision = request::decideExpect(spec);
    if (decision.sent && !snippet.value.empty() && decision.value != snippet.value)
        losses << u"the value of Expect: this client writes %1"_s.arg(QString::fromStdString(snippet.value));
}

} // namespace

Snippets Snippets::load(const QString &folder)
{
    Snippets read;
    const QDir dir(folder);
    QFile file(dir.filePath(indexName));
    const QJsonArray list = file.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(file.readAll()).object().value("snippets"_L1).toArray()
        : QJsonArray();
    if (list.isEmpty())
        read.errors_ << indexName + u": must be an object with a list of snippets"_s;
    for (int i = 0; i < list.size(); ++i) {
        const QString where = u"%1: snippets[%2]"_s.arg(indexName).arg(i);
        read.all_ << snippetIn(list.at(i).toObject(), where, dir, read.errors_);
    }
    return read;
}

const Snippets &Snippets::builtin()
{
    static const Snippets snippets = load(u":/interim/snippets"_s);
    return snippets;
}

const Snippet *Snippets::find(const QString &name) const
{
    const auto at =
        std::find_if(all_.begin(), all_.end(), [&name](const Snippet &snippet) { return snippet.name == name; });
    return at == all_.end() ? nullptr : &*at;
}

SnippetText fillSnippet(const Snippet &snippet, const request::RequestSpec &spec, bool showSecrets)
{
    SnippetText made;
    const auto parsed = request::parseUrl(spec.url);
    if (const auto *error = std::get_if<request::UrlError>(&parsed)) {
        made.error = QString::fromStdString(error->text);
        return made;
    }
    const bool on = request::decideExpect(spec).sent;
    const std::string url = showSecrets ? spec.url : maskedUrl(spec.url);
    const auto filled = [&](const QString &name) {
        const std::string value = name == u"url" ? stringLiteral(url, snippet.literal)
            : name == u"method"                  ? stringLiteral(spec.method, snippet.literal)
            : name == u"size"                    ? std::to_string(spec.body.length())
                                                 : std::string(truthLiteral(on, snippet.literal));
        return QString::fromStdString(value);
    };
    // In one pass, since a value may hold what looks like a placeholder.
    qsizetype from = 0;
    for (qsizetype open = snippet.text.indexOf(u"{{"); open >= 0; open = snippet.text.indexOf(u"{{", from)) {
        const qsizetype close = snippet.text.indexOf(u"}}", open);
        const QString name = close < 0 ? QString() : snippet.text.mid(open + 2, close - open - 2);
        const bool known = name == u"url" || name == u"method" || name == u"size" || name == u"on";
        made.program += snippet.text.mid(from, open - from) + (known ? filled(name) : u"{{"_s);
        from = known ? close + 2 : open + 2;
    }
    made.program += snippet.text.mid(from);
    made.says = on ? snippet.on : snippet.off;
    listLosses(snippet, spec, made.losses);
    if (url != spec.url)
        made.losses << u"secrets: they are shown as *** (--show-secrets prints them)"_s;
    return made;
}

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/response_words.h"

#include "ui/kit/theme.h"
#include "words/units.h"

#include "model/wire_text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int longestValue = 16 << 10; // characters of a field that are shown; the Wire tab has them all

QString endingOf(const QString &mediaType)
{
    static const std::pair<const char *, const char *> endings[]{
        {"application/json", ".json"}, {"text/html", ".html"},    {"application/xml", ".xml"},
        {"text/xml", ".xml"},          {"text/plain", ".txt"},    {"text/css", ".css"},
        {"image/png", ".png"},         {"image/jpeg", ".jpg"},    {"image/gif", ".gif"},
        {"image/webp", ".webp"},       {"image/svg+xml", ".svg"}, {"application/pdf", ".pdf"},
    };
    for (const auto &[type, ending] : endings)
        if (mediaType == QLatin1String(type))
            return QLatin1String(ending);
    return u".bin"_s;
}

} // namespace

QString startLineText(const record::ResponseSeen &response)
{
    return u"%1 %2 "_s.arg(QString::fromStdString(wire::httpVersion(response.version))).arg(response.status)
        + model::visibleText(response.reason, longestValue);
}

QString responseLabel(const record::ResponseSeen &response, const QString &what, int attempt)
{
    QString label = attempt > 0 ? ContentLoader::tr("Attempt %1 · ").arg(attempt) : QString();
    label += QString::number(response.status) + u' ' + model::visibleText(response.reason, 40);
    return what.isEmpty() ? label : ContentLoader::tr("%1 (%2)").arg(label, what);
}

QString fieldsText(const wire::Fields &fields)
{
    QStringList lines;
    for (const auto &field : fields)
        lines.append(model::visibleText(field.name, longestValue) + ": "_L1
                     + model::visibleText(field.value, longestValue));
    return lines.join(u'\n');
}

QString infoText(const LoadedContent &loaded, const session::ContentPlan &plan, const QLocale &locale)
{
    const auto &content = loaded.content;
    const auto count = [&](std::uint64_t n) { return words::countText(n, locale); };
    QStringList parts;
    if (content.coded) {
        QStringList names;
        for (const auto &coding : plan.codings)
            names.append(model::visibleText(coding, 20));
        parts.append(
            ContentLoader::tr("%1, from %2 in %3")
                .arg(words::bytesText(content.decoded.size(), locale), count(content.size), names.join(", "_L1)));
    } else {
        parts.append(words::bytesText(content.size, locale));
    }
    parts.append(content.mediaType.isEmpty() ? ContentLoader::tr("no Content-Type")
                                             : model::visibleText(content.mediaType.toStdString(), 80));
    if (content.text && !loaded.isImage)
        parts.append(content.charset);
    return parts.join(u" · "_s);
}

QString fileName(const std::string &target, const QString &mediaType)
{
    auto path = QString::fromStdString(target.substr(0, target.find_first_of("?#")));
    auto name = path.mid(path.lastIndexOf(u'/') + 1);
    name.remove(QRegularExpression(u"[^A-Za-z0-9._-]"_s));
    name.remove(QRegularExpression(u"^[.-]+"_s)); // neither hidden nor an option
    name.truncate(80);
    if (name.isEmpty())
        name = u"content"_s;
    return name.contains(u'.') ? name : name + endingOf(mediaType);
}

void FieldColours::highlightBlock(const QString &text)
{
    const auto &theme = Theme::current();
    const auto colon = static_cast<int>(text.indexOf(u':'));
    setFormat(0, std::max(0, colon), Theme::readable(theme.head, theme.surface));
}

} // namespace ui

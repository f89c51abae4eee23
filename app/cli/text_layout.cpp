// SPDX-License-Identifier: GPL-3.0-or-later
// Words for a terminal.
#include "cli/text_layout.h"

#include "base/safe_bytes.h"
#include "base/utf8.h"
#include "words/units.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

struct Spelling {
    char16_t character;
    const char *ascii;
};
constexpr std::array<Spelling, 18> spellings{{{u'→', "->"},
                                              {u'←', "<-"},
                                              {u'…', "..."},
                                              {u'–', "-"},
                                              {u'—', "-"},
                                              {u'−', "-"},
                                              {u'·', "-"},
                                              {u'§', "section "},
                                              {u'’', "'"},
                                              {u'‘', "'"},
                                              {u'“', "\""},
                                              {u'”', "\""},
                                              {u'×', "x"},
                                              {u'µ', "u"},
                                              {u'≥', ">="},
                                              {u'≤', "<="},
                                              {u'\u00a0', " "},
                                              {u'\u202f', " "}}};

QString inAscii(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c.unicode() < 0x80) {
            out += c;
            continue;
        }
        const auto found = std::find_if(spellings.begin(), spellings.end(),
                                        [&](const Spelling &s) { return s.character == c.unicode(); });
        out += found != spellings.end() ? QString::fromLatin1(found->ascii) : u"?"_s;
    }
    return out;
}

// Characters that move the cursor, hide text or turn its direction.
bool isObeyed(QChar c)
{
    return c == u'\t' || c == u'\r' || base::isDeceptive(c.unicode());
}

void wrapParagraph(const QString &text, const TextStyle &style, const QString &indent, QStringList &out)
{
    const qsizetype room = std::max<qsizetype>(style.width - indent.size(), 8);
    QString line;
    const auto flush = [&] {
        if (!line.isEmpty())
            out << indent + line;
        line.clear();
    };
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (QString word : words) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > room)
            flush();
        while (word.size() > room) {
            out << indent + word.left(room);
            word.remove(0, room);
        }
        line += (line.isEmpty() ? QString() : u" "_s) + word;
    }
    flush();
}

} // namespace

QString shownBytes(std::string_view bytes, qsizetype most)
{
    QString text = QString::fromLatin1(base::escaped(bytes.substr(0, static_cast<std::size_t>(most) + 1)));
    if (text.size() > most)
        text = text.left(most) + u"..."_s;
    return text;
}

QString shownWords(QString text, const TextStyle &style)
{
    for (QChar &c : text) {
        if (isObeyed(c))
            c = u'?';
    }
    return style.unicode ? text : inAscii(text);
}

QStringList wrapped(const QString &text, const TextStyle &style, const QString &indent)
{
    QStringList out;
    const QStringList paragraphs = text.split(u'\n');
    for (const QString &paragraph : paragraphs)
        wrapParagraph(paragraph, style, indent, out);
    return out;
}

QString painted(const QString &text, const char *code, const TextStyle &style)
{
    if (!style.colour || !code || text.isEmpty())
        return text;
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QLatin1String(code), text);
}

QString durationText(std::int64_t ns)
{
    return words::durationText(ns, QLocale::c());
}

QString grouped(std::uint64_t number)
{
    return words::countText(number, QLocale::c());
}

QString bytesText(std::uint64_t bytes)
{
    return words::bytesText(bytes, QLocale::c());
}

QString sizeText(std::uint64_t bytes)
{
    return words::sizeText(bytes, QLocale::c());
}

} // namespace cli

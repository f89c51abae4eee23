// SPDX-License-Identifier: GPL-3.0-or-later
// Reads C++ source for the architecture tests: text without comments and literals, and its #includes.
#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace arch {

struct Include {
    QString name;          // between the delimiters; for a macro, the macro's name
    bool angled = false;   // <name>
    bool computed = false; // #include MACRO: cannot be checked
    int line = 0;
};

// Where the literal or comment that begins at `from` ends (one past it); `from` itself where none begins.
inline qsizetype endOfToken(const QString &text, qsizetype from)
{
    const QStringView rest = QStringView(text).mid(from);
    const auto past = [&](QStringView end, qsizetype skip) {
        const auto at = rest.indexOf(end, skip);
        return at < 0 ? text.size() : from + at + end.size();
    };
    if (rest.startsWith(u"//"))
        return past(u"\n", 2) - (rest.contains(u'\n') ? 1 : 0);
    if (rest.startsWith(u"/*"))
        return past(u"*/", 2);
    if (rest.startsWith(u"R\"")) {
        const auto open = rest.indexOf(u'(');
        return past(QString(u')' + rest.mid(2, open - 2).toString() + u'"'), open);
    }
    const QChar quote = rest.front();
    static const QString hexDigits = QStringLiteral("0123456789abcdefABCDEF");
    const bool separator = from > 0 && hexDigits.contains(text.at(from - 1)); // 1'000
    if (quote != u'"' && (quote != u'\'' || separator))
        return from;
    auto at = from + 1;
    while (at < text.size() && text.at(at) != quote && text.at(at) != u'\n')
        at += text.at(at) == u'\\' ? 2 : 1;
    return qMin(at + 1, text.size());
}

// The text with comments and raw strings, and with `literals` every string and character literal, turned
// to blanks; line breaks stay, so that line numbers stay true.
inline QString blankOut(const QString &text, bool literals)
{
    QString out = text;
    for (qsizetype at = 0; at < text.size();) {
        const auto end = endOfToken(text, at);
        const bool always = text.at(at) == u'/' || text.at(at) == u'R';
        for (auto i = at; i < end && (always || literals); ++i) {
            if (out.at(i) != u'\n')
                out[i] = u' ';
        }
        at = qMax(end, at + 1);
    }
    return out;
}

// Every #include directive, also with blanks round the '#', with comments between or over a continued line.
inline QList<Include> includesOf(const QString &text)
{
    QString code = text;
    code.replace(QLatin1String("\\\n"), QLatin1String("  "));
    code = blankOut(code, false);
    static constexpr char pattern[] =
        R"RX(^[ \t]*(?:#|%:)[ \t]*include(?:_next)?[ \t]*(?:<([^>\n]*)>|"([^"\n]*)"|(\w+)))RX";
    static const QRegularExpression directive(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    QList<Include> found;
    auto matches = directive.globalMatch(code);
    while (matches.hasNext()) {
        const auto match = matches.next();
        Include include;
        include.angled = match.hasCaptured(1);
        include.computed = match.hasCaptured(3);
        include.name = match.captured(include.angled ? 1 : include.computed ? 3 : 2).trimmed();
        include.line = static_cast<int>(code.left(match.capturedStart()).count(QLatin1Char('\n'))) + 1;
        found.append(include);
    }
    return found;
}

} // namespace arch

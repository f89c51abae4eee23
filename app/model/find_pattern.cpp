// SPDX-License-Identifier: GPL-3.0-or-later
// An expression's work is bounded by PCRE2's own limit of the steps from one place of the text, which counts them all
// only where the expression is not compiled to machine code.
#include "model/find_pattern.h"

#include "base/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace model {

namespace {

constexpr int mostHeapKiB = 16 << 10; // many groups make each step large

struct FindWords {
    Q_DECLARE_TR_FUNCTIONS(Find)
};

int digitAt(const QString &text, qsizetype i)
{
    return i < text.size() && text[i].unicode() < 0x80 ? base::hexDigit(static_cast<char>(text[i].unicode())) : -1;
}

bool isPrefix(const QString &text, qsizetype i)
{
    return (text[i] == u'0' || text[i] == u'\\') && i + 1 < text.size() && text[i + 1].toLower() == u'x';
}

/// "0d 0a", "0d0a", "0x0d,0x0a", "\x0d\x0a". Returns the character that is no digit where there has to be one, else -1.
qsizetype readHex(const QString &text, std::string &bytes)
{
    for (qsizetype i = 0; i < text.size();) {
        if (text[i].isSpace() || text[i] == u',' || text[i] == u':') {
            ++i;
            continue;
        }
        if (isPrefix(text, i))
            i += 2;
        const int high = digitAt(text, i);
        const int low = digitAt(text, i + 1);
        if (high < 0 || low < 0)
            return high < 0 ? i : i + 1;
        bytes += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return -1;
}

/// `^` and `$` are those of a line, which ends with CR LF, LF or CR; nothing matches in no character.
QRegularExpression bounded(const QString &text, QRegularExpression::PatternOptions options, int steps)
{
    const auto bounds = u"(*NO_JIT)(*LIMIT_HEAP=%1)(*LIMIT_MATCH=%2)"_s.arg(mostHeapKiB).arg(steps);
    return QRegularExpression(bounds + u"(*NOTEMPTY)(*ANYCRLF)"_s + text, options);
}

QString expressionError(const QString &text, QRegularExpression::PatternOptions options)
{
    // Settings are taken at the very beginning alone: behind a comment they are none, so that no text lifts the limits.
    const auto nothing = u"(?#)"_s;
    const QRegularExpression read(nothing + text, options);
    if (read.isValid())
        return {};
    const auto at = std::clamp<qsizetype>(read.patternErrorOffset() - nothing.size(), 0, text.size());
    return FindWords::tr("No regular expression, after character %1: %2").arg(at).arg(read.errorString());
}

void readExpression(FindPattern &pattern)
{
    auto options = QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!pattern.query.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    pattern.error = expressionError(pattern.query.text, options);
    if (!pattern.error.isEmpty())
        return;
    pattern.quick = bounded(pattern.query.text, options, FindPattern::quickSteps);
    pattern.patient = bounded(pattern.query.text, options, FindPattern::patientSteps);
}

} // namespace

FindPattern patternOf(const FindQuery &query)
{
    FindPattern pattern;
    pattern.query = query;
    if (query.text.size() > FindPattern::longest) {
        pattern.error = FindWords::tr("Longer than %1 characters: nothing is looked for").arg(FindPattern::longest);
        return pattern;
    }
    switch (query.kind) {
    case FindQuery::Kind::Text: pattern.bytes = query.text.toStdString(); break;
    case FindQuery::Kind::Expression: readExpression(pattern); break;
    case FindQuery::Kind::Hex:
        if (const auto wrong = readHex(query.text, pattern.bytes); wrong >= 0)
            pattern.error =
                FindWords::tr("No bytes in hex: two digits, such as 0d, are missing at character %1").arg(wrong + 1);
        break;
    }
    return pattern;
}

} // namespace model

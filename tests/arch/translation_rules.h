// SPDX-License-Identifier: GPL-3.0-or-later
// Words for people stand as literals in tr(), where lupdate finds them for the translators.
#pragma once

#include "arch/source_reader.h"

using namespace Qt::StringLiterals;

namespace arch {

// Whether the argument that begins at `from` is one literal, or several behind each other. `text` has no comments, and
// `code` no literals either.
inline bool isLiteral(const QString &text, const QString &code, qsizetype from)
{
    qsizetype end = from;
    while (end < code.size() && code.at(end).isSpace())
        ++end;
    const QString argument = text.mid(from, end - from).trimmed();
    const bool ended = end < code.size() && (code.at(end) == u',' || code.at(end) == u')');
    return ended && argument.startsWith(u'"');
}

/// The table of settings is of a room without Qt. What the window shows of it is marked there, and asked for in one
/// place.
inline const QStringList &markedTexts()
{
    static const QStringList files{QStringLiteral("app/request/settings.cpp"),
                                   QStringLiteral("ui/request/setting_labels.cpp")};
    return files;
}

// One line a violation, `file:line: why`. There is no place for anything else: a table of words is a function whose
// rows are tr() of literals, a text that takes one of several takes the QString, and what JSON files say is shown as
// it stands.
inline QStringList checkTranslations(const QString &file, const QString &text)
{
    static const QRegularExpression calls(uR"RX((?:::|->)\s*(translate)\s*\(|\b(tr|qtTrId)\s*\()RX"_s);
    static const QRegularExpression marks(uR"RX(\b(QT_(?:TR|TRANSLATE|TRID)\w*_NOOP\w*)\b)RX"_s);
    const bool mayMark = markedTexts().contains(file);
    const QString code = blankOut(text, true);
    const QString literals = blankOut(text, false);
    const auto lineOf = [&code](qsizetype at) { return code.left(at).count(u'\n') + 1; };
    QStringList wrong;
    for (const auto &match : calls.globalMatch(code)) {
        const auto place = u"%1:%2: "_s.arg(file).arg(lineOf(match.capturedStart()));
        const bool painter =
            match.captured().startsWith(u"->") && !code.left(match.capturedStart()).endsWith("qApp"_L1);
        if (!match.captured(1).isEmpty() && !painter && !mayMark)
            wrong << place + u"translate(): use tr() of a class with Q_DECLARE_TR_FUNCTIONS(context)"_s;
        else if (!match.captured(2).isEmpty() && !isLiteral(literals, code, match.capturedEnd()))
            wrong << place + match.captured(2) + u"() of something else than a literal"_s;
    }
    for (const auto &match : marks.globalMatch(mayMark ? QString() : code))
        wrong << u"%1:%2: %3: use tr() where the text is shown"_s.arg(file)
                     .arg(lineOf(match.capturedStart()))
                     .arg(match.captured(1));
    return wrong;
}

} // namespace arch

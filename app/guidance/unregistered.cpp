// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/unregistered.h"

#include "rules/json_reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

constexpr int statusDigits = 3; // RFC 9112 section 4

QString invalidText(const QString &digits)
{
    return u"%1 is no valid status code\nThe first digit must be 1 to 5. A client should process such a "
           "response as a "
           "5xx (Server Error).\n\nREFERENCE\nRFC 9110 §15\n"_s.arg(digits);
}

/// Of an unknown 1xx: it is read over like any interim response that a client did not ask for.
QString classText(int code)
{
    const int kind = code / 100;
    if (kind == 1)
        return u"By its first digit it is an interim response: a final response must still follow. It does not say "
               u"that "
               "the content is wanted; 100 does."_s;
    static const QStringList names{u"Successful"_s, u"Redirection"_s, u"Client Error"_s, u"Server Error"_s};
    return u"By its first digit it is %1xx (%2): a client that does not know it treats it as %3."_s.arg(
        QString::number(kind), names.at(kind - 2), QString::number(kind * 100));
}

} // namespace

QVector<ForeignCode> readForeignCodes(const QString &folder, QStringList &errors)
{
    const QString name = u"unregistered.json"_s;
    rules::JsonReader top(rules::readJsonFile(folder + '/'_L1 + name, name, errors), name, errors);
    QVector<ForeignCode> all;
    const QJsonArray rows = top.array("codes");
    for (int i = 0; i < rows.size(); ++i) {
        rules::JsonReader row(rows.at(i), top.at("codes", i), errors);
        all.append({row.number("code"), row.text("whose"), row.text("says"), row.text("source")});
        if (all.last().code < 100 || all.last().code > 599)
            row.error(u"code: must be 100 to 599"_s);
    }
    return all;
}

QString unregisteredText(const QString &digits)
{
    const auto isDigit = [](QChar c) { return c >= '0'_L1 && c <= '9'_L1; };
    if (digits.size() != statusDigits || !std::all_of(digits.begin(), digits.end(), isDigit))
        return {};
    const int code = digits.toInt();
    if (code < 100 || code > 599)
        return invalidText(digits);
    QStringList errors; // tests/guidance holds that there are none
    QStringList whose;
    QStringList sources{u"RFC 9110 §15"_s};
    for (const ForeignCode &one : readForeignCodes(u":/interim/guidance"_s, errors)) {
        if (one.code != code)
            continue;
        whose.append(u"- %1: %2"_s.arg(one.whose, one.says));
        sources.append(one.source);
    }
    QString text =
        u"%1 (unregistered)\nIANA has not registered this status code (November 2026).\n\nWHAT IT SAYS\n%2\n"_s.arg(
            digits, classText(code));
    if (!whose.isEmpty())
        text += u"\nWHO USES IT\n%1\n"_s.arg(whose.join('\n'_L1));
    return text + u"\nREFERENCE\n%1\n"_s.arg(sources.join(u"; "_s));
}

} // namespace guidance

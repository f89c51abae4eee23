// SPDX-License-Identifier: GPL-3.0-or-later
// Fills in placeholders in one pass, so that a value from the wire is never read as a placeholder.
#include "guidance/text_template.h"

#include "words/units.h"

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

/// Calls `plain` for runs of text and `hole` for the inside of each {…}.
template <typename Plain, typename Hole>
void scan(const QString &pattern, Plain plain, Hole hole)
{
    qsizetype at = 0;
    while (at < pattern.size()) {
        const qsizetype open = pattern.indexOf('{'_L1, at);
        if (open < 0)
            break;
        plain(pattern.mid(at, open - at));
        if (pattern.mid(open, 2) == "{{"_L1) {
            plain(u"{"_s);
            at = open + 2;
            continue;
        }
        const qsizetype close = pattern.indexOf('}'_L1, open);
        if (close < 0) {
            plain(pattern.mid(open));
            return;
        }
        hole(pattern.mid(open + 1, close - open - 1));
        at = close + 1;
    }
    plain(pattern.mid(at));
}

QString valueText(const QString &hole, const QString &name, const rules::View &view, const QLocale &locale)
{
    if (!view.has(name))
        return u"?"_s;
    if (hole.endsWith("|bytes"_L1))
        return words::bytesText(view.value(name).value.toULongLong(), locale);
    return view.shown(name, locale);
}

void addSpan(const QString &text, TextSpan span, QVector<TextSpan> &spans)
{
    if (span.length == 0)
        return;
    const qsizetype end = spans.isEmpty() ? 0 : spans.last().begin + spans.last().length;
    const bool joined = !spans.isEmpty() && (end == span.begin || (end == span.begin - 1 && text[end] == ' '_L1));
    if (joined)
        spans.last().length = span.begin + span.length - spans.last().begin;
    else
        spans.append(span);
}

} // namespace

QString fill(const QString &pattern, const rules::View &view, const QLocale &locale, QStringList *missing)
{
    QString out;
    scan(
        pattern, [&out](const QString &text) { out += text; },
        [&](const QString &hole) {
            const QString name = hole.section('|'_L1, 0, 0);
            out += valueText(hole, name, view, locale);
            if (missing && !view.has(name))
                missing->append(name);
        });
    return out;
}

QString fill(const QString &pattern, const rules::View &view, const QLocale &locale, QVector<TextSpan> *values)
{
    QString out;
    scan(
        pattern, [&out](const QString &text) { out += text; },
        [&](const QString &hole) {
            const QString value = valueText(hole, hole.section('|'_L1, 0, 0), view, locale);
            out += value;
            addSpan(out, {out.size() - value.size(), value.size()}, *values);
        });
    return out;
}

QStringList placeholders(const QString &pattern)
{
    QStringList names;
    scan(
        pattern, [](const QString &) {}, [&names](const QString &hole) { names.append(hole.section('|'_L1, 0, 0)); });
    return names;
}

} // namespace guidance

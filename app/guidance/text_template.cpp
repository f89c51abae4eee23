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

} // namespace

QString fill(const QString &pattern, const rules::View &view, const QLocale &locale, QStringList *missing)
{
    QString out;
    scan(
        pattern, [&out](const QString &text) { out += text; },
        [&](const QString &hole) {
            const QString name = hole.section('|'_L1, 0, 0);
            if (!view.has(name)) {
                out += '?'_L1;
                if (missing)
                    missing->append(name);
            } else if (hole.endsWith("|bytes"_L1)) {
                out += words::bytesText(view.value(name).value.toULongLong(), locale);
            } else {
                out += view.shown(name, locale);
            }
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/profiles_run.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options/given_options.h"
#include "cli/terminal.h"
#include "session/profiles.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

void addWrapped(QString &out, const QString &words, const TextStyle &style, const QString &indent)
{
    const QStringList lines = wrapped(shownWords(words, style), style, indent);
    for (const QString &line : lines)
        out += line + u'\n';
}

} // namespace

QString profileList(const TextStyle &style)
{
    QString out;
    for (const session::Profile &profile : session::Profiles::builtin().all()) {
        out += profile.name + u": "_s + shownWords(profile.title, style) + u'\n';
        addWrapped(out, profile.about, style, u"    "_s);
    }
    return out;
}

QString profileText(const QString &name, const TextStyle &style)
{
    const session::Profile *profile = session::Profiles::builtin().find(name);
    if (!profile)
        return {};
    const QString indent = u"  "_s;
    QString out = shownWords(profile->title, style) + u'\n';
    addWrapped(out, profile->about, style, indent);
    out += u"Sets\n"_s;
    const QStringList sets = session::profileSets(*profile, QLocale::c());
    for (const QString &line : sets)
        addWrapped(out, line, style, indent);
    if (!profile->notes.isEmpty())
        out += u"Notes\n"_s;
    for (const QString &line : profile->notes)
        addWrapped(out, line, style, indent);
    out += u"Sources\n"_s;
    const QStringList sources = session::profileSources(*profile);
    for (const QString &line : sources)
        addWrapped(out, line, style, indent);
    return out;
}

int runProfiles(const QStringList &words)
{
    QCommandLineParser parser;
    if (const auto wrong = parseWords(parser, words))
        return declined(*wrong);
    const QStringList names = parser.positionalArguments();
    const TextStyle style = outputStyle();
    if (names.isEmpty())
        return writeOut(profileList(style)) ? Done : Failed;
    const QString text = names.size() == 1 ? profileText(fileName(names.first()), style) : QString();
    if (text.isEmpty())
        return misused(
            u"profiles %1: write one of the names that interim-cli profiles lists"_s.arg(quoted(names.join(u' '))));
    return writeOut(text) ? Done : Failed;
}

} // namespace cli

// SPDX-License-Identifier: GPL-3.0-or-later
// Which command is meant, and those that run no server: send, replay, guide.
#include "cli/commands.h"

#include "cli/curl_run.h"
#include "cli/exchange_run.h"
#include "cli/help.h"
#include "cli/report.h"
#include "cli/terminal.h"
#include "guidance/guide_text.h"
#include "record/recorder.h"
#include "session/workbench.h"

#include <QCommandLineParser>

#include <array>

namespace cli {
namespace {

struct Command {
    const char *name;
    int (*run)(const QStringList &);
};
constexpr std::array<Command, 10> commands{{{"send", runSend}, {"lab", runLab}, {"curl", runCurl}, {"compare", runCompare},
                                           {"replay", runReplay}, {"export", runExport}, {"guide", runGuide}, {"profiles", runProfiles},
                                           {"snippet", runSnippet}, {"demo", runDemo}}};

QString commandNames()
{
    QStringList names;
    for (const Command &command : commands)
        names << QString::fromLatin1(command.name);
    return names.join(QStringLiteral(", "));
}

int print(const QString &text)
{
    return writeOut(shownWords(text, outputStyle())) ? Done : Failed;
}

} // namespace

int run(const QStringList &words)
{
    if (words.isEmpty())
        return misused(QStringLiteral("no command: write one of %1, or --help").arg(commandNames()));
    const QString name = words.first();
    if (name == QLatin1String("--version") || name == QLatin1String("-V"))
        return print(QStringLiteral("interim-cli " INTERIM_VERSION "\n"));
    if (name == QLatin1String("--help") || name == QLatin1String("-h") || name == QLatin1String("help"))
        return declined({{}, true});
    const QStringList rest = words.mid(1);
    for (const Command &command : commands) {
        if (name == QLatin1String(command.name))
            return command.run(rest);
    }
    return misused(QStringLiteral("unknown command %1: write one of %2, or --help").arg(quoted(name), commandNames()));
}

int runSend(const QStringList &words)
{
    const auto call = imports(words) ? readImport(words, true) : readRequest(words);
    if (const auto *wrong = std::get_if<Misuse>(&call))
        return declined(*wrong);
    session::Workbench workbench;
    return runExchange(workbench, std::get<RequestCall>(call));
}

int runReplay(const QStringList &words)
{
    QCommandLineParser parser;
    for (const char *name : {"json", "timeline", "show-secrets"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name)));
    if (const auto wrong = parseWords(parser, words))
        return declined(*wrong);
    if (parser.positionalArguments().size() != 1)
        return misused(QStringLiteral("replay: name one .interim file"));
    if (parser.isSet(QStringLiteral("json")) && parser.isSet(QStringLiteral("timeline")))
        return misused(QStringLiteral("--json and --timeline both: give one"));
    OutputOptions options;
    options.showSecrets = parser.isSet(QStringLiteral("show-secrets"));
    if (parser.isSet(QStringLiteral("json")))
        options.drawing = Drawing::Json;
    const auto opened = session::openRecord(fileName(parser.positionalArguments().constFirst()));
    if (const auto *error = std::get_if<QString>(&opened))
        return misused(*error);
    const auto &record = std::get<record::Record>(opened);
    return writeReport(record.role, record::replay(record), record.spec, options, outputStyle(), &record, printed) ? Done : Failed;
}

int runGuide(const QStringList &words)
{
    QCommandLineParser parser;
    if (const auto wrong = parseWords(parser, words))
        return declined(*wrong);
    const guidance::Library &library = guidance::Library::builtin();
    const QString what = parser.positionalArguments().join(u' ');
    const QString text = what.isEmpty() ? guidance::guideIndex(library) : guidance::guideText(library, what);
    if (text.isEmpty())
        return misused(QStringLiteral("guide %1: nothing by that name: interim-cli guide lists what there is")
                          .arg(quoted(what)));
    const TextStyle style = outputStyle();
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines << (line.isEmpty() ? QStringList{QString()} : wrapped(shownWords(line, style), style));
    return writeOut(lines.join(u'\n')) ? Done : Failed;
}

} // namespace cli

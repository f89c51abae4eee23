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

using namespace Qt::StringLiterals;

namespace cli {
namespace {

struct Command {
    const char *name;
    int (*run)(const QStringList &);
};
constexpr std::array<Command, 10> commands{{{"send", runSend},
                                            {"lab", runLab},
                                            {"curl", runCurl},
                                            {"compare", runCompare},
                                            {"replay", runReplay},
                                            {"export", runExport},
                                            {"guide", runGuide},
                                            {"profiles", runProfiles},
                                            {"snippet", runSnippet},
                                            {"demo", runDemo}}};

QString commandNames()
{
    QStringList names;
    for (const Command &command : commands)
        names << QString::fromLatin1(command.name);
    return names.join(u", "_s);
}

int print(const QString &text)
{
    return writeOut(shownWords(text, outputStyle())) ? Done : Failed;
}

} // namespace

int run(const QStringList &words)
{
    if (words.isEmpty())
        return misused(u"no command: write one of %1, or --help"_s.arg(commandNames()));
    const QString name = words.first();
    if (name == "--version"_L1 || name == "-V"_L1)
        return print(u"interim-cli " INTERIM_VERSION "\n"_s);
    if (name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1)
        return declined({{}, true});
    const QStringList rest = words.mid(1);
    for (const Command &command : commands) {
        if (name == QLatin1String(command.name))
            return command.run(rest);
    }
    return misused(u"unknown command %1: write one of %2, or --help"_s.arg(quoted(name), commandNames()));
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
        return misused(u"replay: name one .interim file"_s);
    if (parser.isSet(u"json"_s) && parser.isSet(u"timeline"_s))
        return misused(u"--json and --timeline both: give one"_s);
    OutputOptions options;
    options.showSecrets = parser.isSet(u"show-secrets"_s);
    if (parser.isSet(u"json"_s))
        options.drawing = Drawing::Json;
    const auto opened = session::openRecord(fileName(parser.positionalArguments().constFirst()));
    if (const auto *error = std::get_if<QString>(&opened))
        return misused(*error);
    const auto &record = std::get<record::Record>(opened);
    if (const QString line = session::leftOut(record); !line.isEmpty())
        complain(line);
    return writeReport(record::replay(record), record.spec, options, outputStyle(), &record, printed) ? Done : Failed;
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
        return misused(u"guide %1: nothing by that name: interim-cli guide lists what there is"_s.arg(quoted(what)));
    const TextStyle style = outputStyle();
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines << (line.isEmpty() ? QStringList{QString()} : wrapped(shownWords(line, style), style));
    return writeOut(lines.join(u'\n')) ? Done : Failed;
}

} // namespace cli

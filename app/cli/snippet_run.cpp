// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/snippet_run.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/request_options.h"
#include "cli/terminal.h"
#include "session/snippet_programs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {
QString snippetListText(const TextStyle &style)
{
    QString out;
    const QString indent = u"    "_s;
    const auto list = session::snippetList();
    for (const session::SnippetInfo &snippet : list) {
        out += snippet.name + u": "_s + shownWords(snippet.title, style) + u'\n';
        QStringList lines{u"On: "_s + snippet.on};
        if (!snippet.needs.isEmpty())
            lines << u"Needs: "_s + snippet.needs;
        lines << u"Known from: "_s + snippet.sources.join(u"; "_s);
        for (const QString &line : std::as_const(lines))
            out += wrapped(shownWords(line, style), style, indent).join(u'\n') + u'\n';
    }
    return out;
}

/// The name comes first; all else is a request as send takes it.
int runSnippet(const QStringList &words)
{
    if (words.isEmpty())
        return writeOut(snippetListText(outputStyle())) ? Done : Failed;
    const QString name = fileName(words.first());
    if (name == "--help"_L1 || name == "-h"_L1)
        return declined({{}, true});
    const auto list = session::snippetList();
    if (std::none_of(list.begin(), list.end(), [&name](const auto &snippet) { return snippet.name == name; }))
        return misused(
            u"snippet %1: write one of the names that interim-cli snippet lists"_s.arg(quoted(words.first())));
    const auto read = readRequest(words.mid(1));
    if (const auto *wrong = std::get_if<Misuse>(&read))
        return declined(*wrong);
    const auto &call = std::get<RequestCall>(read);
    if (const auto wrong = needsAnExchange(call.output, false))
        return declined(*wrong);
    const auto made = session::snippetFor(name, call.spec, call.output.showSecrets);
    if (!made.error.isEmpty())
        return misused(made.error);
    // As it is: printable ASCII is all that a value can add to it.
    const bool written = writeOut(made.program);
    complain(made.says);
    for (const QString &loss : made.losses)
        complain(u"the program does not carry "_s + loss);
    return written ? Done : Failed;
}

} // namespace cli

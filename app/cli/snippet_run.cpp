// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/snippet_run.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/request_options.h"
#include "cli/terminal.h"
#include "session/snippets.h"

#include <algorithm>

namespace cli {
QString snippetListText(const TextStyle &style)
{
    QString out;
    const QString indent = QStringLiteral("    ");
    const auto list = session::snippetList();
    for (const session::SnippetInfo &snippet : list) {
        out += snippet.name + QStringLiteral(": ") + shownWords(snippet.title, style) + u'\n';
        QStringList lines{QStringLiteral("On: ") + snippet.on};
        if (!snippet.needs.isEmpty())
            lines << QStringLiteral("Needs: ") + snippet.needs;
        lines << QStringLiteral("Known from: ") + snippet.sources.join(QStringLiteral("; "));
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
    if (name == QLatin1String("--help") || name == QLatin1String("-h"))
        return declined({{}, true});
    const auto list = session::snippetList();
    if (std::none_of(list.begin(), list.end(), [&name](const auto &snippet) { return snippet.name == name; }))
        return misused(QStringLiteral("snippet %1: write one of the names that interim-cli snippet lists").arg(quoted(words.first())));
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
        complain(QStringLiteral("the program does not carry ") + loss);
    return written ? Done : Failed;
}

} // namespace cli

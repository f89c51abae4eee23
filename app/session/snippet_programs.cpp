// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/snippet_programs.h"

#include "formats/snippets/snippets.h"
#include "guidance/library.h"

#include <QCoreApplication>

namespace session {

namespace {

struct SnippetWords {
    Q_DECLARE_TR_FUNCTIONS(session::Snippets)
};

} // namespace

QList<SnippetInfo> snippetList()
{
    QList<SnippetInfo> list;
    for (const formats::Snippet &snippet : formats::Snippets::builtin().all()) {
        QStringList sources;
        for (const QString &source : snippet.sources)
            sources << guidance::Library::builtin().shownReference(source);
        list.append({snippet.name, snippet.title, snippet.needs, snippet.off, snippet.on, sources});
    }
    return list;
}

SnippetProgram snippetFor(const QString &name, const request::RequestSpec &spec, bool showSecrets)
{
    const formats::Snippet *snippet = formats::Snippets::builtin().find(name);
    if (!snippet)
        return {{}, {}, {}, SnippetWords::tr("there is no snippet of that name")};
    auto made = formats::fillSnippet(*snippet, spec, showSecrets);
    return {made.program, made.says, made.losses, made.error};
}

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that do a request's handshake in a client library, for windows and commands that do not see the formats
// room.
#pragma once

#include "request/request.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace session {

struct SnippetInfo {
    QString name;  ///< "python-requests"
    QString title; ///< "Python: requests"
    QString needs; ///< beyond the language itself; "" for nothing
    QString off;   ///< what happens when it is switched off, a sentence
    QString on;
    QStringList sources; ///< as people read them
};
/// In the order of their index.
QList<SnippetInfo> snippetList();

struct SnippetProgram {
    QString program;
    QString says;       ///< what it will do
    QStringList losses; ///< what of the request it does not carry, a line each
    QString error;      ///< one line when there is no program: no such snippet, or a malformed URL
};
SnippetProgram snippetFor(const QString &name, const request::RequestSpec &spec, bool showSecrets);

} // namespace session

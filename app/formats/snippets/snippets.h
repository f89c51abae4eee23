// SPDX-License-Identifier: GPL-3.0-or-later
// Small programs that switch the handshake on and off in a client library (resources/snippets), filled with a request's
// URL, method and size.
#pragma once

#include "formats/snippets/string_literal.h"
#include "request/request.h"

#include <QStringList>
#include <QVector>

namespace formats {

struct Snippet {
    QString name; ///< "python-requests"
    QString title;
    QString language;
    Literal literal = Literal::Python;
    QString needs; ///< beyond the language itself; "" for nothing
    QString off;   ///< what happens when it is switched off, a sentence
    QString on;
    std::string value;   ///< of the Expect field when switched on; "" when the client refuses to send it
    bool waits = false;  ///< the content then waits
    std::string method;  ///< the one method that this client's call has; "" for any
    QStringList sources; ///< "facts:clients/ID"
    QString text;        ///< with {{url}}, {{method}}, {{size}} and {{on}}
};

class Snippets {
public:
    /// Compiled in under :/interim/snippets; read on first use.
    static const Snippets &builtin();
    static Snippets load(const QString &folder);

    /// In the index's order.
    const QVector<Snippet> &all() const { return all_; }
    const Snippet *find(const QString &name) const;
    /// What is wrong with the files, one line each; empty when all is well.
    const QStringList &errors() const { return errors_; }

private:
    QVector<Snippet> all_;
    QStringList errors_;
};

struct SnippetText {
    QString program;
    QString says;       ///< what it will do: the sentence of on or off
    QStringList losses; ///< what of the request it does not carry, a line each
    QString error;      ///< one line when there is no program (a malformed URL); then all else is empty
};

/// Switched on where the request would send Expect. Its content is as many bytes, but not the same ones.
SnippetText fillSnippet(const Snippet &snippet, const request::RequestSpec &spec, bool showSecrets = false);

} // namespace formats

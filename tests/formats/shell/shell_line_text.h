// SPDX-License-Identifier: GPL-3.0-or-later
// A command line that was taken apart, as one text to compare.
#pragma once

#include "formats/shell/shell_line.h"

#include <QStringList>

namespace formats {

/// "curl/-d/@-/<<<>": words with / between them, operators in <>.
inline QString shown(const ShellLine &line)
{
    QStringList out;
    for (const ShellToken &token : line.tokens)
        out << (token.isOperator ? u'<' + QString::fromStdString(token.text) + u'>'
                                 : QString::fromStdString(token.text));
    return out.join(u'/');
}

} // namespace formats

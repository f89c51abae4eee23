// SPDX-License-Identifier: GPL-3.0-or-later
// QScintilla set up as the window shows text: fixed font, theme colours, line numbers, a lexer by media type.
#pragma once

#include <QString>

class QWidget;
class QsciScintilla;

namespace ui {

QsciScintilla *makeEditor(const QString &accessibleName, QWidget *parent);
/// JSON, XML, HTML or none.
void setLexerFor(QsciScintilla *editor, const QString &mediaType);
void styleEditor(QsciScintilla *editor);

} // namespace ui

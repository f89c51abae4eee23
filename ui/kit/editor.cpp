// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/editor.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexerhtml.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexerxml.h>
#include <Qsci/qsciscintilla.h>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Colours of a lexer's styles by what their descriptions speak of.
void colourStyle(QsciLexer *lexer, int style, const Theme &theme)
{
    const auto what = lexer->description(style).toLower();
    auto colour = theme.ink;
    if (what.contains("error"_L1) || what.contains("unclosed"_L1))
        colour = theme.failure;
    else if (what.contains("property"_L1) || what.contains("tag"_L1))
        colour = theme.interim;
    else if (what.contains("string"_L1) || what.contains("value"_L1))
        colour = theme.success;
    else if (what.contains("number"_L1) || what.contains("keyword"_L1))
        colour = theme.pause;
    else if (what.contains("comment"_L1))
        colour = theme.muted;
    lexer->setColor(Theme::readable(colour, theme.surface), style);
    lexer->setPaper(theme.surface, style);
    lexer->setFont(fixedFont(), style);
}

/// Keys of the window, and of desktops and browsers, with which Scintilla would change the text unasked.
void leaveKeys(QsciScintilla *editor)
{
    for (const int key : {int(Qt::Key_Escape), int(Qt::CTRL) | Qt::Key_L, int(Qt::CTRL) | int(Qt::SHIFT) | Qt::Key_L,
                          int(Qt::CTRL) | Qt::Key_T, int(Qt::CTRL) | Qt::Key_D, int(Qt::CTRL) | Qt::Key_U})
        if (auto *command = editor->standardCommands()->boundTo(key)) {
            if (command->key() == key)
                command->setKey(0);
            else
                command->setAlternateKey(0);
        }
}

/// Room for the last line's number, and a digit's width beside it.
void fitMargin(QsciScintilla *editor)
{
    const auto digits = qMax<qsizetype>(3, QString::number(editor->lines()).size());
    editor->setMarginWidth(0, QString(digits + 1, '0'_L1));
}

} // namespace

QsciScintilla *makeEditor(const QString &accessibleName, QWidget *parent)
{
    auto *editor = new QsciScintilla(parent);
    editor->setAccessibleName(accessibleName);
    editor->setUtf8(true);
    editor->setEolMode(QsciScintilla::EolUnix);
    editor->setFrameShape(QFrame::NoFrame);
    editor->setMarginType(0, QsciScintilla::NumberMargin);
    editor->setMarginWidth(1, 0);
    editor->setTabWidth(4);
    editor->setIndentationsUseTabs(false);
    editor->setAutoIndent(true);
    editor->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTHTRACKING, 1);
    editor->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTH, 1);
    leaveKeys(editor);
    styleEditor(editor);
    QObject::connect(editor, &QsciScintilla::linesChanged, editor, [editor] { fitMargin(editor); });
    return editor;
}

void setLexerFor(QsciScintilla *editor, const QString &mediaType)
{
    delete editor->lexer();
    if (mediaType.contains("json"_L1))
        editor->setLexer(new QsciLexerJSON(editor));
    else if (mediaType.contains("html"_L1))
        editor->setLexer(new QsciLexerHTML(editor));
    else if (mediaType.contains("xml"_L1))
        editor->setLexer(new QsciLexerXML(editor));
    else
        editor->setLexer(nullptr);
    styleEditor(editor);
}

void styleEditor(QsciScintilla *editor)
{
    const auto &theme = Theme::current();
    const auto font = fixedFont();
    if (auto *lexer = editor->lexer()) {
        lexer->setDefaultPaper(theme.surface);
        lexer->setDefaultColor(theme.ink);
        lexer->setDefaultFont(font);
        for (int style = 0; style < 128; ++style)
            if (!lexer->description(style).isEmpty())
                colourStyle(lexer, style, theme);
    }
    editor->setFont(font);
    editor->setPaper(theme.surface);
    editor->setColor(theme.ink);
    editor->setCaretForegroundColor(theme.ink);
    editor->setSelectionBackgroundColor(theme.selection);
    editor->setSelectionForegroundColor(theme.ink);
    editor->setMarginsFont(font);
    editor->setMarginsForegroundColor(theme.muted);
    editor->setMarginsBackgroundColor(theme.raised);
    fitMargin(editor);
}

} // namespace ui

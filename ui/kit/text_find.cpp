// SPDX-License-Identifier: GPL-3.0-or-later
// Hits are counted in bytes of UTF-8. So are Scintilla's positions; those of a QTextDocument are units of UTF-16.
#include "ui/kit/text_find.h"

#include <Qsci/qsciscintilla.h>

#include <QPlainTextEdit>
#include <QTextCursor>

#include <string_view>
#include <utility>

namespace ui {

namespace {

/// Units of UTF-16 that a byte, the first of its character, stands for; the others stand for none.
int unitsOf(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte & 0xc0U) == 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
}

int unitsIn(std::string_view utf8)
{
    int units = 0;
    for (const char c : utf8)
        units += unitsOf(c);
    return units;
}

std::size_t bytesBefore(std::string_view utf8, int unit)
{
    std::size_t byte = 0;
    for (int units = 0; byte < utf8.size(); ++byte) {
        units += unitsOf(utf8[byte]);
        if (units > unit)
            break;
    }
    return byte;
}

} // namespace

session::Search::Read readText(std::shared_ptr<const std::string> text)
{
    return [text = std::move(text)] {
        session::Searched searched;
        searched.owner = text;
        searched.runs.push_back({*text, true, 0, 0});
        return searched;
    };
}

void markText(QPlainTextEdit *text, int begin, int end)
{
    QTextCursor cursor(text->document());
    cursor.setPosition(begin);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    text->setTextCursor(cursor);
}

void markText(QsciScintilla *editor, long begin, long end)
{
    editor->SendScintilla(QsciScintilla::SCI_SETSEL, static_cast<unsigned long>(begin), end);
    editor->SendScintilla(QsciScintilla::SCI_SCROLLRANGE, static_cast<unsigned long>(end), begin);
}

session::Search::Read TextFind::searched() const
{
    bytes_ = std::make_shared<const std::string>(text_->toPlainText().toStdString());
    return readText(bytes_);
}

model::FindHit TextFind::standsAt() const
{
    if (!bytes_)
        return {};
    const auto cursor = text_->textCursor();
    const auto begin = bytesBefore(*bytes_, cursor.selectionStart());
    return {0, begin, bytesBefore(*bytes_, cursor.selectionEnd()) - begin};
}

void TextFind::showHit(const model::FindHit &hit)
{
    const auto before = std::string_view(*bytes_).substr(0, static_cast<std::size_t>(hit.begin));
    const auto found = std::string_view(*bytes_).substr(before.size(), static_cast<std::size_t>(hit.length));
    const int begin = unitsIn(before);
    markText(text_, begin, begin + unitsIn(found));
}

session::Search::Read EditorFind::searched() const
{
    const long size = editor_->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    std::string text(static_cast<std::size_t>(size) + 1, '\0'); // a NUL is written behind it
    editor_->SendScintilla(QsciScintilla::SCI_GETTEXTRANGE, 0L, size, text.data());
    text.pop_back();
    return readText(std::make_shared<const std::string>(std::move(text)));
}

model::FindHit EditorFind::standsAt() const
{
    const auto begin = static_cast<std::uint64_t>(editor_->SendScintilla(QsciScintilla::SCI_GETSELECTIONSTART));
    const auto end = static_cast<std::uint64_t>(editor_->SendScintilla(QsciScintilla::SCI_GETSELECTIONEND));
    return {0, begin, end - begin};
}

void EditorFind::showHit(const model::FindHit &hit)
{
    markText(editor_, static_cast<long>(hit.begin), static_cast<long>(hit.begin + hit.length));
}

} // namespace ui

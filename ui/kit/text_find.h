// SPDX-License-Identifier: GPL-3.0-or-later
// Finding in the editors: their text as UTF-8, which is part 0 of what is searched.
#pragma once

#include "ui/kit/findable.h"

#include <memory>
#include <string>

class QPlainTextEdit;
class QsciScintilla;

namespace ui {

class TextFind : public Findable {
public:
    explicit TextFind(QPlainTextEdit *text) : text_(text) {}
    session::Search::Read searched() const override;
    model::FindHit standsAt() const override;
    void showHit(const model::FindHit &hit) override;

private:
    QPlainTextEdit *text_;
    mutable std::shared_ptr<const std::string> bytes_; // as they were searched
};

class EditorFind : public Findable {
public:
    explicit EditorFind(QsciScintilla *editor) : editor_(editor) {}
    session::Search::Read searched() const override;
    model::FindHit standsAt() const override;
    void showHit(const model::FindHit &hit) override;

private:
    QsciScintilla *editor_;
};

/// Selects from one position to another, and brings that into view.
void markText(QPlainTextEdit *text, int begin, int end);
void markText(QsciScintilla *editor, long begin, long end);

/// A text in one run.
session::Search::Read readText(std::shared_ptr<const std::string> text);

} // namespace ui

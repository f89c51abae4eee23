// SPDX-License-Identifier: GPL-3.0-or-later
// A QPlainTextEdit that takes text alone from clipboard and drops.
#pragma once

#include <QMimeData>
#include <QPlainTextEdit>

namespace ui {

class PlainTextEdit : public QPlainTextEdit {
public:
    using QPlainTextEdit::QPlainTextEdit;

protected:
    /// Qt 6.4 looks at the first of the formats, also where there is none: an empty clipboard, pasted, ends the
    /// program.
    void insertFromMimeData(const QMimeData *source) override
    {
        if (!source || !source->hasText())
            return;
        insertPlainText(source->text());
        ensureCursorVisible();
    }
};

} // namespace ui

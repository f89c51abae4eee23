// SPDX-License-Identifier: GPL-3.0-or-later
// A text of a tab that is read and copied, and made anew as the request changes.
#pragma once

#include <QString>

#include <functional>

class QPlainTextEdit;
class QTextCursor;
class QWidget;

namespace ui {

/// Of a character format: its letters stand for a line end, and are not copied.
inline constexpr int lineEndMark = 0x100001; // above QTextFormat::UserProperty

/// Frameless, in the fixed font; `name` is for who cannot see it.
QPlainTextEdit *makeReadOnlyText(const QString &name, QWidget *parent);
/// Another text in the same place: at its top, or where it was scrolled to.
void refill(QPlainTextEdit *text, const std::function<void(QTextCursor &)> &write);

} // namespace ui

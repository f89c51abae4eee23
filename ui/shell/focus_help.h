// SPDX-License-Identifier: GPL-3.0-or-later
// F1: what the part that has the focus is for.
#pragma once

#include <QString>

class QDialog;
class QWidget;

namespace ui {

/// Its name in bold, its own tip, and what the part of the window that it stands in is for (QWidget::whatsThis() of it
/// or of the nearest around it). Rich text; "" where nothing is known.
QString focusHelp(const QWidget *focus);
/// Shows it at the widget. False when nothing is known of it.
bool showFocusHelp(QWidget *focus);
/// A dialog's own F1, which the window's keys do not reach; `words`: what it is for.
void explainDialog(QDialog *dialog, const QString &words);
/// Moves the focus to the first field of a page that takes it by Tab.
void focusInto(QWidget *page);

} // namespace ui

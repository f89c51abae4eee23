// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the Help menu.
#pragma once

class QDialog;
class QWidget;

namespace ui {

/// Each is a dialog owned by `parent`, not yet shown.
QDialog *makeShortcutsPage(QWidget *parent);
/// What is promised, how it is tested and what was measured: the text below resources/help.
QDialog *makePromisesPage(QWidget *parent);
/// Version, what it is built on, licence.
QDialog *makeAboutPage(QWidget *parent);

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The application's look: Fusion with the theme's palette, flat fields, hairlines, and lengths in ems.
#pragma once

#include <QColor>
#include <QFont>
#include <QLabel>
#include <QString>

class QAbstractButton;
class QWidget;

namespace ui {

/// Style and palette alone. A sheet costs each widget that is put into another one: who builds a window calls this
/// before, and applyStyle() when it stands.
void applyPalette();
/// Applies palette and style sheet of Theme::current() to the application; again after a change of theme or font.
void applyStyle();
/// The desktop's fixed-width font at the application font's size.
QFont fixedFont();
/// n ems of the application font, in device-independent pixels.
int em(double n);

/// A button drawn as a link, one drawn as the main action, and a small caption in capitals.
void makeLink(QAbstractButton *button);
void makePrimary(QAbstractButton *button);
QLabel *caption(const QString &text, QWidget *parent);
/// A label that shows text as it is, never as markup.
QLabel *plainLabel(const QString &text, QWidget *parent);
/// Sets a property that the style sheet asks for, as "wrong" for what cannot be used as it was typed.
void setMark(QWidget *widget, const char *property, bool on);
/// By a status code's class: failure, redirection, or success; one that is none is a failure.
QColor statusColour(int status);
/// Rounded box with a status code in it: in its class's colour, or in another.
QString badgeStyle(int status);
QString badgeStyle(const QColor &colour);

} // namespace ui

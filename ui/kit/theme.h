// SPDX-License-Identifier: GPL-3.0-or-later
// The window's colours, all in one place: tokens for light and dark, and the rules that keep words readable.
#pragma once

#include <QColor>
#include <QString>

namespace ui {

struct Theme {
    bool dark = false;
    // phases and outcomes: bars, markers, badges
    QColor network, head, pause, interim, body, success, failure, think;
    // the window itself
    QColor ink;       ///< words
    QColor muted;     ///< secondary words; 4.5:1 on surface and raised
    QColor line;      ///< hairlines, grid
    QColor surface;   ///< where content stands
    QColor raised;    ///< gutters, code boxes, hover
    QColor selection; ///< background of what is selected
    QColor accent;    ///< links, cursor, primary button

    static const Theme &light();
    static const Theme &darkTheme();
    /// The theme in force: the one that was chosen, else by the application palette's luminance.
    static const Theme &current();
    enum class Choice { System, Light, Dark };
    static void choose(Choice choice);
    static Choice choice();

    /// Colour of a role name as models give it: "network", "head", "pause", "interim", "body", "success",
    /// "failure", "think", "muted"; anything else is ink.
    QColor byRole(const QString &role) const;
    /// Black or white, whichever is readable on a bar of this colour (4.5:1 at least; white where both are).
    static QColor inkOn(const QColor &bar);
    /// The token itself, or the nearest lighter or darker one that has 4.5:1 on this background.
    static QColor readable(const QColor &token, const QColor &background);
    /// Contrast ratio of WCAG 2, from 1 to 21.
    static double contrast(const QColor &a, const QColor &b);
};

} // namespace ui

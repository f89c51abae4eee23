// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, and the arithmetic of contrast (WCAG 2 relative luminance).

#include "ui/kit/theme.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

Theme::Choice chosen = Theme::Choice::System;

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

QColor rgb(const char *name)
{
    return QColor(QLatin1String(name));
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme{false,          rgb("#8a94a3"), rgb("#2b6cb0"), rgb("#d97706"),
                             rgb("#7c3aed"), rgb("#0f8b8d"), rgb("#2f855a"), rgb("#c53030"),
                             rgb("#c3c8d0"), rgb("#1a202c"), rgb("#616b7a"), rgb("#dfe3e8"),
                             rgb("#ffffff"), rgb("#f5f6f8"), rgb("#e6effa"), rgb("#2b6cb0")};
    return theme;
}

const Theme &Theme::darkTheme()
{
    static const Theme theme{true,           rgb("#77839a"), rgb("#63a4ea"), rgb("#f0a03c"),
                             rgb("#b794f4"), rgb("#3cc3c5"), rgb("#68d391"), rgb("#fc8181"),
                             rgb("#4a5361"), rgb("#e6eaf0"), rgb("#98a4b5"), rgb("#363f4b"),
                             rgb("#1f252d"), rgb("#181d24"), rgb("#26374d"), rgb("#63a4ea")};
    return theme;
}

const Theme &Theme::current()
{
    if (chosen == Choice::Light)
        return light();
    if (chosen == Choice::Dark)
        return darkTheme();
    const bool dark = qGuiApp && luminance(QGuiApplication::palette().color(QPalette::Window)) < 0.2;
    return dark ? darkTheme() : light();
}

void Theme::choose(Choice choice)
{
    chosen = choice;
}

Theme::Choice Theme::choice()
{
    return chosen;
}

QColor Theme::byRole(const QString &role) const
{
    const std::pair<const char *, QColor> table[]{{"network", network}, {"head", head},   {"pause", pause},
                                                  {"interim", interim}, {"body", body},   {"success", success},
                                                  {"failure", failure}, {"think", think}, {"muted", muted}};
    for (const auto &[name, colour] : table) {
        if (role == QLatin1String(name))
            return colour;
    }
    return ink;
}

QColor Theme::inkOn(const QColor &bar)
{
    return contrast(Qt::white, bar) >= 4.5 ? QColor(Qt::white) : QColor(Qt::black);
}

QColor Theme::readable(const QColor &token, const QColor &background)
{
    const bool lighter = luminance(background) < 0.18; // 0.18: where black and white contrast alike
    QColor colour = token;
    float h = 0, s = 0, l = 0;
    colour.getHslF(&h, &s, &l);
    while (contrast(colour, background) < 4.5 && (lighter ? l < 1.0F : l > 0.0F)) {
        l = std::clamp(l + (lighter ? 0.01F : -0.01F), 0.0F, 1.0F);
        colour = QColor::fromHslF(std::max(h, 0.0F), s, l);
    }
    return colour;
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

} // namespace ui

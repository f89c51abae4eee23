// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/program.h"

#include <QGuiApplication>
#include <QPainter>
#include <QSvgRenderer>

namespace ui {

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("interim"));
    QCoreApplication::setOrganizationName(QStringLiteral("interim"));
    QCoreApplication::setApplicationVersion(QStringLiteral(INTERIM_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Interim"));
    QGuiApplication::setDesktopFileName(QStringLiteral("interim")); // interim.desktop: its icon, its place in the bar
}

QIcon programIcon()
{
    QIcon icon;
    QSvgRenderer picture(QStringLiteral(":/interim/icons/interim.svg"));
    for (const int side : {16, 32, 48, 128}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        picture.render(&painter);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace ui

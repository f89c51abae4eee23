// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/program.h"

#include <QGuiApplication>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace ui {

void nameProgram()
{
    QCoreApplication::setApplicationName(u"interim"_s);
    QCoreApplication::setOrganizationName(u"interim"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(INTERIM_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Interim"_s);
    QGuiApplication::setDesktopFileName(u"interim"_s); // interim.desktop: its icon, its place in the bar
}

QIcon programIcon()
{
    QIcon icon;
    QSvgRenderer picture(u":/interim/icons/interim.svg"_s);
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

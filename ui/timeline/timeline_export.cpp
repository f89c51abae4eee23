// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a file: SVG or PNG, as it is shown.

#include "timeline/timeline_view.h"

#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ui {

QString TimelineView::savePicture(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tr("The picture could not be written to %1: %2").arg(path, file.errorString());
    const bool svg = QFileInfo(path).suffix().compare(QLatin1String("svg"), Qt::CaseInsensitive) == 0;
    bool written = true;
    if (svg) {
        QSvgGenerator generator;
        generator.setOutputDevice(&file);
        generator.setSize(size());
        generator.setViewBox(rect());
        generator.setTitle(accessibleName());
        QPainter painter(&generator);
        draw(painter);
        written = painter.end();
    } else {
        const double ratio = 2; // sharp on paper and on dense screens
        QImage image((QSizeF(size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        draw(painter);
        painter.end();
        written = image.save(&file, "PNG");
    }
    if (!written || !file.commit())
        return tr("The picture could not be written to %1: %2").arg(path, file.errorString());
    return {};
}

} // namespace ui

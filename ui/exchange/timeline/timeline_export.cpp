// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a file: SVG or PNG, as it is shown.

#include "ui/exchange/timeline/timeline_view.h"

#include "session/file_writer.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

using namespace Qt::StringLiterals;

namespace ui {

QString TimelineView::savePicture(const QString &path) const
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    const bool svg = QFileInfo(path).suffix().compare("svg"_L1, Qt::CaseInsensitive) == 0;
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
    const auto why = written
        ? session::writeFile(path, {file.data().constData(), static_cast<std::size_t>(file.data().size())})
        : tr("it could not be drawn");
    return why.isEmpty() ? QString() : tr("The picture could not be written to %1: %2").arg(path, why);
}

} // namespace ui

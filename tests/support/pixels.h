// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture of a widget shows, as far as a test can say it.
#pragma once

#include <QImage>

namespace support {

/// How many pixels have this very colour.
inline int pixelsOf(const QImage &picture, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixel(x, y) == colour.rgb() ? 1 : 0;
    return count;
}

} // namespace support

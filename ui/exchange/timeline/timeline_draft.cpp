// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/timeline/timeline_draft.h"

#include <algorithm>

namespace ui {
namespace {

QFont smaller(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.92);
    else
        font.setPixelSize(std::max(1, font.pixelSize() * 92 / 100));
    return font;
}

} // namespace

SceneDraft::SceneDraft(const SceneInput &input)
    : in(input)
    , layout(*input.layout)
    , small(smaller(input.font))
    , smallMetrics(small)
    , em(QFontMetricsF(input.font).height())
{
    scene.small = small;
}

qint64 SceneDraft::now() const
{
    return in.running ? std::max(in.now, layout.last()) : layout.last();
}

const SceneBar *SceneDraft::barOf(int index) const
{
    const int bar = index < 0 ? -1 : scene.barOf[static_cast<std::size_t>(index)];
    return bar < 0 ? nullptr : &scene.bars[static_cast<std::size_t>(bar)];
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/image_pane.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "words/units.h"

#include <QPainter>

namespace ui {

ImagePane::ImagePane(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Picture"));
    setMinimumSize(em(6), em(5));
}

void ImagePane::show(const QImage &image, const QString &text)
{
    image_ = image;
    scaled_ = {};
    text_ = text;
    setAccessibleDescription(text);
    update();
}

int ImagePane::lineHeight() const
{
    return fontMetrics().height() + em(0.6);
}

QRect ImagePane::pictureRect() const
{
    const auto room = rect().adjusted(em(0.8), em(0.8), -em(0.8), -lineHeight() - em(0.4));
    if (image_.isNull() || room.isEmpty())
        return {};
    auto size = image_.size();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    QRect place(QPoint(), size.expandedTo({1, 1}));
    place.moveCenter(room.center());
    return place;
}

void ImagePane::paintEvent(QPaintEvent *)
{
    const auto &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    const auto place = pictureRect();
    painter.setPen(Theme::readable(theme.muted, theme.surface));
    if (place.isEmpty()) {
        painter.drawText(rect().adjusted(em(1), em(1), -em(1), -em(1)), Qt::AlignCenter | Qt::TextWordWrap, text_);
        return;
    }
    const auto wanted = place.size() * devicePixelRatio();
    if (scaled_.size() != wanted) {
        scaled_ = QPixmap::fromImage(image_.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        scaled_.setDevicePixelRatio(devicePixelRatio());
    }
    painter.fillRect(place, Qt::white); // behind what is transparent
    painter.drawPixmap(place.topLeft(), scaled_);
    painter.setPen(theme.line);
    painter.drawRect(place.adjusted(-1, -1, 0, 0));
    painter.setPen(Theme::readable(theme.muted, theme.surface));
    const int percent = qRound(100.0 * place.width() / image_.width());
    const auto line = percent == 100 ? text_ : tr("%1 · shown at %2 %").arg(text_, words::countText(percent, locale()));
    painter.drawText(QRect(0, height() - lineHeight(), width(), lineHeight()), Qt::AlignCenter,
                     fontMetrics().elidedText(line, Qt::ElideRight, width() - em(1)));
}

} // namespace ui

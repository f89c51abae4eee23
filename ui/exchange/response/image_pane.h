// SPDX-License-Identifier: GPL-3.0-or-later
// A picture at its own size, or scaled down to fit, with a line that says which.
#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace ui {

class ImagePane : public QWidget {
    Q_OBJECT
public:
    explicit ImagePane(QWidget *parent = nullptr);
    /// Without an image the text stands alone.
    void show(const QImage &image, const QString &text);
    /// Where the picture stands, in pixels of this widget.
    QRect pictureRect() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int lineHeight() const;
    QImage image_;
    QPixmap scaled_; // for the size it was painted at
    QString text_;
};

} // namespace ui

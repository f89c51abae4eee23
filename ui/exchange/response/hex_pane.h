// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes in hex and ASCII, sixteen a row, to mark by mouse or keys and to copy. Rows are laid out when they are
// painted, so that size costs nothing.
#pragma once

#include <QAbstractScrollArea>

#include <memory>
#include <string>
#include <string_view>

namespace ui {

class HexPane : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexPane(QWidget *parent = nullptr);
    /// The bytes stay the caller's; `owner` keeps them alive.
    void show(std::shared_ptr<const void> owner, const std::string *bytes);
    qint64 rows() const;
    /// "00000010  68 65 6c 6c 6f …  hello"
    QString rowText(qint64 row) const;
    /// Marked bytes: the first, and the one behind the last; equal when there are none.
    struct Mark {
        qint64 begin = 0;
        qint64 end = 0;
    };
    Mark mark() const;
    void setMark(const Mark &mark);
    /// Where byte `offset` stands in hex, in the viewport.
    QRectF cellOf(qint64 offset) const;

public slots:
    void selectAll();
    /// The marked bytes, or all: "68 65 6c", or as text (bytes that are none as they stand in the right column).
    void copyHex();
    void copyText();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    double rowHeight() const;
    double charWidth() const;
    double leftEdge() const;
    qint64 size() const { return bytes_ ? static_cast<qint64>(bytes_->size()) : 0; }
    qint64 byteAt(QPointF point) const;
    void moveTo(qint64 offset, bool extend);
    std::string_view markedBytes() const;
    void paintMark(QPainter &painter, qint64 row, double y) const;
    void updateBars();
    std::shared_ptr<const void> owner_;
    const std::string *bytes_ = nullptr;
    qint64 anchor_ = -1; // where the mark began; -1: nothing is marked
    qint64 cursor_ = -1; // its other end
};

} // namespace ui

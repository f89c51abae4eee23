// SPDX-License-Identifier: GPL-3.0-or-later
// Both directions' bytes in the order in which they moved: text with visible line ends and control bytes, or
// hex. Only visible rows are laid out; bytes that were not kept are a row that says so.
#pragma once

#include "model/byte_store.h"
#include "model/wire_rows.h"
#include "ui/exchange/wire/wire_painter.h"
#include "ui/kit/findable.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <memory>
#include <optional>

namespace ui {

class WireView : public QAbstractScrollArea, public Findable {
    Q_OBJECT
public:
    explicit WireView(QWidget *parent = nullptr);
    ~WireView() override;

    /// Shows these events' bytes; the vector stays the caller's and must outlive the view or the next call.
    void setEvents(const std::vector<wire::Event> *events);
    /// The vector has grown; bytes that are wanted are asked for with wanted().
    void eventsAppended();
    /// At the end, or for an opened recording: all its tapes (complete; shared by the views of one exchange).
    void setBytes(std::shared_ptr<model::ByteStore> bytes);
    /// Live: bytes that session::Sending::tapeRead() brought.
    void addBytes(quint32 connection, wire::Direction direction, wire::Span span, const QByteArray &bytes);
    /// Shows only what had moved at that instant; -1: everything.
    void setReplayAt(qint64 ns);

    bool hexMode() const;
    /// As far as they are made: what is not in view waits until it is, and long ones are made a slice at a time.
    const model::WireRows &rows() const { return rows_; }
    const model::ByteMark &marked() const { return mark_; }
    /// Marked bytes, or the selected event's, or all that is shown.
    QString selectedText() const;
    /// The kept bytes of both directions, also those that are not rows yet. A hit's part is its block.
    session::Search::Read searched() const override;
    model::FindHit standsAt() const override;
    void showHit(const model::FindHit &hit) override;
    void arrange(std::vector<model::FindHit> &hits) const override;

public slots:
    /// Marks the event's bytes and brings them into view, without a signal; an unknown number clears.
    void select(quint64 seq);
    void setHexMode(bool hex);
    void copy();
    void copyAsHex();
    void copyAsCString();

signals:
    /// The user clicked bytes of this event.
    void selected(quint64 seq);
    void hexModeChanged(bool hex);
    /// There are others to be searched.
    void bytesChanged();
    /// Live: please read these bytes (session::Sending::requestTape).
    void wanted(quint32 connection, wire::Direction direction, wire::Span span);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void refresh();
    void goOn();
    void settle(bool done);
    void askForBytes();
    void updateBars();
    WirePainter painter() const;
    double rowHeight() const;
    qint64 rowAt(double y) const;
    bool byteAt(QPointF point, model::TapeId *tape, std::uint64_t *offset) const;
    void showRow(qint64 row);
    void showColumn(qint64 row);
    void showMark();
    std::string markedBytes() const;

    const std::vector<wire::Event> *events_ = nullptr;
    std::shared_ptr<model::ByteStore> store_ =
        std::make_shared<model::ByteStore>(); ///< what is complete is not changed
    model::WireRows rows_;
    model::ByteMark mark_;
    QTimer more_;
    bool otherBytes_ = false;     ///< came while nobody looked: all rows are to be made anew
    std::optional<quint64> wish_; ///< event to select when somebody looks
    bool dragging_ = false;
    std::uint64_t dragFrom_ = 0;
    double widest_ = 0; // px of the widest row painted so far
};

} // namespace ui

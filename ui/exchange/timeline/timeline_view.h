// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of one exchange: lanes by attempt, bars by phase, cursor, zoom, selection. Geometry comes from
// model::TimelineLayout and model::placeBars; this widget holds the view's state and its input.
#pragma once

#include "ui/exchange/timeline/timeline_scene.h"

#include "model/timeline_layout.h"

#include <QWidget>

namespace ui {

class TimelineView : public QWidget {
    Q_OBJECT
    Q_PROPERTY(quint64 selectedSeq READ selectedSeq WRITE select NOTIFY selected)
public:
    explicit TimelineView(QWidget *parent = nullptr);
    ~TimelineView() override;

    static constexpr quint64 none = ~quint64(0); ///< no event is selected

    /// Shows these events; the vector stays the caller's and must outlive the view or the next call.
    void setEvents(const std::vector<wire::Event> *events);
    /// The vector has grown.
    void eventsAppended();
    /// Live: what "now" is, in nanoseconds since the exchange began; open bars are drawn up to it.
    void setNow(qint64 ns);
    void setRunning(bool running);
    /// Live: body bytes of the current attempt on the wire so far, and those to send (0: unknown).
    void setProgress(quint64 sent, quint64 toSend);

    quint64 selectedSeq() const { return selected_; }
    /// Position of the cursor in nanoseconds; -1: none.
    qint64 cursor() const { return cursor_; }
    /// Shows the state at an instant: what is later is drawn faintly. -1 ends the replay.
    void setReplayAt(qint64 ns);
    bool foldIdle() const { return foldIdle_; }
    /// Nanoseconds from the first event to the last, or to now while running.
    qint64 duration() const;

    const model::TimelineLayout &timeline() const { return layout_; }
    /// What is drawn, for tests and for accessibility.
    const TimelineScene &scene() const;
    /// What all lanes take, in px; as much as there is without any.
    int neededHeight() const;
    /// All lanes in words, one line each.
    QString describe() const;

    /// Draws the view as it is, at its size, on any device; for SVG and PNG export.
    void draw(QPainter &painter) const;
    /// Writes a picture, SVG or PNG by the name's ending. Returns an error line, "" when done.
    QString savePicture(const QString &path) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    /// Selects the event (and its bar) without a signal; TimelineView::none clears.
    void select(quint64 seq);
    void fit();
    void zoomToPause();
    void zoomIn();
    void zoomOut();
    void setFoldIdle(bool fold);

signals:
    /// The user chose an event.
    void selected(quint64 seq);
    /// The user moved the cursor (a drag on the axis).
    void cursorMoved(qint64 ns);
    void foldIdleChanged(bool fold);
    /// Keys: Space, and the arrows while a replay shows an instant.
    void playRequested();
    void stepRequested(int by);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Drag { None, Pan, Scrub };
    static constexpr double wheelStep = 1.25; ///< zoom of one notch
    void invalidate();
    void zoomAt(double x, double factor);
    void scrubTo(double x);
    void choose(int item);
    void step(int by);
    void stepSelection(int by);
    QString tipAt(QPointF point) const;

    const std::vector<wire::Event> *events_ = nullptr;
    model::TimelineLayout layout_;
    qint64 now_ = 0;
    bool running_ = false;
    quint64 sent_ = 0, toSend_ = 0;
    quint64 selected_ = none;
    qint64 cursor_ = -1;
    bool replaying_ = false;
    bool foldIdle_ = false;
    bool fitted_ = true;
    double density_ = 0; // px per nanosecond; when fitted it follows the width
    double offset_ = 0;  // px scrolled to the right
    double down_ = 0;    // px scrolled down
    Drag drag_ = Drag::None;
    QPointF pressed_;
    QPointF pressedOffset_;
    bool moved_ = false;
    mutable TimelineScene scene_;
    mutable bool dirty_ = true;
};

} // namespace ui

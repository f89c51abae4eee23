// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange: timeline, event table and bytes with one selection, replay, response, findings.
#pragma once

#include "guidance/evaluation.h"
#include "record/exchange_fold.h"
#include "session/live/live_exchange.h"

#include <QPointer>
#include <QTabWidget>
#include <QTimer>

#include <memory>
#include <vector>

namespace ui {

class EventTable;
class FindingsList;
class LazyPage;
class ReplayBar;
class ResponseView;
class TimelineView;
class UploadBar;
class WireView;

class ExchangeView : public QTabWidget {
    Q_OBJECT
public:
    explicit ExchangeView(QWidget *parent = nullptr);

    /// Follows an exchange that runs.
    void follow(session::LiveExchange *live);
    /// Shows one that ended; `events`: what its replay makes, where that was done elsewhere.
    void show(std::shared_ptr<const record::Record> record, std::vector<wire::Event> events = {});
    /// The exchange folded from the events so far.
    const record::Exchange &exchange() const { return fold_.value(); }
    /// The recording shown; null while the exchange runs.
    std::shared_ptr<const record::Record> record() const { return record_; }
    /// Instant that a replay shows, in nanoseconds since the exchange began; -1: none, everything is shown.
    qint64 replayAt() const;
    const std::vector<wire::Event> &events() const { return *events_; }
    void setFindings(const QVector<guidance::Finding> &findings);
    /// What F1 tells of each page.
    void explainParts();
    TimelineView *timeline() const { return timeline_; }
    WireView *bytes() const { return bytes_; }
    /// Made when it is asked for, or looked at.
    ResponseView *response() const;
    /// Looks for something in what the tab in front shows; of the findings there is nothing to look for.
    void openFind();

public slots:
    void select(quint64 seq);
    /// Selects it where it can be seen: in the bytes if they are in front, else in the timeline.
    void showEvidence(quint64 seq);
    void playOrPause();
    void stepEvent(int by);
    /// Every pane shows the state at that instant; -1 ends the replay.
    void setReplayAt(qint64 ns);
    /// Everything is shown again.
    void endReplay();
    void restyle();

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    /// Events came, or the exchange ended.
    void updated();
    /// While an exchange runs: its time has gone on, once a frame.
    void ticked();
    /// A replay shows another instant, or has ended.
    void replayMoved();
    void selectionChanged(quint64 seq);

private:
    QWidget *makeTimelineTab();
    QWidget *makeResponse(QWidget *parent);
    ResponseView *madeResponse() const;
    void showResponse();
    void setEvents(const std::vector<wire::Event> *events);
    void fold();
    void eventsCame();
    void fitTimeline();
    void tick();
    void finished();
    void showBytes();
    void showProgress();
    void showInstant(qint64 ns);

    TimelineView *timeline_ = nullptr;
    EventTable *table_ = nullptr;
    WireView *bytes_ = nullptr;
    WireView *wire_ = nullptr;
    LazyPage *response_ = nullptr;
    FindingsList *findings_ = nullptr;
    UploadBar *upload_ = nullptr;
    ReplayBar *replay_ = nullptr;
    QTimer tick_;
    QPointer<session::LiveExchange> live_;
    std::shared_ptr<const record::Record> record_;
    std::vector<wire::Event> own_;
    const std::vector<wire::Event> *events_ = &own_;
    record::ExchangeFold fold_;
    std::size_t folded_ = 0; // events in it
};

} // namespace ui

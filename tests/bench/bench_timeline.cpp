// SPDX-License-Identifier: GPL-3.0-or-later
// A long exchange in the timeline and the event table: an upload logged chunk by chunk, then 1 000 interim responses.
// `bench_timeline EVENTS` zooms, pans and replays, a frame at a time; layout and paint of both count.
#include "record/recorder.h"
#include "ui/exchange/events/event_table.h"
#include "ui/exchange/timeline/timeline_view.h"

#include <QApplication>
#include <QSplitter>
#include <QWheelEvent>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>

namespace {

constexpr int frames = 200;
constexpr int interims = 1000;

double msSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// What the wire machines say of such an exchange when each chunk is to be an event: by default they thin them out.
std::vector<wire::Event> longExchange(std::size_t events)
{
    wire::Limits limits;
    limits.detailedChunks = ~0U;
    record::Recorder recorder(limits);
    std::int64_t us = 0;
    const auto bytes = [&](record::FactKind kind, std::string_view text) {
        record::Fact fact;
        fact.kind = kind;
        fact.at = us * 1000;
        recorder.apply(std::move(fact), text);
    };
    const std::string head = "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    record::Fact submit;
    submit.kind = record::FactKind::Submit;
    submit.submission.method = "POST";
    submit.submission.headLength = head.size();
    submit.submission.bodyLength = std::uint64_t(1) << 40;
    bytes(record::FactKind::AttemptBegin, {});
    recorder.apply(submit);
    bytes(record::FactKind::Flushed, head);
    for (; recorder.events().size() < events && us < 30'000'000; us += 7)
        bytes(record::FactKind::Flushed, "5\r\nhello\r\n");
    bytes(record::FactKind::Flushed, "0\r\n\r\n");
    for (int i = 0; i < interims; ++i, us += 400)
        bytes(record::FactKind::Received, "HTTP/1.1 102 Processing\r\n\r\n");
    bytes(record::FactKind::Received, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    std::printf("%zu events in %.1f s\n", recorder.events().size(), static_cast<double>(us) / 1e6);
    return recorder.events();
}

/// Counts the frames that the timeline truly drew.
struct Painted : QObject {
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
    int count = 0;
};

double workMs()
{
    timespec at = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

void print(const char *what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("  %s median %6.2f ms, 99 %% %6.2f ms, worst %6.2f ms\n", what, times[frames / 2],
                times[frames * 99 / 100 - 1], times.back());
}

void measure(const char *what, Painted &painted, const std::function<void(int)> &move)
{
    std::vector<double> wall;
    std::vector<double> work;
    painted.count = 0;
    for (int i = 0; i < frames; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const double worked = workMs();
        move(i);
        QCoreApplication::sendPostedEvents();
        work.push_back(workMs() - worked);
        wall.push_back(msSince(begin));
        QCoreApplication::processEvents();
    }
    std::printf("%s, %d frames drawn:\n", what, painted.count);
    print("own work", work);
    print("by the wall", wall);
}

void wheel(QWidget *widget, QPoint delta, Qt::KeyboardModifiers modifiers)
{
    const QPointF at(widget->width() * 0.6, widget->height() * 0.5);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, delta, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const auto events = longExchange(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000);
    QSplitter window(Qt::Vertical);
    auto *timeline = new ui::TimelineView(&window);
    auto *table = new ui::EventTable(&window);
    window.resize(860, 700);
    window.show();
    const auto begin = std::chrono::steady_clock::now();
    timeline->setEvents(&events);
    table->setEvents(&events);
    std::printf("laid out in %.0f ms\n", msSince(begin));
    QCoreApplication::processEvents();
    Painted painted;
    timeline->installEventFilter(&painted);
    measure("zoom", painted, [&](int i) { wheel(timeline, {0, i % 100 < 50 ? 120 : -120}, Qt::NoModifier); });
    for (int i = 0; i < 12; ++i)
        wheel(timeline, {0, 120}, Qt::NoModifier);
    measure("pan", painted, [&](int i) { wheel(timeline, {0, i % 100 < 50 ? -60 : 60}, Qt::ShiftModifier); });
    timeline->fit();
    measure("replay", painted, [&](int i) {
        timeline->setReplayAt(timeline->duration() / frames * i);
        table->setReplayAt(timeline->duration() / frames * i);
    });
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is held while it uploads: `bench_watchdog URL BYTES` sends generated content from a
// real window and times each event that its thread handles.
#include "exchange_view.h"
#include "main_window.h"
#include "style.h"

#include <QApplication>
#include <QMetaEnum>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <vector>

namespace {

constexpr double mostMs = 16;

double now(clockid_t clock)
{
    timespec at = {};
    clock_gettime(clock, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

/// Times each event that the event loop delivers, by the wall and by this thread's own work.
class Watched : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || !watching || depth_ > 0) // the engine's and the store's come here too
            return QApplication::notify(receiver, event);
        const int type = event->type();
        const char *name = receiver->metaObject()->className();
        const double wall = now(CLOCK_MONOTONIC);
        const double work = now(CLOCK_THREAD_CPUTIME_ID);
        ++depth_;
        const bool handled = QApplication::notify(receiver, event);
        --depth_;
        note(name, type, now(CLOCK_MONOTONIC) - wall, now(CLOCK_THREAD_CPUTIME_ID) - work);
        return handled;
    }

    void print() const
    {
        std::printf("%d events of the window's thread: longest %.1f ms by the wall, %.1f ms of its own work; over %.0f ms: "
                    "%d by the wall, %d of its own work\n",
                    count_, longest_, longestWork_, mostMs, over_, overWork_);
    }

    bool watching = false;

private:
    void note(const char *name, int type, double wall, double work)
    {
        ++count_;
        longest_ = std::max(longest_, wall);
        longestWork_ = std::max(longestWork_, work);
        over_ += wall > mostMs;
        overWork_ += work > mostMs;
        if (wall > mostMs)
            std::printf("  %s, %s: %.1f ms, %.1f ms of work\n", name,
                        QMetaEnum::fromType<QEvent::Type>().valueToKey(type), wall, work);
    }

    int depth_ = 0;
    int count_ = 0;
    int over_ = 0;
    int overWork_ = 0;
    double longest_ = 0;
    double longestWork_ = 0;
};

} // namespace

int main(int argc, char **argv)
{
    Watched app(argc, argv);
    if (argc < 3)
        return 2;
    const QTemporaryDir folder;
    ui::applyStyle();
    ui::MainWindow window(folder.path());
    window.keepRequest();
    window.show();
    wire::RequestSpec spec;
    spec.method = "PUT";
    spec.url = argv[1];
    spec.tls.verify = false;
    spec.body.kind = wire::BodyKind::Generated;
    spec.body.size = std::strtoull(argv[2], nullptr, 10);
    window.request()->replace(spec);
    QObject::connect(&window, &ui::MainWindow::exchangeEnded, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    QTimer::singleShot(1500, &window, [&] { // the start is another matter
        app.watching = true;
        window.send();
    });
    QApplication::exec();
    const auto &exchange = window.exchangeView()->exchange();
    if (exchange.outcome != record::Outcome::FinalStatus) {
        std::fprintf(stderr, "%s\n", exchange.error.c_str());
        return 1;
    }
    app.print();
    return 0;
}

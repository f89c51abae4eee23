// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges in a row: `bench_many URL COUNT`; prints the rate, and the resident memory after a tenth of them and at the
// end. Each record is taken and dropped, as a window does that keeps them in its history.
#include "engine/client/runner.h"
#include "record/exchange.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

namespace {

double residentMiB()
{
    std::ifstream file("/proc/self/statm");
    long whole = 0, resident = 0;
    file >> whole >> resident;
    return double(resident) * double(sysconf(_SC_PAGESIZE)) / 1048576;
}

bool exchange(const request::RequestSpec &spec)
{
    engine::Runner runner(spec);
    QObject::connect(&runner, &engine::Runner::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    runner.start();
    QCoreApplication::exec();
    const record::Record record = runner.takeRecord();
    return record::summarize(record::replay(record)).outcome == record::Outcome::FinalStatus;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc < 3)
        return 2;
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = argv[1];
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = 1000;
    spec.expect.rule = request::ExpectRule::Always;
    const int count = std::atoi(argv[2]);
    double early = 0;
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; i <= count; ++i) {
        if (!exchange(spec)) {
            std::fprintf(stderr, "exchange %d had no final status\n", i);
            return 1;
        }
        if (i == count / 10)
            early = residentMiB();
    }
    const double seconds = double(clock.elapsed()) / 1000, late = residentMiB();
    std::printf("%d exchanges with a 100: %.0f a second; memory %.1f MiB after %d, %.1f MiB at the end, ratio %.2f\n",
                count, count / seconds, early, count / 10, late, late / early);
    return 0;
}

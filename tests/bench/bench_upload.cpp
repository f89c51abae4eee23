// SPDX-License-Identifier: GPL-3.0-or-later
// One upload by the engine: `bench_upload URL FILE` or `bench_upload URL BYTES`; prints seconds, MB/s and the
// peak of resident memory in MiB.
#include "engine/client/runner.h"
#include "record/exchange.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc < 3)
        return 2;
    request::RequestSpec spec;
    spec.method = "PUT";
    spec.url = argv[1];
    spec.tls.verify = false;
    spec.expect.rule = request::ExpectRule::Off;
    char *end = nullptr;
    spec.body.size = std::strtoull(argv[2], &end, 10);
    spec.body.kind = *end ? request::BodyKind::File : request::BodyKind::Generated;
    spec.body.path = argv[2];
    engine::Runner runner(spec);
    QObject::connect(&runner, &engine::Runner::finished, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    runner.start();
    QCoreApplication::exec();
    const auto exchange = record::summarize(runner.events());
    if (exchange.outcome != record::Outcome::FinalStatus) {
        std::fprintf(stderr, "%s\n", exchange.error.c_str());
        return 1;
    }
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const double seconds = static_cast<double>(exchange.attempts.at(0).final->at) / 1e9;
    std::printf("%.3f s  %.0f MB/s  %ld MiB  %zu events\n", seconds,
                static_cast<double>(exchange.bytesSent) / 1e6 / seconds, usage.ru_maxrss / 1024,
                runner.events().size());
    return 0;
}

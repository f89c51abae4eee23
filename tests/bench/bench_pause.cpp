// SPDX-License-Identifier: GPL-3.0-or-later
// Pauses as the engine records them: `bench_pause URL COUNT PAUSE_US…` sends COUNT requests to
// URL?delay=PAUSEus for each pause and prints a line each: number, pause asked for, pause recorded in ns.
#include "engine/client/runner.h"
#include "record/exchange.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc < 4)
        return 2;
    const int count = std::atoi(argv[2]);
    int mark = 0;
    for (int i = 3; i < argc; ++i) {
        for (int k = 0; k < count; ++k) {
            request::RequestSpec spec;
            spec.method = "POST";
            spec.url = std::string(argv[1]) + "?delay=" + argv[i] + "us";
            spec.headers.push_back({"X-Mark", std::to_string(++mark)});
            spec.body.kind = request::BodyKind::Text;
            spec.body.text = "hello";
            spec.expect.rule = request::ExpectRule::Always;
            spec.expect.waitNs = 10'000'000'000;
            spec.lingerNs = 0;
            engine::Runner runner(spec);
            QObject::connect(&runner, &engine::Runner::finished, &app, &QCoreApplication::quit, Qt::QueuedConnection);
            runner.start();
            QCoreApplication::exec();
            const auto exchange = record::summarize(runner.events());
            const auto &attempt = exchange.attempts.at(0);
            if (attempt.handshake.outcome != wire::GateOutcome::Continued) {
                std::fprintf(stderr, "no 100: %s\n", exchange.error.c_str());
                return 1;
            }
            std::printf("%d %s %lld\n", mark, argv[i], static_cast<long long>(attempt.handshake.pauseNs()));
        }
    }
    return 0;
}

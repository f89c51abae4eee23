// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is held while it uploads: `bench_watchdog URL BYTES` sends generated content from a
// real window and times each event that its thread handles.
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/kit/style.h"
#include "ui/workspace/workspace.h"
#include "watched.h"

#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    bench::Watched app(argc, argv);
    if (argc < 3)
        return 2;
    const QTemporaryDir folder;
    ui::applyStyle();
    ui::Workspace window(folder.path(), 0);
    window.desk()->keepRequest();
    window.show();
    request::RequestSpec spec;
    spec.method = "PUT";
    spec.url = argv[1];
    spec.tls.verify = false;
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = std::strtoull(argv[2], nullptr, 10);
    window.request()->replace(spec);
    QObject::connect(window.exchange(), &ui::ExchangePage::ended, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    QTimer::singleShot(1500, &window, [&] { // the start is another matter
        app.watching = true;
        window.run();
    });
    QApplication::exec();
    const auto &exchange = window.exchange()->view()->exchange();
    if (exchange.outcome != record::Outcome::FinalStatus) {
        std::fprintf(stderr, "%s\n", exchange.error.c_str());
        return 1;
    }
    app.print();
    return 0;
}

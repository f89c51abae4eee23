// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is held by what a day brings: `bench_held [NAME…]` times each event of it. Longest and
// count of what takes more than a frame; the events themselves on standard error.
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/history/history_list.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"
#include "ui/workspace/opening.h"
#include "ui/workspace/workspace.h"
#include "watched.h"

#include "session/lab_server.h"

#include "support/exchange_sample.h"
#include "support/script_server.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTimer>

#include <string>

using namespace Qt::StringLiterals;

namespace {

using ui::Workspace;

template <typename Done>
bool waitFor(Done done, int mostMs = 60'000)
{
    QElapsedTimer clock;
    clock.start();
    QTimer wake; // or the wait for an event has no end
    wake.start(20);
    while (!done() && clock.elapsed() < mostMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return done();
}

void rest(int ms)
{
    waitFor([] { return false; }, ms);
}

/// The first rows again and again, until there are so many.
void multiply(const QString &path, int from, int to)
{
    const QString columns =
        u"at, method, url, lab, outcome, expect, gate, pause, duration, statuses, reasons, search, size"_s;
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, path);
    database.setDatabaseName(path);
    QSqlQuery query(database.open() ? database : QSqlDatabase());
    bool done = query.exec(u"BEGIN IMMEDIATE"_s);
    for (int rows = from; rows < to && done; rows += from)
        done = query.exec(u"INSERT INTO exchange (%1) SELECT %1 FROM exchange WHERE id <= %2"_s.arg(columns).arg(from));
    done = done
        && query.exec(u"INSERT INTO recording SELECT e.id, r.bytes FROM exchange e JOIN recording r ON "
                      "r.id = 1 WHERE e.id > %1"_s.arg(from))
        && query.exec(u"COMMIT"_s);
    if (!done)
        std::printf("%s\n", qPrintable(query.lastError().text()));
}

struct Bench {
    explicit Bench(bench::Watched &watched) : app(watched) {}
    bench::Watched &app;
    QTemporaryDir folder;
    Workspace window{folder.path(), 0};

    /// `act` and all that follows until `done`, and half a second more: of what is put off.
    template <typename Act, typename Done>
    void measure(const char *name, Act act, Done done)
    {
        app.watch();
        app.does(act);
        if (!waitFor(done))
            std::printf("%s: has no end\n", name);
        rest(600);
        app.print(name);
        app.watching = false;
    }

    std::function<bool()> ended()
    {
        return [this] { return !window.exchange()->running(); };
    }

    QString file(const std::string &name, int interims)
    {
        request::RequestSpec spec;
        spec.url = "http://127.0.0.1:8080/" + name;
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(100).head();
        for (int i = 0; i < interims; ++i)
            maker.at(200 + i * 10).received("HTTP/1.1 102 Processing\r\n\r\n");
        maker.at(900 + interims * 10)
            .received("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            .at(1'000 + interims * 10);
        maker.end("final-status");
        record::Record record = maker.recorder().take();
        record.spec = spec;
        const auto path = folder.filePath(QString::fromStdString(name + ".interim"));
        if (const auto error = session::saveRecord(record, path); !error.isEmpty())
            std::printf("%s\n", qPrintable(error));
        return path;
    }

    void ordinary();
    void interims();
    void fields();
    void recording();
    void recordings();
    void searches();
    void history();
    void sends();
};

/// The first minute's request: its second time, and once more with each view in front.
void Bench::ordinary()
{
    measure(
        "an exchange, the first", [this] { window.run(); }, ended());
    for (int tab = 0; tab < window.exchange()->view()->count(); ++tab) {
        window.exchange()->view()->setCurrentIndex(tab);
        const auto name = "an exchange, view " + std::to_string(tab + 1);
        measure(
            name.c_str(), [this] { window.run(); }, ended());
    }
    window.exchange()->view()->setCurrentIndex(0);
}

void Bench::interims()
{
    support::ScriptServer server({[](support::Peer &peer) {
        peer.readHead();
        std::string all;
        for (int i = 0; i < 8'000; ++i)
            all += "HTTP/1.1 102 P\r\n\r\n";
        peer.send(all);
        ::usleep(1'500'000);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        ::usleep(500'000);
    }});
    window.request()->edit(
        [&](request::RequestSpec &spec) { spec.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/"; });
    measure(
        "8 000 interim responses", [this] { window.run(); }, ended());
}

void Bench::fields()
{
    std::string head = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 9'990; ++i)
        head += "X-" + std::to_string(i) + ": v\r\n";
    const auto answer = [head](support::Peer &peer) {
        peer.readHead();
        peer.send(head + "Content-Length: 0\r\n\r\n");
        peer.awaitClose();
    };
    std::vector<std::unique_ptr<support::ScriptServer>> servers;
    QStringList urls;
    for (int i = 0; i < 8; ++i) {
        servers.push_back(
            std::make_unique<support::ScriptServer>(std::vector<std::function<void(support::Peer &)>>{answer}));
        urls.append(u"http://127.0.0.1:%1/"_s.arg(servers.back()->port()));
    }
    measure(
        "8 compared rows of 9 990 fields",
        [&] {
            window.bringForward(window.compare());
            window.compare()->view()->setup()->setUrls(urls);
            window.run();
        },
        [this] { return !window.compare()->view()->running(); });
    measure(
        "another row as the baseline", [this] { window.compare()->view()->setBaseline(3); }, [] { return true; });
    window.bringForward(window.exchange());
}

void Bench::recording()
{
    const auto path = file("long", 49'990); // 40 000 events: what comes faster than is told apart is joined
    auto *view = window.exchange()->view();
    measure(
        "a recording of 40 000 events is opened", [&] { window.opening()->open({path}); },
        [&] { return view->events().size() > 40'000; });
    for (int tab = view->count() - 1; tab >= 0; --tab) {
        const auto name = "to its view " + std::to_string(tab + 1);
        measure(
            name.c_str(), [&] { view->setCurrentIndex(tab); }, [] { return true; });
    }
    measure(
        "an event of it is chosen", [&] { view->showEvidence(view->events()[view->events().size() * 7 / 10].seq); },
        [] { return true; });
    measure(
        "its replay stands in the middle", [&] { view->setReplayAt(250'000'000); }, [] { return true; });
    view->setReplayAt(-1);
}

void Bench::recordings()
{
    QStringList paths;
    for (int i = 0; i < 8; ++i)
        paths.append(file("one" + std::to_string(i), 5'000));
    int ended = 0;
    QObject::connect(window.compare()->view(), &ui::CompareView::ended, [&] { ++ended; });
    measure(
        "8 recordings of 10 000 events are opened", [&] { window.opening()->open(paths); }, [&] { return ended == 1; });
    window.bringForward(window.exchange());
    auto *list = window.findChild<ui::HistoryList *>();
    for (const auto &path : paths) {
        const auto opened = session::openRecord(path);
        window.history()->keep(std::make_shared<const record::Record>(std::get<record::Record>(opened)), {});
    }
    waitFor([&] { return list->count() >= 8; });
    QList<qint64> ids;
    for (int row = 0; row < 8; ++row)
        ids.append(window.history()->list()->entryAt(row)->id);
    measure(
        "the same out of the history", [&] { emit list->compareRequested(ids); }, [&] { return ended == 2; });
    window.bringForward(window.exchange());
}

/// In the bytes of a recording of many events, and in a text of eight pages; each from its first hit to the last.
void Bench::searches()
{
    auto *view = window.exchange()->view();
    const auto look = [&](const std::string &where, const QString &words) {
        view->openFind();
        auto *bar = ui::FindBar::on(view->currentWidget());
        const auto said = [bar] { return !bar->waits(); };
        measure((where + ": looked for").c_str(), [&] { bar->findChild<QLineEdit *>()->setText(words); }, said);
        measure((where + ": the hit before").c_str(), [&] { bar->previous(); }, said);
        std::printf("%s: %s\n", where.c_str(), qPrintable(bar->said()));
    };
    window.opening()->open({file("searched", 49'990)});
    waitFor([&] { return view->events().size() > 40'000; });
    view->setCurrentIndex(1);
    rest(3'000);
    look("bytes of 40 000 events", u"processing"_s);
    std::string text;
    while (text.size() < (4 << 20) - 100)
        text += "a line with some words, the " + std::to_string(text.size()) + "th byte of them\n";
    support::ScriptServer server({[&text](support::Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(text.size())
                  + "\r\n\r\n" + text);
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
    window.request()->replace(spec);
    window.run();
    waitFor(ended());
    view->setCurrentIndex(2);
    rest(3'000);
    look("a text of 4 MiB", u"SOME words"_s);
    look("a text of 4 MiB, one hit", u"the 4194"_s);
}

void Bench::history()
{
    const int rows =
        qEnvironmentVariableIntValue("BENCH_ROWS") > 0 ? qEnvironmentVariableIntValue("BENCH_ROWS") : 100'000;
    auto *past = window.history();
    past->setLimits({rows * 2, quint64(100) << 30});
    request::RequestSpec spec;
    spec.url = "http://host.test/";
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(900).received("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    maker.at(1'000).end("final-status");
    const record::Record one = maker.recorder().take();
    QElapsedTimer clock;
    clock.start();
    const int kept = std::min(rows, 1'000); // the others are copies of these: to keep each takes a write to the disk
    for (int i = 0; i < kept; ++i) {
        auto record = std::make_shared<record::Record>(one);
        record->spec.url = "http://host" + std::to_string(i % 97) + ".test/path/" + std::to_string(i);
        past->keep(std::move(record), {});
    }
    waitFor([&] { return past->totals().exchanges >= kept; });
    std::printf("%d rows kept in %.1f s\n", kept, static_cast<double>(clock.elapsed()) / 1e3);
    multiply(folder.filePath(u"history.sqlite"_s), kept, rows);
    Workspace again(folder.path(), 0);
    again.resize(1280, 800);
    auto *list = again.findChild<ui::HistoryList *>();
    clock.restart();
    measure(
        "the window opens with them", [&] { again.show(); }, [&] { return list->count() > 0; });
    std::printf("the first page after %.0f ms\n", static_cast<double>(clock.elapsed()) - 600);
    auto *bar = list->findChild<QListView *>()->verticalScrollBar();
    clock.restart();
    measure(
        "scrolled to the end", [] {},
        [&] {
            bar->setValue(bar->maximum());
            return list->count() >= rows;
        });
    std::printf("%d rows listed after %.0f ms\n", list->count(), static_cast<double>(clock.elapsed()) - 600);
    auto *filter = list->findChild<QLineEdit *>();
    for (const QString &words : {u"path/99999"_s, u"host13"_s, u"404"_s, QString()}) {
        bool came = false;
        const auto connection = QObject::connect(again.history(), &session::History::listed, [&] { came = true; });
        clock.restart();
        measure(
            "filtered", [&] { filter->setText(words); }, [&] { return came; });
        std::printf("\"%s\": %d rows after %.0f ms\n", qPrintable(words), list->count(),
                    static_cast<double>(clock.elapsed()) - 600);
        QObject::disconnect(connection);
    }
}

/// The first minute's request again and again: what its history takes, and that none is dropped.
void Bench::sends()
{
    const int count =
        qEnvironmentVariableIntValue("BENCH_SENDS") > 0 ? qEnvironmentVariableIntValue("BENCH_SENDS") : 1'000;
    QElapsedTimer clock;
    clock.start();
    app.watch();
    for (int i = 0; i < count; ++i) {
        app.does([this] { window.run(); });
        waitFor(ended());
    }
    app.print("sent again and again");
    app.watching = false;
    rest(600);
    const auto totals = window.history()->totals();
    std::printf("%d sends in %.1f s: %lld kept, %.2f MB, of 500\n", count, static_cast<double>(clock.elapsed()) / 1e3,
                static_cast<long long>(totals.exchanges), static_cast<double>(totals.bytes) / 1e6);
}

} // namespace

int main(int argc, char **argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a bench that ends early has said what it had
    bench::Watched app(argc, argv);
    ui::applyStyle();
    Bench all(app);
    all.window.resize(1280, 800);
    all.window.show();
    waitFor([&] { return all.window.lab()->running(); });
    rest(1'500); // the start is another matter
    const std::pair<const char *, void (Bench::*)()> parts[]{
        {"ordinary", &Bench::ordinary},     {"interims", &Bench::interims},
        {"fields", &Bench::fields},         {"recording", &Bench::recording},
        {"recordings", &Bench::recordings}, {"searches", &Bench::searches},
        {"history", &Bench::history},       {"sends", &Bench::sends}};
    const QStringList asked = app.arguments().mid(1);
    for (const auto &[name, part] : parts)
        if (asked.isEmpty() || asked.contains(QLatin1String(name)))
            (all.*part)();
    return 0;
}

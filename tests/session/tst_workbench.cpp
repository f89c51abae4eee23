// SPDX-License-Identifier: GPL-3.0-or-later
// Records are kept whole or not at all, and each failure is one line.
#include "session/workbench.h"

#include "engine/net/tls_peer.h"
#include "record/recorder.h"
#include "session/drafts/draft.h"
#include "session/request_files.h"
#include "session/target_sets.h"
#include "support/script_server.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

record::Record example()
{
    record::Recorder recorder;
    record::Fact fact;
    fact.kind = record::FactKind::AttemptBegin;
    fact.name = "first";
    fact.target = {"127.0.0.1", 80, {}, false};
    recorder.apply(fact);
    fact.kind = record::FactKind::Received;
    recorder.apply(fact, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + std::string(300'000, 'x'));
    fact.kind = record::FactKind::AttemptEnd;
    fact.name = "final-status";
    recorder.apply(fact);
    return recorder.take();
}

void fill(const QString &path, const char *text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestWorkbench : public QObject {
    Q_OBJECT
private slots:
    void savesAndOpens();
    void failuresAreOneLine();
    void opensNoPipe();
    void closesInTheMidstOfAFlood();
};

/// The window's end waits for the engine's thread, which a peer that only speaks TLS did not give back.
void TestWorkbench::closesInTheMidstOfAFlood()
{
    const SelfSigned identity;
    std::atomic<int> updates = 0;
    support::ScriptServer server({[&](support::Peer &peer) {
        TlsPeer tls(peer.fd(), identity);
        tls.readHead();
        while (tls.updateKeys())
            ++updates;
    }});
    auto bench = std::make_unique<session::Workbench>();
    request::RequestSpec spec;
    spec.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
    spec.tls.verify = false;
    auto owner = std::make_unique<QObject>();
    session::Sending *sending = bench->send(spec, owner.get());
    QTRY_VERIFY_WITH_TIMEOUT(updates > 100, 60'000);
    QVERIFY(sending->running());
    QElapsedTimer since;
    since.start();
    owner.reset();
    bench.reset();
    QVERIFY2(since.elapsed() < 20'000, qPrintable(QString::number(since.elapsed())));
}

/// Each of these waited for a writer, for ever.
void TestWorkbench::opensNoPipe()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.interim"_s);
    QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const auto opened = session::openRecord(path);
    QVERIFY(std::get<QString>(opened).contains(u"it is a pipe, no regular file"_s));
    const auto imported = session::importFile(path);
    QVERIFY(std::get<QString>(imported).contains(u"it is a pipe, no regular file"_s));
    for (const char *name : {"target-sets.json", "draft"})
        QCOMPARE(mkfifo(QFile::encodeName(folder.filePath(QLatin1String(name))).constData(), 0600), 0);
    QString line;
    QVERIFY(session::TargetSets(folder.path()).all(&line).isEmpty());
    QVERIFY(line.contains(u"it is a pipe"_s));
    QVERIFY(!session::DraftFile(folder.path(), nullptr, u"draft"_s).read(&line));
    QVERIFY(line.contains(u"it is a pipe"_s));
}

void TestWorkbench::savesAndOpens()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.interim"_s);
    const record::Record record = example();
    QCOMPARE(session::saveRecord(record, path), QString());
    const auto opened = session::openRecord(path);
    const auto *back = std::get_if<record::Record>(&opened);
    QVERIFY(back);
    QVERIFY(back->facts == record.facts);
    QVERIFY(record::replay(*back) == record::replay(record));
}

void TestWorkbench::failuresAreOneLine()
{
    const QTemporaryDir folder;
    const QString foreign = folder.filePath(u"foreign"_s);
    fill(foreign, "%PDF-1.4");
    for (const QString &path : {foreign, u"/nonexistent/x"_s, folder.path()}) {
        const auto opened = session::openRecord(path);
        const auto *line = std::get_if<QString>(&opened);
        QVERIFY(line);
        QVERIFY2(line->contains(path) && !line->contains(u'\n'), qPrintable(*line));
    }
    QVERIFY(session::saveRecord(example(), u"/nonexistent/x.interim"_s).contains(u"/nonexistent"_s));
}

INTERIM_SUITE(TestWorkbench)
#include "tst_workbench.moc"

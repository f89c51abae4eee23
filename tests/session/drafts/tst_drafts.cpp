// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts/drafts.h"

#include "session/lab_server.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using request::RequestSpec;
using session::Drafts;

namespace {

const QString here = u"http://127.0.0.1:4711"_s;
const QString there = u"http://127.0.0.1:4712"_s;

RequestSpec to(const std::string &url)
{
    RequestSpec spec;
    spec.url = url;
    return spec;
}

session::ImportedRequest heldImport()
{
    session::ImportedRequest request;
    request.spec = to("http://a/{{token}}");
    request.blocked = u"nobody knows {{token}}"_s;
    return request;
}

} // namespace

class TestDrafts : public QObject {
    Q_OBJECT
private slots:
    void theFirstRequestComesWithTheLab();
    void aRequestFollowsTheLab();
    void editsArePutAside();
    void anImportIsHeld();
    void anImportIsReadAgain();
    void theNextRunGoesOn();
};

void TestDrafts::theFirstRequestComesWithTheLab()
{
    Drafts drafts({});
    drafts.settle(session::firstRequest(u"http://127.0.0.1:0"_s));
    const auto first = drafts.followLab(here, session::firstRequest(u"http://127.0.0.1:0"_s));
    QCOMPARE(first.url, std::string("http://127.0.0.1:4711/refuse-417"));
    QVERIFY(!drafts.open(to("http://a/"), first)); // no edits of anybody
    Drafts other({});
    other.keepRequest();
    QCOMPARE(other.followLab(here, to("http://a/")).url, std::string("http://a/"));
}

void TestDrafts::aRequestFollowsTheLab()
{
    Drafts drafts({});
    const auto first = drafts.followLab(here, {});
    auto edited = first;
    edited.method = "PUT";
    const auto moved = drafts.followLab(there, edited);
    QCOMPARE(moved.url, std::string("http://127.0.0.1:4712/refuse-417"));
    QVERIFY(drafts.open(to("http://a/"), moved)); // it still is edited
    QCOMPARE(drafts.followLab(here, to("http://a/")).url, std::string("http://a/"));
    // What was put aside while the lab was there goes to where it is now.
    QCOMPARE(drafts.turn(to("http://a/"), here).url, first.url);
}

void TestDrafts::editsArePutAside()
{
    Drafts drafts({});
    QSignalSpy aside(&drafts, &Drafts::wasPutAside);
    drafts.settle(to("http://a/"));
    QVERIFY(!drafts.open(to("http://b/"), to("http://a/")));
    QVERIFY(!drafts.open(to("http://c/"), to("http://c/"))); // the same one loses nothing
    QVERIFY(!drafts.hasAsides());
    QVERIFY(drafts.open(to("http://d/"), to("http://c/1")));
    QVERIFY(drafts.hasAsides());
    QCOMPARE(aside.count(), 1);
    drafts.settle(to("http://d/2")); // sent
    QVERIFY(!drafts.open(to("http://e/"), to("http://d/2")));
    QVERIFY(drafts.turn(to("http://e/3"), {}) == to("http://c/1"));
    QVERIFY(drafts.turn(to("http://c/1"), {}) == to("http://e/3")); // and round
}

void TestDrafts::anImportIsHeld()
{
    Drafts drafts({});
    drafts.settle(to("http://a/"));
    drafts.import(heldImport(), to("http://a/edited"));
    QVERIFY(drafts.hasAsides());
    QCOMPARE(drafts.blocked(heldImport().spec), heldImport().blocked);
    QCOMPARE(drafts.blocked(to("http://b/{{token}}")), heldImport().blocked);
    QCOMPARE(drafts.blocked(to("http://a/x")), QString());
    QVERIFY(!drafts.undoImport(heldImport().spec)); // nobody had typed into it
    QCOMPARE(drafts.blocked(heldImport().spec), QString());
    // It comes back as it was held.
    drafts.import(heldImport(), to("http://a/"));
    QVERIFY(drafts.open(to("http://b/"), heldImport().spec));
    QCOMPARE(drafts.blocked(heldImport().spec), QString());
    const auto back = drafts.turn(to("http://b/"), {});
    QVERIFY(back == heldImport().spec);
    QCOMPARE(drafts.blocked(back), heldImport().blocked);
}

void TestDrafts::anImportIsReadAgain()
{
    Drafts drafts({});
    drafts.settle(to("http://a/"));
    drafts.import(heldImport(), to("http://a/"));
    session::ImportedRequest other;
    other.spec = to("http://a/read");
    QVERIFY(!drafts.importAgain(other, heldImport().spec));
    QCOMPARE(drafts.blocked(heldImport().spec), QString()); // the other one lacks nothing
    QVERIFY(drafts.importAgain(heldImport(), to("http://a/read?typed")));
    QVERIFY(drafts.turn({}, {}) == to("http://a/read?typed"));
    drafts.import(heldImport(), to("http://a/"));
    QVERIFY(drafts.undoImport(to("http://a/typed")));
}

void TestDrafts::theNextRunGoesOn()
{
    QTemporaryDir dir;
    QString line;
    {
        Drafts drafts(dir.path());
        QVERIFY(!drafts.read(&line));
        drafts.write(to("http://too.soon/")); // before the lab's request is there
        drafts.flush();
    }
    {
        Drafts drafts(dir.path());
        QVERIFY(!drafts.read(&line));
        const auto first = drafts.followLab(here, {});
        drafts.import(heldImport(), first);
        QVERIFY(drafts.open(first, heldImport().spec));
        drafts.write(first);
        drafts.flush();
    }
    Drafts drafts(dir.path());
    QSignalSpy aside(&drafts, &Drafts::wasPutAside);
    const auto left = drafts.read(&line);
    QVERIFY2(left && line.isEmpty(), qPrintable(line));
    QCOMPARE(left->url, std::string("http://127.0.0.1:4711/refuse-417"));
    QCOMPARE(aside.count(), 1);
    QCOMPARE(drafts.followLab(there, *left).url, std::string("http://127.0.0.1:4712/refuse-417"));
    const auto back = drafts.turn(*left, there);
    QCOMPARE(drafts.blocked(back), heldImport().blocked);
}

INTERIM_SUITE(TestDrafts)
#include "tst_drafts.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts/draft.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using session::Draft;
using session::DraftFile;

namespace {

Draft full()
{
    Draft draft;
    draft.lab = u"http://127.0.0.1:4711"_s;
    draft.spec.method = "P\x01T";
    draft.spec.url = "http://127.0.0.1:4711/refuse-417";
    draft.spec.headers = {{"X-One", "\xff\x00\xfe", " :\t"}, {"X-One", "two"}};
    draft.spec.removed = {"User-Agent"};
    draft.spec.rawHead = "PUT / HTTP/1.1\r\nHost: a\r\n\r\n";
    draft.spec.body.kind = request::BodyKind::Text;
    draft.spec.body.text = std::string("a\0b\n", 4);
    draft.spec.expect.rule = request::ExpectRule::Custom;
    draft.spec.expect.custom = "200-ok";
    draft.spec.lingerNs = 5;
    return draft;
}

} // namespace

class TestDraft : public QObject {
    Q_OBJECT
private slots:
    void aPlaceForEachWindow();
    void goesRound();
    void isWrittenSoonAndOnce();
    void lastOneWins();
    void damagedIsSaid_data();
    void damagedIsSaid();
    void folderThatCannotBeWritten();
    void noFolderMeansNothing();
};

void TestDraft::goesRound()
{
    const auto read = session::decodeDraft(session::encodeDraft(full()));
    QVERIFY(std::holds_alternative<Draft>(read));
    QVERIFY(std::get<Draft>(read) == full());
    for (const bool literal : {false, true}) {
        auto held = full();
        held.blocked = u"line 1: {{b}}: nobody\nknows ü"_s;
        held.literal = literal;
        held.lacksContent = !literal;
        held.lacksFields = literal;
        if (literal)
            held.unknown = {"$TOKEN, \n", "$(cat x)"};
        const auto bytes = session::encodeDraft(held);
        QVERIFY(bytes.startsWith("INTERIM DRAFT 2\n"));
        QVERIFY(std::get<Draft>(session::decodeDraft(bytes)) == held);
        for (const qsizetype end : {10, 16, 30, 50, 60}) // cut anywhere
            QVERIFY(std::holds_alternative<QString>(session::decodeDraft(bytes.left(end))));
    }
}

void TestDraft::isWrittenSoonAndOnce()
{
    QTemporaryDir dir;
    const auto folder = dir.filePath(u"new/place"_s);
    DraftFile file(folder);
    QString line;
    QVERIFY(!file.read(&line));
    QVERIFY(line.isEmpty());
    auto draft = full();
    for (int i = 0; i < 50; ++i) {
        draft.spec.body.text += 'x';
        file.write(draft);
    }
    QVERIFY(!QFile::exists(file.path()));
    QTRY_VERIFY(QFile::exists(file.path())); // without flush(), as a kill would find it
    QTRY_VERIFY(DraftFile(folder).read(&line) == draft);
    QVERIFY(!(QFile::permissions(file.path()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1);
}

void TestDraft::lastOneWins()
{
    QTemporaryDir dir;
    auto draft = full();
    {
        DraftFile file(dir.path());
        for (int i = 0; i < 20; ++i) {
            draft.spec.url = "http://a/" + std::to_string(i);
            file.write(draft);
            file.flush();
        }
        draft.spec.url = "http://a/last";
        file.write(draft);
    }
    QString line;
    QCOMPARE(DraftFile(dir.path()).read(&line)->spec.url, std::string("http://a/last"));
}

void TestDraft::damagedIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto whole = session::encodeDraft(full());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut short") << whole.left(whole.size() - 3);
    QTest::newRow("cut in the first lines") << whole.left(20);
    auto changed = whole;
    changed[whole.size() / 2] = static_cast<char>(changed[whole.size() / 2] ^ 1);
    QTest::newRow("a bit changed") << changed;
    QTest::newRow("newer") << "INTERIM DRAFT 2\n" + whole.mid(16);
    QTest::newRow("something else") << QByteArray("{}");
}

void TestDraft::damagedIsSaid()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir dir;
    DraftFile file(dir.path());
    QFile raw(file.path());
    QVERIFY(raw.open(QIODevice::WriteOnly));
    raw.write(bytes);
    raw.close();
    QString line;
    QVERIFY(!file.read(&line));
    QVERIFY(!line.isEmpty() && !line.contains(u'\n'));
    file.write(full());
    file.flush();
    QVERIFY(file.read(&line) == full());
}

void TestDraft::folderThatCannotBeWritten()
{
    QTemporaryDir dir;
    QFile blocker(dir.filePath(u"data"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    DraftFile file(blocker.fileName());
    QSignalSpy failed(&file, &DraftFile::failed);
    for (int i = 0; i < 3; ++i) {
        file.write(full());
        file.flush();
    }
    QVERIFY(!failed.isEmpty() || failed.wait(5000));
    QTest::qWait(50);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(blocker.fileName()));
}

void TestDraft::noFolderMeansNothing()
{
    DraftFile file({});
    file.write(full());
    file.flush();
    QString line;
    QVERIFY(!file.read(&line));
    QVERIFY(line.isEmpty());
    QVERIFY(!QFile::exists(u"request.draft"_s));
}

// Two windows, each with what it was left with.
void TestDraft::aPlaceForEachWindow()
{
    const QTemporaryDir folder;
    auto first = std::make_unique<session::DraftPlace>(folder.path());
    const session::DraftPlace second(folder.path());
    QCOMPARE(first->name(), u"request.draft"_s);
    QCOMPARE(second.name(), u"request-2.draft"_s);
    QCOMPARE(first->number(), 1);
    QCOMPARE(second.number(), 2);
    first.reset();
    QCOMPARE(session::DraftPlace(folder.path()).number(), 1);
    QCOMPARE(session::DraftPlace(QString()).number(), 0);
    QCOMPARE(session::DraftPlace(folder.path()).name(), u"request.draft"_s);
    QCOMPARE(session::DraftPlace(QString()).name(), u"request.draft"_s);
}

INTERIM_SUITE(TestDraft)
#include "tst_draft.moc"

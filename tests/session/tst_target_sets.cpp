// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/target_sets.h"

#include "session/comparison.h"

#include <QTest>

using session::TargetSet;
using session::TargetSets;
using namespace Qt::StringLiterals;

class TestTargetSets : public QObject {
    Q_OBJECT
private slots:
    void keptReplacedRemoved()
    {
        const QTemporaryDir folder;
        const TargetSets sets(folder.filePath(u"made/here"_s));
        QVERIFY(sets.all().isEmpty());
        QCOMPARE(sets.save({u"two"_s, {u"http://a/"_s, u"http://b/x"_s}}), QString());
        QCOMPARE(sets.save({u"one"_s, {u"http://c/"_s}}), QString());
        QCOMPARE(sets.save({u"two"_s, {u"http://d/"_s}}), QString());
        const TargetSets again(folder.filePath(u"made/here"_s));
        QCOMPARE(again.all(), (QList<TargetSet>{{u"one"_s, {u"http://c/"_s}}, {u"two"_s, {u"http://d/"_s}}}));
        QCOMPARE(again.find(u"two"_s)->urls, QStringList{u"http://d/"_s});
        QVERIFY(!again.find(u"three"_s));
        QCOMPARE(again.remove(u"two"_s), QString());
        QCOMPARE(again.remove(u"two"_s), QString());
        QCOMPARE(sets.all().size(), 1);
        // URLs may hold credentials: nobody else reads them.
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFile::permissions(sets.path()) & others));
    }

    void whatDoesNotFitIsSaid()
    {
        const QTemporaryDir folder;
        const TargetSets sets(folder.path());
        QVERIFY(!sets.save({u" "_s, {u"http://a/"_s}}).isEmpty());
        QVERIFY(!sets.save({u"x"_s, {}}).isEmpty());
        QVERIFY(!sets.save({u"x"_s, QStringList(65, u"http://a/"_s)}).isEmpty());
        QCOMPARE(sets.save({u"x"_s, QStringList(64, u"http://a/"_s)}), QString());
        QVERIFY(TargetSets(u"/proc/nowhere"_s).save({u"x"_s, {u"http://a/"_s}}).contains(u"/proc/nowhere"_s));
    }

    void aDamagedFileIsNotWrittenOver()
    {
        const QTemporaryDir folder;
        const TargetSets sets(folder.path());
        QFile file(sets.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\": 3");
        file.close();
        QString line;
        QVERIFY(sets.all(&line).isEmpty());
        QVERIFY(line.contains(sets.path()));
        QVERIFY(!sets.save({u"x"_s, {u"http://a/"_s}}).isEmpty());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"format\": 3"));
    }
};

INTERIM_SUITE(TestTargetSets)
#include "tst_target_sets.moc"

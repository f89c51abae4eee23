// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/fact_names.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace guidance;

class TestFactNames : public QObject {
    Q_OBJECT
private slots:
    void builtin()
    {
        const FactNames &names = FactNames::builtin();
        QCOMPARE(names.name(u"clients/curl"_s), u"curl / libcurl"_s);
        QVERIFY(!names.name(u"servers/nginx"_s).isEmpty());
        QCOMPARE(names.name(u"servers/nginxx"_s), QString());
        QCOMPARE(names.errors(), QStringList());
    }
    void whatIsWrongIsSaid()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"clients.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "{\"clients\": [{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"a\", \"name\": \"B\"}, {\"id\": \"c\"}]}");
        file.close();
        const QString errors = FactNames(folder.path()).errors().join('\n'_L1);
        QVERIFY2(errors.contains(u"\"clients/a\" is empty, has no name or stands twice"_s), qPrintable(errors));
        QVERIFY2(errors.contains(u"\"clients/c\""_s), qPrintable(errors));
        QVERIFY2(errors.contains(u"servers.json: cannot be read"_s), qPrintable(errors));
        QVERIFY2(errors.contains(u"servers-measured.json: must hold a list"_s), qPrintable(errors));
    }
};

INTERIM_SUITE(TestFactNames)
#include "tst_fact_names.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/fact_names.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace guidance;

class TestFactNames : public QObject {
    Q_OBJECT
private slots:
    void builtin()
    {
        const FactNames &names = FactNames::builtin();
        QCOMPARE(names.name(QStringLiteral("clients/curl")), QStringLiteral("curl / libcurl"));
        QVERIFY(!names.name(QStringLiteral("servers/nginx")).isEmpty());
        QCOMPARE(names.name(QStringLiteral("servers/nginxx")), QString());
        QCOMPARE(names.errors(), QStringList());
    }
    void whatIsWrongIsSaid()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("clients.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"clients\": [{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"a\", \"name\": \"B\"}, {\"id\": \"c\"}]}");
        file.close();
        const QString errors = FactNames(folder.path()).errors().join(QLatin1Char('\n'));
        QVERIFY2(errors.contains(QStringLiteral("\"clients/a\" is empty, has no name or stands twice")), qPrintable(errors));
        QVERIFY2(errors.contains(QStringLiteral("\"clients/c\"")), qPrintable(errors));
        QVERIFY2(errors.contains(QStringLiteral("servers.json: cannot be read")), qPrintable(errors));
        QVERIFY2(errors.contains(QStringLiteral("servers-measured.json: must hold a list")), qPrintable(errors));
    }
};

INTERIM_SUITE(TestFactNames)
#include "tst_fact_names.moc"

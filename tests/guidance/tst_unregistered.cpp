// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/unregistered.h"

#include "guidance/library.h"

#include <QTemporaryDir>
#include <QTest>

using namespace guidance;

class TestUnregistered : public QObject {
    Q_OBJECT
private slots:
    /// Each row of the file is a valid code that IANA has not registered, is shown, and says where it is from.
    void everyRowIsShown()
    {
        QStringList errors;
        const auto all = readForeignCodes(QStringLiteral(":/interim/guidance"), errors);
        QCOMPARE(errors, QStringList());
        QVERIFY(all.size() >= 20);
        for (const ForeignCode &one : all) {
            QVERIFY2(!Library::builtin().code(one.code), qPrintable(QString::number(one.code)));
            const QString text = unregisteredText(QString::number(one.code));
            QVERIFY2(text.contains(one.whose + QLatin1String(": ") + one.says) && text.contains(one.source), qPrintable(text));
            QVERIFY2(one.says.endsWith(QLatin1Char('.')) && (one.says.front().isLower() || one.says.startsWith(QLatin1String("X-"))),
                     qPrintable(one.says));
        }
    }

    void classes_data()
    {
        QTest::addColumn<QString>("says");
        QTest::newRow("499") << QStringLiteral("it is 4xx (Client Error): a client that does not know it treats it as 400.");
        QTest::newRow("299") << QStringLiteral("it is 2xx (Successful): a client that does not know it treats it as 200.");
        QTest::newRow("399") << QStringLiteral("it is 3xx (Redirection): a client that does not know it treats it as 300.");
        QTest::newRow("599") << QStringLiteral("it is 5xx (Server Error): a client that does not know it treats it as 500.");
        QTest::newRow("199") << QStringLiteral("a final response must still follow");
        QTest::newRow("600") << QStringLiteral("600 is no valid status code\n");
        QTest::newRow("999") << QStringLiteral("process such a response as a 5xx (Server Error)");
        QTest::newRow("099") << QStringLiteral("099 is no valid status code\n");
        QTest::newRow("000") << QStringLiteral("000 is no valid status code\n");
    }
    void classes()
    {
        QFETCH(QString, says);
        const QString text = unregisteredText(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(text.contains(says) && text.contains(QStringLiteral("RFC 9110 §15")), qPrintable(text));
        QCOMPARE(text.contains(QLatin1String("IANA has not registered")), !text.contains(QLatin1String("no valid")));
    }

    void twoUsersOfOneCode()
    {
        const QString text = unregisteredText(QStringLiteral("460"));
        QVERIFY(text.contains(QLatin1String("AWS")) && text.contains(QLatin1String("tus")));
    }

    void nothingElse()
    {
        for (const char *other : {"", "42", "1000", "-99", "4x4", " 499", "+99"})
            QCOMPARE(unregisteredText(QString::fromLatin1(other)), QString());
    }

    void strict()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("unregistered.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"codes": [{"code": 600, "whose": "a", "says": "b", "sauce": "c"}]})");
        file.close();
        QStringList errors;
        readForeignCodes(folder.path(), errors);
        const QString all = errors.join(QLatin1Char('\n'));
        QVERIFY2(all.contains(QLatin1String("100 to 599")) && all.contains(QLatin1String("sauce")) && all.contains(QLatin1String("source")),
                 qPrintable(all));
    }
};

INTERIM_SUITE(TestUnregistered)
#include "tst_unregistered.moc"

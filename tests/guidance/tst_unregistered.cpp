// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/unregistered.h"

#include "guidance/library.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace guidance;

class TestUnregistered : public QObject {
    Q_OBJECT
private slots:
    /// Each row of the file is a valid code that IANA has not registered, is shown, and says where it is from.
    void everyRowIsShown()
    {
        QStringList errors;
        const auto all = readForeignCodes(u":/interim/guidance"_s, errors);
        QCOMPARE(errors, QStringList());
        QVERIFY(all.size() >= 20);
        for (const ForeignCode &one : all) {
            QVERIFY2(!Library::builtin().code(one.code), qPrintable(QString::number(one.code)));
            const QString text = unregisteredText(QString::number(one.code));
            QVERIFY2(text.contains(one.whose + ": "_L1 + one.says) && text.contains(one.source), qPrintable(text));
            QVERIFY2(one.says.endsWith('.'_L1) && (one.says.front().isLower() || one.says.startsWith("X-"_L1)),
                     qPrintable(one.says));
        }
    }

    void classes_data()
    {
        QTest::addColumn<QString>("says");
        QTest::newRow("499") << u"it is 4xx (Client Error): a client that does not know it treats it as 400."_s;
        QTest::newRow("299") << u"it is 2xx (Successful): a client that does not know it treats it as 200."_s;
        QTest::newRow("399") << u"it is 3xx (Redirection): a client that does not know it treats it as 300."_s;
        QTest::newRow("599") << u"it is 5xx (Server Error): a client that does not know it treats it as 500."_s;
        QTest::newRow("199") << u"a final response must still follow"_s;
        QTest::newRow("600") << u"600 is no valid status code\n"_s;
        QTest::newRow("999") << u"process such a response as a 5xx (Server Error)"_s;
        QTest::newRow("099") << u"099 is no valid status code\n"_s;
        QTest::newRow("000") << u"000 is no valid status code\n"_s;
    }
    void classes()
    {
        QFETCH(QString, says);
        const QString text = unregisteredText(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(text.contains(says) && text.contains(u"RFC 9110 §15"_s), qPrintable(text));
        QCOMPARE(text.contains("IANA has not registered"_L1), !text.contains("no valid"_L1));
    }

    void twoUsersOfOneCode()
    {
        const QString text = unregisteredText(u"460"_s);
        QVERIFY(text.contains("AWS"_L1) && text.contains("tus"_L1));
    }

    void nothingElse()
    {
        for (const char *other : {"", "42", "1000", "-99", "4x4", " 499", "+99"})
            QCOMPARE(unregisteredText(QString::fromLatin1(other)), QString());
    }

    void strict()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"unregistered.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"codes": [{"code": 600, "whose": "a", "says": "b", "sauce": "c"}]})");
        file.close();
        QStringList errors;
        readForeignCodes(folder.path(), errors);
        const QString all = errors.join('\n'_L1);
        QVERIFY2(all.contains("100 to 599"_L1) && all.contains("sauce"_L1) && all.contains("source"_L1),
                 qPrintable(all));
    }
};

INTERIM_SUITE(TestUnregistered)
#include "tst_unregistered.moc"

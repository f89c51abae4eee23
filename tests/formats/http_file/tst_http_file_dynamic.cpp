// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_dynamic.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

class TestHttpFileDynamic : public QObject {
    Q_OBJECT
    QRandomGenerator random_{7};

    QString made(const char *words)
    {
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'767'323'045'678, Qt::UTC); // Fri 2026-01-02 03:04:05.678
        return QString::fromStdString(formats::dynamicValue(words, {now, &random_}).value_or("?"));
    }

private slots:
    void times()
    {
        QCOMPARE(made("$timestamp"), u"1767323045"_s);
        QCOMPARE(made("$timestamp -1 d"), u"1767236645"_s);
        QCOMPARE(made("$isoTimestamp"), u"2026-01-02T03:04:05.678Z"_s);
        QCOMPARE(made("$datetime iso8601"), u"2026-01-02T03:04:05.678Z"_s);
        QCOMPARE(made("$datetime rfc1123 1 M"), u"Mon, 02 Feb 2026 03:04:05 GMT"_s);
        QCOMPARE(made("$datetime 'YYYY-MM-DD [at] HH:mm' -2 h"), u"2026-01-02 at 01:04"_s);
        QCOMPARE(made("$datetime \"dd.MM.yyyy\""), u"02.01.2026"_s);
        const QString local = QDateTime::fromMSecsSinceEpoch(1'767'323'045'000).toString(u"yyyy-MM-ddTHH:mm:ss"_s);
        QCOMPARE(made("$localDatetime iso8601"), local + made("$localDatetime 'Z'"));
        QVERIFY(QRegularExpression(u"^[+-][0-9]{2}:[0-9]{2}$"_s).match(made("$localDatetime 'Z'")).hasMatch());
    }

    void chance_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("pattern");
        const auto row = [](const char *words, const char *pattern) {
            QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(pattern);
        };
        const char *const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        row("$uuid", uuid);
        row("$guid", uuid);
        row("$random.uuid", uuid);
        row("$randomInt", "[0-9]{1,4}");
        row("$randomInt 5 7", "[56]");
        row("$randomInt -3 -2", "-3");
        row("$random.integer(8, 9)", "8");
        row("$random.float(1,2)", "1\\.[0-9]{6}");
        row("$random.alphabetic(5)", "[a-z]{5}");
        row("$random.alphanumeric(6)", "[a-z0-9_]{6}");
        row("$random.hexadecimal(7)", "[0-9a-f]{7}");
        row("$random.email", "[a-z]{8}@example\\.com");
    }
    void chance()
    {
        QFETCH(QString, words);
        QFETCH(QString, pattern);
        for (int i = 0; i < 50; ++i) {
            const QString value = made(words.toLatin1().constData());
            QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(value).hasMatch(),
                     qPrintable(value));
        }
    }

    void nothingIsGuessed()
    {
        for (const char *words :
             {"", "$", "$timestamp 1", "$timestamp x d", "$timestamp 1 parsec", "$datetime", "$datetime 'w'",
              "$datetime iso8601 1", "$randomInt 5", "$randomInt 7 5", "$randomInt a b", "$random.alphabetic(0)",
              "$random.alphabetic(1000000000)", "$random.name", "$processEnv X", "$uuid 4", "$random.float(2,1)",
              "$randomInt 99999999999 1"})
            QCOMPARE(made(words), u"?"_s);
    }
};

INTERIM_SUITE(TestHttpFileDynamic)
#include "tst_http_file_dynamic.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare_text.h"

#include "formats/report/comparison_sample.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestCompareText : public QObject {
    Q_OBJECT
private slots:
    void fitsItsWidthAndObeysNothing()
    {
        for (const bool unicode : {true, false}) {
            for (const int width : {10, 40, 80, 200}) {
                const QString text = compareText(samples::hostileReport(), {width, false, unicode});
                const QStringList lines = text.split(u'\n');
                for (const QString &line : lines)
                    QVERIFY2(line.size() <= qMax(width, 40), qPrintable(line));
                QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(u'\r') && !text.contains(QChar(0x202e)));
                QVERIFY(unicode || text.toLatin1() == text.toUtf8());
            }
        }
    }

    void barsShareOneAxis()
    {
        const QStringList lines = compareText(samples::hostileReport(), {100, false, false}).split(u'\n');
        QList<qsizetype> hatched;
        for (const QString &line : lines)
            if (line.contains("////////"_L1))
                hatched << line.indexOf(u'/', line.indexOf("////////"_L1));
        QCOMPARE(hatched.size(), 2);
        QCOMPARE(hatched[0], hatched[1]);
    }

    void saysWhatRowsSay()
    {
        const QString text = compareText(samples::hostileReport(), {100, false, true});
        for (const char *words : {"100 after 1 s", "4,194,304 body bytes", "kept open", "49 × continued 200",
                                  "0 = request head sent", "not the same"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }

    void colourEnds()
    {
        const QString text = compareText(samples::hostileReport(), {100, true, true});
        QVERIFY(text.contains("\x1b[33m"_L1));
        for (const QString &line : text.split(u'\n'))
            QVERIFY(!line.contains(QChar(0x1b)) || line.endsWith("\x1b[0m"_L1));
    }

    void emptyIsShort() { QVERIFY(!compareText({}, {80, false, true}).contains("against"_L1)); }
};

INTERIM_SUITE(TestCompareText)
#include "tst_compare_text.moc"

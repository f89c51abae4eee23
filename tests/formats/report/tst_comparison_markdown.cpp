// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_markdown.h"

#include "formats/report/comparison_sample.h"

#include <QTest>

using namespace formats;

class TestComparisonMarkdown : public QObject {
    Q_OBJECT
private slots:
    void textIsText()
    {
        QCOMPARE(markdownText(QStringLiteral("a|b`c`<script>*&")),
                 QStringLiteral("a\\|b\\`c\\`&lt;script&gt;\\*&amp;"));
        QCOMPARE(markdownText(QStringLiteral("1. [x](y) # h\n- ~~z~~ a@b")),
                 QStringLiteral("1\\. \\[x\\]\\(y\\) \\# h\u240A\\- \\~\\~z\\~\\~ a&#64;b"));
        QCOMPARE(markdownText(QStringLiteral("plain words 4 194 304")), QStringLiteral("plain words 4 194 304"));
    }

    // Each table row has its six cells, whatever the cells hold; no line of the wire begins one of its own.
    void hostileTextBreaksNoTable()
    {
        const QString text = QString::fromUtf8(comparisonToMarkdown(samples::hostileReport()));
        QVERIFY(!text.contains(u'<') && !text.contains(u'\r'));
        const QStringList lines = text.split(u'\n');
        int rows = 0;
        for (QString line : lines) {
            if (!line.startsWith(u'|'))
                continue;
            ++rows;
            QCOMPARE(line.remove(QStringLiteral("\\|")).count(u'|'), 7);
        }
        QCOMPARE(rows, 4);
        QCOMPARE(text.count(QStringLiteral("\n# ")) + int(text.startsWith(QLatin1String("# "))), 1);
    }

    void hasDifferencesAndSpread()
    {
        const QString text = QString::fromUtf8(comparisonToMarkdown(samples::hostileReport()));
        QVERIFY(text.contains(QLatin1String("- slower")));
        QVERIFY(text.contains(QLatin1String("0 to 1 ms: 49")));
        QVERIFY(text.contains(QLatin1String("not the same")));
    }
};

INTERIM_SUITE(TestComparisonMarkdown)
#include "tst_comparison_markdown.moc"

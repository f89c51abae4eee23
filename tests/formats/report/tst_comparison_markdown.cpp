// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_markdown.h"

#include "formats/report/comparison_sample.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestComparisonMarkdown : public QObject {
    Q_OBJECT
private slots:
    void textIsText()
    {
        QCOMPARE(markdownText(u"a|b`c`<script>*&"_s), u"a\\|b\\`c\\`&lt;script&gt;\\*&amp;"_s);
        QCOMPARE(markdownText(u"1. [x](y) # h\n- ~~z~~ a@b"_s),
                 u"1\\. \\[x\\]\\(y\\) \\# h\u240A\\- \\~\\~z\\~\\~ a&#64;b"_s);
        QCOMPARE(markdownText(u"plain words 4 194 304"_s), u"plain words 4 194 304"_s);
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
            QCOMPARE(line.remove(u"\\|"_s).count(u'|'), 7);
        }
        QCOMPARE(rows, 4);
        QCOMPARE(text.count(u"\n# "_s) + int(text.startsWith("# "_L1)), 1);
    }

    void hasDifferencesAndSpread()
    {
        const QString text = QString::fromUtf8(comparisonToMarkdown(samples::hostileReport()));
        QVERIFY(text.contains("- slower"_L1));
        QVERIFY(text.contains("0 to 1 ms: 49"_L1));
        QVERIFY(text.contains("not the same"_L1));
    }
};

INTERIM_SUITE(TestComparisonMarkdown)
#include "tst_comparison_markdown.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/report_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestReportText : public QObject {
    Q_OBJECT
private slots:
    void controlsArePictures()
    {
        QCOMPARE(oneLine(u"a\r\n\x1b[31m\x7f"_s), u"a\u240D\u240A\u241B[31m\u2421"_s);
        QCOMPARE(oneLine(u"a\u202Eb\u200Bc\u0085d\u2028"_s), u"a\uFFFDb\uFFFDc\uFFFDd\uFFFD"_s);
        QCOMPARE(oneLine(u"é 😀 x"_s), u"é 😀 x"_s);
    }

    void markupIsText()
    {
        QCOMPARE(htmlText(u"<a href=\"x\">&'</a>"_s), u"&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;"_s);
    }
};

INTERIM_SUITE(TestReportText)
#include "tst_report_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/report_text.h"

#include <QTest>

using namespace formats;

class TestReportText : public QObject {
    Q_OBJECT
private slots:
    void controlsArePictures()
    {
        QCOMPARE(oneLine(QStringLiteral("a\r\n\x1b[31m\x7f")), QStringLiteral("a\u240D\u240A\u241B[31m\u2421"));
        QCOMPARE(oneLine(QStringLiteral("a\u202Eb\u200Bc\u0085d\u2028")), QStringLiteral("a\uFFFDb\uFFFDc\uFFFDd\uFFFD"));
        QCOMPARE(oneLine(QStringLiteral("é 😀 x")), QStringLiteral("é 😀 x"));
    }

    void markupIsText()
    {
        QCOMPARE(htmlText(QStringLiteral("<a href=\"x\">&'</a>")), QStringLiteral("&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;"));
    }
};

INTERIM_SUITE(TestReportText)
#include "tst_report_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_html.h"

#include "formats/report/comparison_sample.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

using namespace formats;

class TestComparisonHtml : public QObject {
    Q_OBJECT
    // The page between its tags as XML: HTML's void elements closed, its doctype dropped.
    static QString wrongXml(QString html, QStringList *names)
    {
        html.remove(u"<!DOCTYPE html>"_s);
        html.replace(QRegularExpression(u"<meta ([^>]*)>"_s), u"<meta \\1/>"_s);
        html.replace(u"<br>"_s, u"<br/>"_s);
        html.replace(u"<details open>"_s, u"<details open=\"\">"_s);
        QXmlStreamReader reader(html);
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement)
                *names << reader.name().toString();
        return reader.hasError() ? reader.errorString() : QString();
    }

private slots:
    void hostileTextIsText()
    {
        const QString html = QString::fromUtf8(comparisonToHtml(samples::hostileReport()));
        QStringList names;
        QCOMPARE(wrongXml(html, &names), QString());
        for (const char *name : {"script", "img", "a", "iframe", "link", "object"})
            QVERIFY2(!names.contains(QLatin1String(name)), name);
        QVERIFY(!html.contains("<script"_L1) && !html.contains("<img"_L1));
        QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"_L1));
        QVERIFY(!html.contains(QChar(0x202e)));
    }

    // What is not there needs no network: no address, no import, and the policy forbids the rest.
    void standsAlone()
    {
        QString html = QString::fromUtf8(comparisonToHtml(samples::hostileReport()));
        QVERIFY(html.contains("default-src 'none'"_L1));
        for (const char *word : {"src=\"", "href=", "@import", "url(http", "xlink"})
            QVERIFY2(!html.contains(QLatin1String(word)), word);
    }

    void showsWhatDiffers()
    {
        const QString html = QString::fromUtf8(comparisonToHtml(samples::hostileReport()));
        QVERIFY(html.contains("<mark>HTTP/1.0 417 No</mark>"_L1));
        QVERIFY(html.contains("<mark>X|&lt;b&gt;: "_L1));
        QVERIFY(!html.contains("<mark>Same"_L1));
        QVERIFY(html.contains("The requests were not the same"_L1));
        QVERIFY(html.contains(QString::fromUtf8("49 × continued 200")));
    }

    void anEmptyReportIsAPage()
    {
        QStringList names;
        QCOMPARE(wrongXml(QString::fromUtf8(comparisonToHtml({})), &names), QString());
        QVERIFY(names.contains(u"table"_s));
    }
};

INTERIM_SUITE(TestComparisonHtml)
#include "tst_comparison_html.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_html.h"

#include "formats/report/comparison_sample.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace formats;

class TestComparisonHtml : public QObject {
    Q_OBJECT
    // The page between its tags as XML: HTML's void elements closed, its doctype dropped.
    static QString wrongXml(QString html, QStringList *names)
    {
        html.remove(QStringLiteral("<!DOCTYPE html>"));
        html.replace(QRegularExpression(QStringLiteral("<meta ([^>]*)>")), QStringLiteral("<meta \\1/>"));
        html.replace(QStringLiteral("<br>"), QStringLiteral("<br/>"));
        html.replace(QStringLiteral("<details open>"), QStringLiteral("<details open=\"\">"));
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
        QVERIFY(!html.contains(QLatin1String("<script")) && !html.contains(QLatin1String("<img")));
        QVERIFY(html.contains(QLatin1String("&lt;script&gt;alert(1)&lt;/script&gt;")));
        QVERIFY(!html.contains(QChar(0x202e)));
    }

    // What is not there needs no network: no address, no import, and the policy forbids the rest.
    void standsAlone()
    {
        QString html = QString::fromUtf8(comparisonToHtml(samples::hostileReport()));
        QVERIFY(html.contains(QLatin1String("default-src 'none'")));
        for (const char *word : {"src=\"", "href=", "@import", "url(http", "xlink"})
            QVERIFY2(!html.contains(QLatin1String(word)), word);
    }

    void showsWhatDiffers()
    {
        const QString html = QString::fromUtf8(comparisonToHtml(samples::hostileReport()));
        QVERIFY(html.contains(QLatin1String("<mark>HTTP/1.0 417 No</mark>")));
        QVERIFY(html.contains(QLatin1String("<mark>X|&lt;b&gt;: ")));
        QVERIFY(!html.contains(QLatin1String("<mark>Same")));
        QVERIFY(html.contains(QLatin1String("The requests were not the same")));
        QVERIFY(html.contains(QString::fromUtf8("49 × continued 200")));
    }

    void anEmptyReportIsAPage()
    {
        QStringList names;
        QCOMPARE(wrongXml(QString::fromUtf8(comparisonToHtml({})), &names), QString());
        QVERIFY(names.contains(QStringLiteral("table")));
    }
};

INTERIM_SUITE(TestComparisonHtml)
#include "tst_comparison_html.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in XML and HTML by their names.
#include "request/sensitive_xml.h"

#include <QTest>

using namespace request;

class TestSensitiveXml : public QObject {
    Q_OBJECT
private slots:
    void elements_data()
    {
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *content, const char *shown) { QTest::newRow(content) << QByteArray(shown); };
        row("<a><user>u</user><password>S</password></a>", "<a><user>u</user><password>***</password></a>");
        row("<s:E><w:Password Type='t'>\n S\n</w:Password><w:a>b</w:a></s:E>",
            "<s:E><w:Password Type='t'>\n ***\n</w:Password><w:a>b</w:a></s:E>");
        row("<token><a b='S'>S</a><token/>S</token>b", "<token><a b='***'>***</a><token/>***</token>b");
        row("<password><![CDATA[S<S]]></password>", "<password><![CDATA[***]]></password>");
        row("<a api-key=\"S\" b='c'/>", "<a api-key=\"***\" b='c'/>");
        row("<input type=hidden name=csrf_token value=S><p>t", "<input type=hidden name=csrf_token value=***><p>t");
        row("<input value=\"S\" type=\"password\">b", "<input value=\"***\" type=\"password\">b");
        row("<meta name=\"csrf-token\" content=\"S\" />", "<meta name=\"csrf-token\" content=\"***\" />");
        row("<param name=\"password\">S</param><param name=\"a\">b</param>",
            "<param name=\"password\">***</param><param name=\"a\">b</param>");
        row("<a href=\"https://u:S@h/?token=S\">x</a>", "<a href=\"https://***@h/?token=***\">x</a>");
        row("<h>Authorization: Basic S</h>", "<h>Authorization: Basic ***</h>");
        row("<add key=\"password\" value=\"S\"/><add key='b' value='c'/>",
            "<add key=\"password\" value=\"***\"/><add key='b' value='c'/>");
        row("<key>password</key>\n<string>S</string><key>a</key><string>b</string>",
            "<key>password</key>\n<string>***</string><key>a</key><string>b</string>");
        row("<name>password</name><value><string>S</string></value><a>b</a>",
            "<name>password</name><value><string>***</string></value><a>b</a>");
        row("<f><name>password</name></f><a>b</a>", "<f><name>password</name></f><a>b</a>");
        row("<!-- http://u:S@h/ --><a>1 < 2</a>", "<!-- http://***@h/ --><a>1 < 2</a>");
        row("<code>x</code><keyboard>y</keyboard>", "<code>x</code><keyboard>y</keyboard>");
        row("<password>S", "<password>***");
        row("<password a='", "<password a='");
        row("<", "<");
        row("</", "</");
        row("<a b=", "<a b=");
    }
    void elements()
    {
        const std::string content = QTest::currentDataTag();
        QTEST(QByteArray::fromStdString(masked(content, partsOf(secretMembersOfXml(content)))), "shown");
    }
};

INTERIM_SUITE(TestSensitiveXml)
#include "tst_sensitive_xml.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a head in other text: masked to where they end, and no further.
#include "request/sensitive_lines.h"

#include <QTest>

using namespace request;

class TestSensitiveLines : public QObject {
    Q_OBJECT
private slots:
    void lines_data()
    {
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *text, const char *shown) { QTest::newRow(text) << QByteArray(shown); };
        row("Authorization: Bearer S", "Authorization: Bearer ***");
        row("x Authorization: Basic S\ny", "x Authorization: Basic ***\ny");
        row("Cookie: a=S; b=S", "Cookie: ***");
        row("Cookie : a=S", "Cookie : ***");
        row("A: b\r\nAuthorization: Digest username=\"S\", response=\"S\"\r\nX-Api-Key: S\r\nC: d",
            "A: b\r\nAuthorization: Digest ***\r\nX-Api-Key: ***\r\nC: d");
        row("curl -H \"Authorization: Bearer S\" -H 'Cookie: a=S; b=S' https://h/",
            "curl -H \"Authorization: Bearer ***\" -H 'Cookie: ***' https://h/");
        row("{\"a\":\"curl -H \\\"Authorization: Bearer S\\\" h\"}",
            "{\"a\":\"curl -H \\\"Authorization: Bearer ***\\\" h\"}");
        row("[\"Authorization: Digest a=\\\"S\\\", b\", \"c\"]", "[\"Authorization: Digest ***\", \"c\"]");
        row("<h>Authorization: Basic S</h>", "<h>Authorization: Basic ***</h>");
        row("\"Authorization: S", "\"Authorization: ***");
        row("Authorization:", "Authorization:");
        row("Authorization:\nS: a", "Authorization:\nS: a");
        row("the token: none, a password: wrong", "the token: none, a password: wrong");
        row("Accept: a, X-Request-Id: b, Idempotency-Key: c", "Accept: a, X-Request-Id: b, Idempotency-Key: c");
        row("\"Authorization\": x, http://h:1/", "\"Authorization\": x, http://h:1/");
    }
    void lines()
    {
        const std::string text = QTest::currentDataTag();
        QTEST(QByteArray::fromStdString(masked(text, secretFieldLines(text))), "shown");
    }

    void longLine()
    {
        std::string text;
        while (text.size() < (1 << 20))
            text += "Cookie : 'a ";
        QCOMPARE(secretFieldLines(text).size(), std::size_t(1));
    }

    /// Each is read to its own end: to that of the line it took minutes a megabyte.
    void manyInOneLine()
    {
        constexpr std::size_t many = 100'000;
        for (const std::string one : {"\"Cookie: a\",", "\\\"Cookie: a\\\",", "'Cookie: a',", ">Cookie: a<"}) {
            std::string text;
            for (std::size_t i = 0; i < many; ++i)
                text += one;
            QCOMPARE(secretFieldLines(text).size(), many);
        }
    }
};

INTERIM_SUITE(TestSensitiveLines)
#include "tst_sensitive_lines.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_query.h"

#include <QJsonDocument>
#include <QTest>

class TestHarQuery : public QObject {
    Q_OBJECT
private slots:
    // Decoded as Firefox lists them, or as they stand in the URL, as Chrome does.
    void listedTwice()
    {
        const auto lists = [](const char *json, const char *encoded) {
            return formats::listsFieldsOf(QJsonDocument::fromJson(json).array(), encoded);
        };
        QVERIFY(lists("[]", ""));
        QVERIFY(lists("[{\"name\":\"q\",\"value\":\"a b\"},{\"name\":\"n\",\"value\":\"\"}]", "q=a+b&n"));
        QVERIFY(lists("[{\"name\":\"q\",\"value\":\"a%20b\"}]", "q=a%20b"));
        QVERIFY(lists("[{\"name\":\"q\",\"value\":\"a+b\"}]", "q=a%2Bb&"));
        QVERIFY(lists("[{\"name\":\"q\",\"value\":\"\\ufffd\"}]", "q=%FC"));
        QVERIFY(!lists("[{\"name\":\"q\",\"value\":\"b\"}]", "q=a"));
        QVERIFY(!lists("[{\"name\":\"q\",\"value\":\"a\"}]", "q=a&r=b"));
        QVERIFY(!lists("[{\"name\":\"q\",\"value\":\"a\"},{\"name\":\"r\"}]", "q=a"));
    }
};

INTERIM_SUITE(TestHarQuery)
#include "tst_har_query.moc"

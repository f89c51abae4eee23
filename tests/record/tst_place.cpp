// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/place.h"

#include <QTest>

using record::splitHostPort;

class TestPlace : public QObject {
    Q_OBJECT
private slots:
    void splits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("name") << "example.test:8080"
                              << "example.test" << 8080;
        QTest::newRow("v4") << "127.0.0.1:80"
                            << "127.0.0.1" << 80;
        QTest::newRow("v6") << "[::1]:443"
                            << "::1" << 443;
        QTest::newRow("v6 without port") << "[::1]"
                                         << "::1" << 0;
        QTest::newRow("no port") << "example.test"
                                 << "example.test" << 0;
        QTest::newRow("no number") << "example.test:http"
                                   << "example.test:http" << 0;
        QTest::newRow("beyond ports") << "a:65536"
                                      << "a:65536" << 0;
        QTest::newRow("nothing") << ""
                                 << "" << 0;
    }
    void splits()
    {
        QFETCH(QString, text);
        const auto place = splitHostPort(text.toStdString());
        QTEST(QString::fromStdString(place.host), "host");
        QTEST(int(place.port), "port");
    }
};

INTERIM_SUITE(TestPlace)
#include "tst_place.moc"

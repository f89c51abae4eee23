// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/serializer.h"

#include <QTest>

using namespace request;

class TestSerializer : public QObject {
    Q_OBJECT

private slots:
    void fieldsBecomeLines()
    {
        ComposedRequest request;
        request.method = "PUT";
        request.target = "/a?b";
        QCOMPARE(http1Head(request), std::string("PUT /a?b HTTP/1.1\r\n\r\n"));
        request.version = 10;
        request.fields = {{{"Host", "h"}, true}, {{"X", " 1 ", ":"}, false}, {{"Y", "", " : "}, false}};
        QCOMPARE(http1Head(request), std::string("PUT /a?b HTTP/1.0\r\nHost: h\r\nX: 1 \r\nY : \r\n\r\n"));
    }

    // Nothing is mended, not even line ends.
    void bytesAsTyped()
    {
        ComposedRequest request;
        request.method = "PUT";
        request.fields = {{{"Host", "h"}, true}};
        request.rawHead = "GET /\nA:b";
        QCOMPARE(http1Head(request), std::string("GET /\nA:b"));
    }
};

INTERIM_SUITE(TestSerializer)
#include "tst_serializer.moc"

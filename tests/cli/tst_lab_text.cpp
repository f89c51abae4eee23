// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lab_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestLabText : public QObject {
    Q_OBJECT
private slots:
    void lines()
    {
        record::Attempt attempt;
        attempt.request.seen = true;
        attempt.request.head.method = "GET";
        attempt.request.head.target = "/\x1b[2J";
        attempt.final.emplace().status = 200;
        const QString plain = labLine(attempt, {});
        QVERIFY(plain.startsWith(u"GET /\\x1b[2J · no Expect · 0 bytes of body"_s));
        QVERIFY(plain.endsWith("200"_L1));
        QVERIFY(!plain.contains(QChar(0x1b)));
        attempt.handshake.sent = true;
        QVERIFY(labLine(attempt, {}).contains("Expect without content"_L1));
        record::ResponseSeen processing;
        processing.status = 102;
        attempt.interims.assign(240, processing);
        QVERIFY(labLine(attempt, {}).endsWith("102 (240 times), 200"_L1));
    }
};

INTERIM_SUITE(TestLabText)
#include "tst_lab_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/noted.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using record::FactKind;
using rules::Noted;
using test::Played;
using wire::CloseHow;

namespace {

Noted noted(const Played &played, std::uint32_t attempt = 0)
{
    Noted out;
    for (const wire::Event &event : played.events()) {
        if (event.attempt == attempt)
            rules::note(out, event, wire::Direction::Sent);
    }
    return out;
}

} // namespace

class TestNoted : public QObject {
    Q_OBJECT
private slots:
    void oneRoundTripIsTheConnectThatSucceeded()
    {
        Played played;
        played.begin().tell(FactKind::ConnectBegin, "10.0.0.1:1").wait(50).tell(FactKind::ConnectEnd, "refused", 1);
        QCOMPARE(noted(played).roundTripNs, -1);
        played.tell(FactKind::ConnectBegin, "10.0.0.2:1").wait(7).tell(FactKind::ConnectEnd, "10.0.0.2:1");
        QCOMPARE(noted(played).roundTripNs, 7'000'000);
        QCOMPARE(noted(played).connects, 2);
        QVERIFY(noted(played).connected && noted(played).connectFailed);
    }
    void aResetBehindAFinCounts()
    {
        Played played(test::upload());
        played.head().wait(1).closed(CloseHow::Fin).wait(2).closed(CloseHow::Reset);
        QCOMPARE(*noted(played).peerClosedHow, CloseHow::Reset);
        Played broken;
        broken.head().wait(1).closed(CloseHow::Fin).wait(2).closed(CloseHow::Error);
        QCOMPARE(*noted(broken).peerClosedHow, CloseHow::Fin);
        QVERIFY(!noted(Played()).peerClosedHow);
    }
    void theFinalResponsesEnd()
    {
        Played played;
        played.head().wait(1).interim(100).body().answer(200, "Content-Length: 2\r\n").wait(5).got("ab").wait(9).end();
        QCOMPARE(noted(played).finalEndedAt, 6'200'000);
    }
    void foreignBytes()
    {
        Played played;
        played.head().got("SSH-2").got(".0-x\r\n");
        QCOMPARE(noted(played).foreign, std::string("S"));
        played.end("protocol-error", "not HTTP"); // only then is it known what all of it is
        QCOMPARE(noted(played).foreign, std::string("SSH-2.0-x\r\n"));
    }
    void trailersOfFraming()
    {
        Played played;
        played.head().answer(200, "Transfer-Encoding: chunked\r\n").got("0\r\nDigest: a\r\ncontent-length: 4\r\n\r\n");
        QCOMPARE(noted(played).trailers, QStringList{u"content-length"_s});
    }
    void decisions()
    {
        Played played;
        played.head().answer(417).tell(FactKind::Decision, "it says Retry-After", 0, "no-retry");
        QCOMPARE(noted(played).notRepeated, u"it says Retry-After"_s);
        QVERIFY(!noted(played).held && !noted(played).stopped);
        played.tell(FactKind::Decision, "", 0, "hold-content").tell(FactKind::Decision, "", 0, "stop-upload");
        QVERIFY(noted(played).held && noted(played).stopped);
    }
};

INTERIM_SUITE(TestNoted)
#include "tst_noted.moc"

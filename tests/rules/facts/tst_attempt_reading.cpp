// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/attempt_reading.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using test::Played;

namespace {

/// The first attempt of what was played, and its reading, which looks into it.
struct ReadAttempt {
    explicit ReadAttempt(const Played &played)
        : exchange(played.exchange())
        , reading(readAttempt(exchange.attempts.front(), exchange.duration, nullptr))
    {}
    record::Exchange exchange;
    AttemptReading reading;
};

} // namespace

class TestAttemptReading : public QObject {
    Q_OBJECT
private slots:
    void theLastPlace()
    {
        Played played;
        played.begin().tell(record::FactKind::ConnectBegin, "[::1]:81").tell(record::FactKind::ConnectEnd, "no", 1);
        const ReadAttempt failed(played);
        QCOMPARE(failed.reading.place.host, std::string("::1"));
        QCOMPARE(failed.reading.place.port, 81);
        QCOMPARE(failed.reading.place.connects, 1);
        QVERIFY(!failed.reading.place.connected);
        played.connect();
        const ReadAttempt stands(played);
        QCOMPARE(stands.reading.place.connects, 2);
        QVERIFY(stands.reading.place.connected);
        QVERIFY(stands.reading.place.unixSocket.empty());
    }
    void nothingIsReadOfAHeadThatIsNotWhole()
    {
        Played played;
        played.begin();
        const ReadAttempt none(played);
        QVERIFY(!none.reading.request.content && !none.reading.request.size && !none.reading.final);
        QVERIFY(!none.reading.closed.first && !none.reading.firstContinue && none.reading.interims.codes.isEmpty());
    }
    void theRequestsHead()
    {
        auto spec = test::upload(5);
        spec.method = "PUT";
        Played played(spec);
        played.head();
        const ReadAttempt whole(played);
        QVERIFY(whole.reading.request.content && whole.reading.request.idempotent);
        QVERIFY(!whole.reading.request.chunked && !whole.reading.request.upgrade);
        QCOMPARE(whole.reading.request.size.value_or(0), 5U);
        QCOMPARE(whole.reading.request.hosts, 1U);
        spec.body.chunked = true;
        spec.method = "POST";
        Played chunks(spec);
        chunks.head();
        const ReadAttempt framed(chunks);
        QVERIFY(framed.reading.request.content && framed.reading.request.chunked);
        QVERIFY(!framed.reading.request.size && !framed.reading.request.idempotent);
    }
    void whoHasAnsweredSpeaksHttp()
    {
        Played played;
        played.head().got("SSH-2.0-x\r\n").end("protocol-error", "not HTTP");
        QCOMPARE(ReadAttempt(played).reading.spoken.key, u"ssh"_s);
        Played answered;
        answered.head().answer(200).got("SSH-2.0-x\r\n").end();
        QCOMPARE(ReadAttempt(answered).reading.spoken.key, u"other"_s);
    }
};

INTERIM_SUITE(TestAttemptReading)
#include "tst_attempt_reading.moc"

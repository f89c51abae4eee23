// SPDX-License-Identifier: GPL-3.0-or-later
// A search that is done, given up and dropped.
#include "session/search.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using session::Found;
using session::Search;

namespace {

session::Search::Read textOf(const std::string &text, const QString &scope = {})
{
    return [text, scope] {
        const auto owner = std::make_shared<const std::string>(text);
        session::Searched searched;
        searched.owner = owner;
        searched.runs.push_back({*owner, true});
        searched.scope = scope;
        return searched;
    };
}

} // namespace

class TestSearch : public QObject {
    Q_OBJECT
private slots:
    void tells()
    {
        Search search;
        QSignalSpy spy(&search, &Search::done);
        search.run(model::patternOf({u"b"_s}), textOf("a b B", u"half of it"_s));
        QVERIFY(search.running());
        QVERIFY(spy.wait());
        QVERIFY(!search.running());
        const auto found = spy.first().first().value<Found>();
        QCOMPARE(found.result.hits.size(), std::size_t(2));
        QCOMPARE(found.of, std::uint64_t(5));
        QCOMPARE(found.scope, u"half of it"_s);
    }

    void readsElsewhere()
    {
        Search search;
        QSignalSpy spy(&search, &Search::done);
        QThread *reads = nullptr;
        search.run(model::patternOf({u"b"_s}), [&reads] {
            reads = QThread::currentThread();
            return session::Searched();
        });
        QVERIFY(spy.wait());
        QVERIFY(reads && reads != thread());
    }

    void givesUpInTime()
    {
        std::string line;
        for (int i = 0; i < 2'000'000; ++i)
            line += i % 21 == 20 ? 'z' : static_cast<char>('a' + i % 20);
        Search search;
        search.setTimeLimit(50);
        QSignalSpy spy(&search, &Search::done);
        search.run(model::patternOf({u"[a-y]*[a-x]*[a-w]*\\d"_s, model::FindQuery::Kind::Expression}), textOf(line));
        QVERIFY(spy.wait(20'000));
        const auto found = spy.first().first().value<Found>();
        QVERIFY(found.result.end == model::FindResult::End::Stopped);
        QVERIFY(found.result.searched < found.of);
    }

    // By another one, and by hand.
    void droppedIsNotHeardOf()
    {
        Search search;
        QSemaphore begun, goOn;
        QSignalSpy spy(&search, &Search::done);
        const auto slow = [&] {
            begun.release();
            goOn.acquire();
            return session::Searched();
        };
        search.run(model::patternOf({u"a"_s}), slow);
        begun.acquire();
        search.run(model::patternOf({u"b"_s}), textOf("b"));
        goOn.release();
        QVERIFY(spy.wait());
        QTest::qWait(50);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<Found>().result.hits.size(), std::size_t(1));
        search.run(model::patternOf({u"a"_s}), slow);
        begun.acquire();
        search.drop();
        QVERIFY(!search.running());
        goOn.release();
        QTest::qWait(50);
        QCOMPARE(spy.size(), 1);
    }
};

INTERIM_SUITE(TestSearch)
#include "tst_search.moc"

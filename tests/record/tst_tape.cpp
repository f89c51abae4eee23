// SPDX-License-Identifier: GPL-3.0-or-later
// A tape against the bytes that went in: what is kept, what is elided, and that its memory is bounded.
#include "record/tape.h"

#include <QTest>

#include <xxhash.h>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

using namespace record;
using wire::ByteClass;

namespace {

constexpr TapeLimits small{256, 128, 1 << 20};

std::string noise(std::size_t size, unsigned seed)
{
    std::mt19937 random(seed);
    std::string bytes(size, '\0');
    for (char &c : bytes)
        c = static_cast<char>(random());
    return bytes;
}

wire::Checkpoint checkpointAt(std::uint64_t offset)
{
    wire::Checkpoint checkpoint;
    checkpoint.mode = 1;
    checkpoint.offset = offset;
    checkpoint.content = offset * 3 + 1; // a mark, to know it again
    return checkpoint;
}

wire::Event eventAt(std::uint64_t offset)
{
    wire::Event event;
    event.kind = wire::Kind::ContentData;
    event.value = offset;
    return event;
}

// Feeds a run of content cut at `cut` and at every checkpoint, as the parser does; one event a checkpoint.
void feedRun(Tape &tape, std::string_view bytes, std::size_t cut, std::uint64_t every)
{
    std::size_t done = 0;
    const std::uint64_t start = tape.size();
    while (done < bytes.size()) {
        const std::size_t toPoint = every - done % every;
        const std::size_t n = std::min({cut, toPoint, bytes.size() - done});
        tape.append(ByteClass::Content, bytes.substr(done, n));
        done += n;
        if (done % every == 0) {
            tape.parserEvent(eventAt(start + done), start + done);
            tape.checkpoint(checkpointAt(start + done));
        }
    }
}

// Empty, or what is wrong with the tape as a picture of `all`.
QString fault(const Tape &tape, std::string_view all)
{
    std::uint64_t at = 0;
    bool keptBefore = false;
    std::uint64_t held = 0;
    for (const Segment &segment : tape.segments()) {
        if (segment.offset != at || segment.length == 0 || segment.end() > all.size())
            return u"segment at %1 does not tile"_s.arg(segment.offset);
        const std::string_view truth = all.substr(at, segment.length);
        if (segment.elided && (!segment.bytes.empty() || segment.digest != XXH3_64bits(truth.data(), truth.size())))
            return u"wrong digest at %1"_s.arg(at);
        if (!segment.elided && segment.bytes != truth)
            return u"wrong bytes at %1"_s.arg(at);
        if (!segment.elided && keptBefore)
            return u"kept neighbours at %1"_s.arg(at);
        if (segment.elided && segment.end() < all.size() && segment.resume != checkpointAt(segment.end()))
            return u"resumes elsewhere at %1"_s.arg(at);
        keptBefore = !segment.elided;
        held += segment.bytes.size();
        at = segment.end();
    }
    if (at != all.size() || tape.size() != all.size())
        return u"ends at %1"_s.arg(at);
    return held == tape.held() ? QString() : u"counts %1 as held"_s.arg(tape.held());
}

} // namespace

class TestTape : public QObject {
    Q_OBJECT
private slots:
    void keepsShortContentWhole()
    {
        Tape tape(small);
        tape.append(ByteClass::Head, "HTTP/1.1 200 OK\r\n\r\n");
        feedRun(tape, noise(384, 1), 100, 64);
        QCOMPARE(tape.segments().size(), std::size_t(1));
        QCOMPARE(tape.held(), tape.size());
    }

    void elidesTheMiddle()
    {
        const std::string head = "POST / HTTP/1.1\r\n\r\n";
        const std::string body = noise(10'000, 2);
        Tape tape(small);
        tape.append(ByteClass::Head, head);
        feedRun(tape, body, 17, 64);
        QCOMPARE(fault(tape, head + body), QString());
        const auto segments = tape.segments();
        QCOMPARE(segments.size(), std::size_t(3));
        QCOMPARE(segments[0].length, head.size() + 256);
        QVERIFY(segments[2].length > small.lastContent);
        QVERIFY(segments[2].length <= small.lastContent + 64);
        // Its events: one every 64 bytes, the one at the end included, the one at the start not.
        QCOMPARE(segments[1].events.size(), std::size_t(segments[1].length / 64));
        QCOMPARE(segments[1].events.front().offset, segments[1].offset + 64);
        QCOMPARE(segments[1].events.back(), (ElidedEvent{segments[1].end(), eventAt(segments[1].end())}));
        tape.append(ByteClass::Head, head);
        QCOMPARE(fault(tape, head + body + head), QString());
        QCOMPARE(tape.segments().size(), std::size_t(3));
    }

    void doesNotDependOnReads()
    {
        const std::string body = noise(5000, 3);
        Tape whole(small);
        feedRun(whole, body, 5000, 64);
        for (std::size_t cut = 1; cut < 70; ++cut) {
            Tape tape(small);
            feedRun(tape, body, cut, 64);
            QCOMPARE(tape.segments(), whole.segments());
        }
    }

    void takesCheckpointsInsideOneAppend()
    {
        const std::string body = noise(5000, 4);
        Tape expected(small);
        feedRun(expected, body, 5000, 64);
        Tape tape(small);
        for (std::size_t done = 0; done < body.size(); done += 250) {
            tape.append(ByteClass::Content, std::string_view(body).substr(done, 250));
            for (std::size_t point = done - done % 64 + 64; point <= done + 250; point += 64) {
                tape.parserEvent(eventAt(point), point);
                tape.checkpoint(checkpointAt(point));
            }
        }
        QCOMPARE(fault(tape, body), QString());
        QCOMPARE(tape.segments()[0], expected.segments()[0]);
        QCOMPARE(tape.segments().size(), std::size_t(3));
        QCOMPARE(tape.segments()[1].events.size(), std::size_t(tape.segments()[1].length / 64));
    }

    void takesTheLaterOfTwoCheckpointsAtOnePlace()
    {
        Tape tape(TapeLimits{0, 0, 1 << 20});
        tape.append(ByteClass::Content, "0123");
        tape.checkpoint(checkpointAt(4));
        tape.append(ByteClass::Content, "4567");
        auto early = checkpointAt(8);
        early.step = 1;
        tape.checkpoint(early);
        tape.append(ByteClass::Content, "89");
        tape.checkpoint(checkpointAt(10));
        tape.checkpoint(checkpointAt(10));
        QCOMPARE(fault(tape, "0123456789").isEmpty(), false); // the one at 8 is marked
        QCOMPARE(tape.segments()[1].resume, early);
        tape.append(ByteClass::Content, "ab");
        QCOMPARE(fault(tape, "0123456789ab"), QString());
    }

    // A chunk's missing end is found at the byte behind it; a reader that resumes before that byte finds it
    // again.
    void givesAnEventBehindACheckpointToWhatFollows()
    {
        Tape tape(TapeLimits{0, 0, 1 << 20});
        for (std::uint64_t at = 4; at <= 12; at += 4) {
            tape.append(ByteClass::Content, "0123");
            tape.parserEvent(eventAt(at), at);
            tape.checkpoint(checkpointAt(at));
            tape.parserEvent(eventAt(at + 100), at);
        }
        tape.append(ByteClass::Content, "0");
        const auto elided = tape.segments()[1];
        QCOMPARE(elided.offset, std::uint64_t(4));
        QCOMPARE(elided.end(), std::uint64_t(12));
        const std::vector<ElidedEvent> expected{
            {5, eventAt(104)}, {8, eventAt(8)}, {9, eventAt(108)}, {12, eventAt(12)}};
        QCOMPARE(elided.events, expected);
    }

    void manyHeadsAreOneSegment()
    {
        Tape tape;
        std::string all;
        for (int i = 0; i < 10'000; ++i) {
            const std::string head = "HTTP/1.1 103 Early Hints\r\nLink: " + std::to_string(i) + "\r\n\r\n";
            tape.append(ByteClass::Head, head);
            all += head;
            if (i % 3 == 0) {
                tape.append(ByteClass::Content, "x");
                all += 'x';
            }
        }
        QCOMPARE(tape.segments().size(), std::size_t(1));
        QCOMPARE(fault(tape, all), QString());
    }

    void randomTapes()
    {
        std::mt19937 random(5);
        for (unsigned round = 0; round < 300; ++round) {
            Tape tape(TapeLimits{random() % 300, random() % 200, 500 + random() % 4000});
            std::string all;
            for (unsigned part = 0; part < 12; ++part) {
                const std::string bytes = noise(1 + random() % (part % 2 ? 2000 : 40), round * 100 + part);
                if (part % 2)
                    feedRun(tape, bytes, 1 + random() % 500, 1 + random() % 100);
                else
                    tape.append(ByteClass::Head, bytes);
                all += bytes;
                const Tape copy(tape);
                QCOMPARE(fault(copy, all), QString());
                QCOMPARE(fault(tape, all), QString());
            }
            QCOMPARE(Tape::fromSegments(tape.segments()).segments(), tape.segments());
        }
    }

    void copyGoesItsOwnWay()
    {
        const std::string body = noise(4000, 6);
        Tape tape(small);
        feedRun(tape, body, 64, 64);
        Tape copy(tape);
        const std::string mine = noise(640, 7), other = noise(640, 8);
        tape.append(ByteClass::Content, mine);
        copy.append(ByteClass::Content, other);
        QCOMPARE(fault(tape, body + mine), QString());
        QCOMPARE(fault(copy, body + other), QString());
        tape = copy;
        QCOMPARE(tape.segments(), copy.segments());
        const Tape moved(std::move(copy));
        QCOMPARE(moved.segments(), tape.segments());
    }

    void readsWhatIsKept()
    {
        const std::string body = noise(10'000, 9);
        Tape tape(small);
        feedRun(tape, body, 100, 64);
        const auto middle = tape.segments()[1];
        std::uint64_t missing = 1;
        QCOMPARE(tape.read({0, 100}, 1000, &missing), body.substr(0, 100));
        QCOMPARE(missing, std::uint64_t(0));
        QCOMPARE(tape.read({10, 100}, 5, &missing), body.substr(10, 5));
        QCOMPARE(missing, std::uint64_t(0));
        QCOMPARE(tape.read({0, 10'000}, 100'000, &missing), body.substr(0, middle.offset) + body.substr(middle.end()));
        QCOMPARE(missing, middle.length);
        QCOMPARE(tape.read({middle.offset + 3, 10}, 100, &missing), std::string());
        QCOMPARE(missing, std::uint64_t(10));
        QCOMPARE(tape.read({middle.end() - 1, ~0ull}, 100'000, &missing), body.substr(middle.end()));
        QCOMPARE(missing, std::uint64_t(1));
        QCOMPARE(tape.read({20'000, 10}, 100, &missing), std::string());
        QCOMPARE(missing, std::uint64_t(0));
        const Tape again = Tape::fromSegments(tape.segments());
        QCOMPARE(again.read({0, 10'000}, 100'000, &missing), tape.read({0, 10'000}, 100'000));
        QCOMPARE(missing, middle.length);
    }

    void longContentStaysSmall()
    {
        Tape tape;
        const std::string block = noise(256 << 10, 10);
        std::uint64_t most = 0;
        for (int i = 0; i < 1024; ++i) {
            feedRun(tape, block, 256 << 10, 64 << 10);
            most = std::max(most, tape.held());
        }
        QCOMPARE(tape.size(), std::uint64_t(256 << 20));
        QVERIFY(most <= (5 << 20) + (128 << 10));
        QCOMPARE(tape.segments().size(), std::size_t(3));
    }

    void manyRunsStayBounded()
    {
        const TapeLimits limits{1000, 500, 10'000};
        Tape tape(limits);
        std::string all;
        for (unsigned i = 0; i < 400; ++i) {
            const std::string body = noise(3000, i);
            tape.append(ByteClass::Head, "h");
            feedRun(tape, body, 64, 64);
            all += 'h' + body;
        }
        QCOMPARE(fault(tape, all), QString());
        QVERIFY(tape.held() < limits.all + 3000 + 400 * (64 + 1));
    }

    void staysBoundedWithoutCheckpoints()
    {
        const TapeLimits limits{1000, 500, 10'000};
        Tape tape(limits);
        std::string all = "head";
        tape.append(ByteClass::Head, all);
        const std::string block = noise(10'000, 11);
        for (int i = 0; i < 1000; ++i) {
            tape.append(ByteClass::Content, block);
            all += block;
            tape.parserEvent(eventAt(all.size()), all.size());
        }
        tape.append(ByteClass::Head, "late");
        all += "late";
        QCOMPARE(fault(tape, all), QString());
        QVERIFY(tape.held() < 2 * limits.all + 1500 + (1 << 20));
        const auto segments = tape.segments();
        QCOMPARE(segments.size(), std::size_t(2));
        QCOMPARE(segments[1].end(), std::uint64_t(all.size()));
        QCOMPARE(segments[1].events.size(), std::size_t((segments[1].length - 4) / 10'000));
    }
};

INTERIM_SUITE(TestTape)
#include "tst_tape.moc"

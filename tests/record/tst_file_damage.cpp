// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are cut, changed, forged or too large: refused with one line, or borne.
#include "record/file.h"

#include "record/bounds.h"
#include "record/sample_records.h"

#include <QTest>

#include <xxhash.h>

#include <cstring>
#include <random>

using namespace Qt::StringLiterals;

using namespace record;

namespace {

// Changes one byte of a payload and mends the digest, so that the fields themselves must withstand it.
std::string forged(std::string file, std::mt19937 &random)
{
    std::vector<std::pair<std::size_t, std::size_t>> payloads;
    for (std::size_t at = file.find('\n') + 1; at < file.size();) {
        std::uint64_t length = 0;
        std::memcpy(&length, file.data() + at + 4, 8);
        payloads.push_back({at + 20, length});
        at += 20 + length;
    }
    payloads.pop_back(); // DONE is empty
    const auto [start, length] = payloads[random() % payloads.size()];
    if (length == 0)
        return file;
    for (auto times = 1 + random() % 3; times > 0; --times)
        file[start + random() % length] = static_cast<char>(random() % 4 ? random() % 8 : random());
    const std::uint64_t digest = XXH3_64bits(file.data() + start, length);
    std::memcpy(file.data() + start - 8, &digest, 8);
    return file;
}

bool isOneLine(const QString &text)
{
    return !text.isEmpty() && !text.contains('\n'_L1) && text.size() < 200;
}

} // namespace

class TestFileDamage : public QObject {
    Q_OBJECT
private slots:
    void everyCutIsRefused()
    {
        const auto bytes = serialize(smallRecord());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(isOneLine(errorOf(std::string(bytes, 0, size))), qPrintable(QString::number(size)));
        QVERIFY(isOneLine(errorOf(bytes + "x")));
        QVERIFY(isOneLine(errorOf(bytes + bytes)));
    }

    void everyChangedBitIsRefused()
    {
        const auto record = smallRecord();
        auto bytes = serialize(record);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            const auto was = bytes[bit / 8];
            bytes[bit / 8] = static_cast<char>(was ^ (1 << bit % 8));
            const auto result = deserialize(bytes);
            if (const auto *error = std::get_if<FileError>(&result))
                QVERIFY(isOneLine(QString::fromStdString(error->text)));
            else
                QVERIFY(same(std::get<Record>(result), record));
            bytes[bit / 8] = was;
        }
    }

    void forgedFieldsAreBorne()
    {
        std::mt19937 random(1);
        for (const auto &bytes : {serialize(smallRecord()), serialize(elidedRecord())}) {
            int opened = 0;
            for (int round = 0; round < 3000; ++round) {
                const auto result = deserialize(forged(bytes, random));
                if (const auto *record = std::get_if<Record>(&result)) {
                    ++opened;
                    std::int64_t last = 0;
                    for (const auto &event : replay(*record)) {
                        QVERIFY(event.at >= last);
                        last = event.at;
                    }
                }
            }
            QVERIFY(opened > 0 && opened < 3000);
        }
    }

    void generatedContentHasItsDigest()
    {
        const auto file = serialize(generatedRecord(100'000));
        std::mt19937 random(5);
        for (int i = 0; i < 2000; ++i) { // what is forged is refused, or says the same bytes
            const auto read = deserialize(forged(file, random));
            if (const auto *record = std::get_if<Record>(&read))
                for (const auto &pair : record->tapes)
                    QVERIFY(pair.sent.held() + pair.received.held() < 200'000);
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const auto newer = u"made by a newer Interim (file version %1, this one reads up to %2): update Interim"_s.arg(
            u"%1"_s, QString::number(fileVersion));
        const auto foreign = u"this is no .interim file: it does not begin with INTERIM and a version"_s;
        QTest::newRow("empty") << QByteArray() << u"the file is empty: nothing was saved in it"_s;
        QTest::newRow("other") << QByteArray("GIF89a") << foreign;
        QTest::newRow("zero") << QByteArray("INTERIM 0\n") << foreign;
        QTest::newRow("sign") << QByteArray("INTERIM +1\n") << foreign;
        QTest::newRow("leading zero") << QByteArray("INTERIM 01\n") << foreign;
        QTest::newRow("no line end") << QByteArray("INTERIM 1") << foreign;
        constexpr int next = fileVersion + 1;
        QTest::newRow("newer") << QByteArray("INTERIM " + QByteArray::number(next) + '\n') << newer.arg(next);
        QTest::newRow("much newer") << QByteArray("INTERIM 12345\nanything") << newer.arg(12345);
        QTest::newRow("no sections") << QByteArray("INTERIM 1\n")
                                     << u"the file is cut short or damaged: 20 bytes are missing in "
                                        "section META; get a fresh copy"_s;
        QTest::newRow("huge section") << QByteArray("INTERIM 1\nMETA\xff\xff\xff\xff\xff\xff\xff\xff"
                                                    "12345678")
                                      << u"the file is cut short or damaged: 18,446,744,073,709,551,615 bytes "
                                         "are missing in section META; get a fresh copy"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QTEST(errorOf(bytes.toStdString()), "says");
    }

    // A byte of a file may stand for 300 in memory, so that what it holds has bounds besides its size: 20 MiB of small
    // facts took 1 GiB.
    void holdsNoMoreThanIsRead()
    {
        const auto refused = [](const Record &record) { return errorOf(serialize(record)); };
        Record facts;
        facts.facts.resize(mostFacts);
        QCOMPARE(refused(facts), QString());
        facts.facts.resize(mostFacts + 1);
        Record texts;
        texts.spec.url.assign(mostFileTexts + 1, 'a');
        Record many;
        many.spec.removed.resize(mostListed + 1);
        Record attempts;
        attempts.facts.resize(1);
        attempts.facts.back().attempt = mostAttempts - 1;
        QCOMPARE(refused(attempts), QString());
        Record connections;
        connections.tapes.resize(mostAttempts + 1);
        Record segments;
        std::vector<Segment> pieces(mostListed + 1);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            pieces[i].offset = i;
            pieces[i].length = 1;
            pieces[i].elided = true;
            pieces[i].resume.offset = i + 1;
        }
        segments.tapes.resize(1);
        segments.tapes[0].received = Tape::fromSegments(std::move(pieces));
        for (const Record *record : {&facts, &texts, &many, &connections, &segments}) {
            const QString error = refused(*record);
            QVERIFY2(error.startsWith(u"the file holds more than is read (150,000 facts"), qPrintable(error));
        }
        attempts.facts.back().attempt = mostAttempts;
        QVERIFY(refused(attempts).contains(u"section FACT holds what this Interim does not understand"));
        Record content; // has the file's bound alone
        content.spec.body.text.assign(mostFileTexts + 1, 'a');
        QCOMPARE(refused(content), QString());
        content.spec.body.text.assign(mostFileBytes, 'a');
        QCOMPARE(refused(content), u"the file is larger than 80 MiB, the most that is read"_s);
    }
};

INTERIM_SUITE(TestFileDamage)
#include "tst_file_damage.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/generated.h"

#include "request/compose.h"

#include <QTest>

#include <set>

class TestGenerated : public QObject {
    Q_OBJECT
private slots:
    void staysWhatItWas();
    void seedsDiffer();
};

// Recordings stand on these bytes: they may never change. The first are xorshift64*'s own.
void TestGenerated::staysWhatItWas()
{
    const auto random = request::generatedBlock("random");
    QCOMPARE(random.size(), std::size_t(request::generatedBlockBytes));
    QCOMPARE(QByteArray::fromStdString(random.substr(0, 8)).toHex(), QByteArray("7a48219ae2b3830d"));
    std::set<std::string> words;
    for (std::size_t at = 0; at < random.size(); at += 8)
        words.insert(random.substr(at, 8));
    QCOMPARE(words.size(), random.size() / 8);
    QCOMPARE(request::generatedBlock("zeros"), std::string(request::generatedBlockBytes, '\0'));
    const auto text = request::generatedBlock("text");
    QCOMPARE(text.substr(0, 64), std::string(request::generatedTextLine));
    QCOMPARE(text.substr(text.size() - 64), std::string(request::generatedTextLine));
}

void TestGenerated::seedsDiffer()
{
    QVERIFY(request::generatedBlock("random", 1) != request::generatedBlock("random", 2));
    QCOMPARE(request::generatedBlock("random", request::generatedSeed), request::generatedBlock("random"));
}

INTERIM_SUITE(TestGenerated)
#include "tst_generated.moc"

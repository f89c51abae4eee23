// SPDX-License-Identifier: GPL-3.0-or-later
// Content that is not coded as its head says, found in the recording's bytes.
#include "session/coding_finding.h"

#include "support/coded.h"
#include "support/events.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestCodingFinding : public QObject {
    Q_OBJECT

    static std::optional<formats::FindingEntry> found(const std::string &coding, const std::string &content,
                                                      std::size_t declared = std::string::npos)
    {
        support::Script script;
        const auto request = support::requestHead(0, false, "/x");
        script.attempt(0, 0, "first").connect(10, 20).submit(30, request, 0, false).sent(40, request);
        const std::size_t length = declared == std::string::npos ? content.size() : declared;
        script.received(50,
                        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(length) + "\r\n"
                            + (coding.empty() ? "" : "Content-Encoding: " + coding + "\r\n") + "\r\n");
        if (!content.empty())
            script.received(60, content);
        const auto exchange = record::summarize(script.events());
        return session::codingFinding(*script.record(), script.events(), exchange);
    }

private slots:
    void soundContentIsNone()
    {
        const std::string text(100'000, 'x'), packed = support::coded(text, "gzip");
        QVERIFY(!found("", "hello"));
        QVERIFY(!found("gzip", packed));
        QVERIFY(!found("gzip", ""));
        QVERIFY(!found("gzip", packed.substr(0, 20), packed.size())); // it is the message that was cut
    }
    void whatCannotBeUndone_data()
    {
        QTest::addColumn<std::string>("coding");
        QTest::addColumn<std::string>("content");
        QTest::addColumn<QString>("says");
        const std::string packed = support::coded(std::string(1000, 'x'), "gzip");
        QTest::newRow("broken") << std::string("gzip") << std::string("hello") << u"data is broken at its byte"_s;
        QTest::newRow("cut") << std::string("gzip") << packed.substr(0, packed.size() - 4) << u"before its own end"_s;
        QTest::newRow("behind") << std::string("gzip") << packed + "hello" << u"bytes follow"_s;
        QTest::newRow("unknown") << std::string("z\x1bp") << std::string("hello") << u"z\\x1bp"_s;
        QTest::newRow("many") << std::string("gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip") << packed
                              << u"More than 8 are named"_s;
    }
    void whatCannotBeUndone()
    {
        QFETCH(std::string, coding);
        QFETCH(std::string, content);
        QFETCH(QString, says);
        const auto finding = found(coding, content);
        QVERIFY(finding.has_value());
        QVERIFY2(finding->text.contains(says), qPrintable(finding->text));
        QCOMPARE(finding->rule, u"content-coding"_s);
        QCOMPARE(finding->events.size(), 1);
    }
};

INTERIM_SUITE(TestCodingFinding)
#include "tst_coding_finding.moc"

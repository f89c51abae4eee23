// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/evaluate.h"

#include "guidance/cases.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

using test::Case;
using test::Played;

namespace {

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

QStringList rulesOf(const guidance::Evaluation &evaluation)
{
    QStringList out;
    for (const auto &finding : evaluation.findings)
        out.append(finding.rule);
    return sorted(out);
}

} // namespace

class TestEvaluate : public QObject {
    Q_OBJECT
private slots:
    void everyCase_data();
    void everyCase();
    void everyRuleFires();
    void prefixesNeverFail();
    void firstMinute();
    void waitingNow();
    void failuresNameTheirPlace();
    void wireTextStaysData();
    void evidenceIsThere();
    void whyNothingWaited();
};

void TestEvaluate::everyCase_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < test::cases().size(); ++i)
        QTest::newRow(test::cases()[i].name) << static_cast<int>(i);
}

void TestEvaluate::everyCase()
{
    QFETCH(int, index);
    const Case &one = test::cases().at(static_cast<std::size_t>(index));
    Played played(one.spec, one.role);
    one.play(played);
    const auto evaluation = played.evaluate();
    QCOMPARE(evaluation.verdict.rule, QString::fromLatin1(one.verdict));
    QCOMPARE(rulesOf(evaluation).join(' '_L1), sorted(QString::fromLatin1(one.findings).split(' '_L1)).join(' '_L1));
    // Every placeholder of every text that was said resolves.
    QStringList said{evaluation.verdict.headline, evaluation.verdict.topic, evaluation.verdict.whoDoesThis,
                     evaluation.verdict.whyClient};
    for (const auto &sentence : evaluation.verdict.sentences)
        said.append(sentence.text);
    for (const auto &finding : evaluation.findings)
        said.append(finding.title + ' '_L1 + finding.text);
    for (const QString &text : said)
        QVERIFY2(!text.contains('?'_L1) && !text.contains("{f"_L1), qPrintable(text));
    QVERIFY(!evaluation.verdict.headline.isEmpty());
    QVERIFY(!evaluation.verdict.references.isEmpty());
}

void TestEvaluate::everyRuleFires()
{
    const auto &library = guidance::Library::builtin();
    QSet<QString> verdicts;
    QSet<QString> findings;
    for (const Case &one : test::cases()) {
        verdicts.insert(QString::fromLatin1(one.verdict));
        for (const QString &id : QString::fromLatin1(one.findings).split(' '_L1))
            findings.insert(id);
    }
    for (const auto &rule : library.verdicts())
        QVERIFY2(verdicts.contains(rule.id), qPrintable(rule.id + u": no case fires this verdict"_s));
    for (const auto &rule : library.findings())
        QVERIFY2(findings.contains(rule.id), qPrintable(rule.id + u": no case fires this finding"_s));
}

void TestEvaluate::prefixesNeverFail()
{
    for (const Case &one : test::cases()) {
        Played played(one.spec, one.role);
        one.play(played);
        std::vector<wire::Event> prefix;
        for (const wire::Event &event : played.events()) {
            prefix.push_back(event);
            if (wire::isLeaf(event.kind))
                continue;
            const auto at = guidance::evaluate(record::summarize(prefix), one.spec, {-1, QLocale(QLocale::English)});
            if (one.role == wire::Role::Client)
                QVERIFY2(!at.verdict.headline.isEmpty(), one.name);
            QVERIFY2(!at.verdict.headline.contains('?'_L1), qPrintable(at.verdict.headline));
        }
    }
}

void TestEvaluate::firstMinute()
{
    Played played;
    played.head().wait(1.63).answer(417).end();
    played.retry().wait(2).body().answer(201).end();
    const auto verdict = played.evaluate().verdict;
    QCOMPARE(verdict.headline, u"The handshake was refused, not your upload"_s);
    QCOMPARE(verdict.topic, u"417"_s);
    QStringList said;
    for (const auto &sentence : verdict.sentences)
        said.append(sentence.text);
    QCOMPARE(said.join(' '_L1),
             u"The request carried Expect: 100-continue. 417 came 1.63 ms after the head, in place of 100; "
             "no content was sent. The same request without Expect got 201 Created. So the expectation "
             "made the difference, unless the two requests met different servers. 417 says that this "
             "server, or one behind it, could not meet it: by the record alone it can be either."_s);
    QCOMPARE(verdict.confidence, guidance::Confidence::Likely);
    QCOMPARE(verdict.actions.constFirst().key, u"send-without-expect"_s);
    QCOMPARE(verdict.actions.constFirst().words, u"Send without Expect"_s);
    QCOMPARE(verdict.sideBySide.size(), 5);
    QVERIFY(verdict.whyClient.startsWith(u"Expect is sent above 1 MiB, and this body has 4 MiB."_s));
    QVERIFY(verdict.references.contains(u"RFC 9110 §15.5.18"_s));
    QVERIFY(!verdict.corrections.isEmpty());
}

void TestEvaluate::waitingNow()
{
    Played played;
    played.head();
    const std::int64_t began = played.events().back().at;
    QCOMPARE(played.evaluate(began + 431'000'000).verdict.headline, u"Waiting for 100: 431 ms"_s);
    QCOMPARE(played.evaluate(began + 431'000'000).verdict.rule, u"live-waiting"_s);
    // It counts down; once the time is over, a moment before the timer says so, it promises nothing.
    const auto says = [&](std::int64_t after) { return played.evaluate(began + after).verdict.sentences.at(1).text; };
    QCOMPARE(says(431'000'000), u"Without an answer the content goes in 570 ms, 1 s after the head."_s);
    QCOMPARE(says(999'000'000), u"Without an answer the content goes in 10 ms, 1 s after the head."_s);
    QCOMPARE(says(1'000'000'000), u"After 1 s without an answer the content is sent all the same."_s);
}

/// A dead proxy or a dead place to connect to is not the server's fault.
void TestEvaluate::failuresNameTheirPlace()
{
    const auto headline = [](const request::RequestSpec &spec, record::FactKind begin, record::FactKind end) {
        Played played(spec);
        played.begin()
            .tell(record::FactKind::ConnectBegin, "10.0.0.1:1")
            .tell(record::FactKind::ConnectEnd, "refused", 1);
        if (begin != record::FactKind::ConnectBegin)
            played.tell(begin, "127.0.0.1:8417").tell(end, "wrong password", 1);
        played.tell(record::FactKind::AttemptEnd, "refused", 0, "connect-failed");
        return played.evaluate().verdict.headline;
    };
    auto spec = test::upload();
    spec.connectTo = "10.0.0.1:1";
    using record::FactKind;
    QCOMPARE(headline(spec, FactKind::ConnectBegin, FactKind::ConnectEnd),
             u"Port 1 of 10.0.0.1 refused the connection"_s);
    spec.proxy = "10.0.0.1:1";
    QCOMPARE(headline(spec, FactKind::ConnectBegin, FactKind::ConnectEnd), u"The proxy 10.0.0.1:1 cannot be reached"_s);
    spec.proxy = "socks5://10.0.0.1:1";
    QCOMPARE(headline(spec, FactKind::ProxyBegin, FactKind::ProxyEnd), u"The SOCKS proxy 10.0.0.1:1 opened no way"_s);
}

void TestEvaluate::wireTextStaysData()
{
    Played played;
    played.head().wait(1).got("HTTP/1.1 417 X\r\nVia: 1.0 <b>{final.status}</b>\x1b[31m\r\nContent-Length: 0\r\n\r\n");
    played.end();
    QString all;
    const auto verdict = played.evaluate().verdict;
    for (const auto &sentence : verdict.sentences)
        all += sentence.text;
    QVERIFY2(all.contains(u"1.0 <b>{final.status}</b>\\x1b[31m"_s), qPrintable(all));
    QVERIFY(!all.contains(QChar(0x1b)));
}

void TestEvaluate::evidenceIsThere()
{
    Played played;
    played.head().wait(1.63).answer(417).end();
    const auto sentences = played.evaluate().verdict.sentences;
    const auto &events = played.events();
    QVERIFY(sentences.at(1).events.size() >= 2);
    bool final = false;
    for (const quint64 seq : sentences.at(1).events)
        final = final || events.at(seq).kind == wire::Kind::FinalResponse;
    QVERIFY(final);
    for (const quint64 seq : sentences.at(0).events)
        QCOMPARE(events.at(seq).attempt, 0u);
}

// The wait of 0, or the value that no wait belongs to: one of the two.
void TestEvaluate::whyNothingWaited()
{
    const auto said = [](const std::function<void(request::RequestSpec &)> &change) {
        Played played(test::with(change));
        played.head().body().wait(1).answer(201).end();
        const auto verdict = played.evaluate().verdict;
        return verdict.rule + u'|' + verdict.sentences.first().text.left(30) + u'|'
            + QString::number(verdict.actions.size());
    };
    QCOMPARE(said([](auto &spec) { spec.expect.waitNs = 0; }), u"not-waited|The wait is set to 0, so the c|2"_s);
    QCOMPARE(said([](auto &spec) {
                 spec.headers = {{"Expect", "foo"}};
             }),
             u"expectation-ignored|The request carried Expect: fo|3"_s);
}

INTERIM_SUITE(TestEvaluate)
#include "tst_evaluate.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The order of groups and verdicts means nothing: of every exchange that can be played, at most one of a kind holds.
#include "guidance/judge.h"

#include "guidance/cases.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

using namespace rules;
using namespace guidance;
using test::Played;

namespace {

/// Groups that claim it, and verdicts of theirs; those of a group are named with it.
QString faultOf(const Played &played)
{
    const View view = buildView(played.exchange(), played.spec(), {-1, &Library::builtin()});
    const QStringList all = claimants(Library::builtin(), view);
    const auto groups = std::ranges::count_if(all, [](const QString &one) { return one.endsWith(u'/'); });
    const bool begun = view.value(u"begun"_s).value.toBool();
    const bool fault = groups != (begun ? 1 : 0) || all.size() - groups > 1;
    return fault ? u"claimed by: "_s + all.join(u' ') : QString();
}

/// An exchange of random steps, in an order that the engine could take.
class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    void play(Played &out)
    {
        if (chance(10))
            return failBefore(out);
        out.head();
        request(out);
        if (chance(15)) {
            out.begin("redirect").connect();
            out.redirectAs(chance(50) ? test::get() : out.spec());
            request(out);
        }
        if (chance(15))
            follow(out);
    }
    request::RequestSpec spec()
    {
        auto spec = test::upload(oneOf<std::uint64_t>({0, 5, 2 << 20}));
        if (spec.body.size == 0 && chance(70))
            spec.body = {};
        spec.version = oneOf({10, 11, 11, 11});
        spec.expect.rule = oneOf({request::ExpectRule::Off, request::ExpectRule::Always, request::ExpectRule::Always,
                                  request::ExpectRule::Custom});
        spec.expect.custom = oneOf<const char *>({"100-continue", "foo", "", "foo, 100-continue"});
        spec.expect.afterWait = oneOf({wire::AfterWait::Send, wire::AfterWait::Keep, wire::AfterWait::Stop});
        spec.expect.accept104 = chance(20);
        spec.expect.bodyAfterFinal = chance(20);
        spec.expect.waitNs = chance(20) ? 0 : 1'000'000'000;
        spec.body.chunked = chance(20);
        if (chance(15))
            spec.proxy = oneOf<const char *>({"http://p:1", "socks5://p:1"});
        if (chance(10))
            spec.headers.push_back({"Authorization", "Basic eDp5"});
        return spec;
    }

private:
    bool chance(unsigned percent) { return random_() % 100 < percent; }
    template <typename T>
    T oneOf(std::initializer_list<T> list)
    {
        return list.begin()[random_() % list.size()];
    }

    void failBefore(Played &out)
    {
        out.begin()
            .tell(record::FactKind::ConnectBegin, "127.0.0.1:1")
            .tell(record::FactKind::ConnectEnd, "refused", 1);
        if (!out.spec().proxy.empty() && chance(30))
            out.tell(record::FactKind::ProxyEnd, "no", 1);
        out.tell(record::FactKind::AttemptEnd, "refused", 0, oneOf({"connect-failed", "tls-failed", "aborted"}));
    }
    void follow(Played &out)
    {
        out.done();
        out.followUp();
        if (chance(50))
            out.answer(oneOf({200, 400}));
        out.end(oneOf({"final-status", "timed-out"}));
    }
    void request(Played &out)
    {
        out.wait(oneOf({0.1, 3.0, 700.0}));
        if (chance(30))
            out.interim(oneOf({100, 103, 104, 102}));
        if (chance(30))
            test::timer(out);
        if (chance(10))
            out.tell(record::FactKind::Release);
        if (chance(40))
            out.interim(100);
        content(out);
        if (chance(10))
            out.got(oneOf<const char *>({"SSH-2.0-x\r\n", "220 a\r\n", "x\r\n"}));
        if (chance(70))
            answer(out);
        if (chance(40))
            out.closed(oneOf({CloseHow::Fin, CloseHow::Reset, CloseHow::Error, CloseHow::Truncated}));
        if (chance(95))
            out.end(oneOf({"final-status", "timed-out", "closed-early", "protocol-error", "aborted"}));
    }
    void content(Played &out)
    {
        if (out.left() == 0 || chance(30))
            return;
        chance(50) ? out.body() : out.body(std::min<std::uint64_t>(out.left(), 3));
    }
    void answer(Played &out)
    {
        const int status = oneOf({101, 200, 204, 206, 301, 302, 303, 304, 399, 400, 401, 403, 407,
                                  408, 411, 412, 413, 417, 417, 428, 499, 500, 502, 505, 599, 600});
        out.answer(status,
                   oneOf<const char *>({"Content-Length: 0\r\n", "Connection: close\r\nContent-Length: 0\r\n",
                                        "Content-Length: 5\r\n"}),
                   oneOf<const char *>({"1.1", "1.1", "1.0"}));
        if (status == 417 && chance(70)) {
            out.end();
            out.retry();
            content(out);
            if (chance(80))
                out.answer(oneOf({200, 302, 403, 417, 500, 600}));
        }
    }

    std::mt19937 random_;
    using CloseHow = wire::CloseHow;
};

} // namespace

class TestJudge : public QObject {
    Q_OBJECT
private slots:
    void oneClaimsEachCase()
    {
        for (const test::Case &one : test::cases()) {
            Played played(one.spec, one.role);
            one.play(played);
            QVERIFY2(faultOf(played).isEmpty(), qPrintable(QString::fromLatin1(one.name) + u' ' + faultOf(played)));
        }
    }
    void oneClaimsWhateverCanBePlayed()
    {
        QStringList met;
        for (unsigned seed = 1; seed <= 3000; ++seed) {
            Dice dice(seed);
            Played played(dice.spec());
            dice.play(played);
            QVERIFY2(faultOf(played).isEmpty(), qPrintable(u"seed %1 %2"_s.arg(seed).arg(faultOf(played))));
            const auto verdict = played.evaluate().verdict;
            QVERIFY2(!verdict.headline.isEmpty() && !verdict.headline.contains(u'?'),
                     qPrintable(verdict.rule + verdict.headline));
            for (const auto &sentence : verdict.sentences)
                QVERIFY2(!sentence.text.contains(u'?'), qPrintable(verdict.rule + u' ' + sentence.text));
            if (!met.contains(verdict.rule))
                met.append(verdict.rule);
        }
        QVERIFY2(met.size() > 60, qPrintable(QString::number(met.size()))); // the dice reach most of them
    }
    void otherwiseIsTheRest()
    {
        View view;
        view.set(u"stage"_s, as::text(u"aborted"_s));
        QCOMPARE(judge(Library::builtin(), view)->id, u"aborted"_s);
        view.set(u"error.key"_s, as::text(u"body-source"_s));
        QCOMPARE(judge(Library::builtin(), view)->id, u"content-lost"_s);
        view.set(u"stage"_s, as::text(u"none"_s));
        QVERIFY(!judge(Library::builtin(), view));
    }
    void confidence()
    {
        QStringList errors;
        const QVector<ConfidenceRule> rules{
            {Confidence::Open, Condition::read(QJsonObject{{u"stage"_s, u"live"_s}}, {}, errors)},
            {Confidence::Likely, {}}};
        View view;
        QCOMPARE(confidenceOf(rules, view), Confidence::Likely);
        QCOMPARE(confidenceOf({}, view), Confidence::Certain);
        view.set(u"stage"_s, as::text(u"live"_s));
        QCOMPARE(confidenceOf(rules, view), Confidence::Open);
    }
    /// What is open or likely names another cause.
    void whatIsNotCertainSaysWhatElse()
    {
        static const QStringList words{u" or "_s,
                                       u"unless"_s,
                                       u"either"_s,
                                       u"not known"_s,
                                       u"others "_s,
                                       u"not told"_s,
                                       u"tells which"_s,
                                       u"as a rule"_s,
                                       u"no more than that"_s,
                                       u"other causes"_s,
                                       u"does not tell"_s,
                                       u"was not the cause"_s,
                                       u"may just not"_s,
                                       u" may "_s,
                                       u"had one answer"_s,
                                       u"would look the same"_s};
        const auto &library = Library::builtin();
        const auto names = [&](const QVector<TextRule> &texts) {
            return std::ranges::any_of(texts, [&](const TextRule &text) {
                return std::ranges::any_of(
                    words, [&](const QString &word) { return text.text.contains(word, Qt::CaseInsensitive); });
            });
        };
        for (const VerdictRule &rule : library.verdicts())
            QVERIFY2(rule.confidence.isEmpty() || names(rule.sentences), qPrintable(rule.id));
        for (const FindingRule &rule : library.findings())
            QVERIFY2(rule.confidence.isEmpty() || names(rule.text), qPrintable(rule.id));
    }
};

INTERIM_SUITE(TestJudge)
#include "tst_judge.moc"

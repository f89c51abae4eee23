// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients and Interim with their profiles, at the same lab: the heads are equal but for the versions in User-Agent
// and the profile's listed exceptions; the waits agree. A client that is not here, or in another version, is skipped.

#include "base/text.h"
#include "peers/client_programs.h"
#include "peers/client_run.h"
#include "session/profiles.h"

#include <QElapsedTimer>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <deque>
#include <optional>

using namespace Qt::StringLiterals;
using namespace peers;
using session::Profile;

namespace {

constexpr qint64 smallBody = 1000;
constexpr int waitRounds = 3; // of a wait, for its median
constexpr std::size_t runsAtOnce = 5;
// Whether the waits agree within 50 ms is measured apart (INTERIM_WAITS_MS=50: the shortest rounds, one client at a
// time; tests/bench/run waits). A busy one stops the client, Interim or the lab where it likes: what the lab sees is
// then longer or, where the head was read late, shorter. So one of a side's rounds must be near the profile's wait.
constexpr double latestMs = 3000, leastPart = 0.5;
constexpr std::int64_t endlessNs = 6'000'000'000; // where the client's wait has no end

struct RunKey {
    QString profile, mode;
    bool ours = false;
    bool operator==(const RunKey &) const = default;
};
size_t qHash(const RunKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.profile, key.mode, key.ours);
}

/// One line a field, without those that the profile does not imitate, without versions and the port.
QStringList comparedHead(const std::string &head, const Profile &profile)
{
    static const QRegularExpression versions(u"\\d+(\\.\\d+)*"_s), port(u"127\\.0\\.0\\.1:\\d+"_s);
    QStringList lines = QString::fromStdString(head).split(u"\r\n"_s);
    for (QString &line : lines) {
        if (line.startsWith("user-agent:"_L1, Qt::CaseInsensitive))
            line.replace(versions, u"#"_s);
        line.replace(port, u"HOST"_s);
    }
    lines.removeIf([&](const QString &line) {
        return std::any_of(
            profile.exceptions.begin(), profile.exceptions.end(), [&](const session::HeadException &exception) {
                return line.startsWith(QString::fromStdString(exception.field) + u':', Qt::CaseInsensitive);
            });
    });
    return lines;
}

double medianWaitMs(const std::vector<HeadSeen> &all)
{
    std::vector<std::int64_t> times;
    for (const HeadSeen &one : all)
        times.push_back(one.verdict.waitedNs);
    std::ranges::sort(times);
    return times.empty() ? -1 : double(times[times.size() / 2]) / 1e6;
}

/// The shortest round: what a busy machine adds is least in it.
double leastWaitMs(const std::vector<HeadSeen> &all)
{
    const auto least = std::ranges::min_element(all, {}, [](const HeadSeen &one) { return one.verdict.waitedNs; });
    return least == all.end() ? -1 : double(least->verdict.waitedNs) / 1e6;
}

/// A round's wait is at least `leastPart` of the profile's and at most `latestMs` more.
bool isNear(const std::vector<HeadSeen> &all, std::int64_t waitNs)
{
    const double wanted = double(waitNs) / 1e6;
    return std::ranges::any_of(all, [&](const HeadSeen &one) {
        const double waited = double(one.verdict.waitedNs) / 1e6;
        return waited > leastPart * wanted && waited < wanted + latestMs;
    });
}

bool saw(const std::vector<HeadSeen> &all, record::ClientDid did)
{
    return std::ranges::any_of(all, [did](const HeadSeen &one) { return one.verdict.did == did; });
}

/// The bound asked for by the environment, in milliseconds; none: the machine may be busy.
std::optional<double> askedBoundMs()
{
    bool given = false;
    const double bound = qEnvironmentVariable("INTERIM_WAITS_MS").toDouble(&given);
    return given ? std::optional(bound) : std::nullopt;
}

} // namespace

class TestProfiles : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QList<Program> programs_;
    QHash<QString, QString> missing_; // by profile: why it cannot be run
    QHash<RunKey, std::vector<HeadSeen>> seen_;
    QHash<RunKey, QByteArray> said_;
    session::Workbench workbench_;

    static const Profile &profileOf(const Program &program)
    {
        return *session::Profiles::builtin().find(program.profile);
    }

    static qint64 sizeOf(const Profile &profile, const QString &mode)
    {
        return mode == "on"_L1 && profile.threshold ? qint64(*profile.threshold) + 1 : mode == "get"_L1 ? 0 : smallBody;
    }

    QString fileOf(qint64 size)
    {
        const QString path = folder_.filePath(QString::number(size));
        QFile file(path);
        if (!file.exists() && file.open(QIODevice::WriteOnly))
            file.write(QByteArray(size, 'x'));
        return path;
    }

    static request::RequestSpec request(const Program &program, const QString &mode, const QString &url)
    {
        const Profile &profile = profileOf(program);
        request::RequestSpec spec;
        spec.method = mode == "get"_L1 ? "GET" : program.method.toStdString();
        spec.url = url.toStdString();
        if (mode != "get"_L1) {
            spec.body.kind = request::BodyKind::Generated;
            spec.body.size = std::uint64_t(sizeOf(profile, mode));
        }
        session::chooseProfile(spec, program.profile);
        if (mode == "on"_L1 && profile.rule == request::ExpectRule::Off)
            spec.expect.rule = request::ExpectRule::Always; // as the client's program does
        if (profile.afterWait == wire::AfterWait::Keep)
            spec.timeouts.wholeNs = endlessNs;
        return spec;
    }

    std::unique_ptr<ClientRun> runOf(const RunKey &key)
    {
        const Program &program = *std::ranges::find(programs_, key.profile, &Program::profile);
        return std::make_unique<ClientRun>(workbench_, [this, &program, key](ClientRun &run, const QString &base) {
            const QString url = base + (key.mode == "on"_L1 ? program.target : u"/continue"_s);
            if (key.ours) {
                run.start(request(program, key.mode, url));
                return;
            }
            const qint64 size = sizeOf(profileOf(program), key.mode);
            const bool endless = key.mode == "on"_L1 && profileOf(program).afterWait == wire::AfterWait::Keep;
            run.start(
                program.words({url, key.mode, size, fileOf(size), endless ? int(endlessNs / 1'000'000'000) : 60}));
        });
    }

    void probe()
    {
        QList<Command> probes;
        for (const Program &program : std::as_const(programs_))
            probes << Command{program.probe.first(), program.probe.mid(1), {}};
        const auto ended = runAll(probes);
        for (qsizetype i = 0; i < programs_.size(); ++i) {
            if (const QString why = whyNot(programs_[i], ended[i]); !why.isEmpty())
                missing_.insert(programs_[i].profile, why);
        }
    }

    std::vector<RunKey> jobsOf(const Program &program, bool ours) const
    {
        std::vector<RunKey> all;
        if (program.gets)
            all.push_back({program.profile, u"get"_s, ours});
        if (program.offs)
            all.push_back({program.profile, u"off"_s, ours});
        all.insert(all.end(), profileOf(program).waitNs.value_or(0) > 0 ? waitRounds : 1,
                   {program.profile, u"on"_s, ours});
        return all;
    }

    /// The waits last, so that no compiler's or interpreter's start is beside them for long.
    std::deque<RunKey> jobs() const
    {
        std::deque<RunKey> all;
        for (const Program &program : programs_) {
            for (const bool ours : {false, true}) {
                if (!missing_.contains(program.profile))
                    std::ranges::copy(jobsOf(program, ours), std::back_inserter(all));
            }
        }
        std::stable_partition(all.begin(), all.end(), [](const RunKey &key) { return key.mode != "on"_L1; });
        return all;
    }

    void play(const std::deque<RunKey> &jobs, std::size_t atOnce)
    {
        playClients(
            jobs, atOnce, [this](const RunKey &key) { return runOf(key); },
            [this](const RunKey &key, ClientRun &run) {
                if (run.seen)
                    seen_[key].push_back(*run.seen);
                said_[key] += run.said();
            });
    }

    void playAlone(const Program &program)
    {
        for (const bool ours : {false, true}) {
            for (const RunKey &key : jobsOf(program, ours)) {
                seen_.remove(key);
                said_.remove(key);
            }
            const auto again = jobsOf(program, ours);
            play({again.begin(), again.end()}, 1);
        }
    }

private slots:
    void initTestCase()
    {
        QElapsedTimer clock;
        clock.start();
        const QString said = compileClients(folder_.path());
        if (!said.isEmpty())
            qInfo().noquote() << said;
        programs_ = scriptPrograms() + compiledPrograms(folder_.path());
        probe();
        play(jobs(), askedBoundMs() ? 1 : runsAtOnce);
        std::printf("%d clients in %lld ms\n", int(programs_.size() - missing_.size()),
                    static_cast<long long>(clock.elapsed()));
    }

    void everyMeasuredProfileHasAClient()
    {
        for (const Profile &profile : session::Profiles::builtin().all()) {
            const auto named = std::count_if(programs_.begin(), programs_.end(),
                                             [&](const Program &program) { return program.profile == profile.name; });
            QVERIFY2(named == (profile.measured() ? 1 : 0), qPrintable(profile.name));
        }
    }

    void behavesLikeTheClient_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < programs_.size(); ++i)
            QTest::newRow(qPrintable(programs_[i].profile)) << i;
    }
    void behavesLikeTheClient()
    {
        QFETCH(int, index);
        const Program &program = programs_[index];
        if (missing_.contains(program.profile))
            QSKIP(qPrintable(missing_.value(program.profile)));
        QStringList wrong = wrongOf(program);
        for (int again = 0; again < mostReplays && !wrong.isEmpty(); ++again) {
            std::printf("%s, played again: %s\n", qPrintable(program.profile), qPrintable(wrong.join(u"; "_s)));
            playAlone(program);
            wrong = wrongOf(program);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        if (!program.refuses)
            printWaits(program);
        if (const auto bound = askedBoundMs(); bound && profileOf(program).waitNs.value_or(0) > 0)
            compareShortest(program, *bound);
    }

private:
    /// What is not as the profile says, or differs between the client and Interim.
    QStringList wrongOf(const Program &program) const
    {
        QStringList wrong;
        for (const char *mode : {"get", "off", "on"}) {
            const QString name = QString::fromLatin1(mode);
            if ((name == "get"_L1 && !program.gets) || (name == "off"_L1 && !program.offs))
                continue;
            const auto theirs = seen_.value({program.profile, name, false}),
                       ours = seen_.value({program.profile, name, true});
            if (name == "on"_L1 && program.refuses) {
                if (!theirs.empty())
                    wrong << u"the client sends Expect, though the profile says that it refuses"_s;
            } else if (theirs.empty()) {
                wrong << name + u": the client sent nothing: "_s
                        + QString::fromUtf8(said_.value({program.profile, name, false}).right(2000));
            } else if (ours.empty()) {
                wrong << name + u": Interim sent nothing"_s;
            } else {
                wrong << wrongHeads(profileOf(program), name, ours.front(), theirs.front());
            }
        }
        if (wrong.isEmpty() && !program.refuses)
            wrong << wrongWaits(program);
        return wrong;
    }

    static QStringList wrongHeads(const Profile &profile, const QString &mode, const HeadSeen &our,
                                  const HeadSeen &their)
    {
        QStringList wrong;
        const QStringList ours = comparedHead(our.head, profile), theirs = comparedHead(their.head, profile);
        if (ours != theirs)
            wrong << u"%1: Interim's head is\n%2\nthe client's\n%3"_s.arg(mode, ours.join(u'\n'), theirs.join(u'\n'));
        if ((our.verdict.did == record::ClientDid::NoExpect) != (their.verdict.did == record::ClientDid::NoExpect))
            wrong << mode + u": one of the two alone sends Expect"_s;
        return wrong;
    }

    QStringList wrongWaits(const Program &program) const
    {
        const Profile &profile = profileOf(program);
        QStringList wrong;
        for (const bool ours : {false, true}) {
            const QString who = ours ? u"Interim"_s : u"the client"_s;
            const auto seen = seen_.value({program.profile, u"on"_s, ours});
            if (profile.waitNs == 0) {
                // Even so it may be stopped between its head and its content.
                if (medianWaitMs(seen) >= latestMs)
                    wrong << u"%1 waited %2 ms"_s.arg(who).arg(medianWaitMs(seen));
                continue;
            }
            const bool sends = profile.afterWait == wire::AfterWait::Send,
                       keeps = profile.afterWait == wire::AfterWait::Keep;
            if (!saw(seen, sends ? record::ClientDid::WaitedAndSent : record::ClientDid::NeverSent))
                wrong << who + u" did otherwise than the profile says"_s;
            if (keeps ? medianWaitMs(seen) <= 0.3e-6 * double(endlessNs) : !isNear(seen, profile.waitNs.value_or(0)))
                wrong << u"%1 waited %2 ms, not as the profile says"_s.arg(who).arg(medianWaitMs(seen));
        }
        return wrong;
    }

    void printWaits(const Program &program) const
    {
        const auto theirs = seen_.value({program.profile, u"on"_s, false}),
                   ours = seen_.value({program.profile, u"on"_s, true});
        std::printf("%s: the client %s, %.1f ms; Interim %s, %.1f ms\n", qPrintable(program.profile),
                    record::keyOf(theirs.front().verdict.did).data(), medianWaitMs(theirs),
                    record::keyOf(ours.front().verdict.did).data(), medianWaitMs(ours));
    }

    void compareShortest(const Program &program, double boundMs) const
    {
        if (profileOf(program).afterWait == wire::AfterWait::Keep)
            return;
        const double theirs = leastWaitMs(seen_.value({program.profile, u"on"_s, false}));
        const double ours = leastWaitMs(seen_.value({program.profile, u"on"_s, true}));
        std::printf("  the shortest of %d rounds: the client %.1f ms; Interim %.1f ms\n", waitRounds, theirs, ours);
        QVERIFY2(std::abs(theirs - ours) <= boundMs, qPrintable(u"%1 ms apart"_s.arg(theirs - ours)));
    }
};

INTERIM_SUITE(TestProfiles)
#include "tst_profiles.moc"

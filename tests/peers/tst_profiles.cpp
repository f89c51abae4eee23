// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients and Interim with their profiles, at the same lab: the heads are equal but for the versions in User-Agent
// and the profile's listed exceptions; the waits agree. A client that is not here, or in another version, is skipped.

#include "peers/client_programs.h"
#include "peers/client_run.h"
#include "session/profiles.h"
#include "wire/text.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>
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
constexpr unsigned runsAtOnce = 5;
// Whether the waits agree within 50 ms is measured apart (INTERIM_WAITS_MS=50: the shortest rounds, one client at a time;
// tests/bench/run waits). A busy one stops the client, Interim or the lab where it likes: what the lab sees is
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
        return std::any_of(profile.exceptions.begin(), profile.exceptions.end(), [&](const session::HeadException &exception) {
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

    static const Profile &profileOf(const Program &program) { return *session::Profiles::builtin().find(program.profile); }

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

    static wire::RequestSpec request(const Program &program, const QString &mode, const QString &url)
    {
        const Profile &profile = profileOf(program);
        wire::RequestSpec spec;
        spec.method = mode == "get"_L1 ? "GET" : program.method.toStdString();
        spec.url = url.toStdString();
        if (mode != "get"_L1) {
            spec.body.kind = wire::BodyKind::Generated;
            spec.body.size = std::uint64_t(sizeOf(profile, mode));
        }
        session::chooseProfile(spec, program.profile);
        if (mode == "on"_L1 && profile.rule == wire::ExpectRule::Off)
            spec.expect.rule = wire::ExpectRule::Always; // as the client's program does
        if (profile.afterWait == wire::AfterWait::Keep)
            spec.timeouts.wholeNs = endlessNs;
        return spec;
    }

    std::unique_ptr<ClientRun> runOf(const Program &program, const RunKey &key)
    {
        return std::make_unique<ClientRun>(workbench_, [this, program, key](ClientRun &run, const QString &base) {
            const QString url = base + (key.mode == "on"_L1 ? program.target : u"/continue"_s);
            if (key.ours) {
                run.start(request(program, key.mode, url));
                return;
            }
            const qint64 size = sizeOf(profileOf(program), key.mode);
            const bool endless = key.mode == "on"_L1 && profileOf(program).afterWait == wire::AfterWait::Keep;
            run.start(program.words({url, key.mode, size, fileOf(size), endless ? int(endlessNs / 1'000'000'000) : 60}));
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

    /// The waits last, so that no compiler's or interpreter's start is beside them for long.
    std::deque<std::pair<const Program *, RunKey>> jobs() const
    {
        std::deque<std::pair<const Program *, RunKey>> all;
        for (const Program &program : programs_) {
            if (missing_.contains(program.profile))
                continue;
            for (const bool ours : {false, true}) {
                if (program.gets)
                    all.emplace_front(&program, RunKey{program.profile, u"get"_s, ours});
                if (program.offs)
                    all.emplace_front(&program, RunKey{program.profile, u"off"_s, ours});
                const bool waits = profileOf(program).waitNs.value_or(0) > 0;
                for (int i = 0; i < (waits ? waitRounds : 1); ++i)
                    all.emplace_back(&program, RunKey{program.profile, u"on"_s, ours});
            }
        }
        return all;
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
        auto waiting = jobs();
        std::vector<std::pair<RunKey, std::unique_ptr<ClientRun>>> active;
        while (!waiting.empty() || !active.empty()) {
            while (!waiting.empty() && active.size() < (askedBoundMs() ? 1u : runsAtOnce)) {
                active.emplace_back(waiting.front().second, runOf(*waiting.front().first, waiting.front().second));
                waiting.pop_front();
            }
            QTest::qWait(10);
            std::erase_if(active, [this](const auto &running) {
                const auto &[key, run] = running;
                if (!run->over())
                    return false;
                if (run->seen)
                    seen_[key].push_back(*run->seen);
                said_[key] += run->said();
                return true;
            });
        }
        std::printf("%d clients in %lld ms\n", int(programs_.size() - missing_.size()), static_cast<long long>(clock.elapsed()));
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
        const Profile &profile = profileOf(program);
        for (const char *mode : {"get", "off", "on"}) {
            const QString name = QString::fromLatin1(mode);
            if ((name == "get"_L1 && !program.gets) || (name == "off"_L1 && !program.offs))
                continue;
            const auto theirs = seen_.value({program.profile, name, false}), ours = seen_.value({program.profile, name, true});
            if (name == "on"_L1 && program.refuses) {
                QVERIFY2(theirs.empty(), "the client sends Expect, though the profile says that it refuses");
                continue;
            }
            QVERIFY2(!theirs.empty(), said_.value({program.profile, name, false}).right(2000).constData());
            QVERIFY(!ours.empty());
            QCOMPARE(comparedHead(ours.front().head, profile), comparedHead(theirs.front().head, profile));
            QCOMPARE(ours.front().verdict.did == record::ClientDid::NoExpect, theirs.front().verdict.did == record::ClientDid::NoExpect);
        }
        if (!program.refuses)
            compareWaits(program);
    }

    void compareWaits(const Program &program)
    {
        const Profile &profile = profileOf(program);
        const auto theirs = seen_.value({program.profile, u"on"_s, false}), ours = seen_.value({program.profile, u"on"_s, true});
        const auto did = ours.front().verdict.did;
        const double their = medianWaitMs(theirs), our = medianWaitMs(ours);
        std::printf("%s: the client %s, %.1f ms; Interim %s, %.1f ms\n", qPrintable(program.profile),
                    record::keyOf(theirs.front().verdict.did).data(), their, record::keyOf(did).data(), our);
        if (profile.waitNs == 0) {
            // On a busy machine either may be stopped between its head and its content.
            QVERIFY(their < latestMs && our < latestMs);
            return;
        }
        const auto expected = profile.afterWait == wire::AfterWait::Send ? record::ClientDid::WaitedAndSent : record::ClientDid::NeverSent;
        QVERIFY2(saw(ours, expected), "Interim did otherwise");
        QVERIFY2(saw(theirs, expected), "the client did otherwise");
        if (profile.afterWait == wire::AfterWait::Keep)
            QVERIFY(their > 0.3e-6 * double(endlessNs) && our > 0.3e-6 * double(endlessNs));
        if (profile.afterWait == wire::AfterWait::Keep)
            return;
        for (const auto &side : {theirs, ours})
            QVERIFY2(isNear(side, profile.waitNs.value_or(0)), "the wait is another");
        if (const auto bound = askedBoundMs()) {
            const double theirLeast = leastWaitMs(theirs), ourLeast = leastWaitMs(ours);
            std::printf("  the shortest of %d rounds: the client %.1f ms; Interim %.1f ms\n", waitRounds, theirLeast, ourLeast);
            QVERIFY2(std::abs(theirLeast - ourLeast) <= *bound, qPrintable(u"%1 ms apart"_s.arg(theirLeast - ourLeast)));
        }
    }
};

INTERIM_SUITE(TestProfiles)
#include "tst_profiles.moc"

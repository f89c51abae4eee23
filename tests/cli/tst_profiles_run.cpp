// SPDX-License-Identifier: GPL-3.0-or-later
// What `interim-cli profiles` prints.
#include "cli/profiles_run.h"

#include "cli/commands.h"
#include "session/profiles.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestProfilesRun : public QObject {
    Q_OBJECT
private slots:
    void allAreListed()
    {
        const QString list = cli::profileList({});
        for (const auto &profile : session::Profiles::builtin().all())
            QVERIFY2(list.contains(u'\n' + profile.name + u": "_s) || list.startsWith(profile.name),
                     qPrintable(profile.name));
        const QStringList lines = list.split(u'\n');
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }

    void oneIsToldWithItsSources()
    {
        const QString text = cli::profileText(u"go"_s, {});
        for (const char *part : {"Go-http-client/1.1", "no Accept", "Expect: off", "then send the content",
                                 "On 417: show it", "Sources", "measured: ", "CVE-2024-24791"})
            QVERIFY2(text.simplified().contains(QLatin1String(part)), part);
        cli::TextStyle ascii;
        ascii.unicode = false;
        for (const auto &profile : session::Profiles::builtin().all()) {
            const QString shown = cli::profileText(profile.name, ascii);
            QVERIFY(std::all_of(shown.begin(), shown.end(),
                                [](QChar c) { return c == u'\n' || (c >= u' ' && c < u'\x7f'); }));
        }
        QVERIFY(cli::profileText(u"nobody"_s, {}).isEmpty());
    }

    void wordsThatAreOff()
    {
        QCOMPARE(cli::runProfiles({u"nobody"_s}), 2);
        QCOMPARE(cli::runProfiles({u"go"_s, u"ruby"_s}), 2);
        QCOMPARE(cli::runProfiles({u"--nonsense"_s}), 2);
    }
};

INTERIM_SUITE(TestProfilesRun)
#include "tst_profiles_run.moc"

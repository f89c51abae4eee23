// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lab_scenarios.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QStringList namesThatFit(const QString &typed)
{
    QStringList names;
    for (const auto &group : session::scenarioGroups())
        for (const auto &scenario : group.scenarios)
            if (session::fits(scenario, typed))
                names << scenario.name;
    return names;
}

} // namespace

class TestLabScenarios : public QObject {
    Q_OBJECT
private slots:
    void areCompiledIn()
    {
        QVERIFY2(session::scenarioLibrary().wrong.isEmpty(), qPrintable(session::scenarioLibrary().wrong.join(u'\n')));
        QStringList groups;
        QSet<QString> names;
        for (const auto &group : session::scenarioGroups()) {
            groups << group.name;
            QVERIFY(!group.title.isEmpty() && !group.about.isEmpty() && !group.scenarios.isEmpty());
            for (const auto &scenario : group.scenarios) {
                names << scenario.name;
                QCOMPARE(scenario.group, group.name);
                QCOMPARE(scenario.path, u'/' + scenario.name);
                QVERIFY(!scenario.title.isEmpty() && !scenario.about.isEmpty() && !scenario.method.isEmpty());
            }
        }
        QCOMPARE(groups, (QStringList{u"basics"_s, u"delays"_s, u"refusals"_s, u"broken"_s}));
        QVERIFY(names.size() >= 26);
        QCOMPARE(namesThatFit({}).size(), names.size());
    }

    void eachIsShownByARequest()
    {
        for (const auto &group : session::scenarioGroups()) {
            for (const auto &scenario : group.scenarios) {
                const auto spec = session::requestFor(scenario, u"http://h:1"_s);
                QCOMPARE(QString::fromStdString(spec.url), u"http://h:1/"_s + scenario.name);
                QCOMPARE(QString::fromStdString(spec.method), scenario.method);
                QCOMPARE(spec.body.size, scenario.bodySize);
                QCOMPARE(spec.expect.rule == request::ExpectRule::Always, scenario.bodySize > 0);
                QCOMPARE(spec.lingerNs, scenario.watchNs > 0 ? scenario.watchNs : request::RequestSpec().lingerNs);
            }
        }
        const auto first = session::firstRequest(u"http://h:1"_s);
        QCOMPARE(first.url, std::string("http://h:1/refuse-417"));
        QCOMPARE(first.body.size, std::uint64_t(4 << 20));
    }

    void fits()
    {
        session::ScenarioInfo one;
        one.path = u"/continue-late"_s;
        one.title = u"100 after a delay"_s;
        one.about = u"Sends 100 Continue only after a while."_s;
        one.group = u"delays"_s;
        one.statuses = {100, 422};
        for (const auto &typed : {u""_s, u"  "_s, u"LATE"_s, u"/continue"_s, u"while"_s, u"after delay"_s, u"delays"_s,
                                  u"422"_s, u"4xx"_s, u"1XX late"_s, u"42"_s})
            QVERIFY2(session::fits(one, typed), qPrintable(typed));
        for (const auto &typed : {u"2xx"_s, u"late refusals"_s, u"afterdelay"_s, u"417"_s, u"late\tnever"_s})
            QVERIFY2(!session::fits(one, typed), qPrintable(typed));
    }

    /// Also one that neither path nor sentence names.
    void aStatusFindsWhoAnswersWithIt()
    {
        QCOMPARE(namesThatFit(u"426"_s), QStringList{u"status"_s});
        QVERIFY(namesThatFit(u"201"_s).contains(u"reject-413"_s));
        QVERIFY(namesThatFit(u"3xx"_s).contains(u"redirect-307"_s));
    }
};

INTERIM_SUITE(TestLabScenarios)
#include "tst_lab_scenarios.moc"

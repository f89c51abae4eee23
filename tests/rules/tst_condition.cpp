// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/condition.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;

namespace {

Condition read(const char *json, QStringList *errors = nullptr)
{
    QStringList own;
    const auto document = QJsonDocument::fromJson(json);
    return Condition::read(document.object(), u"t"_s, errors ? *errors : own);
}

View view()
{
    View out;
    out.set(u"seat"_s, as::text(u"client"_s));
    out.set(u"final"_s, as::flag(true));
    out.set(u"final.status"_s, as::number(417));
    out.set(u"pause"_s, as::time(500'000'000));
    out.set(u"content.size"_s, as::bytes(65536));
    out.set(u"content.sent"_s, as::bytes(65536));
    out.set(u"error"_s, as::text(u"Connection refused"_s));
    return out;
}

} // namespace

class TestCondition : public QObject {
    Q_OBJECT
private slots:
    void holds_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char *json, bool holds) { QTest::newRow(json) << QByteArray(json) << holds; };
        row("{}", true);
        row(R"({"seat": "client", "final": true, "final.status": 417})", true);
        row(R"({"seat": "client", "final": false})", false);
        row(R"({"final.status": [413, 417]})", true);
        row(R"({"final.status": [413]})", false);
        row(R"({"final.status": {"not": 417}})", false);
        row(R"({"final.status": {"not": [413, 428]}})", true);
        row(R"({"pause": {"above": "499ms", "below": "501ms"}})", true);
        row(R"({"pause": {"at-least": "500ms", "at-most": "500ms"}})", true);
        row(R"({"pause": {"above": "1s"}})", false);
        row(R"({"content.size": {"at-least": "64k"}})", true);
        row(R"({"content.size": {"above": "64k"}})", false);
        row(R"({"content.size": {"same-as": "content.sent"}})", true);
        row(R"({"error": {"contains": ["nothing", "REFUSED"]}})", true);
        row(R"({"error": {"starts": "refused"}})", false);
        row(R"({"retry.exists": true})", false);
        row(R"({"retry.final.status": {"exists": false}})", true);
        row(R"({"final.status": {"exists": false}})", false);
        row(R"({"any": [{"final.status": 1}, {"seat": "client"}]})", true);
        row(R"({"any": [{"final.status": 1}]})", false);
        row(R"({"none": {"seat": "client", "final.status": 1}})", true);
        row(R"({"none": {"seat": "client"}})", false);
        row(R"({"wait": {"below": 5}})", false); // not there: no test on its number holds
    }
    void holds()
    {
        QFETCH(QByteArray, json);
        QStringList errors;
        const Condition condition = read(json.constData(), &errors);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join('\n'_L1)));
        QTEST(condition.holds(view()), "holds");
    }
    void errors_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *json) { QTest::newRow(json) << QByteArray(json); };
        row(R"({"no.such.fact": 1})");
        row(R"({"pause": {"above": "soon"}})");
        row(R"({"pause": {"higher": 5}})");
        row(R"({"pause": {}})");
        row(R"({"pause": null})");
        row(R"({"any": []})");
        row(R"({"any": [{"nope": 1}]})");
        row(R"({"none": 5})");
        row(R"({"pause": {"same-as": "nope"}})");
    }
    void errors()
    {
        QFETCH(QByteArray, json);
        QStringList errors;
        read(json.constData(), &errors);
        QVERIFY(!errors.isEmpty());
        QVERIFY(errors.constFirst().startsWith(u"t."_s));
    }
};

INTERIM_SUITE(TestCondition)
#include "tst_condition.moc"

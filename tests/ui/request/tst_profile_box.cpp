// SPDX-License-Identifier: GPL-3.0-or-later
// "Behave like" takes over a client's head and Expect settings, says what it set, and gives them back.
#include "ui/request/profile_box.h"

#include "ui/request/expect_strip.h"
#include "session/profiles.h"
#include "wire/compose.h"

#include <QSignalSpy>
#include <QTest>

class TestProfileBox : public QObject {
    Q_OBJECT

    static void choose(ui::ProfileBox &box, const char *name)
    {
        box.showPopup();
        box.hidePopup();
        const int index = box.findData(QString::fromLatin1(name));
        QVERIFY(index >= 0);
        box.setCurrentIndex(index);
        emit box.activated(index);
    }
private slots:
    void aClientIsChosenAndLeft()
    {
        ui::RequestModel model;
        wire::RequestSpec before;
        before.method = "POST";
        before.url = "http://h/";
        before.headers = {{"X", "mine"}};
        before.body = {wire::BodyKind::Text, "content", {}, 0, "text", {}};
        before.expect.waitNs = 3'000'000'000;
        model.replace(before);
        ui::ProfileBox box(&model);
        ui::ExpectStrip strip(&model);
        QVERIFY(strip.sentence().contains(QStringLiteral("no Expect")));
        choose(box, "boto3");
        QCOMPARE(model.spec().profile, std::string("boto3"));
        QVERIFY2(strip.sentence().startsWith(QStringLiteral("always → Expect will be sent")), qPrintable(strip.sentence()));
        const QString tip = box.toolTip();
        for (const char *part : {"boto3", "Accept-Encoding: identity", "Known from", "measured", "not imitated"})
            QVERIFY2(tip.contains(QLatin1String(part)), qPrintable(tip));
        choose(box, "guzzle");
        QCOMPARE(box.currentText(), session::Profiles::builtin().find(QStringLiteral("guzzle"))->title);
        QVERIFY(std::get<wire::ComposedRequest>(wire::compose(model.spec())).head.find("GuzzleHttp/7") != std::string::npos);
        choose(box, "");
        QVERIFY(model.spec() == before);
        QCOMPARE(box.currentIndex(), 0);
    }

    void anotherRequestIsShown()
    {
        ui::RequestModel model;
        ui::ProfileBox box(&model);
        QCOMPARE(box.count(), 1); // nothing is read before it is needed
        wire::RequestSpec spec;
        QVERIFY(session::chooseProfile(spec, QStringLiteral("go")));
        model.replace(spec);
        QCOMPARE(box.currentData().toString(), QStringLiteral("go"));
        spec.profile = "of another version";
        model.replace(spec);
        QCOMPARE(box.currentIndex(), 0);
        choose(box, "");
        QVERIFY(model.spec().profile.empty());
        model.replace({});
        QCOMPARE(box.currentIndex(), 0);
    }

    void whatWasChangedIsSaid()
    {
        ui::RequestModel model;
        ui::ProfileBox box(&model);
        choose(box, "dotnet");
        const auto clean = box.grab().toImage();
        QCOMPARE(box.accessibleName(), QStringLiteral("Behave like"));
        const auto wait = model.spec().expect.waitNs;
        model.edit([](wire::RequestSpec &spec) { spec.expect.waitNs = 7; });
        QCOMPARE(box.accessibleName(), QStringLiteral("Behave like, changed"));
        QVERIFY(box.grab().toImage() != clean);
        model.edit([wait](wire::RequestSpec &spec) { spec.expect.waitNs = wait; });
        QCOMPARE(box.accessibleName(), QStringLiteral("Behave like"));
        QCOMPARE(box.grab().toImage(), clean);
    }
};

INTERIM_SUITE(TestProfileBox)
#include "tst_profile_box.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// "Behave like" takes over a client's head and Expect settings, says what it set, and gives them back.
#include "ui/request/profile_box.h"

#include "request/serializer.h"
#include "session/profiles.h"
#include "ui/request/expect_strip.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

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
        request::RequestSpec before;
        before.method = "POST";
        before.url = "http://h/";
        before.headers = {{"X", "mine"}};
        before.body = {request::BodyKind::Text, "content", {}, 0, "text", {}};
        before.expect.waitNs = 3'000'000'000;
        model.replace(before);
        ui::ProfileBox box(&model);
        ui::ExpectStrip strip(&model);
        QVERIFY(strip.sentence().contains(u"no Expect"_s));
        choose(box, "boto3");
        QCOMPARE(model.spec().profile, std::string("boto3"));
        QVERIFY2(strip.sentence().startsWith(u"always → Expect will be sent"_s), qPrintable(strip.sentence()));
        const QString tip = box.toolTip();
        for (const char *part : {"boto3", "Accept-Encoding: identity", "Known from", "measured", "not imitated"})
            QVERIFY2(tip.contains(QLatin1String(part)), qPrintable(tip));
        choose(box, "guzzle");
        QCOMPARE(box.currentText(), session::Profiles::builtin().find(u"guzzle"_s)->title);
        QVERIFY(
            request::http1Head(std::get<request::ComposedRequest>(request::compose(model.spec()))).find("GuzzleHttp/7")
            != std::string::npos);
        choose(box, "");
        QVERIFY(model.spec() == before);
        QCOMPARE(box.currentIndex(), 0);
    }

    void anotherRequestIsShown()
    {
        ui::RequestModel model;
        ui::ProfileBox box(&model);
        QCOMPARE(box.count(), 1); // nothing is read before it is needed
        request::RequestSpec spec;
        QVERIFY(session::chooseProfile(spec, u"go"_s));
        model.replace(spec);
        QCOMPARE(box.currentData().toString(), u"go"_s);
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
        QCOMPARE(box.accessibleName(), u"Behave like"_s);
        const auto wait = model.spec().expect.waitNs;
        model.edit([](request::RequestSpec &spec) { spec.expect.waitNs = 7; });
        QCOMPARE(box.accessibleName(), u"Behave like, changed"_s);
        QVERIFY(box.grab().toImage() != clean);
        model.edit([wait](request::RequestSpec &spec) { spec.expect.waitNs = wait; });
        QCOMPARE(box.accessibleName(), u"Behave like"_s);
        QCOMPARE(box.grab().toImage(), clean);
    }
};

INTERIM_SUITE(TestProfileBox)
#include "tst_profile_box.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/request_desk.h"

#include "ui/desk_fixture.h"
#include "ui/request/composer.h"
#include "ui/request/request_line.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>

namespace {

request::RequestSpec to(const std::string &url)
{
    request::RequestSpec spec;
    spec.url = url;
    return spec;
}

} // namespace

class TestRequestDesk : public QObject {
    Q_OBJECT
private slots:
    void init() { at_ = std::make_unique<support::Desk>(); }
    void cleanup() { at_.reset(); }

    void editsArePutAsideAndComeBack()
    {
        QSignalSpy said(&desk(), &ui::RequestDesk::said);
        QMenu edit;
        desk().addToEdit(&edit);
        auto *back = edit.actions().first();
        desk().compose(to("http://a.test/"));
        QVERIFY(said.isEmpty() && !back->isEnabled());
        desk().model()->edit([](request::RequestSpec &spec) { spec.method = "EDITED"; });
        desk().compose(to("http://b.test/"));
        QCOMPARE(desk().spec().url, std::string("http://b.test/"));
        QVERIFY(said.takeFirst()[0].toString().contains(back->shortcut().toString(QKeySequence::NativeText)));
        back->trigger();
        QCOMPARE(desk().spec().method, std::string("EDITED"));
        QCOMPARE(desk().spec().url, std::string("http://a.test/"));
    }

    void whatIsNotCompleteIsNotReady()
    {
        QSignalSpy wanted(&desk(), &ui::RequestDesk::wanted);
        session::ImportedRequest request;
        request.spec = to("http://a.test/{{x}}");
        request.blocked = u"line 1: {{x}}"_s;
        desk().take(request, u"Taken from somewhere."_s);
        QVERIFY(shows(u"Taken from somewhere."_s));
        QVERIFY(!desk().ready());
        QCOMPARE(wanted.count(), 1);
        QVERIFY(shows(u"Not sent: line 1: {{x}}"_s));
        desk().model()->edit([](request::RequestSpec &spec) { spec.url = "http://a.test/1"; });
        QVERIFY(desk().ready());
        // It is held after it was put aside too, and says so.
        desk().model()->replace(request.spec);
        desk().compose(to("http://b.test/"));
        QMenu edit;
        desk().addToEdit(&edit);
        edit.actions().first()->trigger();
        QVERIFY(shows(u"Not complete: line 1: {{x}}"_s));
        QVERIFY(!desk().ready());
    }

    void aMissingFileIsNotReady()
    {
        QSignalSpy wanted(&desk(), &ui::RequestDesk::wanted);
        auto spec = to("http://a.test/");
        spec.body.kind = request::BodyKind::File;
        spec.body.path = "/nowhere/at/all";
        desk().compose(spec);
        desk().composer()->setCurrentIndex(2);
        QVERIFY(!desk().ready());
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(desk().composer()->currentIndex(), 0); // where it is said
    }

    void aTypedCommandIsTakenFirst()
    {
        desk().model()->replace(to("curl -X PUT http://typed.test/"));
        QVERIFY(!desk().ready());
        QCOMPARE(desk().spec().method, std::string("PUT"));
        QCOMPARE(desk().spec().url, std::string("http://typed.test/"));
        QVERIFY(desk().ready());
    }

    void whatCannotBeSentIsSaidWhereItIsMended()
    {
        desk().compose(to("http://a.test/"));
        desk().refuse({"no scheme that is known"});
        QVERIFY(!shows(u"no scheme that is known"_s)); // the URL is none to blame: it is the route
        QCOMPARE(desk().composer()->currentIndex(), 3);
        desk().compose(to("ftp://a.test/"));
        desk().refuse({"no scheme that is known"});
        QVERIFY(shows(u"no scheme that is known"_s));
    }

    void aScenarioStartsTheLab()
    {
        session::ScenarioInfo scenario;
        scenario.method = u"PUT"_s;
        scenario.path = u"/silent"_s;
        desk().composeScenario(scenario);
        QVERIFY(desk().spec().url.find("/silent") == std::string::npos); // it has no address yet
        QTRY_VERIFY_WITH_TIMEOUT(desk().spec().url.ends_with("/silent"), 20'000);
        QCOMPARE(QString::fromStdString(desk().spec().url), at_->bench.lab()->baseUrl() + u"/silent"_s);
        desk().composeFirst();
        QVERIFY(desk().spec().url.ends_with("/refuse-417"));
    }

    void theFirstRequestComesUnlessAnotherWasAskedFor()
    {
        at_->startLab();
        QVERIFY(desk().spec().url.ends_with("/refuse-417") && desk().spec().url.find(":0/") == std::string::npos);
        at_ = std::make_unique<support::Desk>();
        desk().keepRequest();
        desk().model()->replace(to("http://asked.test/"));
        at_->startLab();
        QCOMPARE(desk().spec().url, std::string("http://asked.test/"));
    }

    void sentUrlsAreRememberedWithoutSecrets()
    {
        const auto kept = [] { return QSettings().value(u"recent/urls"_s).toStringList(); };
        for (const char *url : {"http://a.test/", "http://me:secret@a.test/", "http://b.test/", "http://a.test/"}) {
            desk().compose(to(url));
            desk().sent();
        }
        QCOMPARE(kept(), (QStringList{u"http://a.test/"_s, u"http://b.test/"_s}));
        // Nor are they kept where an older one has written them.
        QSettings().setValue(u"recent/urls"_s, QStringList{u"http://me:secret@a.test/"_s, u"http://c.test/"_s});
        const ui::RequestDesk other(at_->bench.lab(), {}, at_->window.get());
        QCOMPARE(kept(), QStringList{u"http://c.test/"_s});
    }

    void sentUrlsFollowTheLab()
    {
        const auto kept = [] { return QSettings().value(u"recent/urls"_s).toStringList(); };
        QSettings().setValue(u"recent/urls"_s,
                             QStringList{u"http://127.0.0.1:4711/silent?a=1"_s, u"http://127.0.0.1:4712/silent"_s});
        QSettings().setValue(u"recent/lab"_s, u"http://127.0.0.1:4711"_s);
        const ui::RequestDesk other(at_->bench.lab(), {}, at_->window.get());
        at_->startLab();
        QCOMPARE(kept(),
                 (QStringList{at_->bench.lab()->baseUrl() + u"/silent?a=1"_s, u"http://127.0.0.1:4712/silent"_s}));
        QCOMPARE(QSettings().value(u"recent/lab"_s).toString(), at_->bench.lab()->baseUrl());
    }

    void theNextRunGoesOn()
    {
        const QTemporaryDir folder;
        {
            ui::RequestDesk first(at_->bench.lab(), folder.path(), at_->window.get());
            first.begin();
            first.keepRequest();
            first.model()->replace(to("http://left.test/"));
            first.flush();
        }
        ui::RequestDesk next(at_->bench.lab(), folder.path(), at_->window.get());
        next.begin();
        QCOMPARE(next.spec().url, std::string("http://left.test/"));
    }

private:
    ui::RequestDesk &desk() { return at_->desk; }
    bool shows(const QString &words) const
    {
        const auto labels = at_->desk.head()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return !label->isHidden() && label->text().contains(words); });
    }
    std::unique_ptr<support::Desk> at_;
};

INTERIM_SUITE(TestRequestDesk)
#include "tst_request_desk.moc"

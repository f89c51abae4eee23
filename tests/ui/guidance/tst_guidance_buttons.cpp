// SPDX-License-Identifier: GPL-3.0-or-later
// Each button that guidance can offer, pressed by mouse: what it changes, and whether it sends.
#include "ui/guidance/guidance_pane.h"

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/request/actions.h"
#include "ui/window.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

class TestGuidanceButtons : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase() { delete window_; }
    void eachRequestButton_data();
    void eachRequestButton();
    void everyKeyIsPressedHere();
    void copiesCurl();
    void showsThePageOfTheCode();
    void showsTheLab();
    void aSmallerBodyIsOfferedOnlyOfAGeneratedOne();
    void theRawHeadGetsTheField();
    void leadsToTheAuthorities();
    void releasesAndCancels();
    void aReplayOffersNothingToARunningExchange();

private:
    void offer(const QString &key);
    QPushButton *find() const;
    void begin(const QString &path);
    ui::Workspace *window_ = nullptr;
};

namespace {

using Check = std::function<bool(const request::RequestSpec &before, const request::RequestSpec &after)>;

struct Expected {
    const char *key;
    bool sends;
    Check check;
};

bool hasHeader(const request::RequestSpec &spec, const std::string &name)
{
    for (const auto &line : spec.headers)
        if (line.name == name)
            return true;
    return false;
}

const Expected table[]{
    {"send-without-expect", true, [](auto &, auto &after) { return after.expect.rule == request::ExpectRule::Off; }},
    {"send-with-expect", true, [](auto &, auto &after) { return after.expect.rule == request::ExpectRule::Always; }},
    {"plain-expect", true, [](auto &, auto &after) { return after.expect.rule == request::ExpectRule::Always; }},
    {"send-again", true, [](auto &before, auto &after) { return before == after; }},
    {"send-direct", true, [](auto &before, auto &after) { return !before.proxy.empty() && after.proxy.empty(); }},
    {"raise-wait", true, [](auto &before, auto &after) { return after.expect.waitNs > before.expect.waitNs; }},
    {"lower-wait", true, [](auto &before, auto &after) { return after.expect.waitNs < before.expect.waitNs; }},
    {"compare-http10", true, [](auto &, auto &after) { return after.version == 10; }},
    {"use-http11", true, [](auto &, auto &after) { return after.version == 11; }},
    {"use-length", true, [](auto &, auto &after) { return !after.body.chunked; }},
    {"use-https", true, [](auto &, auto &after) { return after.url.starts_with("https://"); }},
    {"use-http", true, [](auto &, auto &after) { return after.url.starts_with("http://"); }},
    {"use-location", true, [](auto &, auto &after) { return after.url.find("/continue") != std::string::npos; }},
    {"accept-104", true, [](auto &, auto &after) { return after.expect.accept104; }},
    {"follow-up", true, [](auto &, auto &after) { return after.followUp; }},
    {"accept-certificate", true, [](auto &, auto &after) { return !after.tls.verify; }},
    {"add-if-match", false, [](auto &, auto &after) { return hasHeader(after, "If-Match"); }},
    {"add-authorization", false, [](auto &, auto &after) { return hasHeader(after, "Authorization"); }},
    {"lower-size", true, [](auto &before, auto &after) { return after.body.size * 2 == before.body.size; }},
};

} // namespace

void TestGuidanceButtons::initTestCase()
{
    window_ = support::makeFirstWindow().release();
}

/// A verdict with this one thing to do.
void TestGuidanceButtons::offer(const QString &key)
{
    guidance::Verdict verdict;
    verdict.rule = u"test"_s;
    verdict.headline = key;
    verdict.actions = {{key, key}};
    window_->guidancePane()->setVerdict(verdict);
    QVERIFY2(find(), qPrintable(key));
}

QPushButton *TestGuidanceButtons::find() const
{
    const auto buttons = window_->guidancePane()->widget()->findChildren<QPushButton *>();
    return buttons.isEmpty() ? nullptr : buttons.first();
}

void TestGuidanceButtons::begin(const QString &path)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = (window_->lab()->baseUrl() + path).toStdString();
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = 1024;
    spec.body.chunked = true;
    spec.expect.rule = request::ExpectRule::Always;
    spec.timeouts.connectNs = 5'000'000'000;
    window_->request()->replace(spec);
}

void TestGuidanceButtons::eachRequestButton_data()
{
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(table)); ++i)
        QTest::newRow(table[i].key) << i;
}

void TestGuidanceButtons::eachRequestButton()
{
    QFETCH(int, row);
    const auto &expected = table[row];
    const auto key = QString::fromLatin1(expected.key);
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    if (key == u"use-location"_s) { // needs a response that has one
        begin(u"/redirect-307"_s);
        window_->run();
        QVERIFY(ended.wait(60'000));
        ended.clear();
    } else {
        begin(u"/continue"_s);
    }
    if (key == u"use-http11"_s)
        window_->request()->edit([](request::RequestSpec &spec) { spec.version = 10; });
    if (key == u"send-direct"_s)
        window_->request()->edit([](request::RequestSpec &spec) { spec.proxy = "http://127.0.0.1:9"; });
    const auto before = window_->request()->spec();
    offer(key);
    QTest::mouseClick(find(), Qt::LeftButton);
    const auto after = window_->request()->spec();
    QVERIFY(expected.check(before, after));
    QCOMPARE(window_->exchange()->running(), expected.sends);
    QCOMPARE(ui::fieldToType(key).isEmpty(), expected.sends);
    if (!expected.sends) { // its editor is open, in the tab that is in front
        const auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(line && line->isVisible());
        QCOMPARE(line->text().toStdString(), after.headers.back().value);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    }
    if (expected.sends)
        QVERIFY(ended.wait(60'000));
    if (expected.sends)
        QVERIFY(window_->exchange()->view()->record()->spec == after);
}

/// A key that is added is added here too.
void TestGuidanceButtons::everyKeyIsPressedHere()
{
    QStringList pressed;
    for (const auto &one : table)
        pressed.append(QString::fromLatin1(one.key));
    auto known = ui::requestActions();
    known.sort();
    pressed.sort();
    QCOMPARE(pressed, known);
}

void TestGuidanceButtons::copiesCurl()
{
    begin(u"/continue"_s);
    offer(u"copy-curl"_s);
    QTest::mouseClick(find(), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"curl "_s));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"/continue"_s));
    const auto *status = window_->findChild<ui::StatusSummary *>();
    QVERIFY(status && status->text().contains(u"on the clipboard"_s));
    window_->request()->edit([](request::RequestSpec &spec) { spec.url = "http://"; });
    QTest::mouseClick(find(), Qt::LeftButton);
    QVERIFY2(status->text().contains(u"no host"_s), qPrintable(status->text()));
}

void TestGuidanceButtons::showsThePageOfTheCode()
{
    offer(u"show-codes"_s);
    QTest::mouseClick(find(), Qt::LeftButton);
    bool shown = false;
    for (const auto *tabs : window_->findChildren<QTabWidget *>())
        shown = shown || tabs->tabText(tabs->currentIndex()) == u"Codes"_s;
    QVERIFY(shown);
}

void TestGuidanceButtons::showsTheLab()
{
    begin(u"/continue"_s);
    offer(u"show-lab"_s);
    QTest::mouseClick(find(), Qt::LeftButton);
    QVERIFY(window_->request()->spec().url.ends_with("/refuse-417"));
}

void TestGuidanceButtons::aSmallerBodyIsOfferedOnlyOfAGeneratedOne()
{
    const auto offered = [this] {
        for (const auto *button : window_->guidancePane()->widget()->findChildren<QPushButton *>())
            if (button->text() == u"Send a smaller body"_s)
                return true;
        return false;
    };
    for (const bool generated : {true, false}) {
        begin(u"/reject-413?limit=10"_s);
        if (!generated)
            window_->request()->edit([](request::RequestSpec &spec) {
                spec.body.kind = request::BodyKind::Text;
                spec.body.text = "more than ten bytes";
            });
        window_->request()->edit([](request::RequestSpec &spec) { spec.body.chunked = false; });
        QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
        window_->run();
        QVERIFY(ended.wait(60'000));
        QCOMPARE(offered(), generated);
    }
    offer(u"lower-size"_s); // the request became another one since it was offered
    const auto before = window_->request()->spec();
    QTest::mouseClick(find(), Qt::LeftButton);
    QVERIFY(window_->request()->spec() == before);
    QVERIFY(!window_->exchange()->running());
}

void TestGuidanceButtons::theRawHeadGetsTheField()
{
    request::RequestSpec spec;
    spec.rawHead = "PUT / HTTP/1.1\r\nHost: a\r\n\r\n";
    QCOMPARE(*ui::applyAction(u"add-if-match"_s, spec, {}).rawHead,
             std::string("PUT / HTTP/1.1\r\nHost: a\r\nIf-Match: \"\"\r\n\r\n"));
}

void TestGuidanceButtons::leadsToTheAuthorities()
{
    offer(u"choose-ca"_s);
    QTest::mouseClick(find(), Qt::LeftButton);
    QVERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Certificate authorities"_s);
}

void TestGuidanceButtons::releasesAndCancels()
{
    begin(u"/silent"_s);
    window_->request()->edit([](request::RequestSpec &spec) { spec.expect.afterWait = wire::AfterWait::Keep; });
    const auto waits = [this] {
        const auto &attempts = window_->exchange()->view()->exchange().attempts;
        return !attempts.empty() && attempts.front().handshake.pauseBegan >= 0;
    };
    for (const auto &key : {u"release-now"_s, u"cancel"_s}) {
        QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
        window_->run();
        QTRY_VERIFY_WITH_TIMEOUT(waits(), 20'000);
        offer(key);
        QTest::mouseClick(find(), Qt::LeftButton);
        QVERIFY(ended.wait(60'000));
        const auto &exchange = window_->exchange()->view()->exchange();
        QCOMPARE(exchange.outcome, key == u"cancel"_s ? record::Outcome::Aborted : record::Outcome::FinalStatus);
        if (key == u"release-now"_s)
            QCOMPARE(exchange.attempts.front().handshake.outcome, wire::GateOutcome::ReleasedByUser);
    }
}

void TestGuidanceButtons::aReplayOffersNothingToARunningExchange()
{
    begin(u"/continue?delay=100ms"_s);
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    window_->run();
    QVERIFY(ended.wait(60'000));
    const auto &handshake = window_->exchange()->view()->exchange().attempts.front().handshake;
    QVERIFY(handshake.pauseEnded > handshake.pauseBegan);
    window_->exchange()->view()->setReplayAt((handshake.pauseBegan + handshake.pauseEnded) / 2);
    // Guidance follows a moment later.
    QTRY_VERIFY2_WITH_TIMEOUT(window_->guidancePane()->headline().contains(u"wait"_s, Qt::CaseInsensitive),
                              qPrintable(window_->guidancePane()->headline()), 20'000);
    for (const auto *button : window_->guidancePane()->widget()->findChildren<QPushButton *>())
        QVERIFY2(!button->text().contains(u"now"_s) && button->text() != u"Cancel"_s, qPrintable(button->text()));
    window_->exchange()->view()->setReplayAt(-1);
}

INTERIM_SUITE(TestGuidanceButtons)
#include "tst_guidance_buttons.moc"

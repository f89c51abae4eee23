// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's curl tab shows: command, losses, or the one error line.
#include "session/curl.h"

#include <QTest>

class TestCurl : public QObject {
    Q_OBJECT
private slots:
    void showsCommandAndLosses()
    {
        wire::RequestSpec spec;
        spec.method = "PUT";
        spec.url = "http://127.0.0.1:8080/a";
        spec.headers = {{"Authorization", "Bearer abc"}};
        spec.body.kind = wire::BodyKind::Text;
        spec.body.text = "x";
        spec.expect.rule = wire::ExpectRule::Always;
        spec.expect.afterWait = wire::AfterWait::Keep;
        const auto masked = session::curlFor(spec, false);
        QVERIFY(masked.error.isEmpty());
        QVERIFY(masked.command.startsWith(QStringLiteral("curl")));
        QVERIFY(!masked.command.contains(QStringLiteral("abc")));
        QVERIFY(!masked.losses.isEmpty()); // curl cannot keep waiting
        QVERIFY(session::curlFor(spec, true).command.contains(QStringLiteral("Bearer abc")));
    }

    void aBadUrlIsOneLine()
    {
        wire::RequestSpec spec;
        spec.url = "http://";
        const auto none = session::curlFor(spec, false);
        QVERIFY(none.command.isEmpty());
        QVERIFY(!none.error.isEmpty() && !none.error.contains(QLatin1Char('\n')));
    }
};

INTERIM_SUITE(TestCurl)
#include "tst_curl.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/view.h"

#include "guidance/played.h"

#include <QFile>
#include <QTest>

using namespace guidance;

class TestView : public QObject {
    Q_OBJECT
private slots:
    /// What buildView sets is what the lists, and so the checks of the rules, know.
    void everyNameIsKnown()
    {
        test::Played client;
        client.head().wait(1).interim(103).interim(100, "Server: a\r\nVia: 1.1 b\r\n").body(10);
        client.answer(417, "X: y\r\nConnection: close\r\nContent-Length: 0\r\n").end();
        client.retry().body().tell(record::FactKind::Timeout, "", 0, "head").end("timed-out", "late");
        client.followUp().got("SSH-2.0\r\n").end("protocol-error", "not HTTP");
        test::Played server({}, wire::Role::Server);
        server.begin().got("PUT / HTTP/1.1\r\nExpect: 200-ok, 100-continue\r\nContent-Length: 4\r\n\r\nabcd").end();
        for (const test::Played *played : {&client, &server}) {
            const View view = buildView(played->exchange(), played->events(), {}, {-1, &Library::builtin()});
            const QStringList names = view.names();
            QVERIFY(names.size() > 40);
            for (const QString &name : names)
                QVERIFY2(knownFactName(name), qPrintable(name));
        }
    }
    void everyNameIsDocumented()
    {
        QFile page(QStringLiteral(INTERIM_SOURCE_DIR "/resources/guidance/README.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        const QStringList names = attemptFactNames() + exchangeFactNames();
        for (const QString &name : names) {
            const bool family = name.endsWith(QLatin1Char('.'));
            QVERIFY2(text.contains(QLatin1Char('`') + name + (family ? QString() : QStringLiteral("`"))), qPrintable(name));
        }
    }
    void unknownNames()
    {
        QVERIFY(knownFactName(QStringLiteral("retry.final.field.via")));
        QVERIFY(knownFactName(QStringLiteral("anomaly.bare-lf")));
        QVERIFY(!knownFactName(QStringLiteral("final.field.")));
        QVERIFY(!knownFactName(QStringLiteral("retry.seat")));
        QVERIFY(!knownFactName(QStringLiteral("finals")));
    }
    void numbers()
    {
        test::Played played;
        played.head().wait(1.63).answer(417, "Via: 1.0 a\r\nContent-Length: 3\r\n").got("abc").done();
        played.retry().body().answer(201).end();
        const View view = buildView(played.exchange(), played.events(), played.spec());
        QCOMPARE(view.value(QStringLiteral("final.status")).value.toInt(), 417);
        QCOMPARE(view.value(QStringLiteral("pause")).value.toLongLong(), 1'630'000);
        QCOMPARE(view.value(QStringLiteral("final.after")).value.toLongLong(), 1'630'000);
        QCOMPARE(view.value(QStringLiteral("final.content-before")).value.toLongLong(), 0);
        QCOMPARE(view.value(QStringLiteral("content.size")).value.toLongLong(), 4 << 20);
        QCOMPARE(view.value(QStringLiteral("retry.content.sent")).value.toLongLong(), 4 << 20);
        QCOMPARE(view.value(QStringLiteral("retry.same-connection")).value.toBool(), false);
        QCOMPARE(view.value(QStringLiteral("retry.expect.sent")).value.toBool(), false);
        QCOMPARE(view.value(QStringLiteral("final.field.via")).value.toString(), QStringLiteral("1.0 a"));
        QCOMPARE(view.value(QStringLiteral("spec.rule")).value.toString(), QStringLiteral("threshold"));
        QCOMPARE(view.shown(QStringLiteral("content.size"), QLocale(QLocale::English)), QStringLiteral("4 MiB"));
        QCOMPARE(view.shown(QStringLiteral("port"), QLocale(QLocale::English)), QStringLiteral("8417"));
        QCOMPARE(view.shown(QStringLiteral("follow.final"), QLocale(QLocale::English)), QString());
    }
    /// The place that was spoken to, not the URL's.
    void dialled()
    {
        const auto placeOf = [](test::Played &played) {
            const View view = buildView(played.exchange(), played.events(), played.spec());
            return view.shown(QStringLiteral("dialled.host"), QLocale::c()) + u' '
                + view.shown(QStringLiteral("dialled.port"), QLocale(QLocale::English));
        };
        test::Played played;
        played.begin();
        QCOMPARE(placeOf(played), QStringLiteral("127.0.0.1 8417"));
        played.tell(record::FactKind::LookupBegin, "proxy.example");
        QCOMPARE(placeOf(played), QStringLiteral("proxy.example 8417"));
        played.tell(record::FactKind::LookupEnd, "::1").tell(record::FactKind::ConnectBegin, "[::1]:1080");
        QCOMPARE(placeOf(played), QStringLiteral("proxy.example 1080"));
        played.tell(record::FactKind::ConnectEnd, "[::1]:1080").tell(record::FactKind::ProxyBegin, "[::2]:443");
        QCOMPARE(placeOf(played), QStringLiteral("::2 443"));
    }
    void framingIsNoContent()
    {
        auto spec = test::upload();
        spec.body.chunked = true;
        test::Played played(spec);
        played.head().interim(100).flushed("5\r\nhello\r\n0\r\n\r\n").answer(200).end();
        const View view = buildView(played.exchange(), played.events(), played.spec());
        QCOMPARE(view.shown(QStringLiteral("content.sent"), QLocale::c()), QStringLiteral("5 bytes"));
        QCOMPARE(view.shown(QStringLiteral("final.content-before"), QLocale::c()), QStringLiteral("5 bytes"));
    }
    void countsAreNoPorts()
    {
        View view;
        view.set(QStringLiteral("interims"), qint64(5000));
        QCOMPARE(view.shown(QStringLiteral("interims"), QLocale(QLocale::English)), QStringLiteral("5,000"));
    }
    void retryOnTheSameConnection()
    {
        test::Played played; // only there where the whole content was sent: else the next head would be content
        played.head().body().answer(417).done();
        played.retry(true).body().answer(201).end();
        const View view = buildView(played.exchange(), played.events(), played.spec());
        QCOMPARE(view.value(QStringLiteral("retry.same-connection")).value.toBool(), true);
        QCOMPARE(view.value(QStringLiteral("retry.content.sent")).value.toLongLong(), 4 << 20);
    }
};

INTERIM_SUITE(TestView)
#include "tst_view.moc"

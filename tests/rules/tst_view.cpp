// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/view.h"

#include "guidance/played.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using namespace guidance;

class TestView : public QObject {
    Q_OBJECT
private slots:
    /// What buildView sets is what the checks of the rules know.
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
            const View view = buildView(played->exchange(), {}, {-1, &Library::builtin()});
            const QStringList names = view.names();
            QVERIFY(names.size() > 40);
            for (const QString &name : names)
                QVERIFY2(knownFactName(name), qPrintable(name));
        }
    }
    void everyNameIsDocumented()
    {
        QFile page(u"" INTERIM_SOURCE_DIR "/resources/guidance/README.md"_s);
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        const QStringList names = attemptFactNames() + exchangeFactNames();
        for (const QString &name : names) {
            const bool family = name.endsWith('.'_L1);
            QVERIFY2(text.contains('`'_L1 + name + (family ? QString() : u"`"_s)), qPrintable(name));
        }
    }
    void everyRowOfThePageIsAFact()
    {
        QFile page(u"" INTERIM_SOURCE_DIR "/resources/guidance/README.md"_s);
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll()).section(u"| fact | is |"_s, 1);
        static const QRegularExpression row(u"^\\| (`[^|]*) \\|"_s, QRegularExpression::MultilineOption),
            name(u"`([^`]+)`"_s);
        int seen = 0;
        for (const auto &line : row.globalMatch(text)) {
            for (const auto &one : name.globalMatch(line.captured(1))) {
                ++seen;
                QVERIFY2(knownFactName(one.captured(1).toLower()), qPrintable(one.captured(1)));
            }
        }
        QVERIFY2(seen > 100, qPrintable(QString::number(seen)));
    }
    /// Of two rows with one name the later would win.
    void noNameStandsTwice()
    {
        QStringList names = attemptFactNames() + exchangeFactNames();
        QVERIFY(names.size() > 130);
        names.sort();
        for (qsizetype i = 1; i < names.size(); ++i)
            QVERIFY2(names.at(i) != names.at(i - 1), qPrintable(names.at(i)));
    }
    void unknownNames()
    {
        QVERIFY(knownFactName(u"retry.final.field.via"_s));
        QVERIFY(knownFactName(u"anomaly.bare-lf"_s));
        QVERIFY(!knownFactName(u"final.field."_s));
        QVERIFY(!knownFactName(u"retry.seat"_s));
        QVERIFY(!knownFactName(u"finals"_s));
    }
    void numbers()
    {
        test::Played played;
        played.head().wait(1.63).answer(417, "Via: 1.0 a\r\nContent-Length: 3\r\n").got("abc").done();
        played.retry().body().answer(201).end();
        const View view = buildView(played.exchange(), played.spec());
        QCOMPARE(view.value(u"final.status"_s).value.toInt(), 417);
        QCOMPARE(view.value(u"pause"_s).value.toLongLong(), 1'630'000);
        QCOMPARE(view.value(u"final.after"_s).value.toLongLong(), 1'630'000);
        QCOMPARE(view.value(u"final.content-before"_s).value.toLongLong(), 0);
        QCOMPARE(view.value(u"content.size"_s).value.toLongLong(), 4 << 20);
        QCOMPARE(view.value(u"retry.content.sent"_s).value.toLongLong(), 4 << 20);
        QCOMPARE(view.value(u"retry.same-connection"_s).value.toBool(), false);
        QCOMPARE(view.value(u"retry.expect.sent"_s).value.toBool(), false);
        QCOMPARE(view.value(u"final.field.via"_s).value.toString(), u"1.0 a"_s);
        QCOMPARE(view.value(u"spec.rule"_s).value.toString(), u"threshold"_s);
        QCOMPARE(view.shown(u"content.size"_s, QLocale(QLocale::English)), u"4 MiB"_s);
        QCOMPARE(view.shown(u"port"_s, QLocale(QLocale::English)), u"8417"_s);
        QCOMPARE(view.shown(u"follow.final"_s, QLocale(QLocale::English)), QString());
    }
    /// The place that was spoken to, not the URL's.
    void dialled()
    {
        const auto placeOf = [](test::Played &played) {
            const View view = buildView(played.exchange(), played.spec());
            return view.shown(u"dialled.host"_s, QLocale::c()) + u' '
                + view.shown(u"dialled.port"_s, QLocale(QLocale::English));
        };
        test::Played played;
        played.begin();
        QCOMPARE(placeOf(played), u"127.0.0.1 8417"_s);
        played.tell(record::FactKind::LookupBegin, "proxy.example");
        QCOMPARE(placeOf(played), u"proxy.example 8417"_s);
        played.tell(record::FactKind::LookupEnd, "::1").tell(record::FactKind::ConnectBegin, "[::1]:1080");
        QCOMPARE(placeOf(played), u"proxy.example 1080"_s);
        played.tell(record::FactKind::ConnectEnd, "[::1]:1080").tell(record::FactKind::ProxyBegin, "[::2]:443");
        QCOMPARE(placeOf(played), u"::2 443"_s);
    }
    void framingIsNoContent()
    {
        auto spec = test::upload();
        spec.body.chunked = true;
        test::Played played(spec);
        played.head().interim(100).flushed("5\r\nhello\r\n0\r\n\r\n").answer(200).end();
        const View view = buildView(played.exchange(), played.spec());
        QCOMPARE(view.shown(u"content.sent"_s, QLocale::c()), u"5 bytes"_s);
        QCOMPARE(view.shown(u"final.content-before"_s, QLocale::c()), u"5 bytes"_s);
    }
    void countsAreNoPorts()
    {
        View view;
        view.set(u"interims"_s, as::number(5000));
        QCOMPARE(view.shown(u"interims"_s, QLocale(QLocale::English)), u"5,000"_s);
    }
    void retryOnTheSameConnection()
    {
        test::Played played; // only there where the whole content was sent: else the next head would be content
        played.head().body().answer(417).done();
        played.retry(true).body().answer(201).end();
        const View view = buildView(played.exchange(), played.spec());
        QCOMPARE(view.value(u"retry.same-connection"_s).value.toBool(), true);
        QCOMPARE(view.value(u"retry.content.sent"_s).value.toLongLong(), 4 << 20);
    }
};

INTERIM_SUITE(TestView)
#include "tst_view.moc"

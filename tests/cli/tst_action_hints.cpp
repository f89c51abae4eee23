// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/action_hints.h"

#include "cli/help.h"
#include "cli/request_options.h"
#include "guidance/library.h"
#include "support/exchange_sample.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// No `using namespace cli`: a unity build puts this before tst_commands.cpp, whose run() is not cli::run().
using cli::actionHint;

class TestActionHints : public QObject {
    Q_OBJECT
    static QString hint(const char *key, const request::RequestSpec &spec = {}, const formats::Advice &advice = {})
    {
        return actionHint(QString::fromLatin1(key), advice, spec).value_or(u"unknown"_s);
    }
private slots:
    /// What guidance can advise has words here; only what an exchange that is over can no longer be told has none.
    void everyActionHasARow()
    {
        QStringList silent;
        const auto &actions = guidance::Library::builtin().actions();
        QVERIFY(actions.size() > 20);
        for (const QString &key : actions.keys()) {
            const auto said = actionHint(key, {}, {});
            QVERIFY2(said.has_value(), qPrintable(key));
            if (said->isEmpty())
                silent << key;
        }
        QCOMPARE(silent, (QStringList{u"cancel"_s, u"release-now"_s}));
        QVERIFY(!actionHint(u"no-such-key"_s, {}, {}));
    }

    /// What a hint begins with is understood as written, with a number for the value that it leaves open.
    void callsAreUnderstood()
    {
        int read = 0;
        for (const QString &key : guidance::Library::builtin().actions().keys()) {
            const QString said = actionHint(key, {}, {})->section(", "_L1, 0, 0);
            if (!said.startsWith(u'-') || said.endsWith("FILE"_L1)) // it would be opened
                continue;
            const qsizetype space = said.indexOf(u' ');
            QStringList words{said.left(space)};
            if (space > 0)
                words << said.mid(space + 1).remove(u'\'').replace(QRegularExpression(u"^[A-Z]+$"_s), u"7"_s);
            words << u"http://h/"_s;
            const auto call = cli::readRequest(words);
            QVERIFY2(std::holds_alternative<cli::RequestCall>(call), qPrintable(words.join(u' ')));
            ++read;
        }
        QVERIFY(read >= 12);
    }

    void optionsAreInTheHelp()
    {
        static const QRegularExpression option(u"--[a-z0-9-]+"_s);
        int named = 0;
        for (const QString &key : guidance::Library::builtin().actions().keys()) {
            for (auto found = option.globalMatch(*actionHint(key, {}, {})); found.hasNext(); ++named) {
                const QString name = found.next().captured();
                QVERIFY2(cli::helpText().contains(QRegularExpression(name + u"\\b"_s)), qPrintable(name));
            }
        }
        QVERIFY(named >= 13);
    }

    void whatWasTypedDecides()
    {
        auto spec = support::uploadSpec(2 << 20);
        spec.headers.clear();
        QCOMPARE(hint("send-without-expect", spec), u"--expect off"_s);
        QCOMPARE(hint("send-with-expect", spec), u"--expect always"_s);
        spec.headers = {{"Expect", "foo"}}; // it goes out whatever --expect says
        QCOMPARE(hint("send-without-expect", spec), u"leave out the Expect among -H"_s);
        QCOMPARE(hint("plain-expect", spec), u"--expect always, and no Expect among -H"_s);
        QCOMPARE(hint("raise-wait", spec), u"--wait MS"_s);
    }

    void theRawHeadIsTheWholeHead()
    {
        request::RequestSpec spec;
        spec.rawHead = "PUT / HTTP/1.0\r\nHost: a\r\n\r\n";
        for (const char *key : {"send-without-expect", "send-with-expect", "plain-expect", "compare-http10",
                                "use-http11", "use-length", "add-if-match", "add-authorization"})
            QCOMPARE(hint(key, spec), u"in the file of --raw-head"_s);
        QCOMPARE(hint("follow-up", spec), u"--follow-up"_s);
    }

    void namesThePage()
    {
        formats::Advice advice;
        advice.topic = u"413"_s;
        advice.rule = u"some-rule"_s;
        QCOMPARE(hint("show-codes", {}, advice), u"interim-cli guide 413"_s);
        advice.topic = u"connect"_s;
        QCOMPARE(hint("show-codes", {}, advice), u"interim-cli guide some-rule"_s);
    }
};

INTERIM_SUITE(TestActionHints)
#include "tst_action_hints.moc"

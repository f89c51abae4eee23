// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare_args.h"

#include "session/target_sets.h"

#include <QStandardPaths>
#include <QTest>

using namespace cli;
using namespace Qt::StringLiterals;

class TestCompareArgs : public QObject {
    Q_OBJECT
    static QStringList split(const char *words) { return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts); }
    static CompareCall call(const char *words)
    {
        auto read = readCompare(split(words));
        if (const auto *wrong = std::get_if<Misuse>(&read))
            qWarning("%s", qPrintable(wrong->text));
        return std::holds_alternative<CompareCall>(read) ? std::get<CompareCall>(std::move(read)) : CompareCall();
    }
    static QString wrongOf(const char *words)
    {
        const auto read = readCompare(split(words));
        const auto *wrong = std::get_if<Misuse>(&read);
        return wrong ? wrong->text : QString();
    }

private slots:
    void everyTargetHasTheRequest()
    {
        const CompareCall made = call(
            "--body-size 2M --expect always --repeat 50 --align first-byte --baseline 2 http://a/x http://b/y --json");
        QCOMPARE(made.targets.size(), std::size_t(2));
        for (const auto &target : made.targets) {
            QCOMPARE(target.spec.body.size, 2u << 20);
            QCOMPARE(target.spec.method, std::string("POST"));
            QVERIFY(target.spec.expect.rule == request::ExpectRule::Always);
        }
        QCOMPARE(made.targets[1].spec.url, std::string("http://b/y"));
        QCOMPARE(made.rounds, 50);
        QCOMPARE(made.baseline, std::size_t(1));
        QVERIFY(made.align == compare::Align::FirstByte && made.output.drawing == Drawing::Json);
    }

    void variants()
    {
        QCOMPARE(call("--variants -d x http://a/").targets.size(), std::size_t(3));
        QCOMPARE(call("--variants -d x --proxy http://127.0.0.1:1 http://a/").targets.size(), std::size_t(6));
    }

    void setsAreReadAndJoined()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCOMPARE(session::TargetSets().save({u"mine"_s, {u"http://a/"_s, u"http://b/"_s}}), QString());
        const CompareCall made = call("--targets mine http://c/ --save-targets more");
        QCOMPARE(made.urls, (QStringList{u"http://a/"_s, u"http://b/"_s, u"http://c/"_s}));
        QCOMPARE(made.targets.size(), std::size_t(3));
        QCOMPARE(made.saveAs, u"more"_s);
        QVERIFY(!session::TargetSets().find(u"more"_s)); // reading words writes nothing
        QVERIFY(wrongOf("--targets none http://c/").contains(u"none"_s));
    }

    void whatDoesNotFitIsSaid_data()
    {
        QTest::addColumn<QString>("words");
        for (const char *words :
             {"", "http://a/", "--repeat 0 http://a/ http://b/", "--repeat x http://a/ http://b/",
              "--align middle http://a/ http://b/", "--baseline 3 http://a/ http://b/",
              "--baseline 0 http://a/ http://b/", "--variants http://a/ http://b/", "--variants", "http://a/ ftp://b/",
              "--report x.pdf http://a/ http://b/", "--report /nonexistent/x.html http://a/ http://b/",
              "--fail http://a/ http://b/", "--save x http://a/ http://b/", "--nope http://a/ http://b/", "--expect",
              "--wait x http://a/ http://b/"})
            QTest::newRow(words) << QString::fromLatin1(words);
    }
    void whatDoesNotFitIsSaid()
    {
        QFETCH(QString, words);
        const auto read = readCompare(words.split(u' ', Qt::SkipEmptyParts));
        QVERIFY(std::holds_alternative<Misuse>(read));
        QVERIFY(!std::get<Misuse>(read).text.isEmpty() && !std::get<Misuse>(read).text.contains(u'\n'));
    }

    void sixtyFourAndNoMore()
    {
        QStringList words(64, u"http://a/"_s);
        QVERIFY(std::holds_alternative<CompareCall>(readCompare(words)));
        words << u"http://a/"_s;
        QVERIFY(std::holds_alternative<Misuse>(readCompare(words)));
    }
};

INTERIM_SUITE(TestCompareArgs)
#include "tst_compare_args.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The same value reads the same wherever it is shown: nobody but app/words puts it in words.

#include "arch/tree.h"
#include "arch/wording_rules.h"

#include <QTest>

using namespace arch;

class TestWording : public QObject {
    Q_OBJECT

private slots:
    void checkerSeesWordings_data();
    void checkerSeesWordings();
    void wordsAreOfOneRoom();
    void exceptionsAreNeeded();

private:
    static QStringList sources();
};

/// Of all who have no words of their own.
QStringList TestWording::sources()
{
    QStringList paths = filesBelow({u"app"_s, u"ui"_s}, {u"*.cpp"_s, u"*.h"_s});
    paths.removeIf([](const QString &path) {
        return path.startsWith("app/words/"_L1) || path.startsWith("app/base/quantity."_L1);
    });
    return paths;
}

void TestWording::checkerSeesWordings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    const auto row = [](const char *text, int count) { QTest::addRow("%s", text) << QString::fromUtf8(text) << count; };
    row("// locale.toString(1), \"%1 ms\"", 0);
    row("words::countText(n, locale()); url.toString(); value.toString();", 0);
    row("tr(\"%1 seconds, %1s, %1 sent\"); tr(\"%1 bytesText\");", 1); // of %1s
    row("case Outcome::Aborted: return \"aborted\";", 0);
    row("case Outcome::Aborted: return EventKind::Other; case 2: return tr(\"a\");", 0);
    row("return locale.toString(n);", 1);
    row("return locale().toString(n) + locale_.toString(n) + QLocale().toString(n);", 3);
    row("return QLocale::c().toString(n) + QLocale(QLocale::English).toString(n);", 2);
    row("tr(\"sent %1 B\"); tr(\"%1 bytes\"); u\"%2 MiB\"_s; tr(\"%1 µs\"); tr(\"%1ms\");", 5);
    row("std::to_string(n) + \" ms\"; u\" KiB\"_s; tr(\" s\"); \" bytes of it\";", 4);
    row("case Outcome::Aborted: return \"was aborted\";", 1);
    row("case record::Decision::HostKept: return Words::tr(\"kept\");", 1);
    row("{Decision::HostKept, Words::tr(\"kept\")},", 1);
}

void TestWording::checkerSeesWordings()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    int found = 0;
    for (const WordingRule &rule : wordingRules())
        found += static_cast<int>(checkWording(rule, u"x.cpp"_s, text).size());
    QCOMPARE(found, count);
}

void TestWording::wordsAreOfOneRoom()
{
    const QStringList paths = sources();
    QVERIFY(paths.size() > 500);
    QStringList wrong;
    for (const QString &path : paths) {
        const QString text = textAt(path);
        for (const WordingRule &rule : wordingRules()) {
            if (!rule.but.contains(path))
                wrong << checkWording(rule, path, text);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestWording::exceptionsAreNeeded()
{
    for (const WordingRule &rule : wordingRules()) {
        for (const QString &path : rule.but)
            QVERIFY2(!checkWording(rule, path, textAt(path)).isEmpty(), qPrintable(path));
    }
}

INTERIM_SUITE(TestWording)
#include "tst_wording.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Every room has a README of a page that says what it may lean on, and the files that READMEs name are there.

#include "arch/include_rules.h"
#include "arch/tree.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace arch;

namespace {

constexpr qsizetype linesOfAPage = 60;

QStringList allReadmes()
{
    return filesBelow({u"app"_s, u"ui"_s, u"resources"_s, u"tests"_s}, {u"README.md"_s});
}

/// NAME.json, tests/ROOM/libs.txt, tst_x.cpp: the reader puts in what he adds.
bool isPlaceholder(QString path)
{
    static const QRegularExpression words(u"[^A-Za-z]+"_s), capitals(u"^([A-Z]{2,}|x)$"_s);
    return !path.remove(u"README"_s).split(words).filter(capitals).isEmpty();
}

/// What stands between backquotes and is a file or a folder of the tree.
QStringList pathsIn(const QString &text)
{
    static const QRegularExpression fenced(
        u"^```.*?^```$"_s, QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption),
        quoted(u"`([\\w./*-]+)`"_s), file(u"\\.(h|cpp|json|md|txt|scenario|zoo|ini|py)$"_s),
        rooted(u"^(app|ui|resources|tests|packaging)/"_s);
    QStringList paths;
    for (const auto &match : quoted.globalMatch(QString(text).remove(fenced))) {
        const QString path = match.captured(1);
        if ((file.match(path).hasMatch() || rooted.match(path).hasMatch()) && !isPlaceholder(path))
            paths << path;
    }
    return paths;
}

/// From the tree's root, from `folder`, or anywhere below that; the last part may have a *.
bool isThere(const QString &path, const QString &folder)
{
    const QString name = path.section(u'/', -1);
    for (const QString &from : {QString(), folder}) {
        const QDir place(treePath(from + u'/' + path.section(u'/', 0, -2)));
        if (name.isEmpty() ? place.exists() : !place.entryList({name}, QDir::AllEntries).isEmpty())
            return true;
    }
    return !path.contains(u'/')
        && QDirIterator(treePath(folder), {name}, QDir::Files, QDirIterator::Subdirectories).hasNext();
}

} // namespace

class TestReadmes : public QObject {
    Q_OBJECT

private slots:
    void pathsAreFound();
    void everyRoomHasOne();
    void whatTheyNameIsThere();
};

void TestReadmes::pathsAreFound()
{
    const QString text = u"`event.h` `tests/wire` `a.b` `NAME.json` `tst_x.cpp` `tests/ROOM/a.txt` `x_run.h` `--json`\n"
                         "```\n`not.h`\n```\n`*_run.cpp` `README.md` `hex_pane.h` `record::Exchange` `final.status`"_s;
    QCOMPARE(pathsIn(text),
             (QStringList{u"event.h"_s, u"tests/wire"_s, u"*_run.cpp"_s, u"README.md"_s, u"hex_pane.h"_s}));
    QVERIFY(isThere(u"app/wire/event.h"_s, u"tests"_s) && isThere(u"event.h"_s, u"app/wire"_s));
    QVERIFY(isThere(u"client/runner.h"_s, u"app/engine"_s) && isThere(u"runner.h"_s, u"app/engine"_s));
    QVERIFY(isThere(u"*_run.cpp"_s, u"app/cli"_s) && isThere(u"tests/wire"_s, u"app/wire"_s));
    QVERIFY(!isThere(u"event.h"_s, u"app/base"_s) && !isThere(u"app/wire/evnt.h"_s, u"app/wire"_s));
    QVERIFY(!isThere(u"tests/wired"_s, u"tests"_s) && !isThere(u"*_runs.cpp"_s, u"app/cli"_s));
}

void TestReadmes::everyRoomHasOne()
{
    QStringList wrong;
    for (const Row &row : table()) {
        const QString path = (row.room == "ui"_L1 ? row.room : u"app/"_s + row.room) + u"/README.md"_s;
        const QString text = textAt(path);
        if (!text.simplified().contains(u"May lean on: "_s + leansOn(row) + u'.'))
            wrong << path + u" does not say: May lean on: "_s + leansOn(row) + u'.';
        if (text.count(u'\n') > linesOfAPage)
            wrong << u"%1: %2 lines are more than a page"_s.arg(path).arg(text.count(u'\n'));
    }
    for (const QString &path : {u"resources/README.md"_s, u"tests/README.md"_s}) {
        if (textAt(path).isEmpty())
            wrong << path + u" is not there"_s;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestReadmes::whatTheyNameIsThere()
{
    QStringList wrong;
    qsizetype named = 0;
    for (const QString &readme : allReadmes()) {
        for (const QString &path : pathsIn(textAt(readme))) {
            ++named;
            if (!isThere(path, readme.section(u'/', 0, -2)))
                wrong << readme + u": there is no "_s + path;
        }
    }
    QVERIFY(named > 400);
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

INTERIM_SUITE(TestReadmes)
#include "tst_readmes.moc"

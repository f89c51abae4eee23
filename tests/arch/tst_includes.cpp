// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the include table (the README's table of rooms), the one clock and the mirrored tests over the tree as it
// stands.

#include "arch/include_rules.h"
#include "arch/tree.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace arch;

namespace {

QStringList allSources()
{
    const QStringList patterns{u"*.cpp"_s, u"*.h"_s, u"*.hpp"_s, u"*.cc"_s, u"*.inl"_s, u"*.ipp"_s};
    return filesBelow({u"app"_s, u"ui"_s}, patterns);
}

// app/ROOM/... -> ROOM, ui/... -> ui; a file directly in app/ has none.
QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (parts.first() == "ui"_L1)
        return u"ui"_s;
    return parts.size() > 2 ? parts.at(1) : QString();
}

const QtHeaders &qtHeaders()
{
    static const QtHeaders headers = readQtHeaders(QString::fromUtf8(INTERIM_QT_INCLUDES).split(u'|'));
    return headers;
}

} // namespace

class TestIncludes : public QObject {
    Q_OBJECT

private slots:
    void knowsQtHeaders();
    void checkerSeesBadIncludes_data();
    void checkerSeesBadIncludes();
    void checkerAllowsGoodIncludes_data();
    void checkerAllowsGoodIncludes();
    void checkerReadsDirectives();
    void checkerSeesClocks_data();
    void checkerSeesClocks();
    void checkerSeesMirrors();
    void treeKeepsTheTable();
    void treeReadsOneClock();
    void treeMirrorsItsUnits();
    void foldersStaySmall();
    void filesStayShort();
    void headersHaveNamesOfTheirOwn();
    void readmeShowsTheTable();
};

void TestIncludes::knowsQtHeaders()
{
    QCOMPARE(qtHeaders().value(u"qtcpsocket"_s), QStringList{u"QtNetwork"_s});
    QCOMPARE(qtHeaders().value(u"qcolor"_s), QStringList{u"QtGui"_s});
    QCOMPARE(qtHeaders().value(u"qwidget.h"_s), QStringList{u"QtWidgets"_s});
    QCOMPARE(qtHeaders().value(u"qstring"_s), QStringList{u"QtCore"_s});
}

void TestIncludes::checkerSeesBadIncludes_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *room, const char *text) {
        QTest::addRow("%s %s", room, text) << QString::fromUtf8(room) << QString::fromUtf8(text);
    };
    row("wire", "#include <QString>");
    row("wire", "#include <QString>");
    row("wire", "#include \"record/tape.h\"");
    row("wire", "#include <thread>");
    row("wire", "#include <mutex>");
    row("wire", "#include <sys/socket.h>");
    row("wire", "#include <xxhash.h>");
    row("record", "#include \"lab/peer.h\"");
    row("record", "#include <qglobal.h>");
    row("lab", "#include \"engine/net/clock.h\"");
    row("compare", "#include \"guidance/rules.h\"");
    row("guidance", "#include <QTcpSocket>");
    row("guidance", "#include <qtcpsocket.h>");
    row("guidance", "#include \"qtcpsocket.h\"");
    row("guidance", "#include \"store/history_store.h\"");
    row("formats", "#include <QSqlDatabase>");
    row("engine", "#include <QColor>");
    row("engine", "#include \"session/workbench.h\"");
    row("store", "#include <QtNetwork>");
    row("model", "#include <QPainter>");
    row("model", "#include <QtGui/qcolor.h>");
    row("model", "#include \"engine/client/runner.h\"");
    row("session", "#include <QWidget>");
    row("session", "#include <QTcpSocket>");
    row("session", "#include \"cli/send.h\"");
    row("cli", "#include <QApplication>");
    row("cli", "#include \"ui/shell/main_window.h\"");
    row("ui", "#include \"engine/client/runner.h\"");
    row("ui", "#include \"lab/peer.h\"");
    row("ui", "#include <QTcpSocket>");
    row("ui", "#include \"theme.h\"");
    row("engine", "#include \"../record/tape.h\"");
    row("engine", "#include SOME_HEADER");
    row("engine", "  #  include /* x */ <QWidget>");
    row("engine", "#\\\ninclude <QWidget>");
    row("attic", "#include <vector>");
}

void TestIncludes::checkerSeesBadIncludes()
{
    QFETCH(QString, room);
    QFETCH(QString, text);
    QCOMPARE(checkIncludes(room, u"x.cpp"_s, text, qtHeaders()).size(), 1);
}

void TestIncludes::checkerAllowsGoodIncludes_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *room, const char *text) {
        QTest::addRow("%s %s", room, text) << QString::fromUtf8(room) << QString::fromUtf8(text);
    };
    row("wire", "#include \"wire/event.h\"\n#include <vector>\n// #include <QWidget>");
    row("wire", "/* #include <QWidget> */ #include <span>");
    row("wire", "const char *text = R\"(\n#include <QWidget>\n)\";\n#include <vector>");
    row("wire", "const char quote = '\"';\n#include <vector>\nconst char *end = \"//\";");
    row("record", "#include <xxhash.h>\n#include \"wire/event.h\"");
    row("lab", "#include \"record/tape.h\"\n#include \"wire/machine.h\"");
    row("guidance", "#include <QJsonDocument>\n#include <QString>\n#include <qglobal.h>");
    row("engine", "#include <QTcpSocket>\n#include <openssl/x509.h>\n#include <netinet/tcp.h>");
    row("engine", "#include \"lab/peer.h\"\n#include \"runner.moc\"");
    row("store", "#include <QSqlQuery>");
    row("model", "#include <QAbstractItemModel>\n#include \"guidance/findings.h\"");
    row("session", "#include \"engine/client/runner.h\"\n#include <QObject>");
    row("cli", "#include \"session/workbench.h\"\n#include <unistd.h>");
    row("ui", "#include <QPainter>\n#include <Qsci/qsciscintilla.h>\n#include \"ui/exchange/timeline/lane.h\"");
}

void TestIncludes::checkerAllowsGoodIncludes()
{
    QFETCH(QString, room);
    QFETCH(QString, text);
    QCOMPARE(checkIncludes(room, u"x.cpp"_s, text, qtHeaders()), QStringList());
}

void TestIncludes::checkerReadsDirectives()
{
    const auto found = includesOf(u"// one\n#include <a>\n/*\n#include <b>\n*/\n# include \"c/d.h\" // e\n"_s);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0).name, u"a"_s);
    QVERIFY(found.at(0).angled);
    QCOMPARE(found.at(1).name, u"c/d.h"_s);
    QCOMPARE(found.at(1).line, 6);
}

void TestIncludes::checkerSeesClocks_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    const auto row = [](const char *file, const char *text, int count) {
        QTest::addRow("%s: %s", file, text) << QString::fromUtf8(file) << QString::fromUtf8(text) << count;
    };
    row("app/wire/a.cpp", "auto t = std::chrono::steady_clock::now();", 1);
    row("app/session/a.cpp", "QElapsedTimer timer;", 1);
    row("app/engine/client/runner.cpp", "clock_gettime(CLOCK_MONOTONIC, &t);", 1);
    row("app/session/a.cpp", "QDateTime::currentDateTimeUtc()", 1);
    row("app/cli/a.cpp", "auto t = time(nullptr);", 1);
    row("app/store/a.cpp", "QDateTime::currentDateTimeUtc()", 0);
    row("app/store/a.cpp", "QElapsedTimer timer;", 1);
    row("app/lab/a.cpp", "std::chrono::system_clock::now()", 1);
    row("app/engine/net/clock.cpp", "std::chrono::steady_clock::now()", 0);
    row("app/engine/net/clock.h", "std::chrono::steady_clock::now()", 0);
    row("app/wire/a.cpp", "// steady_clock\nauto text = \"steady_clock\"; event.time();", 0);
}

void TestIncludes::checkerSeesClocks()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(int, count);
    QCOMPARE(checkClock(roomOf(file), file, text).size(), count);
}

void TestIncludes::checkerSeesMirrors()
{
    QCOMPARE(checkMirror(u"wire/x.h"_s, u"// a\n#include \"wire/x.h\"\n#include <QTest>\n"_s), QString());
    QVERIFY(!checkMirror(u"wire/x.h"_s, u"#include <QTest>\n#include \"wire/x.h\"\n"_s).isEmpty());
    QVERIFY(!checkMirror(u"wire/x.h"_s, u"int main() {}\n"_s).isEmpty());
    const auto header = [](const QString &unit, const QString &text) { return mirroredHeader(unit, text); };
    QCOMPARE(header(u"app/formats/curl/curl_url.cpp"_s, u"#include \"formats/curl/curl_url.h\"\n"_s),
             u"formats/curl/curl_url.h"_s);
    QCOMPARE(header(u"app/wire/http1/parser_head.cpp"_s, u"#include <a>\n#include \"wire/http1/parser.h\"\n"_s),
             u"wire/http1/parser.h"_s);
    QCOMPARE(header(u"app/wire/http1/parser_head.cpp"_s, u"#include \"record/tape.h\"\n"_s),
             u"wire/http1/parser_head.h"_s);
}

void TestIncludes::treeKeepsTheTable()
{
    QStringList wrong;
    const auto paths = allSources();
    for (const QString &path : paths) {
        const QString room = roomOf(path);
        if (!room.isEmpty()) // app/resources.cpp alone stands outside a room
            wrong << checkIncludes(room, path, textAt(path), qtHeaders());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestIncludes::treeReadsOneClock()
{
    QStringList wrong;
    const auto paths = filesBelow({u"app"_s}, {u"*.cpp"_s, u"*.h"_s});
    for (const QString &path : paths)
        wrong << checkClock(roomOf(path), path, textAt(path));
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestIncludes::treeMirrorsItsUnits()
{
    QStringList wrong;
    const auto units = filesBelow({u"app"_s}, {u"*.cpp"_s});
    for (const QString &unit : units) {
        if (roomOf(unit).isEmpty() || QFileInfo(unit).completeBaseName() == "main"_L1)
            continue;
        const QString header = mirroredHeader(unit, textAt(unit));
        if (!QFile::exists(treePath(u"app/"_s + header))) {
            wrong << unit + u": has neither a header of its own nor one of its folder's as its first"_s;
            continue;
        }
        const QString stem = QFileInfo(header).completeBaseName();
        QString why = u"has no tests/**/tst_"_s + stem + u".cpp"_s;
        const auto tests = filesBelow({u"tests"_s}, {u"tst_"_s + stem + u".cpp"_s});
        for (const QString &test : tests) {
            why = checkMirror(header, textAt(test));
            if (why.isEmpty())
                break;
            why.prepend(test + u' ');
        }
        if (!why.isEmpty())
            wrong << unit + u": "_s + why;
    }
    QVERIFY(units.size() > 200);
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestIncludes::foldersStaySmall()
{
    QHash<QString, int> sources;
    const auto paths = filesBelow({u"app"_s, u"ui"_s, u"tests"_s}, {u"*.cpp"_s});
    for (const QString &path : paths)
        ++sources[path.section(u'/', 0, -2)];
    QStringList wrong;
    for (auto folder = sources.cbegin(); folder != sources.cend(); ++folder) {
        if (folder.value() > mostSourcesOfAFolder)
            wrong << u"%1: %2 sources, part it"_s.arg(folder.key()).arg(folder.value());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestIncludes::filesStayShort()
{
    QStringList wrong, data = dataFiles();
    for (const QString &path : filesBelow({u"app"_s, u"ui"_s, u"tests"_s}, {u"*.cpp"_s, u"*.h"_s})) {
        const qsizetype lines = textAt(path).count(u'\n');
        if (lines > mostLinesOfAFile && !data.removeOne(path))
            wrong << u"%1: %2 lines, part it by subject"_s.arg(path).arg(lines);
    }
    for (const QString &path : std::as_const(data))
        wrong << path + u": no longer too long, or gone: take it off the list"_s;
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

// A name is asked for in a search, a stack trace and a review: it is to mean one file.
void TestIncludes::headersHaveNamesOfTheirOwn()
{
    QHash<QString, QString> known;
    QStringList wrong;
    for (const QString &path : filesBelow({u"app"_s, u"ui"_s, u"tests"_s}, {u"*.h"_s})) {
        QString &first = known[path.section(u'/', -1)];
        if (!first.isEmpty())
            wrong << first + u" and "_s + path;
        first = path;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestIncludes::readmeShowsTheTable()
{
    QStringList wrong;
    const QString readme = textAt(u"README.md"_s);
    for (const Row &row : table()) {
        const QString path = row.room == "ui"_L1 ? row.room : u"app/"_s + row.room;
        const QRegularExpression line(u"^\\| `%1` \\|[^|]+\\| ([^|]*) \\|$"_s.arg(path),
                                      QRegularExpression::MultilineOption);
        const QString said = line.match(readme).captured(1);
        if (said != leansOn(row))
            wrong << u"`%1`: the README says \"%2\", the rule is \"%3\""_s.arg(path, said, leansOn(row));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

INTERIM_SUITE(TestIncludes)
#include "tst_includes.moc"

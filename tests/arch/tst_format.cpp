// SPDX-License-Identifier: GPL-3.0-or-later
// The tree stands as .clang-format has it, in Debian 12's version (others break lines elsewhere), and no line is too
// long.

#include "arch/tree.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace arch;

namespace {

QStringList sources()
{
    QStringList paths = filesBelow({u"app"_s, u"ui"_s, u"tests"_s}, {u"*.cpp"_s, u"*.h"_s});
    for (QString &path : paths)
        path = treePath(path);
    return paths;
}

QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(-1);
    return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
}

} // namespace

class TestFormat : public QObject {
    Q_OBJECT

private slots:
    void clangFormatChangesNothing();
    void linesFit();
};

void TestFormat::clangFormatChangesNothing()
{
    const QString version = outputOf(u"clang-format"_s, {u"--version"_s});
    QVERIFY2(version.contains(u"clang-format"_s), "clang-format is missing: packaging/deps tests installs it");
    if (!version.contains(u"version 14."_s))
        QSKIP(qPrintable(u"judged by version 14 alone, this is "_s + version.trimmed()));
    const QString said = outputOf(u"clang-format"_s, QStringList{u"--dry-run"_s, u"-Werror"_s} + sources());
    QVERIFY2(said.isEmpty(), qPrintable(said.left(4000)));
}

void TestFormat::linesFit()
{
    constexpr qsizetype columns = 120;
    QStringList wrong;
    const auto paths = sources();
    QVERIFY(paths.size() > 500);
    for (const QString &path : paths) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        int number = 0;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            ++number;
            if (line.size() > columns)
                wrong << u"%1:%2: %3 columns"_s.arg(path).arg(number).arg(line.size());
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

INTERIM_SUITE(TestFormat)
#include "tst_format.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The README says of every package that packaging/deps installs why it is there, and of no other.

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QStringList installedPackages()
{
    QProcess deps;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DISPLAY"_s); // all that any desktop asks for
    environment.insert(u"WAYLAND_DISPLAY"_s, u"wayland-0"_s);
    deps.setProcessEnvironment(environment);
    deps.start(u"" INTERIM_SOURCE_DIR "/packaging/deps"_s,
               {u"--list"_s, u"build"_s, u"run"_s, u"tests"_s, u"peers"_s, u"bench"_s, u"sanitize"_s});
    deps.waitForFinished();
    return QString::fromUtf8(deps.readAllStandardOutput()).simplified().split(u' ', Qt::SkipEmptyParts);
}

QString readmeSection()
{
    QFile readme(u"" INTERIM_SOURCE_DIR "/README.md"_s);
    if (!readme.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(readme.readAll()).section(u"## What it depends on"_s, 1).section(u"\n## "_s, 0, 0);
}

} // namespace

class TestDependencies : public QObject {
    Q_OBJECT

private slots:
    void readmeNamesWhatIsInstalled();
};

void TestDependencies::readmeNamesWhatIsInstalled()
{
    const QStringList packages = installedPackages();
    const QString section = readmeSection();
    QVERIFY(packages.size() > 20);
    QStringList wrong;
    for (const QString &package : packages) {
        if (!section.contains(u'`' + package + u'`'))
            wrong << package + u" has no reason in the README"_s;
    }
    static const QRegularExpression quoted(u"`([^`/ ]+)`"_s);
    const QStringList known{u"bash"_s, u"dash"_s, u"ccache"_s, u"mold"_s, u"lld"_s}; // used where they are found
    for (const auto &match : quoted.globalMatch(section)) {
        const QString package = match.captured(1);
        if (!packages.contains(package) && !known.contains(package))
            wrong << package + u" is in the README alone"_s;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

INTERIM_SUITE(TestDependencies)
#include "tst_dependencies.moc"

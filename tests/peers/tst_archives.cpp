// SPDX-License-Identifier: GPL-3.0-or-later
// Files of requests in the style of the tools that write them (archives/, all of our own making): what an import puts
// on the wire is what a real curl does, byte for byte, or the import says what differs, or it sends nothing and says
// why.

#include "peers/byte_recorder.h"
#include "support/bare_environment.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString archives = u"" INTERIM_SOURCE_DIR "/tests/peers/archives/"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// With a line for each field, so that a difference is seen.
QByteArray shownBytes(QByteArray bytes)
{
    return bytes.replace("\r\n", "\\r\\n\n");
}

} // namespace

class TestArchives : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    peers::ByteRecorder recorder_;

    struct Run {
        int status = -1;
        QByteArray errors, wire;
    };

    Run run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(support::bareEnvironment(folder_.path()));
        process.setWorkingDirectory(folder_.path());
        process.start(program, arguments);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000); }();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(recorder_.allEnded(), 20'000); }();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardError(),
                recorder_.take().join("\n--- another connection ---\n")};
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"curl"_s).isEmpty(), "packaging/deps peers");
        const QByteArray port = QByteArray::number(recorder_.port());
        for (const QString &name : QDir(archives).entryList(QDir::Files)) {
            QFile file(folder_.filePath(name));
            QByteArray bytes = contentOf(archives + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes.replace("PORT", port)) > 0);
        }
    }

    void sameBytesAsCurl_data()
    {
        QTest::addColumn<QJsonObject>("row");
        const QJsonArray rows = QJsonDocument::fromJson(contentOf(archives + u"archives.json"_s)).array();
        QVERIFY(rows.size() >= 60);
        for (const QJsonValue &row : rows)
            QTest::newRow(qPrintable(row[u"file"].toString())) << row.toObject();
    }
    void sameBytesAsCurl()
    {
        QFETCH(QJsonObject, row);
        const QString port = QString::number(recorder_.port());
        QStringList send{u"send"_s, u"--import"_s, folder_.filePath(row[u"file"].toString()), u"--request"_s,
                         row[u"request"].toString()};
        if (row.contains(u"env"))
            send += QStringList{u"--env"_s, row[u"env"].toString()};
        const Run ours = run(QStringLiteral(INTERIM_CLI), send);
        if (row.contains(u"blocked")) {
            QCOMPARE(ours.wire, QByteArray());
            QVERIFY2(ours.status == 2 && ours.errors.contains(row[u"blocked"].toString().toUtf8()), ours.errors);
            return;
        }
        QStringList curl{u"-q"_s, u"-s"_s, u"-o"_s, u"/dev/null"_s};
        for (const QJsonValue &argument : row[u"curl"].toArray())
            curl += argument.toString().replace(u"PORT"_s, port);
        const Run theirs = run(u"curl"_s, curl);
        QVERIFY2(!theirs.wire.isEmpty(), theirs.errors);
        QCOMPARE(shownBytes(ours.wire), shownBytes(theirs.wire));
        QVERIFY2(ours.status == 0, ours.errors);
        QByteArray losses;
        for (const QByteArray &line : ours.errors.split('\n'))
            losses += line.contains("not taken: ") ? line + '\n' : QByteArray();
        const QJsonArray says = row[u"says"].toArray();
        for (const QJsonValue &words : says)
            QVERIFY2(ours.errors.contains(words.toString().toUtf8()), ours.errors);
        QVERIFY2(!says.isEmpty() || losses.isEmpty(), losses); // nothing is lost that the row does not know of
        QVERIFY2(!ours.errors.contains("private-value"), ours.errors);
    }
};

INTERIM_SUITE(TestArchives)
#include "tst_archives.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/library_reader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace guidance;

namespace {

/// The built-in guidance with one change in one file.
QStringList errorsAfter(const QString &name, const QByteArray &from, const QByteArray &to)
{
    QTemporaryDir folder;
    const QStringList files = QDir(u":/interim/guidance"_s).entryList(QDir::Files);
    bool changed = false;
    for (const QString &file : files) {
        QFile in(u":/interim/guidance/"_s + file);
        QFile out(folder.filePath(file));
        if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
            return {u"cannot copy "_s + file};
        QByteArray bytes = in.readAll();
        if (file == name) {
            const auto at = bytes.indexOf(from);
            if (at >= 0) {
                bytes.replace(at, from.size(), to);
                changed = true;
            }
        }
        out.write(bytes);
    }
    if (!changed)
        return {};
    return Library::load(folder.path(), u":/interim/facts"_s).errors();
}

} // namespace

class TestLibraryReader : public QObject {
    Q_OBJECT
private slots:
    void oneChangeOneError_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *file, const char *from, const char *to, const char *error) {
            QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(from) << QByteArray(to)
                                << QString::fromUtf8(error);
        };
        row("unknown key", "rules.json", "\"severity\": \"error\"", "\"severty\": \"error\"",
            "no such key is known here");
        row("key of two lines", "rules.json", "\"severity\": \"error\"", "\"sev\\n\\u001b[31m\": \"error\"",
            "sev\uFFFD\uFFFD[31m: no such key");
        row("severity", "rules.json", "\"severity\": \"error\"", "\"severity\": \"bad\"", "must be one of error");
        row("fact name", "rules.json", "\"seat\": \"client\"", "\"seet\": \"client\"", "no fact has this name");
        row("placeholder", "verdicts.json", "{final.after}", "{final.aftr}", "no fact is named {final.aftr}");
        row("selector", "verdicts.json", "\"pause\"]", "\"paus\"]", "\"paus\" selects no events");
        row("phrase", "verdicts-417.json", "{\"phrase\": \"answer\"}", "{\"phrase\": \"anser\"}",
            "\"anser\" is no phrase");
        row("confidence", "verdicts-417.json", "\"confidence\": \"open\"", "\"confidence\": \"maybe\"",
            "must be one of certain");
        row("confidence of a kind", "verdicts-seen.json", "\"is\": \"open\"", "\"is\": \"opn\"",
            "must be one of certain");
        row("no otherwise", "verdicts-417.json", "\"otherwise\": true", "\"otherwise\": false",
            "needs one verdict with \"otherwise\"");
        row("neither when nor otherwise", "verdicts-417.json", "\"otherwise\": true", "\"otherwise\": false",
            "needs a \"when\"");
        row("group", "verdicts-417.json", "\"when\": {\"stage\"", "\"wen\": {\"stage\"", "needs a \"when\"");
        row("action", "verdicts-live.json", "\"actions\": [\"cancel\"]", "\"actions\": [\"cancell\"]", "is no action");
        row("reference", "verdicts-live.json", "RFC 9110 section 10.1.1", "RFC 9110, 10.1.1", "is no RFC section");
        row("fact reference", "claims.json", "facts:servers/nginx", "facts:servers/nginxx", "no known fact");
        row("code row", "codes.json", "\"code\": \"428\"", "\"code\": \"427\"", "no such code above");
        row("anomaly", "anomalies.json", "\"bare-lf\"", "\"bare-lff\"", "wire knows no such anomaly");
        row("anomaly missing", "anomalies.json", "\"bare-lf\"", "\"bare-lff\"", "no text for \"bare-lf\"");
        row("claim", "claims.json", "\"outdated\"", "\"old\"", "must be one of true");
        row("syntax", "codes.json", "{", "", "codes.json:");
        row("twice", "rules.json", "\"id\": \"stall\"", "\"id\": \"wait-cost\"", "stands twice");
        row("table", "verdicts-live.json", "\"side-by-side\": [\"100\"", "\"side-by-side\": [\"99\"", "no row for 99");
    }
    void oneChangeOneError()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, error);
        const QString errors = errorsAfter(file, from, to).join('\n'_L1);
        QVERIFY2(errors.contains(error), qPrintable(errors.isEmpty() ? u"(none)"_s : errors));
        QVERIFY(errors.contains(file));
    }
    void groupOfNoFile()
    {
        const QString errors =
            errorsAfter(u"verdicts.json"_s, "\"groups\": [\"live\"", "\"groups\": [\"lve\"").join(u'\n');
        QVERIFY2(errors.contains(u"verdicts-lve.json"_s), qPrintable(errors));
    }
    void nothingThere()
    {
        QTemporaryDir folder;
        const QStringList errors = Library::load(folder.path(), folder.path()).errors();
        for (const char *file : {"clients.json", "servers.json", "servers-measured.json", "claims.json", "codes.json",
                                 "anomalies.json", "rules.json", "verdicts.json"})
            QVERIFY2(errors.join('\n'_L1).contains(QLatin1String(file)), file);
    }
};

INTERIM_SUITE(TestLibraryReader)
#include "tst_library_reader.moc"

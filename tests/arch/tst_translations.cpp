// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever translates Interim gets every text, each in the context in which the program looks for it.

#include "arch/translation_rules.h"
#include "arch/tree.h"

#include "request/settings.h"

#include <QLibraryInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace arch;

class TestTranslations : public QObject {
    Q_OBJECT

private slots:
    void checkerSeesHiddenTexts_data();
    void checkerSeesHiddenTexts();
    void textsAreLiterals();
    void markedTextsAreNeeded();
    void lupdateKnowsEachContext();

private:
    static QStringList sourcesOf(const QString &path, const QString &context);
};

void TestTranslations::checkerSeesHiddenTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    const auto row = [](const char *text, int count) { QTest::addRow("%s", text) << QString::fromUtf8(text) << count; };
    row("return tr(\"a\");", 0);
    row("return Words::tr(\"a %n\", nullptr, n);", 0);
    row("return tr( // why\n \"a, (b)\"\n \"c\" );", 0);
    row("painter->translate(x, y); str(x); path.translate(x, y); path.translated(x, y);", 0);
    row("// tr(text), translate(text)\nconst char *a = \"tr(text)\";", 0);
    row("return tr(text);", 1);
    row("return Words::tr(ok ? \"a\" : \"b\");", 1);
    row("return tr(\"a\" SIZE);", 1);
    row("return tr(u\"a\");", 1);
    row("return tr();", 1);
    row("QString tr(const char *text)\n{\n return QCoreApplication::translate(\"a\", text);\n}", 2);
    row("const auto tr = [](const char *text) { return qApp->translate(context, text); };", 1);
    row("return QCoreApplication::translate(\"a\", \"b\");", 1);
    row("const char *a = QT_TRANSLATE_NOOP(\"a\", \"b\"); const char *b = QT_TR_NOOP(\"c\");", 2);
}

void TestTranslations::checkerSeesHiddenTexts()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    QCOMPARE(checkTranslations(u"x.cpp"_s, text).size(), count);
}

void TestTranslations::textsAreLiterals()
{
    QStringList wrong;
    const auto paths = filesBelow({u"app"_s, u"ui"_s}, {u"*.cpp"_s, u"*.h"_s});
    QVERIFY(paths.size() > 500);
    for (const QString &path : paths)
        wrong << checkTranslations(path, textAt(path));
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestTranslations::markedTextsAreNeeded()
{
    for (const QString &path : markedTexts())
        QVERIFY2(!checkTranslations(u"x.cpp"_s, textAt(path)).isEmpty(), qPrintable(path));
}

/// What a file of lupdate's has for the translators in a context.
QStringList TestTranslations::sourcesOf(const QString &path, const QString &context)
{
    QFile file(path);
    QStringList sources;
    if (!file.open(QIODevice::ReadOnly))
        return sources;
    QXmlStreamReader xml(&file);
    QString name;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            name = xml.readElementText();
        else if (xml.name() == "source"_L1 && name == context)
            sources << xml.readElementText();
    }
    return sources;
}

// It warns of a tr() whose class it does not know, or that has no context of its own: such a text would be translated
// in another context than the program asks for.
void TestTranslations::lupdateKnowsEachContext()
{
    const QString lupdate = QLibraryInfo::path(QLibraryInfo::BinariesPath) + u"/lupdate"_s;
    QVERIFY2(QFile::exists(lupdate), "lupdate is missing: packaging/deps tests installs it");
    const QTemporaryDir folder;
    QProcess process;
    process.setWorkingDirectory(treePath({}));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(lupdate,
                  {u"-I"_s, u"."_s, u"-I"_s, u"app"_s, u"app"_s, u"ui"_s, u"-ts"_s, folder.filePath(u"x.ts"_s)});
    QVERIFY(process.waitForFinished(-1));
    QCOMPARE(process.exitCode(), 0);
    static const QRegularExpression usual(u"^(?:Scanning|Updating|    Found ([0-9]+) source text)"_s);
    QStringList warnings;
    int found = 0;
    for (const QString &line : QString::fromUtf8(process.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        const auto match = usual.match(line);
        found += match.captured(1).toInt();
        if (!match.hasMatch())
            warnings << line;
    }
    QVERIFY2(warnings.isEmpty(), qPrintable(u'\n' + warnings.join(u'\n')));
    QVERIFY(found > 1000);
    // The context is that of ui/request/setting_labels.cpp.
    const QStringList settings = sourcesOf(folder.filePath(u"x.ts"_s), u"Setting"_s);
    for (const request::Setting &row : request::settings()) {
        for (const std::string_view text : {row.help, row.none})
            QVERIFY2(text.empty() || settings.contains(QString::fromStdString(std::string(text))), row.name.data());
    }
}

INTERIM_SUITE(TestTranslations)
#include "tst_translations.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/body_options.h"

#include "cli/options/typed_call.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestBodyOptions : public QObject {
    Q_OBJECT
private slots:
    void bodies()
    {
        const auto text = typed::good({u"-d"_s, QString::fromLatin1("@x\xff")}).spec;
        QCOMPARE(text.body.text, std::string("@x\xff"));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QString::fromUtf8("\xc3\xa9")); // a name outside ASCII
        typed::write(path, "12345");
        const auto file = typed::good({u"--body-file"_s, QString::fromLatin1(QFile::encodeName(path))}).spec;
        QCOMPARE(file.body.size, std::uint64_t(5));
        QCOMPARE(file.body.path, QFile::encodeName(path).toStdString());
        const auto made = typed::good(typed::words("--body-size 4M --body-pattern zeros --chunked")).spec;
        QVERIFY(made.body.kind == request::BodyKind::Generated && made.body.chunked && made.body.pattern == "zeros");
        QCOMPARE(made.body.size, std::uint64_t(4 << 20));
    }

    void forms()
    {
        const auto spec = typed::good(typed::words("-F a=b -F c=")).spec;
        QVERIFY(spec.body.kind == request::BodyKind::Multipart && spec.method == "POST");
        QVERIFY(spec.body.fields == (std::vector<request::FormField>{{"a", "b"}, {"c", ""}}));
    }

    void oneBodyAlone()
    {
        QVERIFY(typed::refusal(typed::words("-d a --body-size 1")).contains("more than one body"_L1));
        QVERIFY(typed::refusal(typed::words("-d a --body-pattern zeros")).contains("--body-size"_L1));
        QVERIFY(typed::refusal(typed::words("--chunked")).contains("need a body"_L1));
    }
};

INTERIM_SUITE(TestBodyOptions)
#include "tst_body_options.moc"

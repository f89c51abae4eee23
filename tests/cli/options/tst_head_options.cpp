// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/head_options.h"

#include "cli/options/typed_call.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestHeadOptions : public QObject {
    Q_OBJECT
private slots:
    void headersAsTyped_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("sent"); // what goes out; empty: the field is left out
        QTest::newRow("usual") << QByteArray("A: b") << QByteArray("A: b");
        QTest::newRow("no space") << QByteArray("A:b") << QByteArray("A:b");
        QTest::newRow("spaces") << QByteArray("A:   b  ") << QByteArray("A:   b  ");
        QTest::newRow("tab") << QByteArray("A:\tb") << QByteArray("A:\tb");
        QTest::newRow("space before") << QByteArray("A : b") << QByteArray("A : b");
        QTest::newRow("colons") << QByteArray("A: b:c;") << QByteArray("A: b:c;");
        QTest::newRow("bytes") << QByteArray("A: \xff\xe2\x82") << QByteArray("A: \xff\xe2\x82");
        QTest::newRow("empty") << QByteArray("A;") << QByteArray("A:");
        QTest::newRow("empty, space") << QByteArray("A; ") << QByteArray("A:");
        QTest::newRow("out") << QByteArray("A:") << QByteArray();
        QTest::newRow("out, space") << QByteArray("A: ") << QByteArray();
    }
    void headersAsTyped()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, sent);
        const auto spec = typed::good({u"-H"_s, QString::fromLatin1(typed)}).spec;
        if (sent.isEmpty()) {
            QCOMPARE(spec.removed, std::vector<std::string>{"A"});
            QVERIFY(spec.headers.empty());
            return;
        }
        const request::HeaderLine &line = spec.headers.at(0);
        QCOMPARE(QByteArray::fromStdString(line.name + line.separator + line.value), sent);
        QVERIFY(spec.removed.empty());
    }

    void rawHeads()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"h"_s);
        typed::write(path, "GET / HTTP/1.1\n\xff\n\n");
        QCOMPARE(typed::good({u"--raw-head"_s, path}).spec.rawHead, std::string("GET / HTTP/1.1\n\xff\n\n"));
        QVERIFY(typed::refusal({u"--raw-head"_s, path, u"-X"_s, u"PUT"_s}).contains("leave out --method"_L1));
    }

    void theMethodFollowsTheBody()
    {
        QCOMPARE(typed::good({}).spec.method, std::string("GET"));
        QCOMPARE(typed::good({u"-d"_s, u"x"_s}).spec.method, std::string("POST"));
        QCOMPARE(typed::good({u"-d"_s, u"x"_s, u"-X"_s, u"a b"_s}).spec.method, std::string("a b"));
        QVERIFY(typed::refusal({u"-X"_s, QString()}).contains("at least one character"_L1));
    }
};

INTERIM_SUITE(TestHeadOptions)
#include "tst_head_options.moc"

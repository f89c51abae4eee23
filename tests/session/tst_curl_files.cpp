// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

class TestCurlFiles : public QObject {
    Q_OBJECT
private slots:
    void regularFilesAlone()
    {
        const QTemporaryDir folder;
        const formats::CurlFiles files = session::curlFiles();
        const std::string path = folder.filePath(u"a b"_s).toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("a\r\n\0b", 5), 5);
        file.close();
        QCOMPARE(files.size(path).value_or(0), std::uint64_t(5));
        QCOMPARE(files.read(path).value_or(""), std::string("a\r\n\0b", 5));
        const std::string pipe = folder.filePath(u"pipe"_s).toStdString();
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        for (const std::string &odd :
             {pipe, folder.path().toStdString(), path + "x", std::string("/dev/zero"), std::string()}) {
            QVERIFY2(!files.size(odd), odd.c_str());
            QVERIFY2(!files.read(odd), odd.c_str());
        }
    }

    void longTextsAreNotRead()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"long"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize((16 << 20) + 1));
        file.close();
        QVERIFY(session::curlFiles().size(path.toStdString()).has_value());
        QVERIFY(!session::curlFiles().read(path.toStdString()));
    }
};

INTERIM_SUITE(TestCurlFiles)
#include "tst_curl_files.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison saved as a file.
#include "ui/compare/compare_view.h"

#include "ui/compare/compare_fixture.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCompareReport : public support::CompareFixture {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        start();
        window_->bringForward(window_->compare());
        setup()->setMode(ui::CompareSetup::SeveralServers);
    }
    void reportsAreWritten();
};

void TestCompareReport::reportsAreWritten()
{
    auto spec = quickRequest();
    spec.headers = {{"Authorization", "Basic c2VjcmV0"}};
    window_->request()->replace(spec);
    compare({lab("/continue"), lab("/refuse-417")});
    const QList<QPair<QString, QByteArray>> forms{{u"a.html"_s, "<!DOCTYPE"}, {u"a.md"_s, "# "}, {u"a.json"_s, "{"}};
    for (const auto &[file, begin] : forms) {
        const QString path = dir_.filePath(file);
        QCOMPARE(view()->saveReport(path), QString());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray bytes = written.readAll();
        QVERIFY2(bytes.startsWith(begin) && bytes.contains("417") && !bytes.contains("c2VjcmV0"), qPrintable(file));
    }
    QVERIFY(view()->saveReport(dir_.filePath(u"no/such/folder.html"_s)).contains(u"cannot save"_s));
    QVERIFY(!view()->saveReport(dir_.filePath(u"a.txt"_s)).isEmpty());
}

INTERIM_SUITE(TestCompareReport)
#include "tst_compare_report.moc"

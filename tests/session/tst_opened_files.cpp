// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/opened_files.h"

#include "record/file.h"
#include "record/recorder.h"
#include "support/exchange_sample.h"
#include "support/later_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

record::Record recording()
{
    request::RequestSpec spec;
    spec.url = "http://first.test/a";
    support::SampleMaker maker(spec);
    maker.at(0)
        .begin("first")
        .at(100)
        .head()
        .at(900)
        .received("HTTP/1.1 204 No Content\r\n\r\n")
        .at(1000)
        .end("final-status");
    record::Record record = maker.recorder().take();
    record.spec = spec;
    return record;
}

} // namespace

class TestOpenedFiles : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(dir_.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }

private slots:
    void eachIsOpenedAsWhatItIs()
    {
        const auto bytes = QByteArray::fromStdString(record::serialize(recording()));
        const auto first = write(u"a.interim"_s, bytes), second = write(u"B.INTERIM"_s, bytes);
        const auto two = write(u"two.http"_s, "GET http://two.test/a\n\n###\nGET http://two.test/b\n");
        const auto one = write(u"one.rest"_s, "PUT http://one.test/x\n");
        const auto wrong = write(u"wrong.interim"_s, "no recording");

        const auto alone = session::openedFiles({first});
        QCOMPARE(alone.records.size(), std::size_t(1));
        QVERIFY(alone.events == record::replay(*alone.records.front()) && !alone.events.empty()
                && alone.errors.isEmpty());

        const auto all = session::openedFiles({first, two, wrong, second, one, dir_.filePath(u"gone.har"_s)});
        QCOMPARE(all.records.size(), std::size_t(2));
        QVERIFY(all.events.empty()); // they are compared
        QCOMPARE(all.requests.requests.size(), std::size_t(3));
        QCOMPARE(all.origins, QStringList({u"two.http, request 1"_s, u"two.http, request 2"_s, u"one.rest"_s}));
        QVERIFY(all.requests.requests.front().title.startsWith(u"two.http: "_s));
        QCOMPARE(all.errors.size(), 2);
        QVERIFY(all.errors[0].contains(u"wrong.interim"_s) && all.errors[1].contains(u"gone.har"_s));
        QVERIFY(!session::openedFiles({one}).requests.requests.front().title.contains(u"one.rest"_s));
    }

    // It is opened, and not silently another request than was sent.
    void ofALaterInterim()
    {
        auto record = recording();
        record.spec.connectTo = "h:1";
        const auto bytes = QByteArray::fromStdString(support::withSettingOfLater(record, "connect-to", "connect-by"));
        const auto opened = session::openedFiles({write(u"later.interim"_s, bytes)});
        QCOMPARE(opened.records.size(), std::size_t(1));
        QVERIFY(!opened.events.empty() && opened.records.front()->spec.connectTo.empty());
        QCOMPARE(opened.errors,
                 QStringList{u"later.interim: settings of a newer Interim are left out: --connect-by"_s});
    }
};

INTERIM_SUITE(TestOpenedFiles)
#include "tst_opened_files.moc"

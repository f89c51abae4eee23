// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/record_pipe.h"

#include <QTest>

#include <thread>

class TestRecordPipe : public QObject {
    Q_OBJECT
private slots:
    void oneAfterTheOther()
    {
        session::RecordPipe pipe;
        std::vector<std::int64_t> got;
        std::thread reader([&] {
            session::RecordPipe::Record record;
            while (pipe.take(&record))
                got.push_back(record ? record->startedAt : -1);
        });
        for (const std::int64_t at : {1, 2}) {
            auto record = std::make_shared<record::Record>();
            record->startedAt = at;
            pipe.put(record);
        }
        pipe.put(nullptr);
        pipe.close();
        reader.join();
        QVERIFY((got == std::vector<std::int64_t>{1, 2, -1}));
        session::RecordPipe::Record none;
        QVERIFY(!pipe.take(&none));
    }
};

INTERIM_SUITE(TestRecordPipe)
#include "tst_record_pipe.moc"

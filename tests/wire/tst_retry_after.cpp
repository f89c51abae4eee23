// SPDX-License-Identifier: GPL-3.0-or-later
// What a Retry-After says: the grammar of delay-seconds and of the three dates, and what only looks like them.
#include "wire/retry_after.h"

#include <QTest>

using wire::readRetryAfter;
using wire::RetryAfter;

class TestRetryAfter : public QObject {
    Q_OBJECT
private slots:
    void oneValue_data()
    {
        QTest::addColumn<RetryAfter>("read");
        const auto rows = [](RetryAfter read, std::initializer_list<const char *> values) {
            for (const char *value : values)
                QTest::newRow(value) << read;
        };
        rows(RetryAfter::Seconds, {"0", "120", "007", "99999999999999999999999999"});
        rows(RetryAfter::Date,
             {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
              "Wed Nov 16 08:49:37 1994", "Fri, 30 Jun 2028 23:59:60 GMT", "Tue, 29 Feb 2028 00:00:00 GMT"});
        rows(RetryAfter::Invalid,
             {"",
              "soon",
              "-1",
              "+5",
              "1.5",
              "5s",
              "120 seconds",
              "1, 2",
              "0x10",
              "2028-02-29T00:00:00Z",
              "Sun, 06 Nov 1994 08:49:37",
              "Sun, 06 Nov 1994 08:49:37 UTC",
              "Sun, 06 Nov 1994 08:49:37 GMT+1",
              "sun, 06 nov 1994 08:49:37 gmt",
              "Sun, 6 Nov 1994 08:49:37 GMT",
              "Sun,06 Nov 1994 08:49:37 GMT",
              "Sun, 06-Nov-94 08:49:37 GMT",
              "Sunday, 06 Nov 1994 08:49:37 GMT",
              "Sun, 06 Nov 94 08:49:37 GMT",
              "Sun, 00 Nov 1994 08:49:37 GMT",
              "Sun, 31 Nov 1994 08:49:37 GMT",
              "Sun, 30 Feb 1994 08:49:37 GMT",
              "Sun, 06 Nov 1994 24:00:00 GMT",
              "Sun, 06 Nov 1994 08:60:37 GMT",
              "Sun, 06 Nov 1994 08:49:61 GMT",
              "Sun, 06 Foo 1994 08:49:37 GMT",
              "Foo, 06 Nov 1994 08:49:37 GMT",
              "Sun Nov 6 08:49:37 1994",
              "Sun Nov 06 08:49:37 94",
              "Sun Nov  6 08:49:37 1994 GMT",
              "Sun Nov",
              "Sun, "});
    }

    void oneValue()
    {
        QFETCH(RetryAfter, read);
        QCOMPARE(readRetryAfter(std::string_view(QTest::currentDataTag())), read);
    }

    void ofAHead()
    {
        QCOMPARE(readRetryAfter(wire::Fields{}), RetryAfter::None);
        QCOMPARE(readRetryAfter(wire::Fields{{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}}), RetryAfter::None);
        QCOMPARE(readRetryAfter(wire::Fields{{"retry-after", "3"}}), RetryAfter::Seconds);
        QCOMPARE(readRetryAfter(wire::Fields{{"Retry-After", "soon"}}), RetryAfter::Invalid);
        QCOMPARE(readRetryAfter(wire::Fields{{"Retry-After", "soon"}, {"Retry-After", "3"}}), RetryAfter::Seconds);
    }
};

INTERIM_SUITE(TestRetryAfter)
#include "tst_retry_after.moc"

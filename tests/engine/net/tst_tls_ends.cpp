// SPDX-License-Identifier: GPL-3.0-or-later
// What OpenSSL is given, at most, and what it leaves.
#include "engine/net/tls_ends.h"

#include <QTest>

#include <openssl/bio.h>

class TestTlsEnds : public QObject {
    Q_OBJECT
private slots:
    void givesWhatIsAllowed()
    {
        engine::TlsEnds ends;
        const std::unique_ptr<BIO, decltype(&BIO_free)> bio(ends.makeBio(), BIO_free);
        char bytes[8];
        QCOMPARE(BIO_read(bio.get(), bytes, 8), -1);
        ends.received("abcdef");
        QCOMPARE(BIO_read(bio.get(), bytes, 2), -1); // no read was allowed
        QVERIFY(BIO_should_retry(bio.get()));
        ends.allow(2);
        QCOMPARE(BIO_read(bio.get(), bytes, 2), 2);
        ends.received("gh");
        QCOMPARE(BIO_read(bio.get(), bytes + 2, 2), 2);
        QCOMPARE(std::string(bytes, 4), std::string("abcd"));
        QCOMPARE(BIO_read(bio.get(), bytes, 8), -1);
        QVERIFY(ends.inputLeft());
        ends.allow(8);
        QCOMPARE(BIO_read(bio.get(), bytes, 8), 4);
        QCOMPARE(std::string(bytes, 4), std::string("efgh"));
        QVERIFY(!ends.inputLeft());
        QCOMPARE(ends.opened(), 8u);
    }

    void keepsWhatIsNotSent()
    {
        engine::TlsEnds ends;
        const std::unique_ptr<BIO, decltype(&BIO_free)> bio(ends.makeBio(), BIO_free);
        const std::string much(700 << 10, 'x');
        QCOMPARE(BIO_write(bio.get(), much.data(), static_cast<int>(much.size())), static_cast<int>(much.size()));
        ends.sent(600 << 10);
        QCOMPARE(ends.outgoing().size(), std::size_t(100 << 10));
        QCOMPARE(BIO_write(bio.get(), "end", 3), 3);
        ends.sent(100 << 10);
        QCOMPARE(ends.outgoing(), std::string_view("end"));
        QCOMPARE(ends.sealed(), std::uint64_t((700 << 10) + 3));
    }
};

INTERIM_SUITE(TestTlsEnds)
#include "tst_tls_ends.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_thread.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <atomic>
#include <cstdlib>
#include <memory>

namespace {

std::atomic<int> held = 0; // blocks that OpenSSL has and has not given back

void *take(std::size_t size, const char *, int)
{
    ++held;
    return std::malloc(size);
}

void *takeAgain(void *block, std::size_t size, const char *, int)
{
    held += block ? 0 : 1;
    return std::realloc(block, size);
}

void giveBack(void *block, const char *, int)
{
    held -= block ? 1 : 0;
    std::free(block);
}

/// Holds its thread between QThread's last act and the thread's own. The semaphore is the thread's as well, which may
/// still be in acquire() when the one that released it has gone on.
struct Gate {
    std::shared_ptr<QSemaphore> open;
    ~Gate() { open->acquire(); }
};

/// Blocks still held when QThread::wait() has returned, beyond those before.
int heldAfterThread(bool ending)
{
    const int before = held;
    const auto open = std::make_shared<QSemaphore>();
    const std::unique_ptr<QThread> thread(QThread::create([open, ending] {
        thread_local const Gate gate{open};
        if (ending)
            engine::endTlsWithThread();
        unsigned char bytes[16];
        QVERIFY(gate.open == open);
        QCOMPARE(RAND_bytes(bytes, sizeof bytes), 1);
    }));
    thread->start();
    thread->wait();
    const int more = held - before;
    open->release();
    return more;
}

} // namespace

class TestTlsThread : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(CRYPTO_set_mem_functions(take, takeAgain, giveBack) == 1);
        unsigned char bytes[16];
        QCOMPARE(RAND_bytes(bytes, sizeof bytes), 1); // what OpenSSL keeps for the process
    }
    void stateGoesWithTheThread()
    {
        const int before = held;
        QVERIFY(heldAfterThread(false) > 0);
        QTRY_COMPARE(held.load(), before); // its last act
        QCOMPARE(heldAfterThread(true), 0);
    }
};

INTERIM_SUITE(TestTlsThread)
#include "tst_tls_thread.moc"

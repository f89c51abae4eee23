// SPDX-License-Identifier: GPL-3.0-or-later
// QThreadStorage is emptied before QThread::wait() returns.
#include "engine/net/tls_thread.h"

#include <QThreadStorage>

#include <openssl/crypto.h>

namespace engine {

namespace {

struct TlsOfThread {
    ~TlsOfThread() { OPENSSL_thread_stop(); }
};

} // namespace

void endTlsWithThread()
{
    static QThreadStorage<TlsOfThread *> ends;
    if (!ends.hasLocalData())
        ends.setLocalData(new TlsOfThread);
}

} // namespace engine

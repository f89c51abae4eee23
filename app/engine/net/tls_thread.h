// SPDX-License-Identifier: GPL-3.0-or-later
// What OpenSSL keeps for each thread (its random generators, its error queue) goes with the thread.
#pragma once

namespace engine {

/// Of any QThread, before its first use of OpenSSL; again does nothing. Left alone, OpenSSL frees its state as the
/// thread's last act, which QThread::wait() does not wait for: a process that ends then has not freed it.
void endTlsWithThread();

} // namespace engine

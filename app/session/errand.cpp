// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/errand.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace session {

void Errand::run(std::function<Then(const Wanted &)> work)
{
    drop();
    wanted_ = std::make_shared<std::atomic<bool>>(true);
    QThreadPool::globalInstance()->start([wanted = wanted_, work = std::move(work)] {
        // Handed over by the application, which outlives whoever asked.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [wanted, then = work([wanted] { return wanted->load(); })] {
                if (*wanted)
                    then();
            },
            Qt::QueuedConnection);
    });
}

void Errand::drop()
{
    if (wanted_)
        *wanted_ = false;
}

} // namespace session

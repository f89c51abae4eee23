// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Qt is not built with ThreadSanitizer, which therefore does not see its locks: whatever one thread posts to
// another looks like a race. In the programs of a ThreadSanitizer build these stand before the calls with which work is
// handed over, and tell ThreadSanitizer what Qt guarantees: what came before the call is seen by what is called (Qt's
// "Threads and QObjects"). One tag for each receiver, so that nothing else is forgiven. Not instrumented itself.
#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>
#include <QThreadStorage>

#include <cstdarg>

#include <dlfcn.h>

extern "C" {
void __tsan_acquire(void *);
void __tsan_release(void *);
}

namespace {

char ends; // of threads, and of calls that are waited for

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// QThread::wait() returns after a thread's storage was emptied.
struct End {
    ~End() { __tsan_release(&ends); }
};

bool delivered(void **data)
{
    static QThreadStorage<End *> storage;
    if (!storage.hasLocalData())
        storage.setLocalData(new End);
    __tsan_acquire(data[0]); // the receiver
    return false;
}

[[maybe_unused]] const bool told = QInternal::registerCallback(QInternal::EventNotifyCallback, delivered);

/// A call that is posted. Whoever drops it last, the caller or the thread that was called, sees the call's end.
class Posted : public QtPrivate::QSlotObjectBase {
public:
    explicit Posted(QSlotObjectBase *slot) : QSlotObjectBase(&Posted::run), slot_(slot) {}

private:
    static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *)
    {
        auto *posted = static_cast<Posted *>(self);
        if (which == Call) {
            posted->slot_->call(receiver, arguments);
            __tsan_release(posted);
            __tsan_release(&ends);
        } else if (which == Destroy) {
            __tsan_acquire(posted);
            posted->slot_->destroyIfLastRef();
            delete posted;
        }
    }
    QSlotObjectBase *slot_;
};

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *out)
{
    using Function = bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static const auto real = next<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *const posted = new Posted(slot);
    __tsan_release(posted);
    __tsan_release(object);
    const bool done = real(object, posted, type, out);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(&ends);
    return done;
}

void QObject::deleteLater()
{
    static const auto real = next<void (*)(QObject *)>("_ZN7QObject11deleteLaterEv");
    __tsan_release(this);
    real(this);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static const auto real = next<bool (*)(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool over = real(this, deadline);
    __tsan_acquire(&ends);
    return over;
}

void QThreadPool::start(std::function<void()> work, int priority)
{
    using Function = void (*)(QThreadPool *, std::function<void()>, int);
    static const auto real = next<Function>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    auto *held = new std::function<void()>(std::move(work));
    __tsan_release(held);
    real(
        this,
        [held, pool = this] {
            __tsan_acquire(held);
            (*held)();
            delete held;
            __tsan_release(pool);
        },
        priority);
}

bool QThreadPool::waitForDone(int ms)
{
    static const auto real = next<bool (*)(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = real(this, ms);
    __tsan_acquire(this);
    return done;
}

/// ThreadSanitizer's own (a weak symbol) fails in clang 14 on a child that shares its parent's memory until exec(),
/// which is how QProcess starts one.
extern "C" int clone(int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    using Function = int (*)(int (*)(void *), void *, int, void *, ...);
    static const auto real = next<Function>("clone");
    va_list more;
    va_start(more, argument);
    void *const parent = va_arg(more, void *);
    void *const tls = va_arg(more, void *);
    void *const child = va_arg(more, void *);
    va_end(more);
    return real(function, stack, flags, argument, parent, tls, child);
}

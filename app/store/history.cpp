// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history.h"

#include "record/file.h"
#include "store/history_db.h"
#include "store/summary.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <utility>
#include <variant>

namespace store {

namespace {

constexpr int shrinkDelayMs = 500;
constexpr int shrinkPages = 2048; ///< of 4 KiB at once, so that an exchange that ends meanwhile waits little
constexpr qsizetype mostUndo = 20;

} // namespace

/// Lives on the store's thread.
class HistoryWorker : public QObject {
public:
    HistoryWorker(History *front, History::Options options)
        : front_(front)
        , options_(std::move(options))
        , timer_(this)
    {
        timer_.setSingleShot(true);
        timer_.setInterval(shrinkDelayMs);
        connect(&timer_, &QTimer::timeout, this, [this] {
            if (db_.shrink(shrinkPages))
                timer_.start();
        });
    }

    void open()
    {
        db_.open(options_.folder);
        tellLimits();
        tellTotals();
    }
    void close()
    {
        timer_.stop();
        for (const auto &ids : std::as_const(removed_))
            db_.forget(ids);
        db_.close();
    }
    void add(quint64 ticket, const record::Record &record, bool lab);
    void fetch(quint64 generation, const Filter &filter, const Range &range, int most);
    void openEntry(qint64 id);
    void remove(const QList<qint64> &ids);
    void undo(const Filter &filter);
    void pin(const QList<qint64> &ids, bool pinned);
    void setLimits(const Limits &limits);

private:
    template <typename Call>
    void tell(Call call)
    {
        QMetaObject::invokeMethod(front_, std::move(call), Qt::QueuedConnection);
    }
    void tellProblem();
    void tellTotals();
    void tellLimits();
    void tellGone(const QList<qint64> &ids);

    History *front_;
    History::Options options_;
    QTimer timer_;
    HistoryDb db_;
    QList<QList<qint64>> removed_; // what can be undone, the last at the end
};

void HistoryWorker::tellProblem()
{
    const auto line = db_.takeLine();
    if (!line.isEmpty())
        tell([front = front_, line] { emit front->problem(line); });
}

void HistoryWorker::tellTotals()
{
    Totals totals;
    if (db_.totals(&totals))
        tell([front = front_, totals] { emit front->totalsChanged(totals); });
    tellProblem();
}

void HistoryWorker::tellLimits()
{
    tell([front = front_, limits = db_.limits(), onDisk = db_.onDisk()] { emit front->ready(limits, onDisk); });
}

void HistoryWorker::tellGone(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return;
    timer_.start();
    tell([front = front_, ids] { emit front->removed(ids, false); });
}

void HistoryWorker::add(quint64 ticket, const record::Record &record, bool lab)
{
    auto entry = entryOf(record, lab);
    const auto bytes = record::serialize(record);
    QList<qint64> gone;
    const bool done = db_.insert(&entry, options_.words ? options_.words(entry) : QString(),
                                 QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())), &gone);
    if (done)
        tell([front = front_, ticket, entry] { emit front->kept(ticket, entry); });
    else
        tell([front = front_, ticket] { emit front->notKept(ticket); });
    tellGone(gone);
    tellTotals();
}

void HistoryWorker::fetch(quint64 generation, const Filter &filter, const Range &range, int most)
{
    if (generation < front_->newest_.loadAcquire())
        return;
    Page page;
    db_.page(filter, range, most, &page);
    tell([front = front_, generation, range, page] { emit front->fetched(generation, range, page); });
    tellProblem();
}

void HistoryWorker::openEntry(qint64 id)
{
    QByteArray bytes;
    QList<Entry> entries;
    const bool read = db_.bytesOf(id, &bytes) && db_.these({}, {id}, &entries);
    tellProblem();
    if (!read || bytes.isEmpty() || entries.isEmpty()) {
        const auto line = QCoreApplication::translate("store::History", "This exchange is no longer in the history");
        tell([front = front_, id, line] { emit front->lost(id, line); });
        return;
    }
    auto opened = record::deserialize({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (const auto *error = std::get_if<record::FileError>(&opened)) {
        const auto line = QCoreApplication::translate("store::History", "This exchange cannot be opened: %1")
                              .arg(toText(error->text));
        tell([front = front_, id, line] { emit front->lost(id, line); });
        return;
    }
    auto record = std::make_shared<const record::Record>(std::get<record::Record>(std::move(opened)));
    tell([front = front_, id, lab = entries.front().lab, record] { emit front->opened(id, lab, record); });
}

void HistoryWorker::remove(const QList<qint64> &ids)
{
    if (db_.remove(ids)) {
        removed_.append(ids);
        if (removed_.size() > mostUndo && db_.forget(removed_.takeFirst()))
            timer_.start();
        tell([front = front_, ids] { emit front->removed(ids, true); });
    }
    tellTotals();
}

void HistoryWorker::undo(const Filter &filter)
{
    if (removed_.isEmpty())
        return;
    QList<Entry> shown;
    if (db_.restore(removed_.last()) && db_.these(filter, removed_.last(), &shown)) {
        const auto ids = removed_.takeLast();
        tell([front = front_, ids, shown] { emit front->restored(ids, shown); });
    }
    tellTotals();
}

void HistoryWorker::pin(const QList<qint64> &ids, bool pinned)
{
    if (db_.pin(ids, pinned))
        tell([front = front_, ids, pinned] { emit front->pinned(ids, pinned); });
    tellTotals();
}

void HistoryWorker::setLimits(const Limits &limits)
{
    QList<qint64> gone;
    db_.setLimits(limits, &gone);
    tellLimits();
    tellGone(gone);
    tellTotals();
}

History::History(Options options, QObject *parent)
    : QObject(parent)
    , thread_(new QThread(this))
    , worker_(new HistoryWorker(this, std::move(options)))
{
    thread_->setObjectName(QStringLiteral("history"));
    worker_->moveToThread(thread_);
    thread_->start();
    post([](HistoryWorker &worker) { worker.open(); });
}

History::~History()
{
    QMetaObject::invokeMethod(worker_, [worker = worker_] { worker->close(); }, Qt::BlockingQueuedConnection);
    worker_->deleteLater();
    thread_->quit();
    thread_->wait();
}

void History::post(std::function<void(HistoryWorker &)> work)
{
    QMetaObject::invokeMethod(worker_, [worker = worker_, work = std::move(work)] { work(*worker); }, Qt::QueuedConnection);
}

quint64 History::add(std::shared_ptr<const record::Record> record, bool lab)
{
    const auto ticket = ++ticket_;
    post([ticket, record = std::move(record), lab](HistoryWorker &worker) { worker.add(ticket, *record, lab); });
    return ticket;
}

void History::fetch(quint64 generation, const Filter &filter, const Range &range, int most)
{
    newest_.storeRelease(generation);
    post([=](HistoryWorker &worker) { worker.fetch(generation, filter, range, most); });
}

void History::open(qint64 id)
{
    post([=](HistoryWorker &worker) { worker.openEntry(id); });
}

void History::remove(const QList<qint64> &ids)
{
    post([=](HistoryWorker &worker) { worker.remove(ids); });
}

void History::undo(const Filter &filter)
{
    post([=](HistoryWorker &worker) { worker.undo(filter); });
}

void History::pin(const QList<qint64> &ids, bool pinned)
{
    post([=](HistoryWorker &worker) { worker.pin(ids, pinned); });
}

void History::setLimits(const Limits &limits)
{
    post([=](HistoryWorker &worker) { worker.setLimits(limits); });
}

} // namespace store

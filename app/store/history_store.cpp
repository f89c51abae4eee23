// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_store.h"

#include "record/file.h"
#include "store/history_db.h"
#include "store/summary.h"
#include "store/words.h"
#include "words/units.h"

#include <QThread>
#include <QTimer>

#include <deque>
#include <string>
#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr int shrinkDelayMs = 500;
constexpr int shrinkPages = 2048; ///< of 4 KiB at once, so that an exchange that ends meanwhile waits little
constexpr qsizetype mostUndo = 20;
constexpr int retryDelayMs = 2000;
constexpr quint64 mostWaiting = 64 << 20; ///< bytes of recordings

/// An exchange that could not be written yet.
struct Waiting {
    quint64 ticket = 0;
    Entry entry;
    std::string bytes;
};

} // namespace

/// Lives on the store's thread.
class HistoryWorker : public QObject {
public:
    HistoryWorker(History *front, History::Options options)
        : front_(front)
        , options_(std::move(options))
        , timer_(this)
        , retry_(this)
    {
        retry_.setSingleShot(true);
        retry_.setInterval(retryDelayMs);
        connect(&retry_, &QTimer::timeout, this, &HistoryWorker::writeWaiting);
        timer_.setSingleShot(true);
        timer_.setInterval(shrinkDelayMs);
        connect(&timer_, &QTimer::timeout, this, [this] {
            if (db_.shrink(shrinkPages))
                timer_.start();
        });
    }

    void open()
    {
        db_.open(options_.folder, options_.words);
        tellLimits();
        tellTotals();
    }
    void close()
    {
        timer_.stop();
        if (!waiting_.empty())
            writeWaiting();
        retry_.stop();
        for (const auto &ids : std::as_const(removed_))
            db_.forget(ids);
        db_.close();
    }
    void add(quint64 ticket, const record::Record &record, const History::Marks &marks);
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
    void tellDropped(const Dropped &dropped);
    void sayDropped(const Dropped &dropped);
    bool write(const Waiting &one);
    void wait(Waiting one);
    void writeWaiting();

    History *front_;
    History::Options options_;
    QTimer timer_;
    QTimer retry_;
    HistoryDb db_;
    std::deque<Waiting> waiting_;
    quint64 waitingBytes_ = 0;
    bool saidCount_ = false, saidBytes_ = false, saidSeat_ = false;
    QList<QList<qint64>> removed_; // what can be undone, the last at the end
};

void HistoryWorker::tellProblem()
{
    for (auto line = db_.takeLine(); !line.isEmpty(); line = db_.takeLine())
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
    tell([front = front_, limits = db_.limits(), place = db_.place()] { emit front->ready(limits, place); });
}

void HistoryWorker::tellDropped(const Dropped &dropped)
{
    if (dropped.ids.isEmpty())
        return;
    timer_.start();
    tell([front = front_, ids = dropped.ids] { emit front->removed(ids, false); });
}

/// Which limit it was, and how many went: the first time only, since from then on each exchange costs another.
void HistoryWorker::sayDropped(const Dropped &dropped)
{
    const auto limits = db_.limits();
    const auto say = [this](int count, bool *said, const QString &line) {
        if (count == 0 || std::exchange(*said, true))
            return;
        const auto whole = line.arg(words::exchangesText(count, QLocale()));
        tell([front = front_, whole] { emit front->problem(whole); });
    };
    say(dropped.byCount, &saidCount_,
        HistoryWords::tr(
            "The history is full (%1): %2 went, the oldest, as will others as new ones come; pin what is to stay")
            .arg(words::exchangesText(limits.exchanges, QLocale()), u"%1"_s));
    say(dropped.byBytes, &saidBytes_,
        HistoryWords::tr(
            "The history is full (%1): %2 went, the oldest, as will others as new ones come; pin what is to stay")
            .arg(words::sizeText(limits.bytes, QLocale()), u"%1"_s));
    say(dropped.bySeat, &saidSeat_,
        HistoryWords::tr(
            "Of what clients sent to the lab a fifth of the history is kept: %1 went, the oldest, as will others"));
}

void HistoryWorker::add(quint64 ticket, const record::Record &record, const History::Marks &marks)
{
    Waiting one{ticket, entryOf(record, marks.lab), record::serialize(record)};
    one.entry.seat = marks.seat;
    one.entry.comparison = marks.comparison;
    if (!waiting_.empty())
        writeWaiting();
    if (!waiting_.empty() || !write(one)) {
        tell([front = front_, ticket] { emit front->notKept(ticket); });
        wait(std::move(one));
    }
    tellTotals();
}

bool HistoryWorker::write(const Waiting &one)
{
    auto entry = one.entry;
    Dropped dropped;
    const auto bytes = QByteArray::fromRawData(one.bytes.data(), static_cast<qsizetype>(one.bytes.size()));
    const bool first = waiting_.empty();
    if (!db_.insert(&entry, options_.words ? options_.words(entry) : QString(), bytes, &dropped)) {
        if (!first)
            db_.takeLine(); // that it cannot be written was said
        return false;
    }
    tell([front = front_, ticket = one.ticket, entry] { emit front->kept(ticket, entry); });
    tellDropped(dropped);
    sayDropped(dropped);
    return true;
}

/// The newest that have room: who works on while the disk is full wants what was last.
void HistoryWorker::wait(Waiting one)
{
    if (!db_.failedForNow() && waiting_.empty())
        return;
    waitingBytes_ += one.bytes.size();
    waiting_.push_back(std::move(one));
    while (waiting_.size() > 1 && waitingBytes_ > mostWaiting) {
        waitingBytes_ -= waiting_.front().bytes.size();
        waiting_.pop_front();
    }
    retry_.start();
}

void HistoryWorker::writeWaiting()
{
    int done = 0;
    while (!waiting_.empty() && write(waiting_.front())) {
        waitingBytes_ -= waiting_.front().bytes.size();
        waiting_.pop_front();
        ++done;
    }
    if (!waiting_.empty()) {
        retry_.start();
    } else if (done > 0) {
        const auto line = HistoryWords::tr("The history can be written again: it has all that waited (%1)")
                              .arg(words::exchangesText(done, QLocale()));
        tell([front = front_, line] { emit front->problem(line); });
    }
    if (done > 0)
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
        const auto line = HistoryWords::tr("This exchange is no longer in the history");
        tell([front = front_, id, line] { emit front->lost(id, line); });
        return;
    }
    auto opened = record::deserialize({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (const auto *error = std::get_if<record::FileError>(&opened)) {
        const auto line = HistoryWords::tr("This exchange cannot be opened: %1").arg(toText(error->text));
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
    Dropped dropped;
    saidCount_ = saidBytes_ = saidSeat_ = false; // of new limits it is said anew
    db_.setLimits(limits, &dropped);
    tellLimits();
    tellDropped(dropped);
    sayDropped(dropped);
    tellTotals();
}

History::History(Options options, QObject *parent)
    : QObject(parent)
    , thread_(new QThread(this))
    , worker_(new HistoryWorker(this, std::move(options)))
{
    thread_->setObjectName(u"history"_s);
    worker_->moveToThread(thread_);
    thread_->start();
    post([](HistoryWorker &worker) { worker.open(); });
}

History::~History()
{
    QMetaObject::invokeMethod(
        worker_, [worker = worker_] { worker->close(); }, Qt::BlockingQueuedConnection);
    worker_->deleteLater();
    thread_->quit();
    thread_->wait();
}

void History::post(std::function<void(HistoryWorker &)> work)
{
    QMetaObject::invokeMethod(
        worker_, [worker = worker_, work = std::move(work)] { work(*worker); }, Qt::QueuedConnection);
}

quint64 History::add(std::shared_ptr<const record::Record> record, const Marks &marks)
{
    const auto ticket = ++ticket_;
    post([ticket, record = std::move(record), marks](HistoryWorker &worker) { worker.add(ticket, *record, marks); });
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

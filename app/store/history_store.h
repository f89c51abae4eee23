// SPDX-License-Identifier: GPL-3.0-or-later
// The history for a window: calls return at once, a thread of its own writes and reads, answers come as signals on
// the caller's thread and in the order of the calls.
#pragma once

#include "record/record.h"
#include "store/entry.h"
#include "store/filter.h"

#include <QAtomicInteger>
#include <QObject>

#include <functional>
#include <memory>

class QThread;

namespace store {

class HistoryWorker;

class History : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString folder; ///< "" for memory
        /// What else of an entry the filter finds; called on the store's thread.
        std::function<QString(const Entry &)> words;
    };
    explicit History(Options options, QObject *parent = nullptr);
    /// Waits until all that was added is on the disk; what was deleted is then forgotten.
    ~History() override;

    /// What an exchange is besides its recording.
    struct Marks {
        bool lab = false;      ///< as Entry::lab
        bool seat = false;     ///< as Entry::seat
        qint64 comparison = 0; ///< as Entry::comparison
    };
    /// Answered by kept() or notKept() with the ticket that is returned here. What cannot be written for now waits in
    /// memory, up to 64 MB, and is tried again: then kept() comes after a notKept().
    quint64 add(std::shared_ptr<const record::Record> record, const Marks &marks);
    /// Answered by fetched(), but for those of an older generation than the newest asked for.
    void fetch(quint64 generation, const Filter &filter, const Range &range, int most);
    /// Answered by opened() or lost().
    void open(qint64 id);
    /// Answered by removed(), restored() (of the last removal not yet undone), pinned(); restored entries are those
    /// that the filter lets through.
    void remove(const QList<qint64> &ids);
    void undo(const Filter &filter);
    void pin(const QList<qint64> &ids, bool pinned);
    /// Answered by ready(), as is the opening.
    void setLimits(const Limits &limits);

signals:
    void ready(const store::Limits &limits, store::Place place);
    /// The exchange is on the disk.
    void kept(quint64 ticket, const store::Entry &entry);
    void notKept(quint64 ticket);
    void fetched(quint64 generation, const store::Range &range, const store::Page &page);
    void opened(qint64 id, bool lab, std::shared_ptr<const record::Record> record);
    void lost(qint64 id, const QString &line);
    /// undoable: by a person; else the limits took them, which problem() says once a run for each limit.
    void removed(const QList<qint64> &ids, bool undoable);
    void restored(const QList<qint64> &ids, const QList<store::Entry> &shown);
    void pinned(const QList<qint64> &ids, bool pinned);
    void totalsChanged(const store::Totals &totals);
    /// One line on what went wrong.
    void problem(const QString &line);

private:
    friend class HistoryWorker;
    void post(std::function<void(HistoryWorker &)> work);
    QThread *thread_;
    HistoryWorker *worker_;
    QAtomicInteger<quint64> newest_ = 0; // generation
    quint64 ticket_ = 0;
};

} // namespace store

// SPDX-License-Identifier: GPL-3.0-or-later
// The history as a window uses it: keeps what ended, holds the list in step with the store and with a filter, and
// opens, deletes, brings back, pins and saves entries.
#pragma once

#include "model/history_model.h"
#include "session/export_files.h"
#include "session/record_pipe.h"
#include "store/history_store.h"

#include <QHash>
#include <QMap>
#include <QMultiHash>
#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace session {

struct ExportGoal {
    QString path;
    FileForm form = FileForm::Har;
    bool showSecrets = false;
};

class History : public QObject {
    Q_OBJECT
public:
    /// `folder` "" keeps the exchanges of this run in memory.
    explicit History(const QString &folder, QObject *parent = nullptr);
    ~History() override;

    model::HistoryModel *list() { return &list_; }
    store::Limits limits() const { return limits_; }
    store::Totals totals() const { return totals_; }
    /// Memory as long as it is not known.
    store::Place place() const { return place_; }
    /// The last line that said() told while the list was empty: what was kept is damaged, or cannot be written. "" for
    /// none.
    QString trouble() const { return trouble_; }

    /// An exchange that has just begun has its row from now on. Returns its number, below 0, for changed(), ended() and
    /// keep().
    qint64 begin(const store::Entry &entry);
    void change(qint64 running, store::Entry entry);
    /// It will not be kept: its row goes.
    void drop(qint64 running);
    /// Answered by over(): an exchange is said to have ended when it is on the disk, or cannot be. The row of `running`
    /// gives way to that of the entry.
    quint64 keep(std::shared_ptr<const record::Record> record, const store::History::Marks &marks, qint64 running = 0);
    void setFilter(const QString &typed);
    bool filtered() const { return !filter_.empty(); }
    void setLocale(const QLocale &locale) { list_.setLocale(locale); }
    void open(qint64 id) { store_.open(id); }
    /// Opens the first 100 of these, up to mostOpenedBytes in the store, and hands over those that could be read, the
    /// oldest first; of the others said() tells. False: an earlier list is still being read.
    using Records = std::vector<std::shared_ptr<const record::Record>>;
    bool openAll(const QList<qint64> &ids, std::function<void(Records)> done);
    /// What still runs stays, which said() tells.
    void remove(const QList<qint64> &ids);
    void undo() { store_.undo(filter_); }
    void pin(const QList<qint64> &ids, bool pinned) { store_.pin(ids, pinned); }
    void setLimits(const store::Limits &limits) { store_.setLimits(limits); }
    /// Writes an entry as a recording; answered by saved() or said().
    void save(qint64 id, const QString &path);
    static constexpr quint64 mostOpenedBytes = 64 << 20;
    /// Writes the first 100 of these for other tools, the oldest first, one opened after the other; answered by said().
    void exportTo(const QList<qint64> &ids, const ExportGoal &goal);
    /// The same for exchanges at hand.
    void exportRecords(Records records, const ExportGoal &goal);

signals:
    /// The newest exchanges were read for the first time, or anew.
    void listed();
    /// id 0: it could not be kept; said() tells why.
    void over(quint64 ticket, qint64 id);
    /// The entry that was asked for.
    void opened(qint64 id, bool lab, std::shared_ptr<const record::Record> record);
    void removed(int count);
    void restored(const QList<qint64> &ids);
    void saved(const QString &path);
    void totalsChanged();
    void limitsChanged();
    /// One line for people on what went wrong.
    void said(const QString &line);

private:
    void followChanges();
    void reload();
    void older();
    void newer();
    void fetched(quint64 generation, const store::Range &range, const store::Page &page);
    void take(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record);
    void lost(qint64 id, const QString &line);
    void kept(quint64 ticket, qint64 id);
    void showRunning(const store::Entry &entry);
    void endKept(bool all);
    bool gather(qint64 id, const std::shared_ptr<const record::Record> &record);
    void pipeNext();
    void write(const ExportGoal &goal, const std::shared_ptr<RecordPipe> &pipe);

    model::HistoryModel list_;
    store::Filter filter_;
    store::Limits limits_;
    store::Totals totals_;
    store::Place place_ = store::Place::Memory;
    QString trouble_;
    quint64 generation_ = 0;
    bool loading_ = false;               // the first page of this generation is on its way
    bool asking_ = false;                // that, or what is newer than the list
    bool newerCame_ = false;             // meanwhile
    QMap<qint64, store::Entry> running_; // by number, whether the filter lets them through or not
    QHash<quint64, qint64> tickets_;     // ticket -> running
    QHash<qint64, qint64> ending_;       // running -> the entry whose row is on its way
    qint64 lastRunning_ = 0;
    QMultiHash<qint64, QString> saves_; // id -> path
    QList<qint64> gathering_;           // entries of openAll() that are on their way
    std::map<qint64, std::shared_ptr<const record::Record>> gathered_;
    std::function<void(Records)> allGathered_;
    QList<qint64> piping_; // entries that are exported, the one that is on its way first
    std::shared_ptr<RecordPipe> pipe_;
    store::History store_; // the last: its thread ends first
};

/// The URL with another lab's authority instead of `from`'s; a request that does not go to `from` stays as it is.
/// Of a head typed raw the Host line is changed too. Both are base URLs, "http://127.0.0.1:PORT".
request::RequestSpec redirectedToLab(request::RequestSpec spec, const QString &from, const QString &to);
/// "http://127.0.0.1:PORT" of a request, "" when its URL is none.
QString baseOf(const request::RequestSpec &spec);

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
// The history list: newest first, loaded by pages as the view asks for them. Knows no store: whoever owns it brings
// the entries and is told by wanted() that more are asked for.
#pragma once

#include "store/entry.h"

#include <QAbstractListModel>
#include <QLocale>

namespace model {

class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole, ///< qint64
        DetailRole,            ///< QString: what the handshake did, and where
        DurationRole,          ///< QString
        StatusRole,            ///< QString: the badge
        PinnedRole,            ///< bool
        SeatRole,              ///< bool: seen from the lab's seat
        RunningRole,           ///< bool: it has not ended, and can only be looked at
    };
    explicit HistoryModel(QObject *parent = nullptr);

    void setLocale(const QLocale &locale);
    /// All at once; `more`: older ones can be asked for.
    void reset(const QList<store::Entry> &entries, bool more);
    void append(const QList<store::Entry> &older, bool more);
    void prepend(const QList<store::Entry> &newer);
    void remove(const QList<qint64> &ids);
    /// Back in their places; those older than what is loaded come with their page.
    void restore(const QList<store::Entry> &entries);
    void setPinned(const QList<qint64> &ids, bool pinned);

    /// What runs stands above all others, the latest first, under a number below 0 that its owner gives: lower ones are
    /// later. A row that is there already is changed.
    void setRunning(const store::Entry &entry);
    void endRunning(qint64 id);

    const store::Entry *entryAt(int row) const;
    /// Null where the list does not hold it.
    const store::Entry *entryOf(qint64 id) const { return entryAt(rowOf(id)); }
    /// -1: it is not loaded.
    int rowOf(qint64 id) const;
    /// Of the newest and oldest entry loaded, 0 for none; those that run do not count.
    qint64 firstId() const;
    qint64 lastId() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    /// Entries older than lastId() are wanted; answered by append().
    void wanted();

private:
    int runningRow(qint64 id) const;
    QList<store::Entry>::const_iterator placeOf(qint64 id) const;
    QString toolTip(const store::Entry &entry) const;
    QString spoken(const store::Entry &entry) const;

    int runs() const { return static_cast<int>(running_.size()); }

    QList<store::Entry> running_; // the first rows; ids rise
    QList<store::Entry> entries_; // ids fall
    bool more_ = false;
    bool asked_ = false;
    QLocale locale_;
};

} // namespace model

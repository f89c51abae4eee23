// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/entry_reader.h"

#include "record/recorder.h"
#include "session/lab_history.h"
#include "session/lab_server.h"

#include <utility>

namespace session {

EntryReader::EntryReader(History *history, LabHistory *clients, LabServer *lab, QObject *parent)
    : QObject(parent)
    , history_(history)
    , lab_(lab)
{
    connect(history, &History::opened, this, &EntryReader::replay);
    connect(clients, &LabHistory::ended, this, &EntryReader::ended);
}

void EntryReader::open(qint64 id, Purpose purpose)
{
    asked_ = id;
    purpose_ = purpose;
    replaying_.drop();
    history_->open(id);
}

void EntryReader::replay(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record)
{
    if (id != asked_)
        return; // another one was asked for since
    replaying_.run([this, id, lab, record](const Errand::Wanted &) {
        const auto events = std::make_shared<std::vector<wire::Event>>(record::replay(*record));
        return [this, id, lab, record, events] {
            Entry entry{id, purpose_, record, std::move(*events), record->spec};
            if (lab)
                entry.spec = redirectedToLab(std::move(entry.spec), baseOf(record->spec), lab_->baseUrl());
            emit read(entry);
        };
    });
}

void EntryReader::ended(qint64 running, qint64 id)
{
    if (running != awaited_)
        return;
    awaited_ = 0;
    if (id > 0)
        emit arrived(id);
}

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/history.h"

#include "model/history_text.h"
#include "request/url.h"
#include "session/workbench.h"
#include "words/units.h"

#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace session {

namespace {

constexpr int pageSize = 200;
constexpr int mostOpened = 100; // recordings that are held at once

store::History::Options optionsFor(const QString &folder)
{
    return {folder, [](const store::Entry &entry) { return model::searchWords(entry, QLocale()); }};
}

void replaceFirst(std::string &text, const std::string &from, const std::string &to)
{
    if (const auto at = text.find(from); at != std::string::npos)
        text.replace(at, from.size(), to);
}

} // namespace

History::History(const QString &folder, QObject *parent) : QObject(parent), store_(optionsFor(folder))
{
    connect(&list_, &model::HistoryModel::wanted, this, &History::older);
    connect(&store_, &store::History::ready, this, [this](const store::Limits &limits, store::Place place) {
        limits_ = limits;
        place_ = place;
        emit limitsChanged();
    });
    connect(&store_, &store::History::kept, this, [this](quint64 ticket, const store::Entry &entry) {
        kept(ticket, entry.id);
        newer();
        emit over(ticket, entry.id);
    });
    connect(&store_, &store::History::notKept, this, [this](quint64 ticket) {
        kept(ticket, 0);
        emit over(ticket, 0);
    });
    connect(&store_, &store::History::fetched, this, &History::fetched);
    connect(&store_, &store::History::opened, this, &History::take);
    connect(&store_, &store::History::lost, this, &History::lost);
    followChanges();
    reload();
}

/// Of what is kept already.
void History::followChanges()
{
    connect(&store_, &store::History::removed, this, [this](const QList<qint64> &ids, bool undoable) {
        list_.remove(ids);
        if (undoable)
            emit removed(static_cast<int>(ids.size()));
    });
    connect(&store_, &store::History::restored, this,
            [this](const QList<qint64> &ids, const QList<store::Entry> &shown) {
                list_.restore(shown);
                emit restored(ids);
            });
    connect(&store_, &store::History::pinned, &list_, &model::HistoryModel::setPinned);
    connect(&store_, &store::History::totalsChanged, this, [this](const store::Totals &totals) {
        totals_ = totals;
        emit totalsChanged();
    });
    connect(&store_, &store::History::problem, this, [this](const QString &line) {
        if (list_.rowCount() == 0)
            trouble_ = line;
        emit said(line);
    });
}

History::~History()
{
    if (pipe_)
        pipe_->close(); // what was exported so far is written
}

void History::remove(const QList<qint64> &ids)
{
    QList<qint64> ended;
    std::ranges::copy_if(ids, std::back_inserter(ended), [](qint64 id) { return id > 0; });
    if (ended.size() < ids.size())
        emit said(tr("What still runs cannot be deleted: cancel it first (Esc), or wait for its end"));
    if (!ended.isEmpty())
        store_.remove(ended);
}

qint64 History::begin(const store::Entry &entry)
{
    change(--lastRunning_, entry);
    return lastRunning_;
}

void History::change(qint64 running, store::Entry entry)
{
    entry.id = running;
    running_[running] = entry;
    showRunning(entry);
}

void History::showRunning(const store::Entry &entry)
{
    if (store::matches(filter_, entry, model::searchWords(entry, QLocale())))
        list_.setRunning(entry);
    else
        list_.endRunning(entry.id);
}

void History::drop(qint64 running)
{
    running_.remove(running);
    ending_.remove(running);
    list_.endRunning(running);
}

quint64 History::keep(std::shared_ptr<const record::Record> record, const store::History::Marks &marks, qint64 running)
{
    const auto ticket = store_.add(std::move(record), marks);
    if (running < 0)
        tickets_.insert(ticket, running);
    return ticket;
}

/// id 0: it is not, and has no row.
void History::kept(quint64 ticket, qint64 id)
{
    const auto running = tickets_.take(ticket);
    if (running < 0 && id > 0)
        ending_.insert(running, id);
    else if (running < 0)
        drop(running);
}

/// Rows that run go when those that take their place have come; `all`: also where a filter hides these.
void History::endKept(bool all)
{
    for (const auto running : ending_.keys())
        if (all || list_.rowOf(ending_[running]) >= 0)
            drop(running);
}

void History::setFilter(const QString &typed)
{
    auto filter = store::filterOf(typed);
    if (filter == filter_)
        return;
    filter_ = std::move(filter);
    for (const auto &entry : std::as_const(running_))
        showRunning(entry);
    reload();
}

void History::reload()
{
    loading_ = asking_ = true;
    newerCame_ = false;
    store_.fetch(++generation_, filter_, {}, pageSize);
}

// While all is read anew the answer would come too late; the new list can be asked again.
void History::older()
{
    if (!loading_)
        store_.fetch(generation_, filter_, {list_.lastId(), 0}, pageSize);
}

// What another Interim has kept meanwhile comes along. One question at a time: in a burst each would bring the same.
void History::newer()
{
    if (asking_) {
        newerCame_ = true; // its page was perhaps read before
    } else if (list_.firstId() == 0) {
        reload();
    } else {
        asking_ = true;
        store_.fetch(generation_, filter_, {0, list_.firstId()}, pageSize);
    }
}

void History::fetched(quint64 generation, const store::Range &range, const store::Page &page)
{
    if (generation != generation_)
        return;
    if (range.before > 0) {
        list_.append(page.entries, page.more);
        return;
    }
    asking_ = false;
    if (range == store::Range()) {
        loading_ = false;
        list_.reset(page.entries, page.more);
        emit listed();
    } else if (page.more) {
        reload(); // more than a page at once
        return;
    } else {
        list_.prepend(page.entries);
    }
    endKept(!newerCame_);
    if (std::exchange(newerCame_, false))
        newer();
}

void History::save(qint64 id, const QString &path)
{
    saves_.insert(id, path);
    store_.open(id);
}

// Answers come in the order of the questions, but an entry may be opened and saved at once: the saves go first.
void History::take(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record)
{
    if (gather(id, record))
        return;
    if (!saves_.contains(id)) {
        emit opened(id, lab, record);
        return;
    }
    const auto path = saves_.take(id);
    QThreadPool::globalInstance()->start([record, path, there = QPointer<History>(this)] {
        const auto error = saveRecord(*record, path);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [there, error, path] {
                if (there && error.isEmpty())
                    emit there->saved(path);
                else if (there)
                    emit there->said(error);
            },
            Qt::QueuedConnection);
    });
}

bool History::openAll(const QList<qint64> &ids, std::function<void(Records)> done)
{
    if (!gathering_.isEmpty() || pipe_)
        return false;
    quint64 bytes = 0;
    for (const auto id : ids.mid(0, mostOpened)) {
        const auto *entry = list_.entryOf(id);
        bytes += entry ? entry->bytes : 0;
        if (bytes <= mostOpenedBytes || gathering_.isEmpty())
            gathering_.append(id);
    }
    if (gathering_.size() < ids.size())
        emit said(tr("%1 of %2 exchanges are opened: so many, or %3 of them, are held at once.")
                      .arg(words::countText(gathering_.size(), QLocale()), words::countText(ids.size(), QLocale()),
                           words::sizeText(mostOpenedBytes, QLocale())));
    allGathered_ = std::move(done);
    for (const auto id : QList<qint64>(gathering_))
        store_.open(id);
    return true;
}

/// Whether openAll() waits for the entry; without a record it is lost.
bool History::gather(qint64 id, const std::shared_ptr<const record::Record> &record)
{
    if (pipe_ && !piping_.isEmpty() && piping_.first() == id) {
        piping_.removeFirst();
        pipe_->put(record);
        return true;
    }
    if (!gathering_.removeOne(id))
        return false;
    if (record)
        gathered_[id] = record;
    if (!gathering_.isEmpty())
        return true;
    Records records;
    for (auto &[number, one] : std::exchange(gathered_, {})) // in the order of their numbers: a clock may jump
        records.push_back(std::move(one));
    std::exchange(allGathered_, {})(std::move(records));
    return true;
}

void History::exportTo(const QList<qint64> &ids, const ExportGoal &goal)
{
    if (!gathering_.isEmpty() || pipe_) {
        emit said(tr("Other exchanges of the history are still being read: wait a moment."));
        return;
    }
    piping_ = ids.mid(0, mostOpened);
    std::ranges::sort(piping_); // a clock may jump, numbers do not
    pipe_ = std::make_shared<RecordPipe>();
    write(goal, pipe_);
    pipeNext();
}

void History::pipeNext()
{
    if (!piping_.isEmpty())
        return store_.open(piping_.first());
    pipe_->close();
    pipe_.reset();
}

void History::exportRecords(Records records, const ExportGoal &goal)
{
    const auto pipe = std::make_shared<RecordPipe>();
    for (auto &record : records)
        pipe->put(std::move(record));
    pipe->close();
    write(goal, pipe);
}

/// On a pool thread, which asks for the next when it is done with one.
void History::write(const ExportGoal &goal, const std::shared_ptr<RecordPipe> &pipe)
{
    QThreadPool::globalInstance()->start([goal, pipe, there = QPointer<History>(this)] {
        const auto back = [](auto what) {
            QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(what), Qt::QueuedConnection);
        };
        bool asked = true; // for the first one
        const auto next = [&](RecordPipe::Record *record) {
            do {
                record->reset();
                if (!std::exchange(asked, false))
                    back([there, pipe] {
                        if (there && there->pipe_ == pipe)
                            there->pipeNext();
                    });
                if (!pipe->take(record))
                    return false;
            } while (!*record);
            return true;
        };
        const auto end = exportFile(goal.form, goal.showSecrets, goal.path, next);
        back([there, end, path = goal.path] {
            if (there && end.written)
                emit there->said(exportedLine(path, end.losses));
            else if (there && !end.error.isEmpty()) // without one there was nothing to write, and that was said
                emit there->said(end.error);
        });
    });
}

void History::lost(qint64 id, const QString &line)
{
    saves_.remove(id);
    gather(id, {});
    list_.remove({id});
    emit said(line);
}

QString baseOf(const request::RequestSpec &spec)
{
    const auto url = request::parseUrl(spec.url);
    const auto *parsed = std::get_if<request::Url>(&url);
    if (!parsed)
        return {};
    return QLatin1String(parsed->tls ? "https://" : "http://") + QString::fromStdString(parsed->authority());
}

request::RequestSpec redirectedToLab(request::RequestSpec spec, const QString &from, const QString &to)
{
    if (from.isEmpty() || to.isEmpty() || from == to || baseOf(spec) != from)
        return spec;
    replaceFirst(spec.url, from.toStdString(), to.toStdString());
    const auto hostOf = [](const QString &base) { return base.mid(base.indexOf("//"_L1) + 2).toStdString(); };
    if (spec.rawHead)
        replaceFirst(*spec.rawHead, "Host: " + hostOf(from), "Host: " + hostOf(to));
    for (auto &line : spec.headers)
        if (line.value == hostOf(from))
            line.value = hostOf(to);
    return spec;
}

} // namespace session

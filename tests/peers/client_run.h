// SPDX-License-Identifier: GPL-3.0-or-later
// A client, real or ours, at a lab of its own: what the lab saw of it.
#pragma once

#include "peers/processes.h"

#include "record/recorder.h"
#include "session/lab_server.h"
#include "session/workbench.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <QTest>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peers {

struct HeadSeen {
    std::string head;
    record::ClientVerdict verdict;
    std::uint64_t content = 0; ///< bytes of it that came
};

/// One call of a client, or of ours, with a lab of its own.
class ClientRun : public QObject {
public:
    ClientRun(session::Workbench &workbench, std::function<void(ClientRun &, const QString &base)> start)
        : workbench_(workbench)
        , lab_(workbench.engineThread())
    {
        connect(&lab_, &session::LabServer::recorded, this,
                [this](const std::shared_ptr<const record::Record> &record) { take(*record); });
        connect(&lab_, &session::LabServer::started, this,
                [this, start = std::move(start)](const QString &base) { start(*this, base); });
        lab_.start({});
    }
    ~ClientRun() override
    {
        if (process_.state() != QProcess::NotRunning) {
            process_.kill();
            process_.waitForFinished(5000);
        }
    }

    void start(const QStringList &words) { process_.start(words.first(), words.mid(1)); }
    void start(const request::RequestSpec &spec)
    {
        connect(workbench_.send(spec, this), &session::Sending::finished, this, [this] { sent_ = true; });
    }

    bool over()
    {
        const bool ended = sent_ || (process_.state() == QProcess::NotRunning && process_.processId() == 0 && begun());
        if (ended && !grace_)
            grace_ = std::make_unique<QDeadlineTimer>(10'000);
        return seen || (grace_ && grace_->hasExpired()) || limit_.hasExpired();
    }
    QByteArray said()
    {
        return begun() ? process_.readAllStandardOutput() + process_.readAllStandardError() : QByteArray();
    }

    std::optional<HeadSeen> seen;

private:
    bool begun() const { return !process_.program().isEmpty(); }

    void take(const record::Record &record)
    {
        const auto exchange = record::summarize(record::replay(record));
        if (seen || !exchange.last() || record.tapes.empty())
            return;
        const record::Tape &tape = record.tapes[0].received;
        const std::string bytes = tape.read({0, std::min<std::uint64_t>(tape.size(), 16384)}, 16384);
        seen = HeadSeen{bytes.substr(0, bytes.find("\r\n\r\n")), record::judgeClient(exchange.attempts.front()),
                        exchange.attempts.front().request.contentBytes};
    }

    session::Workbench &workbench_;
    session::LabServer lab_;
    QProcess process_;
    bool sent_ = false;
    std::unique_ptr<QDeadlineTimer> grace_;
    QDeadlineTimer limit_{600'000}; // against hangs alone: a compiler beside other tests takes minutes
};

/// Plays the jobs, `atOnce` of them at a time: `make` starts one's run, `take` is given it when it is over.
template <typename Job, typename Make, typename Take>
void playClients(std::deque<Job> waiting, std::size_t atOnce, Make make, Take take)
{
    std::vector<std::pair<Job, std::unique_ptr<ClientRun>>> active;
    while (!waiting.empty() || !active.empty()) {
        while (!waiting.empty() && active.size() < atOnce) {
            active.emplace_back(waiting.front(), make(waiting.front()));
            waiting.pop_front();
        }
        QTest::qWait(10);
        std::erase_if(active, [&take](const auto &running) {
            if (running.second->over())
                take(running.first, *running.second);
            return running.second->over();
        });
    }
}

} // namespace peers

// SPDX-License-Identifier: GPL-3.0-or-later
// Runs programs for the peers tests: several at once, with a bound on time, output and end kept.
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace peers {

/// A busy machine stops a client or the lab for longer than the client's patience, which makes another case of it: what
/// is not as expected is played again, alone, so often.
constexpr int mostReplays = 2;

struct Command {
    QString program;
    QStringList arguments;
    QByteArray input;
};

struct Ended {
    int exitCode = -1; ///< -1: did not start, crashed or was killed at the time limit
    QByteArray output;
    QByteArray errors;
};

inline Ended endOf(QProcess &process, const QDeadlineTimer &deadline)
{
    Ended ended;
    if (!process.waitForFinished(static_cast<int>(deadline.remainingTime()))) {
        ended.errors = "did not end in time; ";
        process.kill();
        process.waitForFinished(5000);
    } else if (process.exitStatus() == QProcess::NormalExit) {
        ended.exitCode = process.exitCode();
    }
    ended.output = process.readAllStandardOutput();
    ended.errors += process.readAllStandardError();
    return ended;
}

/// Runs all commands at the same time; the answers are in the commands' order.
inline QList<Ended> runAll(const QList<Command> &commands, int limitMs = 90'000)
{
    const QDeadlineTimer deadline(limitMs);
    std::vector<std::unique_ptr<QProcess>> processes;
    for (const Command &command : commands) {
        auto process = std::make_unique<QProcess>();
        process->start(command.program, command.arguments);
        process->write(command.input);
        process->closeWriteChannel();
        processes.push_back(std::move(process));
    }
    QList<Ended> all;
    for (const auto &process : processes)
        all << endOf(*process, deadline);
    return all;
}

inline Ended run(const QString &program, const QStringList &arguments, int limitMs = 90'000)
{
    return runAll({{program, arguments, {}}}, limitMs).first();
}

} // namespace peers

// SPDX-License-Identifier: GPL-3.0-or-later
// `interim-cli lab --json` as a child process: its address, and its records as they come.
#pragma once

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>

using namespace Qt::StringLiterals;

namespace peers {

class LabProcess {
public:
    ~LabProcess() { stop(); }

    /// False when the lab did not say that it listens, within half a minute.
    bool start(const QString &cli, const QStringList &more = {})
    {
        process_.start(cli, QStringList{u"lab"_s, u"--json"_s, u"--port"_s, u"0"_s} + more);
        const QJsonObject first = QJsonDocument::fromJson(nextLine(QDeadlineTimer(30'000))).object();
        baseUrl_ = first["listening"_L1].toString();
        return !baseUrl_.isEmpty();
    }

    void stop()
    {
        if (process_.state() == QProcess::NotRunning)
            return;
        process_.terminate();
        if (!process_.waitForFinished(10'000))
            process_.kill();
    }

    QString baseUrl() const { return baseUrl_; }
    QByteArray errors() { return process_.readAllStandardError(); }

    /// The next `count` records, fewer when they do not come within 20 s.
    QList<QJsonObject> records(int count)
    {
        QList<QJsonObject> found;
        const QDeadlineTimer deadline(20'000);
        while (found.size() < count && !deadline.hasExpired()) {
            const QByteArray line = nextLine(deadline);
            if (!line.isEmpty())
                found << QJsonDocument::fromJson(line).object();
        }
        return found;
    }

    /// Records that nobody has asked for yet and that are here already.
    QList<QJsonObject> unasked()
    {
        QList<QJsonObject> found;
        process_.waitForReadyRead(20);
        while (process_.canReadLine())
            found << QJsonDocument::fromJson(process_.readLine()).object();
        return found;
    }

private:
    QByteArray nextLine(const QDeadlineTimer &deadline)
    {
        while (!process_.canReadLine()) {
            if (deadline.hasExpired() || !process_.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
                return {};
        }
        return process_.readLine();
    }

    QProcess process_;
    QString baseUrl_;
};

} // namespace peers

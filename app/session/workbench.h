// SPDX-License-Identifier: GPL-3.0-or-later
// The use cases that a window or a command asks for: send a request, keep and open recordings, run the lab.
// Owns the engine's thread.
#pragma once

#include "session/live/sending.h"

#include <QString>

#include <variant>

class QThread;

namespace session {

class LabServer;

class Workbench : public QObject {
    Q_OBJECT
public:
    explicit Workbench(QObject *parent = nullptr);
    ~Workbench() override;

    /// Starts an exchange; the result is owned by the workbench's caller through QObject parentship.
    Sending *send(const request::RequestSpec &spec, QObject *parent);
    /// All from one gate: none starts before every one is ready.
    std::vector<Sending *> send(const std::vector<request::RequestSpec> &specs, QObject *parent);
    /// The lab server, made on first use, running on the engine's thread.
    LabServer *lab();
    QThread *engineThread() const { return thread_; }

private:
    QThread *thread_;
    LabServer *lab_ = nullptr;
};

/// Writes a recording atomically (a temporary file beside it, then a rename). Returns an error line, "" when done.
QString saveRecord(const record::Record &record, const QString &path);
/// Reads one, of a regular file up to record::mostFileBytes; the QString is an error line.
std::variant<record::Record, QString> openRecord(const QString &path);
/// What of the request of a recording is left out, since only a later Interim has it; "" for nothing.
QString leftOut(const record::Record &record);

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
// The request being composed, on the disk, so that unsent edits are there again after a quit and a crash.
#pragma once

#include "request/request.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace Qt::StringLiterals;

class QLockFile;

namespace session {

struct Draft {
    request::RequestSpec spec;
    QString lab; ///< base URL of the lab while the request goes there, "" when it goes elsewhere
    // As of ImportedRequest: an import that is not complete is not sent after a restart either.
    QString blocked{};
    bool literal = false;
    bool lacksContent = false;
    bool lacksFields = false;
    std::vector<std::string> unknown{};
    bool operator==(const Draft &) const = default;
};

/// A line that says what it is, one with the lab, then an .interim file without facts. Where it must not be sent, the
/// first line is of version 2, which an older Interim does not take, and one more says why.
QByteArray encodeDraft(const Draft &draft);
/// The QString is an error line.
std::variant<Draft, QString> decodeDraft(const QByteArray &bytes);

/// The name of a window's draft: that of the first place which no other window has taken, as long as this lives.
class DraftPlace {
public:
    explicit DraftPlace(const QString &folder);
    ~DraftPlace();
    const QString &name() const { return name_; }
    /// From 1 on; 0 where none could be taken.
    int number() const { return number_; }

private:
    std::unique_ptr<QLockFile> lock_;
    QString name_;
    int number_ = 0;
};

class DraftFile : public QObject {
    Q_OBJECT
public:
    /// `folder` "": nothing is read or written.
    explicit DraftFile(const QString &folder, QObject *parent = nullptr, const QString &name = u"request.draft"_s);
    /// Writes what is due.
    ~DraftFile() override;

    /// What was left; nothing when there is none. `line` says why a draft was not taken.
    std::optional<Draft> read(QString *line) const;
    /// Written soon (300 ms after the first change), atomically, off this thread.
    void write(const Draft &draft);
    /// Writes what is due and waits for it.
    void flush();
    QString path() const;

signals:
    /// It cannot be written; said once for each new reason.
    void failed(const QString &line);

private:
    void begin();
    void done(const QString &error);

    QString folder_;
    QString name_;
    QTimer timer_;
    QThreadPool pool_; // of one thread, so that the last one written is the last draft
    std::optional<Draft> due_;
    QString error_;
};

} // namespace session

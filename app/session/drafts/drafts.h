// SPDX-License-Identifier: GPL-3.0-or-later
// The request being composed, by what becomes of it: which of it are edits that were not sent, why it must not be sent
// as it stands, and what was being edited before it. On the disk, for the next run.
#pragma once

#include "session/drafts/asides.h"
#include "session/drafts/draft.h"
#include "session/imported_request.h"

#include <QObject>

#include <optional>

namespace session {

/// The request itself is its caller's: `now` is what stands in the composer. What is returned is to stand there next.
class Drafts : public QObject {
    Q_OBJECT
public:
    /// `folder` "": all of it ends with the program.
    explicit Drafts(const QString &folder, QObject *parent = nullptr);

    /// Of this window among those that are open: DraftPlace::number().
    int place() const { return place_.number(); }
    /// As the last run left it; nothing where it left none. `line` says what of it cannot be read.
    std::optional<request::RequestSpec> read(QString *line);
    /// The request of the first minute is not to come: something else was asked for.
    void keepRequest() { awaitsLab_ = false; }
    /// The lab listens at `url`, maybe elsewhere than before: a request that goes there follows it, and where nothing
    /// was asked for yet the request of the first minute comes.
    request::RequestSpec followLab(const QString &url, const request::RequestSpec &now);
    /// Written soon.
    void write(const request::RequestSpec &now);
    /// Writes what is due and waits for it.
    void flush();

    /// It is sent, or is as it comes: what differs from here on are edits.
    void settle(const request::RequestSpec &now) { settled_ = now; }
    /// Why it must not be sent, in one line: what an import left open and was not filled in. "" when it may.
    QString blocked(const request::RequestSpec &now) const;

    /// Another one is opened. True: `now` held edits, which were put aside.
    bool open(const request::RequestSpec &opened, const request::RequestSpec &now);
    /// An import comes in the place of `before`, whose edits are put aside.
    void import(const ImportedRequest &request, const request::RequestSpec &before);
    /// The same one, read in another way. True: `now` had changes of what was imported before, which were put aside.
    bool importAgain(const ImportedRequest &request, const request::RequestSpec &now);
    /// What the import replaced comes back. True as above.
    bool undoImport(const request::RequestSpec &now);

    bool hasAsides() const { return !asides_.empty(); }
    /// The newest that was put aside; `now` goes behind all of them. One for the lab goes to `labUrl`. Only where there
    /// are any.
    request::RequestSpec turn(const request::RequestSpec &now, const QString &labUrl);

signals:
    /// hasAsides() from now on.
    void wasPutAside();
    /// It cannot be written, in a line.
    void failed(const QString &line);

private:
    Draft draftOf(const request::RequestSpec &spec) const;
    void hold(const Draft &draft);
    bool putAside(const request::RequestSpec &spec);
    bool putChangesAside(const request::RequestSpec &now);
    void take(const ImportedRequest &request);

    DraftPlace place_;
    DraftFile file_;
    Asides asides_;
    QString lab_; // where it was last, in this run or the one before
    bool awaitsLab_ = true;
    request::RequestSpec settled_;     // as it was sent or opened
    ImportedRequest unfinished_;       // with what is not known: until that is filled in, it is not sent
    ImportedRequest unfinishedBefore_; // the same of what an import has replaced
    request::RequestSpec imported_;    // as the last import made it
};

} // namespace session

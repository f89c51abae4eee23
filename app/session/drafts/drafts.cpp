// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts/drafts.h"

#include "session/history.h"
#include "session/lab_server.h"
#include "session/request_files.h"

#include <utility>

namespace session {

Drafts::Drafts(const QString &folder, QObject *parent)
    : QObject(parent)
    , place_(folder)
    , file_(folder, nullptr, place_.name())
    , asides_(folder)
{
    connect(&file_, &DraftFile::failed, this, &Drafts::failed);
}

std::optional<request::RequestSpec> Drafts::read(QString *line)
{
    const auto draft = file_.read(line);
    if (draft) {
        lab_ = draft->lab;
        awaitsLab_ = false;
        hold(*draft);
    }
    asides_.read(line);
    if (hasAsides())
        emit wasPutAside();
    return draft ? std::optional(draft->spec) : std::nullopt;
}

request::RequestSpec Drafts::followLab(const QString &url, const request::RequestSpec &now)
{
    const auto before = std::exchange(lab_, url);
    auto next = now;
    if (std::exchange(awaitsLab_, false)) {
        next = firstRequest(url);
    } else if (const auto moved = redirectedToLab(now, before, url); !(moved == now)) {
        auto draft = draftOf(now); // at another address, and held as it was
        draft.spec = next = moved;
        hold(draft);
    }
    if (now == settled_)
        settled_ = next;
    return next;
}

void Drafts::write(const request::RequestSpec &now)
{
    if (!awaitsLab_)
        file_.write(draftOf(now));
}

void Drafts::flush()
{
    file_.flush();
    asides_.flush();
}

QString Drafts::blocked(const request::RequestSpec &now) const
{
    return stillBlocked(unfinished_, now);
}

Draft Drafts::draftOf(const request::RequestSpec &spec) const
{
    Draft draft{spec, baseOf(spec) == lab_ ? lab_ : QString(), blocked(spec)};
    if (draft.blocked.isEmpty())
        return draft;
    draft.literal = unfinished_.literal;
    draft.unknown = unfinished_.unknown;
    draft.lacksContent =
        unfinished_.lacksContent && unfinished_.spec.body == spec.body; // what was filled in is no more lacking
    draft.lacksFields = unfinished_.lacksFields && unfinished_.spec.headers == spec.headers;
    return draft;
}

/// Its request is to be composed, as far from being sent as it was.
void Drafts::hold(const Draft &draft)
{
    unfinished_ = {};
    unfinished_.spec = draft.spec;
    unfinished_.blocked = draft.blocked;
    unfinished_.literal = draft.literal;
    unfinished_.unknown = draft.unknown;
    unfinished_.lacksContent = draft.lacksContent;
    unfinished_.lacksFields = draft.lacksFields;
}

/// False where `spec` holds no edits.
bool Drafts::putAside(const request::RequestSpec &spec)
{
    if (spec == settled_)
        return false;
    asides_.push(draftOf(spec));
    emit wasPutAside();
    return true;
}

bool Drafts::putChangesAside(const request::RequestSpec &now)
{
    return !(now == imported_) && putAside(now);
}

bool Drafts::open(const request::RequestSpec &opened, const request::RequestSpec &now)
{
    const bool kept = !(now == opened) && putAside(now);
    unfinished_ = {};
    settle(opened);
    return kept;
}

void Drafts::take(const ImportedRequest &request)
{
    imported_ = request.spec;
    unfinished_ = request.blocked.isEmpty() ? ImportedRequest() : request;
}

void Drafts::import(const ImportedRequest &request, const request::RequestSpec &before)
{
    putAside(before);
    unfinishedBefore_ = unfinished_;
    take(request);
}

bool Drafts::importAgain(const ImportedRequest &request, const request::RequestSpec &now)
{
    const bool kept = putChangesAside(now);
    take(request);
    return kept;
}

bool Drafts::undoImport(const request::RequestSpec &now)
{
    const bool kept = putChangesAside(now);
    unfinished_ = unfinishedBefore_;
    return kept;
}

request::RequestSpec Drafts::turn(const request::RequestSpec &now, const QString &labUrl)
{
    auto back = asides_.turn(draftOf(now));
    back.spec = redirectedToLab(back.spec, back.lab, labUrl);
    hold(back);
    return back.spec;
}

} // namespace session

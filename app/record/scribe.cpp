// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/scribe.h"

namespace record {

Fact Scribe::made(std::int64_t at, FactKind kind) const
{
    Fact fact;
    fact.kind = kind;
    fact.at = at - epoch_;
    fact.attempt = attempt_;
    fact.connection = connection_;
    return fact;
}

Scribe::Actions Scribe::apply(Fact fact, std::string_view bytes)
{
    auto actions = recorder_.apply(std::move(fact), bytes);
    if (budget_)
        budget_->spent(recorder_);
    return actions;
}

void Scribe::begin(std::int64_t at, std::uint32_t attempt, std::uint32_t connection, wire::Role role, Reason reason,
                   std::string words, Target target)
{
    attempt_ = attempt;
    connection_ = connection;
    Fact fact = made(at, FactKind::AttemptBegin);
    fact.role = role;
    fact.name = keyOf(reason);
    fact.text = std::move(words);
    fact.target = std::move(target);
    apply(std::move(fact));
}

void Scribe::end(std::int64_t at, Outcome outcome, std::string text)
{
    say(at, FactKind::AttemptEnd, std::string(keyOf(outcome)), std::move(text));
}

Scribe::Actions Scribe::submit(std::int64_t at, wire::Submission submission, std::string_view head)
{
    Fact fact = made(at, FactKind::Submit);
    fact.submission = std::move(submission);
    return apply(std::move(fact), head);
}

Scribe::Actions Scribe::moved(std::int64_t at, FactKind kind, std::string_view bytes)
{
    if (!budget_ || kind != FactKind::Received)
        return apply(made(at, kind), bytes);
    Actions actions;
    for (std::size_t most = budget_->mostOf(bytes.size()); most > 0; most = budget_->mostOf(bytes.size())) {
        const auto wanted = apply(made(at, kind), bytes.substr(0, most));
        actions.insert(actions.end(), wanted.begin(), wanted.end());
        bytes.remove_prefix(std::min(most, bytes.size()));
        if (bytes.empty())
            break;
    }
    return actions;
}

Scribe::Actions Scribe::say(std::int64_t at, FactKind kind, std::string name, std::string text, std::int32_t code)
{
    Fact fact = made(at, kind);
    fact.code = code;
    fact.name = std::move(name);
    fact.text = std::move(text);
    return apply(std::move(fact));
}

void Scribe::decide(std::int64_t at, Decision what, std::string text)
{
    say(at, FactKind::Decision, std::string(keyOf(what)), std::move(text));
}

void Scribe::closed(std::int64_t at, std::string why, wire::CloseHow how)
{
    say(at, FactKind::Closed, std::move(why), {}, static_cast<std::int32_t>(how));
}

Scribe::Actions Scribe::peerClosed(std::int64_t at, wire::CloseHow how, std::string text)
{
    return say(at, FactKind::PeerClosed, {}, std::move(text), static_cast<std::int32_t>(how));
}

} // namespace record

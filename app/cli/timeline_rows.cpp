// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/timeline_rows.h"

#include "cli/text_layout.h"
#include "request/url.h"
#include "wire/http1/framing.h"
#include "words/decided.h"
#include "words/outcomes.h"

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

using record::Reason;

constexpr std::size_t mostInterims = 8; // rows; an endless-1xx server sends thousands

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString statusText(const record::ResponseSeen &response)
{
    QString text = QString::number(response.status);
    if (!response.reason.empty())
        text += u' ' + shownBytes(response.reason, 40);
    if (response.version != 11)
        text += u" (%1)"_s.arg(QString::fromStdString(wire::httpVersion(response.version)));
    return text;
}

class LaneMaker {
public:
    LaneMaker(const record::Exchange &exchange, const record::Attempt &attempt, const request::RequestSpec &spec)
        : exchange_(exchange)
        , attempt_(attempt)
        , spec_(spec)
    {}

    Lane make()
    {
        lane_.title = title();
        lane_.link = link();
        network();
        head();
        decided(words::decisionsOnHead(), u"note"_s);
        pause();
        interims();
        body();
        server();
        final();
        decided(words::decisionsBehindEnd(), u"next"_s);
        closed();
        return std::move(lane_);
    }

private:
    void row(RowKind kind, QString label, std::int64_t begin, std::int64_t end, QString text)
    {
        lane_.rows.push_back({kind, std::move(label), begin, end, std::move(text)});
    }
    std::int64_t laneEnd() const { return attempt_.endedAt >= 0 ? attempt_.endedAt : exchange_.duration; }

    QString title() const
    {
        QString text = u"Attempt %1 · connection %2"_s.arg(attempt_.index + 1).arg(attempt_.connection + 1);
        const record::Target &target = attempt_.target;
        if (!target.host.empty())
            text += u" · "_s + words(request::hostPort(target.host, target.port));
        return text;
    }

    QString link() const { return attempt_.index == 0 ? QString() : words::reasonText(attempt_.reason); }

    static QString networkLabel(const record::NetworkStep &step)
    {
        switch (step.what) {
        case record::Step::Lookup: return u"DNS"_s;
        case record::Step::Connect: return step.unixSocket ? u"Unix"_s : u"TCP"_s;
        case record::Step::Proxy: return u"SOCKS"_s;
        case record::Step::Tls: break;
        }
        return u"TLS"_s;
    }

    void network()
    {
        for (const record::NetworkStep &step : attempt_.steps) {
            if (step.ended < 0)
                continue;
            const bool named = step.what == record::Step::Tls || step.what == record::Step::Proxy;
            const QString text = durationText(step.ended - step.began)
                + (step.failed ? u" · failed: "_s + words(step.answer)
                               : u" · "_s + words(named ? step.name : step.answer));
            row(step.failed ? RowKind::Failure : RowKind::Network, networkLabel(step), step.began, step.ended, text);
        }
    }

    void head()
    {
        const record::RequestSeen &request = attempt_.request;
        if (!request.seen)
            return;
        row(RowKind::Head, u"head"_s, request.begunAt, request.endedAt,
            u"%1 %2 · %3"_s.arg(shownBytes(request.head.method, 16), shownBytes(request.head.target, 40),
                                sizeText(request.headBytes)));
    }

    void pause()
    {
        const record::Handshake &handshake = attempt_.handshake;
        if (handshake.pauseBegan < 0)
            return;
        const std::int64_t end = handshake.pauseEnded < 0 ? laneEnd() : handshake.pauseEnded;
        const QString ended = words::waitEndText(attempt_);
        row(RowKind::Pause, u"pause"_s, handshake.pauseBegan, end,
            durationText(end - handshake.pauseBegan) + u" · "_s + (ended.isEmpty() ? u"waiting"_s : ended));
    }

    void interims()
    {
        const auto &all = attempt_.interims;
        const std::size_t shown = all.size() > mostInterims ? mostInterims - 1 : all.size();
        for (std::size_t i = 0; i < shown; ++i)
            row(RowKind::Interim, QString::number(all[i].status), all[i].at, all[i].at,
                u"%1 · at %2"_s.arg(statusText(all[i]), durationText(all[i].at)));
        if (shown < all.size())
            row(RowKind::Interim, u"1xx"_s, all.back().at, all.back().at,
                u"%1 more, the last one %2 · at %3"_s.arg(grouped(all.size() - shown), statusText(all.back()),
                                                          durationText(all.back().at)));
    }

    std::uint64_t toSend() const
    {
        const bool client = exchange_.role == wire::Role::Client;
        const bool other = attempt_.reason == Reason::FollowUp || attempt_.reason == Reason::ProxyConnect;
        // A redirection may have made it a GET.
        const bool dropped = attempt_.request.seen && !wire::announcesContent(attempt_.request.head);
        return client && !other && !dropped ? spec_.body.length() : 0;
    }

    void body()
    {
        const record::RequestSeen &request = attempt_.request;
        const std::uint64_t whole = toSend();
        if (request.seen && request.bodyBytes == 0 && whole > 0)
            row(RowKind::Note, u"body"_s, -1, -1, u"never sent · 0 of "_s + bytesText(whole));
        if (request.bodyBytes == 0 || request.bodyBegunAt < 0)
            return;
        const std::int64_t end = request.bodyEndedAt >= 0 ? request.bodyEndedAt : laneEnd();
        QString text = u"%1 · %2"_s.arg(bytesText(request.bodyBytes), durationText(end - request.bodyBegunAt));
        if (whole > 0 && request.contentBytes < whole)
            text = u"stopped · %1 of %2"_s.arg(grouped(request.contentBytes), bytesText(whole));
        row(RowKind::Body, u"body"_s, request.bodyBegunAt, end, text);
    }

    // From the request's last byte to the final response or to the end without one, where no pause says it already.
    void server()
    {
        if (!attempt_.request.seen)
            return;
        const auto from = attempt_.serversTurnAt();
        const bool pausing = attempt_.handshake.pauseBegan >= 0 && attempt_.handshake.pauseEnded < 0;
        if (!from || (!attempt_.final && (!attempt_.request.complete || pausing)))
            return;
        const std::int64_t end = attempt_.final ? attempt_.final->at : attempt_.endedAt;
        if (end > *from)
            row(RowKind::Server, u"server"_s, *from, end,
                durationText(end - *from) + (attempt_.final ? QString() : u" · no final response"_s));
    }

    void final()
    {
        if (attempt_.final) {
            const record::FinalSeen &response = *attempt_.final;
            row(response.status < 400 ? RowKind::Success : RowKind::Failure, QString::number(response.status),
                response.at, response.at,
                u"%1 · at %2 · %3"_s.arg(statusText(response), durationText(response.at), sizeText(response.bodySize)));
        }
        for (const record::ResponseSeen &stray : attempt_.strays)
            row(RowKind::Failure, QString::number(stray.status), stray.at, stray.at,
                u"%1 · at %2 · after the final response"_s.arg(statusText(stray), durationText(stray.at)));
        if (!attempt_.error.empty())
            row(RowKind::Failure, u"failed"_s, -1, -1, words(attempt_.error));
    }

    /// Of a retry and a redirection that take place the next lane speaks.
    void decided(std::span<const record::Decision> ofThese, const QString &label)
    {
        for (const record::Decided &decided : attempt_.decisions) {
            if (std::ranges::find(ofThese, decided.what) != ofThese.end())
                row(RowKind::Note, label, -1, -1, words::decisionSentence(decided.what, words(decided.text)));
        }
    }

    void closed()
    {
        if (attempt_.after != record::ConnectionAfter::Open)
            row(RowKind::Note, u"close"_s, -1, -1, words::connectionSentence(attempt_.after));
    }

    const record::Exchange &exchange_;
    const record::Attempt &attempt_;
    const request::RequestSpec &spec_;
    Lane lane_;
};

} // namespace

std::vector<Lane> lanesOf(const record::Exchange &exchange, const request::RequestSpec &spec)
{
    std::vector<Lane> lanes;
    lanes.reserve(exchange.attempts.size());
    for (const record::Attempt &attempt : exchange.attempts)
        lanes.push_back(LaneMaker(exchange, attempt, spec).make());
    return lanes;
}

} // namespace cli

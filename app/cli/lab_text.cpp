// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lab_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

QString did(const record::ClientVerdict &verdict)
{
    const QString time = durationText(verdict.waitedNs);
    switch (verdict.did) {
    case record::ClientDid::NoExpect: return u"no Expect"_s;
    case record::ClientDid::DidNotWait: return u"did not wait: content came after %1"_s.arg(time);
    case record::ClientDid::WaitedAndSent: return u"waited %1, then sent content unasked"_s.arg(time);
    case record::ClientDid::NeverSent: return u"waited %1 and left without sending content"_s.arg(time);
    case record::ClientDid::NothingToSend: return u"Expect without content"_s;
    case record::ClientDid::Waited: break;
    }
    const QString what = verdict.first == "100" ? u"100"_s : u"final status"_s;
    return u"waited %1 for our %2"_s.arg(time, what);
}

// "103, 100, 200"; a run of one status is said once: "102 (240 times), 200".
QString statuses(const record::Attempt &attempt)
{
    std::vector<int> all;
    for (const record::ResponseSeen &response : attempt.interims)
        all.push_back(response.status);
    if (attempt.final)
        all.push_back(attempt.final->status);
    for (const record::ResponseSeen &response : attempt.strays)
        all.push_back(response.status);
    QStringList codes;
    for (std::size_t i = 0, run = 0; i < all.size(); i += run) {
        for (run = 1; i + run < all.size() && all[i + run] == all[i];)
            ++run;
        codes << QString::number(all[i]) + (run > 1 ? u" (%1 times)"_s.arg(run) : QString());
    }
    return codes.isEmpty() ? u"no response"_s : codes.join(u", "_s);
}

} // namespace

QString labLine(const record::Attempt &attempt, const TextStyle &style)
{
    const record::RequestSeen &request = attempt.request;
    QString line = shownBytes(request.head.method, 40) + u' ' + shownBytes(request.head.target, 200);
    if (attempt.handshake.sent)
        line += u" · Expect: "_s + shownBytes(attempt.handshake.value, 60);
    line += u" · "_s + did(record::judgeClient(attempt));
    line += u" · %1 of body · "_s.arg(bytesText(request.bodyBytes)) + statuses(attempt);
    return shownWords(line, style);
}

} // namespace cli

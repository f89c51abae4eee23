// SPDX-License-Identifier: GPL-3.0-or-later
// The words of `lab`, and its lines.
#include "cli/lab_words.h"

#include "engine/net/listener.h"
#include "lab/request_check.h"

#include <QCommandLineParser>

namespace cli {
namespace {

QString did(const record::ClientVerdict &verdict)
{
    const QString time = durationText(verdict.waitedNs);
    switch (verdict.did) {
    case record::ClientDid::NoExpect: return QStringLiteral("no Expect");
    case record::ClientDid::DidNotWait: return QStringLiteral("did not wait: content came after %1").arg(time);
    case record::ClientDid::WaitedAndSent: return QStringLiteral("waited %1, then sent content unasked").arg(time);
    case record::ClientDid::NeverSent: return QStringLiteral("waited %1 and left without sending content").arg(time);
    case record::ClientDid::NothingToSend: return QStringLiteral("Expect without content");
    case record::ClientDid::Waited: break;
    }
    const QString what = verdict.first == "100" ? QStringLiteral("100") : QStringLiteral("final status");
    return QStringLiteral("waited %1 for our %2").arg(time, what);
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
        codes << QString::number(all[i]) + (run > 1 ? QStringLiteral(" (%1 times)").arg(run) : QString());
    }
    return codes.isEmpty() ? QStringLiteral("no response") : codes.join(QStringLiteral(", "));
}

} // namespace

std::variant<LabCall, Misuse> readLab(const QStringList &words)
{
    QCommandLineParser parser;
    for (const char *name : {"tls", "allow-remote", "list", "json"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name)));
    for (const char *name : {"host", "port", "certificate", "allow-host"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name), {}, QStringLiteral("VALUE")));
    if (auto wrong = parseWords(parser, words))
        return *wrong;
    if (!parser.positionalArguments().isEmpty())
        return Misuse{QStringLiteral("lab %1: lab takes options only: leave that out")
                          .arg(quoted(parser.positionalArguments().constFirst()))};
    LabCall call;
    const auto is = [&](const char *name) { return parser.isSet(QLatin1String(name)); };
    call.tls = is("tls");
    call.allowRemote = is("allow-remote");
    call.list = is("list");
    call.json = is("json");
    if (call.list && call.json)
        return Misuse{QStringLiteral("--list prints the scenarios as text: leave out --json")};
    if (is("certificate")) {
        call.certificatePath = fileName(parser.value(QStringLiteral("certificate")));
        if (!call.tls)
            return Misuse{QStringLiteral("--certificate: there is one with --tls only: add --tls")};
    }
    if (is("host"))
        call.host = parser.value(QStringLiteral("host"));
    if (!engine::isAddress(call.host))
        return Misuse{QStringLiteral("--host %1: no address: write localhost, or one of this machine such as 127.0.0.1 or ::1")
                          .arg(quoted(call.host))};
    if (!engine::isLoopback(call.host) && !call.allowRemote)
        return Misuse{QStringLiteral("--host %1: other machines could reach the lab there: add --allow-remote if they "
                                     "may").arg(quoted(call.host))};
    call.moreHosts = parser.values(QStringLiteral("allow-host"));
    for (const QString &name : std::as_const(call.moreHosts))
        if (name.isEmpty() || name.contains(u':') || !lab::isHostValue(name.toStdString()))
            return Misuse{QStringLiteral("--allow-host %1: no host name: write one without port, such as lab.example")
                              .arg(quoted(name))};
    bool ok = true;
    if (is("port"))
        call.port = parser.value(QStringLiteral("port")).toUShort(&ok);
    if (!ok)
        return Misuse{QStringLiteral("--port %1: no port: write 0 to 65535, 0 picks one")
                          .arg(quoted(parser.value(QStringLiteral("port"))))};
    return call;
}

QString labLine(const record::Attempt &attempt, const TextStyle &style)
{
    const record::RequestSeen &request = attempt.request;
    QString line = shownBytes(request.head.method, 40) + u' ' + shownBytes(request.head.target, 200);
    if (attempt.handshake.sent)
        line += QStringLiteral(" · Expect: ") + shownBytes(attempt.handshake.value, 60);
    line += QStringLiteral(" · ") + did(record::judgeClient(attempt));
    line += QStringLiteral(" · %1 of body · ").arg(bytesText(request.bodyBytes)) + statuses(attempt);
    return shownWords(line, style);
}

} // namespace cli

// SPDX-License-Identifier: GPL-3.0-or-later
// The words of `lab`, and its lines.
#include "cli/lab_words.h"

#include <QCommandLineParser>

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

std::variant<LabCall, Misuse> readLab(const QStringList &words)
{
    QCommandLineParser parser;
    for (const char *name : {"tls", "allow-remote", "list", "json"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name)));
    for (const char *name : {"host", "port", "certificate", "allow-host"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name), {}, u"VALUE"_s));
    if (auto wrong = parseWords(parser, words))
        return *wrong;
    if (!parser.positionalArguments().isEmpty())
        return Misuse{
            u"lab %1: lab takes options only: leave that out"_s.arg(quoted(parser.positionalArguments().constFirst()))};
    LabCall call;
    const auto is = [&](const char *name) { return parser.isSet(QLatin1String(name)); };
    call.tls = is("tls");
    call.allowRemote = is("allow-remote");
    call.list = is("list");
    call.json = is("json");
    if (call.list && call.json)
        return Misuse{u"--list prints the scenarios as text: leave out --json"_s};
    if (is("certificate")) {
        call.certificatePath = fileName(parser.value(u"certificate"_s));
        if (!call.tls)
            return Misuse{u"--certificate: there is one with --tls only: add --tls"_s};
    }
    if (is("host"))
        call.host = parser.value(u"host"_s);
    if (!session::isLabAddress(call.host))
        return Misuse{u"--host %1: no address: write localhost, or one of this machine such as 127.0.0.1 or ::1"_s.arg(
            quoted(call.host))};
    if (!session::isLoopback(call.host) && !call.allowRemote)
        return Misuse{u"--host %1: other machines could reach the lab there: add --allow-remote if they "
                      "may"_s.arg(quoted(call.host))};
    call.moreHosts = parser.values(u"allow-host"_s);
    for (const QString &name : std::as_const(call.moreHosts))
        if (!session::isHostName(name))
            return Misuse{
                u"--allow-host %1: no host name: write one without port, such as lab.example"_s.arg(quoted(name))};
    bool ok = true;
    if (is("port"))
        call.port = parser.value(u"port"_s).toUShort(&ok);
    if (!ok)
        return Misuse{u"--port %1: no port: write 0 to 65535, 0 picks one"_s.arg(quoted(parser.value(u"port"_s)))};
    return call;
}

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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lab_args.h"

#include "session/lab_server.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

/// Where it listens, and what it may be called.
std::optional<Misuse> readHosts(const QCommandLineParser &parser, LabCall *call)
{
    if (parser.isSet(u"host"_s))
        call->host = parser.value(u"host"_s);
    if (!session::isLabAddress(call->host))
        return Misuse{u"--host %1: no address: write localhost, or one of this machine such as 127.0.0.1 or ::1"_s.arg(
            quoted(call->host))};
    if (!session::isLoopback(call->host) && !call->allowRemote)
        return Misuse{u"--host %1: other machines could reach the lab there: add --allow-remote if they "
                      "may"_s.arg(quoted(call->host))};
    call->moreHosts = parser.values(u"allow-host"_s);
    for (const QString &name : std::as_const(call->moreHosts))
        if (!session::isHostName(name))
            return Misuse{
                u"--allow-host %1: no host name: write one without port, such as lab.example"_s.arg(quoted(name))};
    return std::nullopt;
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
    if (auto wrong = readHosts(parser, &call))
        return *wrong;
    bool ok = true;
    if (is("port"))
        call.port = parser.value(u"port"_s).toUShort(&ok);
    if (!ok)
        return Misuse{u"--port %1: no port: write 0 to 65535, 0 picks one"_s.arg(quoted(parser.value(u"port"_s)))};
    return call;
}

} // namespace cli

// SPDX-License-Identifier: GPL-3.0-or-later
// The commands `lab` and `demo`.
#include "cli/lab_run.h"

#include "cli/commands.h"
#include "cli/exchange_run.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/lab_text.h"
#include "cli/terminal.h"
#include "formats/json/json_text.h"
#include "formats/json/lab_json.h"
#include "formats/secrets.h"
#include "record/recorder.h"
#include "session/file_writer.h"
#include "session/lab_scenarios.h"
#include "session/lab_server.h"
#include "session/workbench.h"

#include <QCommandLineParser>
#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

bool writeCertificate(const QString &path, const QByteArray &pem)
{
    const QString why = session::writeFile(path, {pem.constData(), static_cast<std::size_t>(pem.size())});
    if (!why.isEmpty())
        complain(u"--certificate: %1 cannot be written (%2): name another file"_s.arg(path, why));
    return why.isEmpty();
}

// Starts the lab; false when it cannot listen, which it has said then.
bool start(session::LabServer &lab, const LabCall &call)
{
    QEventLoop loop;
    QObject::connect(&lab, &session::LabServer::started, &loop, [&] { loop.exit(0); });
    QObject::connect(&lab, &session::LabServer::failed, &loop, [&](const QString &line) {
        complain(line);
        loop.exit(1);
    });
    session::LabServer::Options options;
    options.host = call.host;
    options.port = call.port;
    options.tls = call.tls;
    options.allowRemote = call.allowRemote;
    options.moreHosts = call.moreHosts;
    // Queued, so that an answer given at once finds the loop running.
    QMetaObject::invokeMethod(
        &lab, [&] { lab.start(options); }, Qt::QueuedConnection);
    return loop.exec() == 0;
}

bool sayReady(const QString &url, bool json)
{
    return writeOut(json ? formats::shownJson(formats::labListeningToJson(url), QJsonDocument::Compact) + '\n'
                         : u"listening on %1\n"_s.arg(url).toUtf8());
}

} // namespace

QString scenarioList(const TextStyle &style)
{
    const auto lines = [&](const QString &text, const QString &indent) {
        return wrapped(shownWords(text, style), style, indent).join(u'\n') + u'\n';
    };
    QString text;
    for (const session::ScenarioGroup &group : session::scenarioGroups()) {
        text += (text.isEmpty() ? QString() : u"\n"_s) + lines(group.title + u": "_s + group.about, {});
        for (const session::ScenarioInfo &scenario : group.scenarios)
            text += scenario.path + u'\n' + lines(scenario.about, u"    "_s);
    }
    return text;
}

QByteArray labOutput(const record::Record &record, bool json, const TextStyle &style)
{
    const record::Exchange exchange = record::summarize(formats::maskSecrets(record::replay(record)));
    QByteArray out;
    for (const record::Attempt &attempt : exchange.attempts) {
        if (!attempt.request.seen)
            continue;
        if (json)
            out += formats::shownJson(formats::labRecordToJson(record.scenario, attempt), QJsonDocument::Compact);
        else
            out += labLine(attempt, style).toUtf8();
        out += '\n';
    }
    return out;
}

RequestCall demoCall(const QString &baseUrl)
{
    RequestCall call;
    call.spec.method = "POST";
    call.spec.url = baseUrl.toStdString() + "/refuse-417";
    call.spec.body.kind = request::BodyKind::Generated;
    call.spec.body.size = 4 << 20;
    call.output.drawing = Drawing::Timeline;
    return call;
}

int runLab(const QStringList &words)
{
    const auto read = readLab(words);
    if (const auto *wrong = std::get_if<Misuse>(&read))
        return declined(*wrong);
    const auto &call = std::get<LabCall>(read);
    if (call.list)
        return writeOut(scenarioList(outputStyle())) ? Done : Failed;
    session::Workbench workbench;
    session::LabServer &lab = *workbench.lab();
    Interrupt interrupt;
    QEventLoop loop;
    const TextStyle style = outputStyle();
    QObject::connect(&lab, &session::LabServer::recorded, &loop, [&](const auto &record) {
        if (!writeOut(labOutput(*record, call.json, style)))
            loop.exit(Failed);
    });
    QObject::connect(&lab, &session::LabServer::missed, &loop, [](quint64 count) {
        complain(u"%1 more requests were answered, but not told of: they came faster than this output was read"_s.arg(
            count));
    });
    if (!start(lab, call))
        return Failed;
    if (!call.certificatePath.isEmpty() && !writeCertificate(call.certificatePath, lab.certificatePem()))
        return Failed;
    for (const auto signal : {&Interrupt::interrupted, &Interrupt::terminated})
        QObject::connect(&interrupt, signal, &loop, [&] { loop.exit(Done); });
    if (!sayReady(lab.baseUrl(), call.json))
        return Failed;
    const int status = loop.exec();
    lab.stop();
    return status;
}

int runDemo(const QStringList &words)
{
    QCommandLineParser parser;
    if (const auto wrong = parseWords(parser, words))
        return declined(*wrong);
    if (!parser.positionalArguments().isEmpty())
        return misused(u"demo %1: demo takes no words: leave them out"_s.arg(quoted(words.first())));
    session::Workbench workbench;
    session::LabServer &lab = *workbench.lab();
    if (!start(lab, LabCall{}))
        return Failed;
    const int status = runExchange(workbench, demoCall(lab.baseUrl()));
    lab.stop();
    return status;
}

} // namespace cli

// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange from start to report.
#include "cli/exchange_run.h"

#include "cli/interrupt.h"
#include "cli/report.h"
#include "cli/terminal.h"
#include "guidance/library.h"
#include "session/workbench.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

bool save(const session::Sending &sending, const QString &path)
{
    if (path.isEmpty())
        return true;
    const QString error =
        sending.record() ? session::saveRecord(*sending.record(), path) : u"--save: there is nothing to save"_s;
    if (!error.isEmpty())
        complain(error);
    return error.isEmpty();
}

} // namespace

int runExchange(session::Workbench &workbench, const RequestCall &call)
{
    QObject owner;
    Interrupt interrupt;
    QEventLoop loop;
    session::Sending *sending = workbench.send(call.spec, &owner);
    QObject::connect(sending, &session::Sending::finished, &loop, &QEventLoop::quit);
    QObject::connect(&interrupt, &Interrupt::interrupted, sending, &session::Sending::cancel);
    QObject::connect(&interrupt, &Interrupt::terminated, sending, &session::Sending::endWithProgram);
    guidance::Library::builtin(); // read while the server is waited for
    if (sending->running())
        loop.exec();

    const bool written =
        writeReport(sending->events(), call.spec, call.output, outputStyle(), sending->record().get(), printed);
    const bool saved = save(*sending, call.output.savePath);
    const record::Exchange exchange = record::summarize(sending->events());
    const QString failure = failureLine(exchange);
    if (!failure.isEmpty())
        complain(failure);
    return written && saved ? exitStatusOf(exchange, call.output.failOnStatus) : Failed;
}

} // namespace cli

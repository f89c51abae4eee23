// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare_run.h"

#include "cli/commands.h"
#include "cli/compare_text.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/terminal.h"
#include "formats/report/comparison_json.h"
#include "session/saved_report.h"
#include "session/target_sets.h"
#include "session/workbench.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

void await(session::Comparison &comparison)
{
    Interrupt interrupt;
    QEventLoop loop;
    QObject::connect(&comparison, &session::Comparison::finished, &loop, &QEventLoop::quit);
    QObject::connect(&interrupt, &Interrupt::interrupted, &comparison, &session::Comparison::cancel);
    QObject::connect(&interrupt, &Interrupt::terminated, &comparison, &session::Comparison::endWithProgram);
    if (comparison.running())
        loop.exec();
}

bool said(const QString &line)
{
    if (!line.isEmpty())
        complain(line);
    return !line.isEmpty();
}

void complainOf(const session::Comparison &comparison, const formats::ComparisonReport &report)
{
    for (std::size_t i = 0; i < comparison.rows().size(); ++i) {
        const session::ComparisonRow &row = comparison.rows()[i];
        const QString &name = report.lines.at(static_cast<qsizetype>(i)).name; // with secrets masked
        std::size_t failed = 0;
        for (const session::ComparisonSample &sample : row.samples)
            failed += sample.outcome != record::Outcome::FinalStatus;
        if (failed == 0)
            continue;
        const QString none = u"no final status"_s, why = QString::fromStdString(row.failure);
        complain(name + u": "_s
                 + (row.samples.size() == 1 ? (why.isEmpty() ? none : why)
                                            : u"%1 in %2 of %3 rounds"_s.arg(none).arg(failed).arg(row.samples.size())
                            + (why.isEmpty() ? QString() : u": "_s + why)));
    }
}

} // namespace

int compareTargets(session::Workbench &workbench, const CompareCall &call)
{
    if (!call.saveAs.isEmpty() && said(session::TargetSets().save({call.saveAs, call.urls})))
        return Failed;
    session::Comparison comparison(workbench, call.targets, call.rounds);
    await(comparison);
    session::ReportOptions options;
    options.align = call.align;
    options.baseline = call.baseline;
    options.showSecrets = call.output.showSecrets;
    options.exchanges =
        call.output.drawing == Drawing::Json || call.reportPath.endsWith(".json"_L1, Qt::CaseInsensitive);
    const formats::ComparisonReport report = session::reportOf(comparison, options);
    const bool written = call.output.drawing == Drawing::Json ? formats::writeComparison(report, printed)
                                                              : writeOut(compareText(report, outputStyle()));
    const bool unsaved =
        !call.reportPath.isEmpty() && said(session::saveReport(report, call.reportPath, call.output.showSecrets));
    complainOf(comparison, report);
    return written && !unsaved && comparison.allAnswered() ? Done : Failed;
}

int runCompare(const QStringList &words)
{
    const auto read = readCompare(words);
    if (const auto *wrong = std::get_if<Misuse>(&read))
        return declined(*wrong);
    session::Workbench workbench;
    return compareTargets(workbench, std::get<CompareCall>(read));
}

} // namespace cli

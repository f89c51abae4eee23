// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/findings_list.h"

#include "ui/guidance/confidence_words.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

using namespace Qt::StringLiterals;

namespace ui {

FindingsList::FindingsList(QWidget *parent) : QListWidget(parent)
{
    setWordWrap(true);
    setSpacing(em(0.2));
    setAccessibleName(tr("Findings"));
    setAccessibleDescription(tr("Enter shows the evidence of the chosen one in the timeline"));
    setWhatsThis(tr("What is odd on the wire, each with the RFC's section. Enter shows the evidence."));
    const auto show = [this](const QListWidgetItem *item) {
        if (item->data(Qt::UserRole).isValid())
            emit evidenceChosen(item->data(Qt::UserRole).toULongLong());
    };
    connect(this, &QListWidget::itemClicked, this, show);
    connect(this, &QListWidget::itemActivated, this, show);
}

bool FindingsList::setFindings(const QVector<guidance::Finding> &findings)
{
    if (findings == findings_)
        return false;
    findings_ = findings;
    fill();
    return true;
}

void FindingsList::restyle()
{
    if (findings_)
        fill();
}

void FindingsList::fill()
{
    clear();
    for (const auto &finding : *findings_)
        add(finding);
    if (findings_->isEmpty())
        (new QListWidgetItem(tr("Nothing odd was seen on the wire."), this))->setFlags(Qt::NoItemFlags);
}

void FindingsList::add(const guidance::Finding &finding)
{
    const bool error = finding.severity == wire::Severity::Error;
    const auto word = error ? tr("Error") : finding.severity == wire::Severity::Warning ? tr("Warning") : tr("Note");
    const QString sure = confidenceWord(finding.confidence);
    const QString how = sure.isEmpty() ? word : tr("%1, %2").arg(word, sure);
    auto *item =
        new QListWidgetItem(u"%1: %2\n%3\n%4"_s.arg(how, finding.title, finding.text, finding.reference), this);
    item->setToolTip(confidenceHelp());
    if (!finding.events.isEmpty())
        item->setData(Qt::UserRole, finding.events.first());
    const auto &theme = Theme::current();
    if (finding.severity != wire::Severity::Info)
        item->setForeground(Theme::readable(error ? theme.failure : theme.pause, theme.surface));
}

} // namespace ui

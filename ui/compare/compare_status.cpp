// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_status.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include "words/units.h"

#include <QHBoxLayout>
#include <QProgressBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int compareSayMs = 8000;

/// Of those that left, all but for Host.
bool allTheSame(const session::Comparison &comparison, std::size_t baseline)
{
    const auto &rows = comparison.rows();
    return std::ranges::all_of(rows, [&](const session::ComparisonRow &row) {
        return !row.summary.sent || !rows[baseline].summary.sent
            || compare::sameRequest(row.summary, rows[baseline].summary);
    });
}

} // namespace

CompareStatus::CompareStatus(QWidget *parent)
    : QWidget(parent)
    , outcome_(plainLabel({}, this))
    , numbers_(new ElidedLabel(this))
    , progress_(new QProgressBar(this))
    , same_(plainLabel({}, this))
{
    setAccessibleName(tr("Summary of the comparison"));
    numbers_->setProperty("muted", true);
    same_->setProperty("muted", true);
    progress_->setTextVisible(false);
    progress_->setFixedSize(em(12), em(0.7));
    progress_->setAccessibleName(tr("Progress of the comparison"));
    progress_->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.8), em(0.1), em(0.8), em(0.1));
    row->setSpacing(em(1.2));
    row->addWidget(outcome_);
    row->addWidget(progress_);
    row->addWidget(numbers_, 1);
    row->addWidget(same_);
    saying_.setSingleShot(true);
    saying_.setInterval(compareSayMs);
    connect(&saying_, &QTimer::timeout, this, [this] { numbers_->show(line_); });
    showNothing();
}

void CompareStatus::showNothing()
{
    role_ = u"muted"_s;
    outcome_->setText(tr("nothing compared yet"));
    restyle();
}

void CompareStatus::showProgress(const session::Comparison &comparison)
{
    const bool many = comparison.rounds() > 1;
    const auto ended = std::ranges::count_if(comparison.rows(), [](const auto &row) { return !row.running; });
    progress_->setVisible(comparison.running());
    progress_->setMaximum(many ? comparison.rounds() : static_cast<int>(comparison.rows().size()));
    progress_->setValue(many ? comparison.roundsDone() : static_cast<int>(ended));
}

void CompareStatus::show(const session::Comparison &comparison, std::size_t baseline)
{
    const auto &rows = comparison.rows();
    const auto ended = std::ranges::count_if(rows, [](const auto &row) { return !row.running; });
    const auto answered = std::ranges::count_if(rows, [](const auto &row) { return row.summary.answered; });
    const bool good = answered == std::ssize(rows);
    role_ = comparison.running() ? u"head"_s : good ? u"success"_s : u"failure"_s;
    outcome_->setText(u"● "_s
                      + (comparison.running() || good ? tr("%1 of %2 finished") : tr("%1 of %2 answered"))
                            .arg(words::countText(comparison.running() || good ? ended : answered, locale()),
                                 words::countText(rows.size(), locale())));
    std::int64_t longest = 0;
    for (const session::ComparisonRow &row : rows)
        longest = std::max(longest, row.exchange.duration);
    QStringList words;
    if (comparison.rounds() > 1)
        words << tr("round %1 of %2")
                     .arg(words::countText(comparison.roundsDone(), locale()),
                          words::countText(comparison.rounds(), locale()));
    if (comparison.cancelled())
        words << tr("cancelled");
    if (!comparison.running())
        words << tr("%1 requests side by side, the longest %2")
                     .arg(words::countText(rows.size(), locale()), words::durationText(longest, locale()));
    if (const auto thinned = std::ranges::count_if(rows, &session::ComparisonRow::thinned); thinned > 0)
        words << tr("of %1 heads and 1xx are left out: more events than all rows may have")
                     .arg(words::countText(thinned, locale()));
    line_ = words.join(u"  ·  "_s);
    if (!saying_.isActive())
        numbers_->show(line_);
    same_->setText(comparison.running() || baseline >= rows.size() ? QString()
                       : allTheSame(comparison, baseline)          ? tr("the same bytes to every server, but for Host")
                                                                   : tr("the requests differ"));
    showProgress(comparison);
    restyle();
}

void CompareStatus::say(const QString &line)
{
    numbers_->show(line);
    saying_.start();
}

QString CompareStatus::text() const
{
    return outcome_->text() + ' '_L1 + numbers_->line() + ' '_L1 + same_->text();
}

void CompareStatus::restyle()
{
    const auto &theme = Theme::current();
    const QString sheet = u"color: %1;"_s.arg(Theme::readable(theme.byRole(role_), theme.surface).name());
    if (outcome_->styleSheet() != sheet)
        outcome_->setStyleSheet(sheet);
}

} // namespace ui

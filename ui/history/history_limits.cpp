// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_limits.h"

#include "ui/kit/style.h"
#include "ui/shell/focus_help.h"

#include "model/history_text.h"
#include "words/units.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

namespace ui {

namespace {

constexpr quint64 mebibyte = 1 << 20;

QSpinBox *number(int value, int least, int most, int step, const QString &name, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setGroupSeparatorShown(true);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setAccessibleName(name);
    box->setValue(value);
    return box;
}

} // namespace

HistoryLimits::HistoryLimits(const store::Limits &limits, const store::Totals &totals, QWidget *parent)
    : QDialog(parent)
    , exchanges_(number(limits.exchanges, 1, 1'000'000, 100, tr("Exchanges to keep"), this))
    , mebibytes_(number(static_cast<int>(qMin<quint64>(limits.bytes / mebibyte, 1'000'000)), 1, 1'000'000, 100,
                        tr("Mebibytes to keep"), this))
{
    setWindowTitle(tr("How much history is kept"));
    const auto unit = [this] { exchanges_->setSuffix(exchanges_->value() == 1 ? tr(" exchange") : tr(" exchanges")); };
    connect(exchanges_, &QSpinBox::valueChanged, this, unit);
    unit();
    mebibytes_->setSuffix(tr(" MiB"));
    auto *now =
        plainLabel(tr("Now: %1, %2. The oldest go first; what is pinned is kept besides.")
                       .arg(words::exchangesText(totals.exchanges, locale()), words::sizeText(totals.bytes, locale())),
                   this);
    now->setProperty("muted", true);
    now->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(em(1), em(1), em(1), em(1));
    form->addRow(tr("&Keep the last"), exchanges_);
    form->addRow(tr("At &most"), mebibytes_);
    form->addRow(now);
    form->addRow(buttons);
    explainDialog(this,
                  tr("The limits of the history: whichever is met first takes the oldest exchanges. What clients of "
                     "your own send "
                     "to the lab has a fifth of it."));
    setMinimumWidth(em(22));
}

store::Limits HistoryLimits::limits() const
{
    return {exchanges_->value(), static_cast<quint64>(mebibytes_->value()) * mebibyte};
}

} // namespace ui

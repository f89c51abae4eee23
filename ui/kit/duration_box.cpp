// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/duration_box.h"

#include "ui/kit/typed_quantity.h"

#include <algorithm>
#include <cmath>

namespace ui {

DurationBox::DurationBox(QWidget *parent) : QDoubleSpinBox(parent)
{
    setDecimals(6);
    setRange(0, 24 * 3600 * 1000);
    setButtonSymbols(NoButtons);
}

std::optional<std::int64_t> DurationBox::nanoseconds() const
{
    return value() < 0 ? std::nullopt : std::optional<std::int64_t>(std::llround(value() * millisecond));
}

void DurationBox::setNanoseconds(std::optional<std::int64_t> ns)
{
    setValue(ns ? static_cast<double>(std::max<std::int64_t>(*ns, 0)) / millisecond : unset);
}

QString DurationBox::textFromValue(double ms) const
{
    return typedDuration(std::llround(ms * millisecond), locale());
}

double DurationBox::valueFromText(const QString &text) const
{
    if (!specialValueText().isEmpty() && text == specialValueText())
        return minimum();
    const auto ns = durationFrom(text, locale());
    return ns ? static_cast<double>(*ns) / millisecond : value();
}

/// What is no time yet may become one; what is left so goes back to the time before.
QValidator::State DurationBox::validate(QString &text, int &) const
{
    if (!specialValueText().isEmpty() && text == specialValueText())
        return QValidator::Acceptable;
    const auto ns = durationFrom(text, locale());
    const double ms = ns ? static_cast<double>(*ns) / millisecond : unset;
    return ns && ms >= minimum() && ms <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/duration_box.h"

#include "ui/kit/typed_quantity.h"

namespace ui {

DurationBox::DurationBox(QWidget *parent) : QSpinBox(parent)
{
    setRange(0, 24 * 3600 * 1000);
    setButtonSymbols(NoButtons);
}

QString DurationBox::textFromValue(int ms) const
{
    return typedDuration(ms, locale());
}

int DurationBox::valueFromText(const QString &text) const
{
    if (!specialValueText().isEmpty() && text == specialValueText())
        return minimum();
    return static_cast<int>(durationFrom(text, locale()).value_or(value()));
}

/// What is no time yet may become one; what is left so goes back to the time before.
QValidator::State DurationBox::validate(QString &text, int &) const
{
    if (!specialValueText().isEmpty() && text == specialValueText())
        return QValidator::Acceptable;
    const auto ms = durationFrom(text, locale());
    return ms && *ms >= minimum() && *ms <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a time that says it as it is said elsewhere: "1 s", and takes "1.5 s" and "1500" alike. Its value is in
// milliseconds, with all digits down to the nanosecond.
#pragma once

#include <QDoubleSpinBox>

#include <cstdint>
#include <optional>

namespace ui {

class DurationBox : public QDoubleSpinBox {
    Q_OBJECT

public:
    static constexpr double millisecond = 1e6; ///< in nanoseconds
    static constexpr double unset = -1;        ///< the value that stands for no time, where the range has it

    explicit DurationBox(QWidget *parent = nullptr);
    /// Nothing where it is unset.
    std::optional<std::int64_t> nanoseconds() const;
    void setNanoseconds(std::optional<std::int64_t> ns);

protected:
    QString textFromValue(double ms) const override;
    double valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &at) const override;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a time, in milliseconds, that says it as it is said elsewhere: "1 s", and takes "1.5 s" and "1500" alike.
#pragma once

#include <QSpinBox>

namespace ui {

class DurationBox : public QSpinBox {
    Q_OBJECT

public:
    explicit DurationBox(QWidget *parent = nullptr);

protected:
    QString textFromValue(int ms) const override;
    int valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &at) const override;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets over the rows of request/settings.h. Each shows its row's value of the request, in the row's range, and
// writes that alone, and only when it is edited: what stands in the request beyond its digits or its range stays. Its
// property "setting" is the row's name.
#pragma once

#include "ui/request/request_model.h"

#include "request/settings.h"

#include <QLocale>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace ui {

class DurationBox;
class Segments;

/// `negated`: it is on where the switch is off.
void tie(QCheckBox *box, const request::Setting &row, RequestModel *model, bool negated = false);
/// Where the row may be unset, -1 stands for that.
void tie(DurationBox *spin, const request::Setting &row, RequestModel *model);
void tie(QSpinBox *spin, const request::Setting &row, RequestModel *model);
/// One entry a word of the row.
void tie(QComboBox *choice, const request::Setting &row, RequestModel *model);
void tie(Segments *choice, const request::Setting &row, RequestModel *model);
/// A text, a file's name, or a size as people type it; what is none is not taken.
void tie(QLineEdit *line, const request::Setting &row, RequestModel *model);
/// A size that is typed for the row; nothing where it is none or beyond its range.
std::optional<std::int64_t> typedNumber(const QString &text, const request::Setting &row, const QLocale &locale);

/// A plain one for the row's kind, tied to it.
QWidget *settingField(const request::Setting &row, RequestModel *model, QWidget *parent);

} // namespace ui

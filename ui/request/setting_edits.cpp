// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/setting_edits.h"

#include "ui/kit/duration_box.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/typed_quantity.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace ui {

namespace {

using request::RequestSpec;
using request::Setting;
using request::SettingKind;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Shows the row's value now, and whenever the request is another one.
template <class Widget, class Show>
void load(Widget *widget, const Setting &row, RequestModel *model, Show show)
{
    widget->setProperty("setting", textOf(row.name));
    const auto shown = [widget, model, show] {
        const QSignalBlocker held(widget);
        show(model->spec());
    };
    QObject::connect(model, &RequestModel::replaced, widget, shown);
    shown();
}

void write(RequestModel *model, const Setting &row, std::optional<std::int64_t> number)
{
    model->edit([&](RequestSpec &spec) { row.setNumber(spec, number); });
}

void tieSize(QLineEdit *line, const Setting &row, RequestModel *model)
{
    load(line, row, model, [line, &row](const RequestSpec &spec) {
        line->setText(typedSize(static_cast<quint64>(row.number(spec).value_or(0)), line->locale()));
    });
    QObject::connect(line, &QLineEdit::textChanged, model, [line, &row, model](const QString &text) {
        if (const auto bytes = typedNumber(text, row, line->locale()))
            write(model, row, bytes);
    });
}

} // namespace

void tie(QCheckBox *box, const Setting &row, RequestModel *model, bool negated)
{
    load(box, row, model,
         [box, &row, negated](const RequestSpec &spec) { box->setChecked((row.number(spec) == 1) != negated); });
    QObject::connect(box, &QCheckBox::toggled, model,
                     [&row, model, negated](bool on) { write(model, row, on != negated ? 1 : 0); });
}

void tie(DurationBox *box, const Setting &row, RequestModel *model)
{
    const bool mayBeUnset = !row.number(RequestSpec());
    box->setRange(mayBeUnset ? DurationBox::unset : 0, static_cast<double>(row.most) / DurationBox::millisecond);
    load(box, row, model, [box, &row](const RequestSpec &spec) { box->setNanoseconds(row.number(spec)); });
    QObject::connect(box, &QDoubleSpinBox::valueChanged, model,
                     [box, &row, model] { write(model, row, box->nanoseconds()); });
}

void tie(QSpinBox *spin, const Setting &row, RequestModel *model)
{
    spin->setRange(0, static_cast<int>(std::min<std::int64_t>(row.most, std::numeric_limits<int>::max())));
    load(spin, row, model, [spin, &row](const RequestSpec &spec) {
        spin->setValue(static_cast<int>(std::clamp<std::int64_t>(row.number(spec).value_or(0), 0, spin->maximum())));
    });
    QObject::connect(spin, &QSpinBox::valueChanged, model, [&row, model](int count) { write(model, row, count); });
}

void tie(QComboBox *choice, const Setting &row, RequestModel *model)
{
    load(choice, row, model, [choice, &row](const RequestSpec &spec) {
        choice->setCurrentIndex(static_cast<int>(row.number(spec).value_or(-1)));
    });
    QObject::connect(choice, &QComboBox::currentIndexChanged, model,
                     [&row, model](int index) { write(model, row, index); });
}

void tie(Segments *choice, const Setting &row, RequestModel *model)
{
    load(choice, row, model, [choice, &row](const RequestSpec &spec) {
        choice->setCurrent(static_cast<int>(row.number(spec).value_or(0)));
    });
    QObject::connect(choice, &Segments::chosen, model, [&row, model](int index) { write(model, row, index); });
}

void tie(QLineEdit *line, const Setting &row, RequestModel *model)
{
    if (row.kind == SettingKind::Size)
        return tieSize(line, row, model);
    load(line, row, model, [line, &row](const RequestSpec &spec) {
        line->setText(QString::fromStdString(row.get(spec).value_or(std::string())));
    });
    // An expectation goes out as typed, and a file's name may have blanks; around other names they are a slip.
    const bool exact = row.kind == SettingKind::File || row.group == request::SettingGroup::Expect;
    QObject::connect(line, &QLineEdit::textChanged, model, [&row, model, exact](const QString &text) {
        model->edit([&](RequestSpec &spec) { row.text(spec) = (exact ? text : text.trimmed()).toStdString(); });
    });
}

std::optional<std::int64_t> typedNumber(const QString &text, const Setting &row, const QLocale &locale)
{
    const auto bytes = sizeFrom(text, locale);
    if (!bytes || *bytes > static_cast<quint64>(row.most))
        return std::nullopt;
    return static_cast<std::int64_t>(*bytes);
}

QWidget *settingField(const Setting &row, RequestModel *model, QWidget *parent)
{
    const auto tied = [&](auto *field) -> QWidget * {
        tie(field, row, model);
        return field;
    };
    switch (row.kind) {
    case SettingKind::Switch: return tied(new QCheckBox(parent));
    case SettingKind::Time: return tied(new DurationBox(parent));
    case SettingKind::Count: {
        auto *spin = new QSpinBox(parent);
        spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
        return tied(spin);
    }
    case SettingKind::Choice: {
        auto *choice = new QComboBox(parent);
        for (const std::string_view word : row.words)
            choice->addItem(textOf(word));
        return tied(choice);
    }
    case SettingKind::Size: {
        auto *line = new LineEdit(parent);
        const auto mark = [line, &row] { setMark(line, "wrong", !typedNumber(line->text(), row, line->locale())); };
        QObject::connect(line, &QLineEdit::textChanged, line, mark);
        QObject::connect(model, &RequestModel::changed, line, mark);
        return tied(static_cast<QLineEdit *>(line));
    }
    case SettingKind::Text:
    case SettingKind::File: return tied(static_cast<QLineEdit *>(new LineEdit(parent)));
    }
    return nullptr;
}

} // namespace ui

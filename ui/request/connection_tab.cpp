// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/connection_tab.h"

#include "ui/kit/duration_box.h"
#include "ui/kit/style.h"
#include "ui/request/expect_strip.h"
#include "ui/request/setting_edits.h"
#include "ui/request/setting_labels.h"

#include "request/route.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>

namespace ui {

namespace {

constexpr double twoColumns = 56; // ems from which on they stand side by side

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(em(0.6));
    form->setVerticalSpacing(em(0.35));
    return form;
}

} // namespace

ConnectionTab::ConnectionTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , columns_(new QBoxLayout(QBoxLayout::LeftToRight))
    , problem_(plainLabel({}, this))
{
    using enum request::SettingGroup;
    auto *left = makeForm();
    addRows(left, {Route, Tls});
    auto *right = makeForm();
    addRows(right, {Times, Expect, Exchange});
    addBoxes(right);
    columns_->setSpacing(em(1.6));
    columns_->addLayout(left, 3);
    columns_->addLayout(right, 2);
    problem_->setProperty("error", true);
    problem_->setWordWrap(true);
    problem_->setAccessibleName(tr("What cannot work"));
    problem_->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.3));
    auto *inner = new QWidget(this);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6));
    column->addLayout(columns_);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(problem_);
    all->addWidget(scroll, 1);
    connect(model_, &RequestModel::changed, this, &ConnectionTab::say);
    say();
}

/// Switches come last (addBoxes), but for that of TLS.
void ConnectionTab::addRows(QFormLayout *form, std::initializer_list<request::SettingGroup> groups)
{
    for (const auto group : groups) {
        for (const request::Setting &row : request::settings()) {
            if (row.group != group || ExpectStrip::shows(row))
                continue;
            if (row.name == "insecure")
                form->addRow(tr("TLS"), makeBox(row, true));
            else if (row.name == "ipv4") // and IPv6
                addFamily(form);
            else if (row.kind != request::SettingKind::Switch)
                addRow(form, row);
        }
    }
}

void ConnectionTab::addBoxes(QFormLayout *form)
{
    for (const request::Setting &row : request::settings()) {
        if (row.kind == request::SettingKind::Switch && !ExpectStrip::shows(row) && row.name != "ipv6"
            && !fields_.contains(row.name))
            form->addRow(makeBox(row, false));
    }
}

void ConnectionTab::addRow(QFormLayout *form, const request::Setting &row)
{
    auto *field = settingField(row, model_, this);
    dress(field, row);
    const SettingLabels labels = settingLabels(row);
    if (auto *time = qobject_cast<DurationBox *>(field)) {
        time->setSpecialValueText(labels.unset);
        time->setSingleStep(time->minimum() < 0 ? 50 : 1000);
    } else if (auto *count = qobject_cast<QSpinBox *>(field)) {
        count->setSpecialValueText(labels.unset);
        count->setPrefix(labels.unset.isEmpty() ? QString() : tr("at most "));
    } else if (auto *text = qobject_cast<QLineEdit *>(field)) {
        text->setPlaceholderText(labels.unset);
        if (row.kind == request::SettingKind::File)
            field = withPicker(text);
    }
    form->addRow(labels.label, field);
}

QCheckBox *ConnectionTab::makeBox(const request::Setting &row, bool negated)
{
    auto *box = new QCheckBox(settingLabels(row).label, this);
    tie(box, row, model_, negated);
    dress(box, row);
    return box;
}

/// Two switches of the command line that exclude each other are one choice here.
void ConnectionTab::addFamily(QFormLayout *form)
{
    auto *family = new QComboBox(this);
    family->addItems({tr("IPv6 and IPv4"), tr("IPv4 only"), tr("IPv6 only")});
    family->setAccessibleName(tr("Address family"));
    const auto show = [this, family] {
        const QSignalBlocker held(family);
        family->setCurrentIndex(static_cast<int>(model_->spec().family));
    };
    connect(model_, &RequestModel::replaced, family, show);
    show();
    connect(family, &QComboBox::currentIndexChanged, this, [this](int index) {
        model_->edit([index](request::RequestSpec &spec) { spec.family = static_cast<request::AddressFamily>(index); });
    });
    form->addRow(tr("Addresses"), family);
    for (const std::string_view one : {"ipv4", "ipv6"})
        fields_[one] = family;
}

void ConnectionTab::dress(QWidget *field, const request::Setting &row)
{
    const SettingLabels labels = settingLabels(row);
    field->setAccessibleName(labels.spoken);
    field->setToolTip(labels.tip);
    fields_[row.name] = field;
}

QWidget *ConnectionTab::withPicker(QLineEdit *line)
{
    auto *box = new QWidget(this);
    auto *pick = new QPushButton(tr("Choose…"), box);
    pick->setAccessibleName(tr("Choose a file: %1").arg(line->accessibleName()));
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(0.3));
    row->addWidget(line, 1);
    row->addWidget(pick);
    connect(pick, &QPushButton::clicked, this, [this, line] {
        const auto path = QFileDialog::getOpenFileName(this, line->accessibleName(), line->text(),
                                                       tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"));
        if (!path.isEmpty())
            line->setText(path);
    });
    return box;
}

QLineEdit *ConnectionTab::line(std::string_view setting) const
{
    return qobject_cast<QLineEdit *>(fields_.at(setting));
}

QString ConnectionTab::problem() const
{
    const auto &spec = model_->spec();
    const auto url = request::parseUrl(spec.url);
    if (const auto *parsed = std::get_if<request::Url>(&url))
        if (const auto route = request::routeOf(spec, *parsed);
            const auto *error = std::get_if<request::UrlError>(&route))
            return QString::fromStdString(error->text); // first, since it is what keeps a request from being sent
    for (const request::Setting &row : request::settings()) {
        const auto path = row.kind == request::SettingKind::File ? row.get(spec) : std::nullopt;
        const QFileInfo info(QString::fromStdString(path.value_or(std::string())));
        if (path && !(info.isFile() && info.isReadable()))
            return tr("%1 cannot be read: choose another file").arg(QString::fromStdString(*path));
    }
    if (!spec.tls.keyFile.empty() && spec.tls.certFile.empty())
        return tr("A key without a certificate: choose the certificate too");
    return {};
}

void ConnectionTab::focusAuthorities()
{
    line("cacert")->setFocus(Qt::ShortcutFocusReason);
}

void ConnectionTab::focusRoute()
{
    const char *setting = !line("unix-socket")->text().isEmpty() ? "unix-socket"
        : line("proxy")->text().isEmpty()                        ? "connect-to"
                                                                 : "proxy";
    auto *field = line(setting);
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void ConnectionTab::say()
{
    const auto line = problem();
    problem_->setText(line);
    problem_->setVisible(!line.isEmpty());
}

void ConnectionTab::resizeEvent(QResizeEvent *event)
{
    columns_->setDirection(width() >= em(twoColumns) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QWidget::resizeEvent(event);
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/connection_tab.h"

#include "style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

namespace ui {

ConnectionTab::ConnectionTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , verify_(new QCheckBox(tr("Verify the server's certificate"), this))
    , caFile_(new QLineEdit(this))
    , serverName_(new QLineEdit(this))
    , family_(new QComboBox(this))
    , connect_(makeTime(tr("Time to connect")))
    , head_(makeTime(tr("Time to the final response")))
    , idle_(makeTime(tr("Time without a byte")))
    , whole_(makeTime(tr("Time for the whole exchange")))
    , followUp_(new QCheckBox(tr("Afterwards a GET of / on the same connection, to see whether it is still in step"), this))
    , accept104_(new QCheckBox(tr("Take 104 (Upload Resumption Supported) as 100"), this))
    , bodyAnyway_(new QCheckBox(tr("Send the content even after a final status refused it"), this))
{
    caFile_->setPlaceholderText(tr("PEM file, besides the system's"));
    caFile_->setAccessibleName(tr("Certificate authorities"));
    serverName_->setPlaceholderText(tr("the URL's host"));
    serverName_->setAccessibleName(tr("Server name (SNI)"));
    family_->addItems({tr("IPv6 and IPv4"), tr("IPv4 only"), tr("IPv6 only")});
    family_->setAccessibleName(tr("Address family"));
    auto *pick = new QPushButton(tr("Choose…"), this);
    auto *ca = new QHBoxLayout;
    ca->addWidget(caFile_, 1);
    ca->addWidget(pick);

    auto *left = new QFormLayout;
    left->addRow(tr("TLS"), verify_);
    left->addRow(tr("Authorities"), ca);
    left->addRow(tr("Server name"), serverName_);
    left->addRow(tr("Addresses"), family_);
    auto *right = new QFormLayout;
    right->addRow(tr("Connect within"), connect_);
    right->addRow(tr("Final response within"), head_);
    right->addRow(tr("No byte for"), idle_);
    right->addRow(tr("Whole exchange"), whole_);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(em(2));
    columns->addLayout(left, 3);
    columns->addLayout(right, 2);
    auto *inner = new QWidget(this);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6));
    column->addLayout(columns);
    for (auto *box : {followUp_, accept104_, bodyAnyway_})
        column->addWidget(box);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);

    for (auto *box : {verify_, followUp_, accept104_, bodyAnyway_})
        connect(box, &QCheckBox::toggled, this, &ConnectionTab::store);
    for (auto *line : {caFile_, serverName_})
        connect(line, &QLineEdit::textChanged, this, &ConnectionTab::store);
    for (auto *spin : {connect_, head_, idle_, whole_})
        connect(spin, &QSpinBox::valueChanged, this, &ConnectionTab::store);
    connect(family_, &QComboBox::currentIndexChanged, this, &ConnectionTab::store);
    connect(pick, &QPushButton::clicked, this, [this] {
        const auto path = QFileDialog::getOpenFileName(this, tr("Certificate authorities"), caFile_->text());
        if (!path.isEmpty())
            caFile_->setText(path);
    });
    connect(model_, &RequestModel::replaced, this, &ConnectionTab::load);
    load();
}

QSpinBox *ConnectionTab::makeTime(const QString &name)
{
    auto *spin = new QSpinBox(this);
    spin->setRange(0, 24 * 3600 * 1000);
    spin->setSingleStep(1000);
    spin->setSuffix(tr(" ms"));
    spin->setGroupSeparatorShown(true);
    spin->setSpecialValueText(tr("no limit"));
    spin->setAccessibleName(name);
    return spin;
}

void ConnectionTab::load()
{
    loading_ = true;
    const auto &spec = model_->spec();
    verify_->setChecked(spec.tls.verify);
    caFile_->setText(QString::fromStdString(spec.tls.caFile));
    serverName_->setText(QString::fromStdString(spec.tls.serverName));
    family_->setCurrentIndex(static_cast<int>(spec.family));
    connect_->setValue(static_cast<int>(spec.timeouts.connectNs / 1'000'000));
    head_->setValue(static_cast<int>(spec.timeouts.headNs / 1'000'000));
    idle_->setValue(static_cast<int>(spec.timeouts.idleNs / 1'000'000));
    whole_->setValue(static_cast<int>(spec.timeouts.wholeNs / 1'000'000));
    followUp_->setChecked(spec.followUp);
    accept104_->setChecked(spec.expect.accept104);
    bodyAnyway_->setChecked(spec.expect.bodyAfterFinal);
    loading_ = false;
}

void ConnectionTab::store()
{
    if (loading_)
        return;
    model_->edit([this](wire::RequestSpec &spec) {
        spec.tls.verify = verify_->isChecked();
        spec.tls.caFile = caFile_->text().toStdString();
        spec.tls.serverName = serverName_->text().toStdString();
        spec.family = static_cast<wire::AddressFamily>(family_->currentIndex());
        spec.timeouts.connectNs = std::int64_t(connect_->value()) * 1'000'000;
        spec.timeouts.headNs = std::int64_t(head_->value()) * 1'000'000;
        spec.timeouts.idleNs = std::int64_t(idle_->value()) * 1'000'000;
        spec.timeouts.wholeNs = std::int64_t(whole_->value()) * 1'000'000;
        spec.followUp = followUp_->isChecked();
        spec.expect.accept104 = accept104_->isChecked();
        spec.expect.bodyAfterFinal = bodyAnyway_->isChecked();
    });
}

} // namespace ui

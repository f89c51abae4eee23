// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_tools.h"

#include "ui/kit/style.h"

#include "model/comparison_text.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStylePainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Its words end in the middle where they are too long: names of one host's servers differ at the end.
class ElidedBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const int room =
            style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, room - em(0.3));
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

QLabel *boxName(const QString &words, QWidget *box)
{
    auto *label = plainLabel(words, box->parentWidget());
    label->setProperty("muted", true);
    label->setBuddy(box);
    return label;
}

} // namespace

CompareTools::CompareTools(QWidget *parent)
    : QWidget(parent)
    , servers_(new QToolButton(this))
    , baseline_(new ElidedBox(this))
    , align_(new QComboBox(this))
    , report_(new QPushButton(tr("Export report…"), this))
{
    servers_->setText(tr("Servers"));
    servers_->setProperty("segment", true);
    servers_->setProperty("first", true);
    servers_->setFocusPolicy(Qt::StrongFocus);
    servers_->setCheckable(true);
    servers_->setChecked(true);
    servers_->setToolTip(tr("Show or hide what is compared (Ctrl+Shift+L)"));
    makeBoxes();
    makeReport();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.5), em(0.2), em(0.8), em(0.2));
    row->setSpacing(em(0.5));
    row->addWidget(servers_);
    row->addStretch(1);
    row->addWidget(boxName(tr("baseline"), baseline_));
    row->addWidget(baseline_);
    row->addWidget(boxName(tr("align on"), align_));
    row->addWidget(align_);
    row->addWidget(report_);
    connect(servers_, &QToolButton::toggled, this, &CompareTools::serversToggled);
    connect(baseline_, &QComboBox::activated, this, &CompareTools::baselineChosen);
    connect(align_, &QComboBox::activated, this, [this] { emit alignChosen(align()); });
}

void CompareTools::makeBoxes()
{
    baseline_->setAccessibleName(tr("Baseline"));
    baseline_->setToolTip(tr("The row that all others are held against (B in the table)"));
    baseline_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    baseline_->setMinimumContentsLength(12);
    baseline_->view()->setTextElideMode(Qt::ElideMiddle);
    baseline_->setEnabled(false);
    align_->setAccessibleName(tr("Align on"));
    align_->setToolTip(tr("What stands at 0 of the axis"));
    for (const auto align : {compare::Align::Head, compare::Align::Start, compare::Align::FirstByte})
        align_->addItem(model::alignText(align), static_cast<int>(align));
}

void CompareTools::makeReport()
{
    report_->setEnabled(false);
    auto *menu = new QMenu(report_);
    const auto add = [this, menu](const QString &words, const QString &ending, const QString &filter) {
        menu->addAction(words, this,
                        [this, ending, filter] { emit reportWanted(ending, filter, secrets_->isChecked()); });
    };
    add(tr("&HTML page…"), u"html"_s, tr("HTML pages (*.html *.htm)"));
    add(tr("&Markdown…"), u"md"_s, tr("Markdown (*.md)"));
    add(tr("&JSON…"), u"json"_s, tr("JSON (*.json)"));
    menu->addSeparator();
    secrets_ = menu->addAction(tr("With &credentials, not masked"));
    secrets_->setCheckable(true);
    report_->setMenu(menu);
}

void CompareTools::setRows(const QStringList &names)
{
    baseline_->clear();
    baseline_->addItems(names);
    baseline_->setEnabled(true);
    report_->setEnabled(true);
}

void CompareTools::setBaseline(int row)
{
    baseline_->setCurrentIndex(row);
}

compare::Align CompareTools::align() const
{
    return static_cast<compare::Align>(align_->currentData().toInt());
}

void CompareTools::setAlign(compare::Align align)
{
    align_->setCurrentIndex(align_->findData(static_cast<int>(align)));
}

void CompareTools::setServersShown(bool shown)
{
    servers_->setChecked(shown);
}

} // namespace ui

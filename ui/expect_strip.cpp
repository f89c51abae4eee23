// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect_strip.h"

#include "segments.h"
#include "size_text.h"
#include "style.h"
#include "theme.h"

#include "guidance/expect_sentence.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace ui {

namespace {

/// A field with a small word before it.
QWidget *labelled(const QString &word, QWidget *field, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(0.3));
    auto *label = plainLabel(word, box);
    label->setProperty("muted", true);
    label->setBuddy(field);
    row->addWidget(label);
    row->addWidget(field);
    return box;
}

} // namespace

ExpectStrip::ExpectStrip(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , rule_(new Segments(tr("Expect"), {tr("Off"), tr("Above threshold"), tr("Always"), tr("Custom…")}, this))
    , custom_(new QLineEdit(this))
    , threshold_(new QComboBox(this))
    , wait_(new QSpinBox(this))
    , after_(new Segments(tr("After the wait"), {tr("then send body"), tr("keep waiting"), tr("give up")}, this))
    , on417_(new QComboBox(this))
    , sentence_(plainLabel({}, this))
{
    auto *title = plainLabel(tr("Expect"), this);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    custom_->setAccessibleName(tr("Value of the Expect field"));
    custom_->setFixedWidth(em(10));
    threshold_->setEditable(true);
    threshold_->setInsertPolicy(QComboBox::NoInsert);
    threshold_->addItem(tr("1 KiB"), 1024);
    threshold_->addItem(tr("1 MiB"), 1 << 20);
    threshold_->addItem(tr("2 MiB"), 2 << 20);
    threshold_->setItemData(0, tr("1024 B: curl 7.16 to 7.68"), Qt::ToolTipRole);
    threshold_->setItemData(1, tr("1 MiB: curl since 7.69, Guzzle"), Qt::ToolTipRole);
    threshold_->setItemData(2, tr("2 MiB: AWS SDK for Go v2"), Qt::ToolTipRole);
    threshold_->setAccessibleName(tr("Threshold: Expect for content larger than this"));
    threshold_->setToolTip(tr("Expect is sent for content larger than this: 1 KiB (curl 7.16 to 7.68), 1 MiB (curl since "
                              "7.69, Guzzle), 2 MiB (AWS SDK for Go v2), or any size"));
    threshold_->setMinimumWidth(em(6.5));
    wait_->setRange(0, 24 * 3600 * 1000);
    wait_->setSuffix(tr(" ms"));
    wait_->setGroupSeparatorShown(true);
    wait_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    wait_->setAlignment(Qt::AlignRight);
    wait_->setFixedWidth(em(7));
    wait_->setAccessibleName(tr("Wait for 100, in milliseconds"));
    wait_->setToolTip(tr("How long to wait for 100 (Continue); 0 sends the content at once. curl waits 1000 ms"));
    on417_->addItems({tr("retry without Expect"), tr("show it")});
    on417_->setAccessibleName(tr("On 417"));
    sentence_->setAccessibleName(tr("What will happen"));
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.6));
    column_->setSpacing(em(0.3));
    row_ = new QHBoxLayout;
    row_->setSpacing(em(0.5));
    column_->addLayout(row_);
    row_->addWidget(title);
    row_->addWidget(rule_);
    row_->addWidget(custom_);
    row_->addWidget(labelled(tr("threshold"), threshold_, this));
    row_->addWidget(labelled(tr("wait"), wait_, this));
    row_->addWidget(after_);
    row_->addWidget(labelled(tr("on 417"), on417_, this));
    row_->addStretch();
    row_->addWidget(sentence_);

    connect(rule_, &Segments::chosen, this, [this](int index) {
        model_->edit([&](wire::RequestSpec &spec) { spec.expect.rule = static_cast<wire::ExpectRule>(index); });
    });
    connect(custom_, &QLineEdit::textChanged, this, [this](const QString &text) {
        model_->edit([&](wire::RequestSpec &spec) { spec.expect.custom = text.toStdString(); });
    });
    connect(threshold_, &QComboBox::currentTextChanged, this, &ExpectStrip::readThreshold);
    connect(wait_, &QSpinBox::valueChanged, this, [this](int ms) {
        model_->edit([&](wire::RequestSpec &spec) { spec.expect.waitNs = std::int64_t(ms) * 1'000'000; });
    });
    connect(after_, &Segments::chosen, this, [this](int index) {
        model_->edit([&](wire::RequestSpec &spec) { spec.expect.afterWait = static_cast<wire::AfterWait>(index); });
    });
    connect(on417_, &QComboBox::currentIndexChanged, this, [this](int index) {
        model_->edit([&](wire::RequestSpec &spec) { spec.expect.on417 = static_cast<wire::On417>(index); });
    });
    connect(model_, &RequestModel::replaced, this, &ExpectStrip::load);
    connect(model_, &RequestModel::changed, this, &ExpectStrip::say);
    load();
    say();
}

void ExpectStrip::load()
{
    const auto expect = model_->spec().expect;
    const QSignalBlocker blocks[]{QSignalBlocker(custom_), QSignalBlocker(threshold_), QSignalBlocker(wait_),
                                  QSignalBlocker(on417_)};
    rule_->setCurrent(static_cast<int>(expect.rule));
    custom_->setText(QString::fromStdString(expect.custom));
    threshold_->setCurrentText(typedSize(expect.threshold, locale()));
    wait_->setValue(static_cast<int>(expect.waitNs / 1'000'000));
    after_->setCurrent(static_cast<int>(expect.afterWait));
    on417_->setCurrentIndex(static_cast<int>(expect.on417));
    say();
}

void ExpectStrip::readThreshold()
{
    const auto bytes = sizeFrom(threshold_->currentText(), locale());
    threshold_->lineEdit()->setProperty("wrong", !bytes);
    threshold_->setToolTip(bytes ? tr("Expect is sent for content larger than this")
                                 : tr("Not a size: write bytes, or 64 KiB, 1 MiB, 2 GiB"));
    if (bytes)
        model_->edit([&](wire::RequestSpec &spec) { spec.expect.threshold = *bytes; });
}

void ExpectStrip::say()
{
    const auto rule = model_->spec().expect.rule;
    custom_->setVisible(rule == wire::ExpectRule::Custom);
    threshold_->setEnabled(rule == wire::ExpectRule::Threshold);
    const auto said = guidance::expectSentence(model_->spec(), locale());
    const auto &theme = Theme::current();
    const auto colour = said.warns ? theme.failure : said.sent ? theme.pause : theme.muted;
    sentence_->setStyleSheet(QStringLiteral("color: %1; %2")
                                 .arg(Theme::readable(colour, theme.surface).name(),
                                      said.sent ? QStringLiteral("font-weight: bold;") : QString()));
    sentence_->setText(said.text);
    place();
}

/// At the right end where it fits in one line, else in a line of its own.
void ExpectStrip::place()
{
    int controls = 0;
    for (int i = 0; i < row_->count(); ++i)
        if (auto *widget = row_->itemAt(i)->widget(); widget && widget != sentence_ && !widget->isHidden())
            controls += widget->sizeHint().width() + row_->spacing();
    const auto margins = column_->contentsMargins();
    const int room = width() - margins.left() - margins.right() - controls;
    const int needed = sentence_->fontMetrics().horizontalAdvance(sentence_->text()) + em(2);
    sentence_->setWordWrap(needed > width() - margins.left() - margins.right());
    const bool below = needed > room;
    if (below == below_)
        return;
    below_ = below;
    (below ? static_cast<QBoxLayout *>(row_) : column_)->removeWidget(sentence_);
    if (below)
        column_->addWidget(sentence_);
    else
        row_->addWidget(sentence_);
}

void ExpectStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

QString ExpectStrip::sentence() const
{
    return sentence_->text();
}

} // namespace ui

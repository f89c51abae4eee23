// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/expect_strip.h"

#include "ui/kit/duration_box.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/request/setting_edits.h"

#include "guidance/expect_sentence.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Parts from here on stand in the second row where one row is too narrow: what follows the wait.
constexpr int movable = 5;
/// Ems that the sentence is left in one row, at least; its end is cut there, and its tip has all of it.
constexpr double sentenceEms = 16;

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
    , rule_(new Segments(tr("Expect"), {tr("Off"), tr("Above"), tr("Always"), tr("Custom")}, this))
    , custom_(new LineEdit(this))
    , threshold_(new QComboBox(this))
    , wait_(new DurationBox(this))
    , after_(new Segments(tr("After the wait"), {tr("then send"), tr("keep waiting"), tr("give up")}, this))
    , on417_(new QComboBox(this))
    , sentence_(new ElidedLabel(this))
{
    dressFields();
    layOut();
    connectFields();
    say();
}

void ExpectStrip::dressFields()
{
    rule_->setTip(0, tr("No Expect: the content follows the head at once"));
    rule_->setTip(1, tr("Expect for content above the threshold beside it"));
    rule_->setTip(2, tr("Expect with any content"));
    rule_->setTip(3, tr("Another value of the Expect field, as typed"));
    after_->setTip(0, tr("Without an answer, the content is sent after the wait"));
    after_->setTip(1, tr("Without an answer, the content is held back until the keep limit on the Connection tab"));
    after_->setTip(2, tr("Without an answer, the exchange ends after the wait"));
    custom_->setAccessibleName(tr("Value of the Expect field"));
    custom_->setFixedWidth(em(10));
    threshold_->setEditable(true);
    threshold_->setInsertPolicy(QComboBox::NoInsert);
    threshold_->setCompleter(nullptr); // it makes 1 KiB of 1
    threshold_->addItem(tr("1 KiB"), 1024);
    threshold_->addItem(tr("1 MiB"), 1 << 20);
    threshold_->addItem(tr("2 MiB"), 2 << 20);
    threshold_->setItemData(0, tr("1 KiB: curl 7.16 to 7.68"), Qt::ToolTipRole);
    threshold_->setItemData(1, tr("1 MiB: curl since 7.69, Guzzle"), Qt::ToolTipRole);
    threshold_->setItemData(2, tr("2 MiB: AWS SDK for Go v2"), Qt::ToolTipRole);
    threshold_->setAccessibleName(tr("Threshold: Expect for content larger than this"));
    threshold_->setToolTip(
        tr("Expect is sent for content larger than this: 1 KiB (curl 7.16 to 7.68), 1 MiB (curl since "
           "7.69, Guzzle), 2 MiB (AWS SDK for Go v2), or any size"));
    threshold_->setMinimumWidth(em(5.5));
    wait_->setAlignment(Qt::AlignRight);
    wait_->setFixedWidth(em(6));
    wait_->setAccessibleName(tr("Wait for 100"));
    wait_->setToolTip(tr("How long to wait for 100 (Continue); 0 sends the content at once. curl waits 1 s"));
    on417_->addItems({tr("retry without"), tr("show it")});
    on417_->setAccessibleName(tr("On 417"));
    on417_->setToolTip(
        tr("After 417 (Expectation Failed): repeat the request once without Expect, or only show the answer"));
    sentence_->setAccessibleName(tr("What will happen"));
    sentence_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

void ExpectStrip::layOut()
{
    auto *title = plainLabel(tr("Expect"), this);
    auto bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.6));
    column_->setSpacing(em(0.3));
    row_ = new QHBoxLayout;
    row_->setSpacing(em(0.5));
    column_->addLayout(row_);
    parts_ = {title,
              rule_,
              custom_,
              threshold_,
              labelled(tr("wait"), wait_, this),
              after_,
              labelled(tr("417"), on417_, this)};
    for (auto *part : parts_)
        row_->addWidget(part);
    row_->addStretch(); // where nothing else takes what is left
    row_->addWidget(sentence_, 1);
    second_ = new QHBoxLayout;
    second_->setSpacing(em(0.5));
    column_->addLayout(second_);
}

void ExpectStrip::connectFields()
{
    tie(rule_, *request::findSetting("expect"), model_);
    tie(custom_, *request::findSetting("expect-value"), model_);
    tie(threshold_->lineEdit(), *request::findSetting("threshold"), model_);
    tie(wait_, *request::findSetting("wait"), model_);
    tie(after_, *request::findSetting("after-wait"), model_);
    tie(on417_, *request::findSetting("on-417"), model_);
    connect(rule_, &Segments::chosen, this, [this] {
        if (custom_->isHidden())
            return;
        custom_->setFocus(Qt::OtherFocusReason); // it has just come: something is to be typed into it
        custom_->selectAll();
    });
    connect(threshold_, &QComboBox::currentTextChanged, this, &ExpectStrip::say); // what is no size changes nothing
    connect(model_, &RequestModel::changed, this, &ExpectStrip::say);
}

bool ExpectStrip::shows(const request::Setting &row)
{
    constexpr std::array<std::string_view, 6> names{"expect", "expect-value", "threshold",
                                                    "wait",   "after-wait",   "on-417"};
    return std::ranges::find(names, row.name) != names.end();
}

QString ExpectStrip::problem() const
{
    if (model_->spec().expect.rule != request::ExpectRule::Threshold
        || typedNumber(threshold_->currentText(), *request::findSetting("threshold"), locale()))
        return {};
    return tr("The threshold is not a size: write bytes, or 64 KiB, 1.5 MiB, 2 GiB");
}

void ExpectStrip::focusProblem()
{
    threshold_->setFocus(Qt::ShortcutFocusReason);
    threshold_->lineEdit()->selectAll();
}

void ExpectStrip::say()
{
    const auto rule = model_->spec().expect.rule;
    custom_->setVisible(rule == request::ExpectRule::Custom);
    greyOut();
    const auto wrong = problem();
    setMark(threshold_, "wrong", !wrong.isEmpty());
    const auto said = wrong.isEmpty() ? guidance::expectSentence(model_->spec(), locale())
                                      : guidance::ExpectSentence{wrong, false, true};
    const auto &theme = Theme::current();
    const auto colour = said.warns ? theme.failure : said.sent ? theme.pause : theme.muted;
    sentence_->setStyleSheet(u"color: %1; %2"_s.arg(Theme::readable(colour, theme.surface).name(),
                                                    said.sent ? u"font-weight: bold;"_s : QString()));
    sentence_->show(said.text);
    place();
}

/// What does not apply.
void ExpectStrip::greyOut()
{
    const auto &spec = model_->spec();
    threshold_->setEnabled(spec.expect.rule == request::ExpectRule::Threshold);
    const bool off = request::decideExpect(spec).why == request::ExpectWhy::RuleOff; // and none typed by hand
    wait_->setEnabled(!off);
    after_->setEnabled(!off && spec.expect.waitNs != 0);
    on417_->setEnabled(!off);
}

/// All in one row where it fits; else what follows the wait stands below, and the sentence with it.
void ExpectStrip::place()
{
    const auto margins = column_->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    int needed = 0;
    for (auto *part : parts_)
        needed += part->isHidden() ? 0 : part->sizeHint().width() + row_->spacing();
    const int words = sentence_->fontMetrics().horizontalAdvance(sentence_->line());
    const int rows = needed + qMin(words, em(sentenceEms)) <= room ? 1 : 2;
    if (rows == std::exchange(rows_, rows))
        return;
    auto *goal = rows == 1 ? row_ : second_;
    for (auto *row : {row_, second_}) {
        for (int i = movable; i < parts_.size(); ++i)
            row->removeWidget(parts_[i]);
        row->removeWidget(sentence_);
    }
    for (int i = movable; i < parts_.size(); ++i)
        goal->insertWidget(rows == 1 ? i : i - movable, parts_[i]);
    goal->addWidget(sentence_, 1);
}

/// Narrower than one row: place() makes two of it.
QSize ExpectStrip::minimumSizeHint() const
{
    int first = 0;
    for (int i = 0; i < movable; ++i)
        first += parts_[i]->isHidden() ? 0 : parts_[i]->minimumSizeHint().width() + row_->spacing();
    return {first + em(2), QWidget::minimumSizeHint().height()};
}

void ExpectStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

QString ExpectStrip::sentence() const
{
    return sentence_->line();
}

} // namespace ui

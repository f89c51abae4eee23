// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/response_view.h"

#include "base/safe_bytes.h"
#include "ui/exchange/response/response_words.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t mostInterims = 200; // of an attempt, in the list of responses

enum SearchedPart { FieldsPart, ContentPart };

} // namespace

ResponseView::ResponseView(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Response"));
    nothing_ = emptyLabel(this);
    fields_ = new QPlainTextEdit(this);
    fields_->setReadOnly(true);
    fields_->setFont(fixedFont());
    fields_->setFrameShape(QFrame::NoFrame);
    fields_->setStyleSheet(u"QPlainTextEdit { border: none; padding: 0 0 0 %1px; }"_s.arg(em(0.4)));
    fields_->document()->setDocumentMargin(em(0.4));
    fields_->setLineWrapMode(QPlainTextEdit::NoWrap);
    fields_->setAccessibleName(tr("Fields of the response"));
    new FieldColours(fields_->document());
    content_ = new ContentView(this);
    split_ = new QSplitter(Qt::Vertical, this);
    split_->addWidget(fields_);
    split_->addWidget(content_);
    split_->setChildrenCollapsible(false);
    split_->setStretchFactor(1, 1);
    auto *all = new QWidget(this);
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(split_, 1);
    whole_ = new QStackedWidget(this);
    whole_->addWidget(nothing_);
    whole_->addWidget(all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(whole_, 1);
    inFields_ = std::make_unique<TextFind>(fields_);
    find_ = new FindBar(this, fields_, this);
    layout->addWidget(find_);
    connect(fields_, &QPlainTextEdit::textChanged, find_, &FindBar::renew);
    connect(content_, &ContentView::contentChanged, find_, &FindBar::renew);
    connect(content_, &ContentView::shown, this, &ResponseView::contentShown);
    sayWholeEmpty(tr("No response yet. Send a request (Ctrl+Enter): what the server answers is shown here."));
}

ResponseView::~ResponseView() = default;

QWidget *ResponseView::makeHead()
{
    auto *head = new QWidget(this);
    badge_ = plainLabel({}, head);
    badge_->setAccessibleName(tr("Status code"));
    startLine_ = new ElidedLabel(head);
    startLine_->setAccessibleName(tr("Status line"));
    chooser_ = new QComboBox(head);
    chooser_->setAccessibleName(tr("Which response of the exchange"));
    chooser_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.3));
    row->setSpacing(em(0.6));
    row->addWidget(badge_, 0, Qt::AlignVCenter);
    row->addWidget(startLine_, 1);
    row->addWidget(chooser_);
    connect(chooser_, &QComboBox::activated, this, &ResponseView::choose);
    return head;
}

void ResponseView::sayWholeEmpty(const QString &words)
{
    nothing_->setText(words);
    whole_->setCurrentIndex(0);
}

void ResponseView::clear()
{
    content_->clear();
    record_.reset();
    choices_.clear();
    chosen_ = -1;
    until_ = -1;
    chooser_->setEnabled(true);
    wanted_ = false;
    sayWholeEmpty(tr("Waiting for the response: it is shown here when the exchange has ended."));
}

void ResponseView::show(const record::Exchange &exchange, const std::vector<wire::Event> &events,
                        std::shared_ptr<const record::Record> record)
{
    clear();
    record_ = std::move(record);
    int first = -1;
    for (const auto &attempt : exchange.attempts) {
        addChoices(attempt, exchange.attempts.size(), events);
        // The answer is the last final response, but for what only asked how far the upload had come.
        if (attempt.final && (first < 0 || attempt.reason != record::Reason::FollowUp))
            first = static_cast<int>(choices_.size() - 1 - attempt.strays.size());
    }
    chooser_->clear();
    for (const auto &choice : choices_)
        chooser_->addItem(choice.label);
    chooser_->setVisible(choices_.size() > 1);
    if (!choices_.empty())
        return choose(first >= 0 ? first : static_cast<int>(choices_.size()) - 1);
    sayWholeEmpty(exchange.error.empty()
                      ? tr("No response came.")
                      : tr("No response came: %1").arg(QString::fromStdString(base::escaped(exchange.error))));
}

void ResponseView::addChoices(const record::Attempt &attempt, std::size_t attempts,
                              const std::vector<wire::Event> &events)
{
    const auto add = [&](const record::ResponseSeen &response, const QString &what, std::int64_t endedAt) {
        const auto label = responseLabel(response, what, attempts > 1 ? static_cast<int>(attempt.index) + 1 : 0);
        auto plan = session::planContent(events, response);
        const std::int64_t last = endedAt >= 0 || events.empty() ? endedAt : events.back().at;
        const std::int64_t end = plan.size == 0 ? response.at : std::max(response.at, last);
        choices_.push_back({label, response, std::move(plan), attempt.request.head.target,
                            response.status < 200 && response.status != 101, end});
    };
    const auto shown = std::min(attempt.interims.size(), mostInterims);
    for (std::size_t i = 0; i < shown; ++i)
        add(attempt.interims[i], tr("interim"), -1);
    if (attempt.final)
        add(*attempt.final, {}, attempt.final->endedAt);
    for (const auto &stray : attempt.strays)
        add(stray, tr("after the final one"), stray.endedAt);
}

void ResponseView::choose(int index)
{
    if (index < 0 || index >= static_cast<int>(choices_.size()))
        return;
    chosen_ = index;
    chooser_->setCurrentIndex(index);
    content_->leave();
    showHead(choices_[static_cast<std::size_t>(index)]);
    whole_->setCurrentIndex(1);
    wanted_ = true;
    if (isVisible())
        load();
}

/// The response that was the last to come until the replay's instant; -1: none had.
int ResponseView::lastUntil() const
{
    int last = -1;
    for (int i = 0; i < static_cast<int>(choices_.size()); ++i) {
        const auto at = choices_[static_cast<std::size_t>(i)].response.at;
        if (at <= until_ && (last < 0 || at >= choices_[static_cast<std::size_t>(last)].response.at))
            last = i;
    }
    return last;
}

void ResponseView::setReplayAt(qint64 ns)
{
    if (choices_.empty() || ns == until_)
        return;
    const auto there = [this] { // what is seen of it
        return chosen_ >= 0 && whole_->currentIndex() == 1
            && (until_ < 0 || choices_[static_cast<std::size_t>(chosen_)].endedAt <= until_);
    };
    const int shown = whole_->currentIndex() == 1 ? chosen_ : -1;
    const bool whole = there();
    if (until_ < 0)
        before_ = chosen_;
    until_ = ns;
    chooser_->setEnabled(ns < 0);
    const int now = ns < 0 ? before_ : lastUntil();
    if (now < 0)
        return sayWholeEmpty(tr("No response had come at this instant of the replay."));
    if (now != shown || whole != (ns < 0 || choices_[static_cast<std::size_t>(now)].endedAt <= ns))
        choose(now);
}

void ResponseView::showHead(const Choice &choice)
{
    badge_->setText(QString::number(choice.response.status));
    badge_->setStyleSheet(badgeStyle(choice.response.status));
    startLine_->show(startLineText(choice.response));
    fields_->setPlainText(fieldsText(choice.response.fields));
    const int lines = qBound(1, fields_->document()->blockCount(), 9);
    const auto margins = 2 * fields_->document()->documentMargin() + fields_->contentsMargins().top();
    const int height = lines * QFontMetrics(fields_->font()).lineSpacing() + static_cast<int>(margins) + em(0.4);
    split_->setSizes({height, std::max(em(8), split_->height() - height)});
}

void ResponseView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (wanted_)
        load();
}

void ResponseView::load()
{
    wanted_ = false;
    const auto &choice = choices_[static_cast<std::size_t>(chosen_)];
    const bool later = until_ >= 0 && choice.endedAt > until_;
    if (!later && choice.plan.size > 0 && record_)
        return content_->load(record_, choice.plan, choice.target);
    content_->showWords(later                      ? tr("The content had not come yet at this instant of the replay.")
                            : choice.interim       ? tr("An interim response has no content.")
                            : choice.plan.complete ? tr("This response has no content.")
                                                   : tr("The connection ended before any content came."));
    emit contentShown();
}

session::Search::Read ResponseView::searched() const
{
    if (whole_->currentIndex() == 0)
        return {};
    return [fields = inFields_->searched(), content = content_->searched()] {
        const auto first = fields();
        auto all = content ? content() : session::Searched();
        for (auto &run : all.runs)
            run.part = ContentPart;
        all.runs.insert(all.runs.begin(), first.runs.begin(), first.runs.end());
        all.owner = std::make_shared<std::pair<std::shared_ptr<const void>, std::shared_ptr<const void>>>(first.owner,
                                                                                                          all.owner);
        return all;
    };
}

/// Where the focus is; from the bar, where the last hit was.
model::FindHit ResponseView::standsAt() const
{
    const auto *focus = QApplication::focusWidget();
    const bool inContent = focus && content_->isAncestorOf(focus);
    if (fields_->hasFocus() || (hitInFields_ && !inContent))
        return inFields_->standsAt();
    auto at = content_->standsAt();
    at.part = ContentPart;
    return at;
}

void ResponseView::showHit(const model::FindHit &hit)
{
    hitInFields_ = hit.part == FieldsPart;
    if (hitInFields_)
        inFields_->showHit(hit);
    else
        content_->showHit(hit);
}

void ResponseView::restyle()
{
    fields_->setFont(fixedFont());
    for (auto *colours : fields_->document()->findChildren<FieldColours *>())
        colours->rehighlight();
    if (chosen_ >= 0)
        badge_->setStyleSheet(badgeStyle(choices_[static_cast<std::size_t>(chosen_)].response.status));
    content_->restyle();
}

} // namespace ui

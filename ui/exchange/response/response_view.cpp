// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/response_view.h"

#include "base/safe_bytes.h"
#include "ui/exchange/response/hex_pane.h"
#include "ui/exchange/response/image_pane.h"
#include "ui/exchange/response/response_words.h"
#include "ui/exchange/response/text_pane.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "words/units.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t mostInterims = 200; // of an attempt, in the list of responses

QWidget *column(QWidget *parent, std::initializer_list<QWidget *> widgets)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (auto *widget : widgets)
        layout->addWidget(widget);
    return box;
}

QLabel *emptyLabel(QWidget *parent)
{
    auto *label = plainLabel({}, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    label->setMargin(em(1));
    return label;
}

} // namespace

ResponseView::ResponseView(QWidget *parent) : QWidget(parent), loader_(new ContentLoader(this))
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
    empty_ = emptyLabel(this);
    text_ = new TextPane(this);
    image_ = new ImagePane(this);
    hex_ = new HexPane(this);
    panes_ = new QStackedWidget(this);
    for (QWidget *pane : {static_cast<QWidget *>(empty_), static_cast<QWidget *>(text_), static_cast<QWidget *>(image_),
                          static_cast<QWidget *>(hex_)})
        panes_->addWidget(pane);
    auto *content = column(this, {makeContentBar(), notes_, said_, panes_});
    static_cast<QVBoxLayout *>(content->layout())->setStretchFactor(panes_, 1);
    split_ = new QSplitter(Qt::Vertical, this);
    split_->addWidget(fields_);
    split_->addWidget(content);
    split_->setChildrenCollapsible(false);
    split_->setStretchFactor(1, 1);
    auto *all = column(this, {makeHead(), split_});
    static_cast<QVBoxLayout *>(all->layout())->setStretchFactor(split_, 1);
    whole_ = new QStackedWidget(this);
    whole_->addWidget(nothing_);
    whole_->addWidget(all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(whole_);
    connect(loader_, &ContentLoader::loaded, this, &ResponseView::contentCame);
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

QWidget *ResponseView::makeContentBar()
{
    auto *bar = new QWidget(this);
    modes_ = new Segments(tr("Show the content as"), {tr("Pretty"), tr("Raw"), tr("Image"), tr("Hex")}, bar);
    modes_->setTip(Pretty, tr("Indented for reading; Raw shows it as it came"));
    modes_->setTip(Raw, tr("The text as it came, in parts where it is large"));
    modes_->setTip(Hex, tr("Every byte of the decoded content"));
    info_ = new ElidedLabel(bar);
    info_->setProperty("muted", true);
    info_->setAccessibleName(tr("About the content"));
    save_ = new QToolButton(bar);
    save_->setText(tr("Save content ▾"));
    save_->setStyleSheet(u"QToolButton { margin-left: 0; } QToolButton::menu-indicator { image: none; }"_s);
    save_->setAccessibleName(tr("Save content"));
    save_->setProperty("segment", true);
    save_->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(save_);
    menu->addAction(tr("Save decoded content…"), this, [this] { askWhereToSave(true); });
    saveReceived_ = menu->addAction(tr("Save as received…"), this, [this] { askWhereToSave(false); });
    save_->setMenu(menu);
    notes_ = plainLabel({}, this);
    said_ = plainLabel({}, this);
    for (auto *label : {notes_, said_}) {
        label->setWordWrap(true);
        label->setContentsMargins(em(0.8), 0, em(0.8), em(0.3));
        label->hide();
    }
    notes_->setAccessibleName(tr("Notes on the content"));
    said_->setAccessibleName(tr("Result of saving"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(em(0.8), em(0.4), em(0.8), em(0.4));
    row->setSpacing(em(0.6));
    row->addWidget(modes_);
    row->addWidget(info_, 1);
    row->addWidget(save_);
    connect(modes_, &Segments::chosen, this, &ResponseView::setMode);
    return bar;
}

void ResponseView::sayWholeEmpty(const QString &words)
{
    nothing_->setText(words);
    whole_->setCurrentIndex(0);
}

void ResponseView::clear()
{
    loader_->cancel();
    loaded_.reset();
    record_.reset();
    choices_.clear();
    chosen_ = -1;
    until_ = -1;
    chooser_->setEnabled(true);
    wanted_ = false;
    text_->clear();
    image_->show({}, {});
    hex_->show({}, nullptr);
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
    loader_->cancel();
    loaded_.reset();
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
    info_->show({});
    notes_->hide();
    said_->hide();
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
    for (const auto mode : {Pretty, Raw, Image, Hex})
        enableMode(mode, false);
    save_->setEnabled(false);
    if (until_ >= 0 && choice.endedAt > until_) {
        sayEmpty(tr("The content had not come yet at this instant of the replay."));
        emit contentShown();
        return;
    }
    if (choice.plan.size == 0 || !record_) {
        sayEmpty(choice.interim             ? tr("An interim response has no content.")
                     : choice.plan.complete ? tr("This response has no content.")
                                            : tr("The connection ended before any content came."));
        emit contentShown();
        return;
    }
    sayEmpty(tr("Reading %1…").arg(locale().formattedDataSize(static_cast<qint64>(choice.plan.size))));
    loader_->load(record_, choice.plan, locale());
}

void ResponseView::sayEmpty(const QString &words)
{
    empty_->setText(words);
    panes_->setCurrentWidget(empty_);
}

/// Pretty and Image are there where there is something to indent or to draw.
void ResponseView::enableMode(Mode mode, bool on)
{
    auto *button = modes_->findChildren<QToolButton *>().at(mode);
    button->setEnabled(on);
    button->setVisible(on || mode == Raw || mode == Hex);
}

void ResponseView::contentCame(std::shared_ptr<const LoadedContent> content)
{
    loaded_ = std::move(content);
    const auto &read = loaded_->content;
    enableMode(Pretty, !read.pretty.starts.empty());
    enableMode(Raw, true);
    enableMode(Image, loaded_->isImage);
    enableMode(Hex, true);
    save_->setEnabled(true);
    saveReceived_->setVisible(read.coded);
    showInfo();
    showMode(loaded_->isImage ? Image : !read.pretty.starts.empty() ? Pretty : read.text ? Raw : Hex);
    emit contentShown();
}

void ResponseView::showInfo()
{
    const auto &choice = choices_[static_cast<std::size_t>(chosen_)];
    info_->show(infoText(*loaded_, choice.plan, locale()));
    const auto &notes = loaded_->content.notes;
    notes_->setText(notes.join(u'\n'));
    notes_->setVisible(!notes.isEmpty());
    const auto &theme = Theme::current();
    notes_->setStyleSheet(u"color: %1;"_s.arg(Theme::readable(theme.pause, theme.surface).name()));
}

void ResponseView::showMode(Mode mode)
{
    modes_->setCurrent(mode);
    const std::shared_ptr<const session::Content> content(loaded_, &loaded_->content);
    switch (mode) {
    case Pretty:
        text_->show(content, &content->pretty, content->syntax);
        panes_->setCurrentWidget(text_);
        break;
    case Raw:
        text_->show(content, &content->raw, content->syntax);
        panes_->setCurrentWidget(text_);
        break;
    case Image:
        image_->show(loaded_->image, loaded_->imageText);
        panes_->setCurrentWidget(image_);
        break;
    case Hex:
        hex_->show(loaded_, &content->content());
        panes_->setCurrentWidget(hex_);
        break;
    }
}

ResponseView::Mode ResponseView::mode() const
{
    return static_cast<Mode>(std::max(0, modes_->current()));
}

void ResponseView::setMode(int mode)
{
    if (loaded_ && modes_->findChildren<QToolButton *>().at(mode)->isEnabled())
        showMode(static_cast<Mode>(mode));
}

void ResponseView::say(const QString &line, bool error)
{
    const auto &theme = Theme::current();
    const auto ink = error ? Theme::readable(theme.failure, theme.surface) : theme.muted;
    said_->setStyleSheet(u"color: %1;"_s.arg(ink.name()));
    said_->setText(line);
    said_->setVisible(!line.isEmpty());
}

QString ResponseView::saveTo(const QString &path, bool decoded)
{
    if (!loaded_)
        return tr("nothing to save yet");
    const auto &bytes = decoded ? loaded_->content.content() : loaded_->content.received;
    const auto failure = session::saveContent(bytes, path);
    const auto done = tr("Saved %1 as %2.").arg(words::bytesText(bytes.size(), locale()), path);
    say(failure.isEmpty() ? done : failure, !failure.isEmpty());
    return failure;
}

void ResponseView::askWhereToSave(bool decoded)
{
    if (!loaded_)
        return;
    const auto &choice = choices_[static_cast<std::size_t>(chosen_)];
    const auto path =
        QFileDialog::getSaveFileName(this, tr("Save the content"), fileName(choice.target, loaded_->content.mediaType));
    if (!path.isEmpty())
        saveTo(path, decoded);
}

void ResponseView::restyle()
{
    fields_->setFont(fixedFont());
    for (auto *colours : fields_->document()->findChildren<FieldColours *>())
        colours->rehighlight();
    if (chosen_ >= 0)
        badge_->setStyleSheet(badgeStyle(choices_[static_cast<std::size_t>(chosen_)].response.status));
    if (loaded_)
        showInfo();
    text_->restyle();
    image_->update();
    hex_->viewport()->update();
}

} // namespace ui

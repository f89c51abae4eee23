// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/content_view.h"

#include "ui/exchange/response/hex_pane.h"
#include "ui/exchange/response/image_pane.h"
#include "ui/exchange/response/response_words.h"
#include "ui/exchange/response/text_pane.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "words/units.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

QLabel *emptyLabel(QWidget *parent)
{
    auto *label = plainLabel({}, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    label->setMargin(em(1));
    return label;
}

ContentView::ContentView(QWidget *parent) : QWidget(parent), loader_(new ContentLoader(this))
{
    empty_ = emptyLabel(this);
    text_ = new TextPane(this);
    image_ = new ImagePane(this);
    hex_ = new HexPane(this);
    panes_ = new QStackedWidget(this);
    for (QWidget *pane : {static_cast<QWidget *>(empty_), static_cast<QWidget *>(text_), static_cast<QWidget *>(image_),
                          static_cast<QWidget *>(hex_)})
        panes_->addWidget(pane);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(notes_);
    layout->addWidget(said_);
    layout->addWidget(panes_, 1);
    connect(loader_, &ContentLoader::loaded, this, &ContentView::came);
}

QWidget *ContentView::makeBar()
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
    connect(modes_, &Segments::chosen, this, &ContentView::setMode);
    return bar;
}

void ContentView::clear()
{
    loader_->cancel();
    loaded_.reset();
    text_->clear();
    image_->show({}, {});
    hex_->show({}, nullptr);
    emit contentChanged();
}

void ContentView::leave()
{
    loader_->cancel();
    loaded_.reset();
    info_->show({});
    notes_->hide();
    said_->hide();
    emit contentChanged();
}

void ContentView::showWords(const QString &words)
{
    for (const auto mode : {Pretty, Raw, Image, Hex})
        enableMode(mode, false);
    save_->setEnabled(false);
    empty_->setText(words);
    panes_->setCurrentWidget(empty_);
    emit contentChanged();
}

void ContentView::load(std::shared_ptr<const record::Record> record, session::ContentPlan plan, std::string target)
{
    plan_ = std::move(plan);
    target_ = std::move(target);
    showWords(tr("Reading %1…").arg(locale().formattedDataSize(static_cast<qint64>(plan_.size))));
    loader_->load(std::move(record), plan_, locale());
}

/// Pretty and Image are there where there is something to indent or to draw.
void ContentView::enableMode(Mode mode, bool on)
{
    auto *button = modes_->findChildren<QToolButton *>().at(mode);
    button->setEnabled(on);
    button->setVisible(on || mode == Raw || mode == Hex);
}

void ContentView::came(std::shared_ptr<const LoadedContent> content)
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
    emit shown();
}

void ContentView::showInfo()
{
    info_->show(infoText(*loaded_, plan_, locale()));
    const auto &notes = loaded_->content.notes;
    notes_->setText(notes.join(u'\n'));
    notes_->setVisible(!notes.isEmpty());
    const auto &theme = Theme::current();
    notes_->setStyleSheet(u"color: %1;"_s.arg(Theme::readable(theme.pause, theme.surface).name()));
}

void ContentView::showMode(Mode mode)
{
    modes_->setCurrent(mode);
    const std::shared_ptr<const session::Content> content(loaded_, &loaded_->content);
    switch (mode) {
    case Pretty:
    case Raw:
        text_->show(content, pages(), content->syntax);
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
    emit contentChanged();
}

/// Of the mode; null where it shows no text.
const session::PagedText *ContentView::pages() const
{
    const auto &content = loaded_->content;
    return mode() == Pretty ? &content.pretty : mode() == Raw ? &content.raw : nullptr;
}

session::Search::Read ContentView::searched() const
{
    if (!loaded_ || mode() == Image)
        return {};
    return [loaded = loaded_, pages = pages(), locale = locale()] {
        const auto &content = loaded->content;
        session::Searched searched;
        searched.owner = loaded;
        searched.runs.push_back({pages ? content.textOf(*pages) : content.content(), pages != nullptr, 0, 0});
        searched.scope = session::searchedPart(content, locale);
        return searched;
    };
}

model::FindHit ContentView::standsAt() const
{
    if (!loaded_ || mode() == Image)
        return {};
    if (pages()) {
        const auto [begin, end] = text_->marked();
        return {0, begin, end - begin};
    }
    const auto [begin, end] = hex_->mark();
    return {0, static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(end - begin)};
}

void ContentView::showHit(const model::FindHit &hit)
{
    if (pages())
        text_->mark(static_cast<std::size_t>(hit.begin), static_cast<std::size_t>(hit.begin + hit.length));
    else
        hex_->setMark({static_cast<qint64>(hit.begin), static_cast<qint64>(hit.begin + hit.length)});
}

ContentView::Mode ContentView::mode() const
{
    return static_cast<Mode>(std::max(0, modes_->current()));
}

void ContentView::setMode(int mode)
{
    if (loaded_ && modes_->findChildren<QToolButton *>().at(mode)->isEnabled())
        showMode(static_cast<Mode>(mode));
}

void ContentView::say(const QString &line, bool error)
{
    const auto &theme = Theme::current();
    const auto ink = error ? Theme::readable(theme.failure, theme.surface) : theme.muted;
    said_->setStyleSheet(u"color: %1;"_s.arg(ink.name()));
    said_->setText(line);
    said_->setVisible(!line.isEmpty());
}

QString ContentView::saveTo(const QString &path, bool decoded)
{
    if (!loaded_)
        return tr("nothing to save yet");
    const auto &bytes = decoded ? loaded_->content.content() : loaded_->content.received;
    const auto failure = session::saveContent(bytes, path);
    const auto done = tr("Saved %1 as %2.").arg(words::bytesText(bytes.size(), locale()), path);
    say(failure.isEmpty() ? done : failure, !failure.isEmpty());
    return failure;
}

void ContentView::askWhereToSave(bool decoded)
{
    if (!loaded_)
        return;
    const auto path =
        QFileDialog::getSaveFileName(this, tr("Save the content"), fileName(target_, loaded_->content.mediaType));
    if (!path.isEmpty())
        saveTo(path, decoded);
}

void ContentView::restyle()
{
    if (loaded_)
        showInfo();
    text_->restyle();
    image_->update();
    hex_->viewport()->update();
}

} // namespace ui

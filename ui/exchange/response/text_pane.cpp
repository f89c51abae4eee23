// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/text_pane.h"

#include "ui/kit/editor.h"
#include "ui/kit/style.h"
#include "ui/kit/text_find.h"
#include "words/units.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <Qsci/qsciscintilla.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

TextPane::TextPane(QWidget *parent) : QWidget(parent), editor_(makeEditor(tr("Content"), this))
{
    bar_ = makeBar();
    editor_->setReadOnly(true);
    editor_->SendScintilla(QsciScintilla::SCI_SETCARETSTYLE, QsciScintilla::CARETSTYLE_INVISIBLE);
    editor_->SendScintilla(QsciScintilla::SCI_SETMARGINLEFT, 0, em(0.5));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(editor_, 1);
    column->addWidget(bar_);
    bar_->hide();
}

QWidget *TextPane::makeBar()
{
    auto *bar = new QWidget(this);
    const auto button = [&](const QString &text, const QString &name) {
        auto *one = new QToolButton(bar);
        one->setText(text);
        one->setAutoRaise(true);
        one->setAccessibleName(name);
        one->setToolTip(name);
        return one;
    };
    previous_ = button(u"◂"_s, tr("Previous part"));
    next_ = button(u"▸"_s, tr("Next part"));
    where_ = plainLabel({}, bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(em(0.8), em(0.1), em(0.8), em(0.1));
    row->addWidget(previous_);
    row->addWidget(next_);
    row->addWidget(where_, 1);
    connect(previous_, &QToolButton::clicked, this, &TextPane::previousPage);
    connect(next_, &QToolButton::clicked, this, &TextPane::nextPage);
    return bar;
}

void TextPane::show(std::shared_ptr<const session::Content> content, const session::PagedText *text,
                    const QString &syntax)
{
    content_ = std::move(content);
    text_ = text;
    if (syntax != syntax_)
        setLexerFor(editor_, syntax);
    syntax_ = syntax;
    showPage(0);
}

void TextPane::clear()
{
    content_.reset();
    text_ = nullptr;
    bar_->hide();
    editor_->clear();
}

void TextPane::showPage(std::size_t page)
{
    page_ = page;
    const auto shown = session::textPage(*content_, *text_, page);
    editor_->setText(shown.text);
    editor_->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTH, 1);
    const auto pages = text_->starts.size();
    const auto end = endOf(page);
    asItIs_ = static_cast<std::size_t>(editor_->length()) == end - text_->starts[page];
    mark_ = shownMark_ = {};
    QStringList words;
    if (pages > 1)
        words.append(tr("Part %1 of %2: bytes %3 to %4")
                         .arg(words::countText(page + 1, locale()), words::countText(pages, locale()),
                              words::countText(text_->starts[page], locale()), words::countText(end, locale())));
    if (shown.broken)
        words.append(tr("long lines are broken for the screen"));
    if (shown.replaced)
        words.append(tr("control characters stand as signs"));
    where_->setText(words.join(u" · "_s));
    previous_->setVisible(pages > 1);
    next_->setVisible(pages > 1);
    previous_->setEnabled(page > 0);
    next_->setEnabled(page + 1 < pages);
    bar_->setVisible(!words.isEmpty());
}

std::size_t TextPane::endOf(std::size_t page) const
{
    return page + 1 < text_->starts.size() ? text_->starts[page + 1] : content_->textOf(*text_).size();
}

void TextPane::mark(std::size_t begin, std::size_t end)
{
    const auto &starts = text_->starts;
    const auto page =
        static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), begin) - starts.begin()) - 1;
    if (page != page_)
        showPage(page);
    auto first = session::shownAt(*content_, *text_, page, begin);
    const auto last = session::shownAt(*content_, *text_, page, end);
    // A long line may have been broken just here.
    const bool broken = first < last && editor_->SendScintilla(QsciScintilla::SCI_GETCHARAT, first) == '\n'
        && content_->textOf(*text_)[begin] != '\n';
    first += broken ? 1 : 0;
    markText(editor_, static_cast<long>(first), static_cast<long>(last));
    mark_ = {begin, end};
    shownMark_ = {first, last};
}

TextPane::Mark TextPane::selection() const
{
    return {static_cast<std::size_t>(editor_->SendScintilla(QsciScintilla::SCI_GETSELECTIONSTART)),
            static_cast<std::size_t>(editor_->SendScintilla(QsciScintilla::SCI_GETSELECTIONEND))};
}

TextPane::Mark TextPane::marked() const
{
    if (!text_)
        return {};
    const auto start = text_->starts[page_];
    const auto now = selection();
    const bool same = now.begin == shownMark_.begin && now.end == shownMark_.end;
    if (mark_.end > 0 && (same || !asItIs_))
        return mark_;
    return asItIs_ ? Mark{start + now.begin, start + now.end} : Mark{start, start};
}

void TextPane::nextPage()
{
    if (text_ && page_ + 1 < text_->starts.size())
        showPage(page_ + 1);
}

void TextPane::previousPage()
{
    if (text_ && page_ > 0)
        showPage(page_ - 1);
}

QString TextPane::text() const
{
    return editor_->text();
}

void TextPane::restyle()
{
    styleEditor(editor_);
}

} // namespace ui

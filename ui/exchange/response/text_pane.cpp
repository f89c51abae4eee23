// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/text_pane.h"

#include "ui/kit/editor.h"
#include "ui/kit/style.h"
#include "words/units.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <Qsci/qsciscintilla.h>

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
    const auto size = text_->bytes.empty() ? content_->content().size() : text_->bytes.size();
    const auto end = page + 1 < pages ? text_->starts[page + 1] : size;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/exact_tab.h"

#include "ui/kit/find_bar.h"
#include "ui/kit/read_only_text.h"
#include "ui/kit/style.h"
#include "ui/kit/text_find.h"
#include "ui/kit/theme.h"
#include "words/units.h"

#include "model/wire_text.h"
#include "request/form.h"
#include "request/serializer.h"

#include <QPlainTextEdit>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t mostShown = 16 * 1024; // bytes of the content

QTextCharFormat formatOf(model::Glyph::Kind kind)
{
    const auto &theme = Theme::current();
    QTextCharFormat format;
    format.setForeground(theme.ink);
    if (kind == model::Glyph::Kind::Escape)
        format.setForeground(Theme::readable(theme.pause, theme.surface));
    if (kind == model::Glyph::Kind::LineEnd) {
        auto font = fixedFont();
        font.setPointSizeF(font.pointSizeF() * 0.7);
        format.setFont(font);
        format.setProperty(lineEndMark, true);
        format.setForeground(Theme::readable(theme.muted, theme.surface));
    }
    return format;
}

} // namespace

ExactTab::ExactTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , text_(makeReadOnlyText(tr("Exact bytes of the request"), this))
    , find_(new FindBar(this, text_, this))
    , shown_(std::make_shared<Shown>())
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.4), em(0.4), em(0.4), em(0.4));
    column->setSpacing(0);
    column->addWidget(text_);
    column->addWidget(find_);
    connect(model_, &RequestModel::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void ExactTab::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

void ExactTab::refresh()
{
    being_ = std::make_shared<Shown>();
    unseen_.clear();
    const auto composed = request::compose(model_->spec());
    if (const auto *error = std::get_if<request::UrlError>(&composed)) {
        text_->setPlainText(QString::fromStdString(error->text));
    } else {
        const auto &request = std::get<request::ComposedRequest>(composed);
        refill(text_, [&](QTextCursor &cursor) {
            write(cursor, request::http1Head(request));
            if (request.wireLength == 0)
                return;
            const auto bytes = words::bytesText(request.wireLength, locale());
            if (request.expect.waits)
                say(cursor, tr("— pause: waits for 100 —\n"));
            say(cursor,
                request.chunked ? tr("— content in chunks: %1 —\n").arg(bytes) : tr("— content: %1 —\n").arg(bytes));
            content(cursor, model_->spec().body);
        });
    }
    shown_ = std::move(being_);
    find_->renew();
}

/// As the Wire view shows them, with its marks for line ends and control bytes.
void ExactTab::write(QTextCursor &cursor, std::string_view bytes)
{
    QString run;
    auto kind = model::Glyph::Kind::Plain;
    const int first = cursor.position();
    int done = 0; // units that were inserted before the run
    const auto flush = [&](model::Glyph::Kind next) {
        if (next != kind) {
            done += static_cast<int>(run.size());
            cursor.insertText(std::exchange(run, {}), formatOf(kind));
        }
        kind = next;
    };
    being_->bytes += bytes;
    while (!bytes.empty()) {
        const auto glyph = model::glyphAt(bytes);
        flush(glyph.kind);
        being_->places.insert(being_->places.end(), glyph.bytes, first + done + static_cast<int>(run.size()));
        run += glyph.text;
        if (bytes.front() == '\n')
            run += '\n'_L1;
        bytes.remove_prefix(glyph.bytes);
    }
    cursor.insertText(run, formatOf(kind));
}

/// Words that are no bytes.
void ExactTab::say(QTextCursor &cursor, const QString &words)
{
    being_->breaks.push_back(being_->bytes.size());
    cursor.insertText(words, formatOf(model::Glyph::Kind::Plain));
}

/// What of the content stands in the request itself; files are named. A long one is cut.
void ExactTab::content(QTextCursor &cursor, const request::BodySpec &body)
{
    if (body.kind == request::BodyKind::File || body.kind == request::BodyKind::Generated) {
        unseen_ = tr("the content is not shown here, and not searched");
        return;
    }
    std::vector<request::ContentPiece> pieces;
    if (body.kind == request::BodyKind::Multipart)
        pieces = request::multipartPieces(body);
    else
        pieces.push_back({body.kind == request::BodyKind::Form ? request::formContent(body.fields) : body.text, {}, 0});
    std::size_t left = mostShown;
    for (const auto &piece : pieces) {
        if (!piece.path.empty()) {
            say(cursor,
                tr("— %1 of %2 —\n").arg(words::bytesText(piece.size, locale()), QString::fromStdString(piece.path)));
            unseen_ = tr("files are not searched");
            continue;
        }
        write(cursor, std::string_view(piece.text).substr(0, left));
        if (piece.text.size() > left) {
            unseen_ =
                tr("of the content the first %1 are shown and searched").arg(words::sizeText(mostShown, locale()));
            return say(cursor, tr("\n— and so on —"));
        }
        left -= piece.text.size();
    }
}

session::Search::Read ExactTab::searched() const
{
    return [shown = shown_, unseen = unseen_] {
        session::Searched searched;
        searched.owner = shown;
        searched.scope = unseen;
        std::size_t begin = 0;
        const auto add = [&](std::size_t end) {
            searched.runs.push_back({std::string_view(shown->bytes).substr(begin, end - begin), false, 0, begin});
            begin = end;
        };
        for (const auto end : shown->breaks)
            add(end);
        add(shown->bytes.size());
        return searched;
    };
}

model::FindHit ExactTab::standsAt() const
{
    const auto &places = shown_->places;
    const auto byteAt = [&places](int position) {
        return static_cast<std::uint64_t>(std::lower_bound(places.begin(), places.end(), position) - places.begin());
    };
    const auto cursor = text_->textCursor();
    const auto begin = byteAt(cursor.selectionStart());
    return {0, begin, byteAt(cursor.selectionEnd()) - begin};
}

void ExactTab::showHit(const model::FindHit &hit)
{
    const auto &places = shown_->places;
    auto last = static_cast<std::size_t>(hit.begin + hit.length) - 1;
    while (last > 0 && places[last - 1] == places[last]) // of the same character
        --last;
    const auto glyph = model::glyphAt(std::string_view(shown_->bytes).substr(last));
    markText(text_, places[static_cast<std::size_t>(hit.begin)], places[last] + static_cast<int>(glyph.text.size()));
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/exact_tab.h"

#include "ui/kit/read_only_text.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "words/units.h"

#include "model/wire_text.h"
#include "request/compose.h"
#include "request/form.h"

#include <QPlainTextEdit>
#include <QTextCursor>
#include <QVBoxLayout>

#include <string_view>
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

/// As the Wire view shows them, with its marks for line ends and control bytes.
void write(QTextCursor &cursor, std::string_view bytes)
{
    QString run;
    auto kind = model::Glyph::Kind::Plain;
    const auto flush = [&](model::Glyph::Kind next) {
        if (next != kind)
            cursor.insertText(std::exchange(run, {}), formatOf(kind));
        kind = next;
    };
    while (!bytes.empty()) {
        const auto glyph = model::glyphAt(bytes);
        flush(glyph.kind);
        run += glyph.text;
        if (bytes.front() == '\n')
            run += '\n'_L1;
        bytes.remove_prefix(glyph.bytes);
    }
    cursor.insertText(run, formatOf(kind));
}

/// Words that are no bytes.
void say(QTextCursor &cursor, const QString &words)
{
    cursor.insertText(words, formatOf(model::Glyph::Kind::Plain));
}

} // namespace

ExactTab::ExactTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , text_(makeReadOnlyText(tr("Exact bytes of the request"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.4), em(0.4), em(0.4), em(0.4));
    column->addWidget(text_);
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
    const auto composed = request::compose(model_->spec());
    if (const auto *error = std::get_if<request::UrlError>(&composed)) {
        text_->setPlainText(QString::fromStdString(error->text));
        return;
    }
    const auto &request = std::get<request::ComposedRequest>(composed);
    refill(text_, [&](QTextCursor &cursor) {
        write(cursor, request.head);
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

/// What of the content stands in the request itself; files are named. A long one is cut.
void ExactTab::content(QTextCursor &cursor, const request::BodySpec &body) const
{
    if (body.kind == request::BodyKind::File || body.kind == request::BodyKind::Generated)
        return;
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
            continue;
        }
        write(cursor, std::string_view(piece.text).substr(0, left));
        if (piece.text.size() > left)
            return say(cursor, tr("\n— and so on —"));
        left -= piece.text.size();
    }
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Find and copies of the byte pane.

#include "model/wire_find.h"
#include "ui/exchange/wire/wire_view.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t mostCopied = 8 << 20; // bytes put on the clipboard at once

} // namespace

/// The marked bytes that are known; with no mark, all that are, in the order of the blocks.
std::string WireView::markedBytes() const
{
    std::string bytes;
    const auto add = [&](model::TapeId tape, wire::Span span) {
        while (span.length > 0 && bytes.size() < mostCopied) {
            const auto run = store_->view(tape, span);
            bytes.append(run.substr(0, mostCopied - bytes.size()));
            const auto known = run.empty() ? store_->pieces(tape, span).front().span.length : run.size();
            span = {span.offset + known, span.length - known};
        }
    };
    if (mark_.span.length > 0) {
        add(mark_.tape, mark_.span);
        return bytes;
    }
    for (qint64 i = 0; i < rows_.count(); ++i) { // rows, not blocks: a replay may have reached a part of one
        const auto &row = rows_.row(i);
        if (row.kind != model::WireRow::Kind::Heading)
            add(rows_.tapeOf(row), row.span);
    }
    return bytes;
}

QString WireView::selectedText() const
{
    const std::string bytes = markedBytes();
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

void WireView::copy()
{
    QApplication::clipboard()->setText(selectedText());
}

void WireView::copyAsHex()
{
    const std::string bytes = markedBytes();
    const auto hex = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex(' ');
    QApplication::clipboard()->setText(QString::fromLatin1(hex));
}

/// Octal escapes have three digits at most, so that a digit that follows is never part of them.
void WireView::copyAsCString()
{
    QString text = u"\""_s;
    for (const char c : markedBytes()) {
        const auto byte = static_cast<quint8>(c);
        if (c == '\r')
            text += "\\r"_L1;
        else if (c == '\n')
            text += "\\n\"\n\""_L1;
        else if (c == '"' || c == '\\' || c == '?') // ? : no trigraph
            text += "\\"_L1 + QLatin1Char(c);
        else if (byte >= 0x20 && byte < 0x7f)
            text += QLatin1Char(c);
        else
            text += "\\"_L1 + QString::number(byte, 8).rightJustified(3, u'0');
    }
    if (text.endsWith("\n\""_L1))
        text.chop(2);
    else
        text += u'"';
    QApplication::clipboard()->setText(text);
}

bool WireView::find(const QByteArray &bytes, bool backward)
{
    const std::string_view needle(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const model::ByteMark hit = model::findBytes(rows_.blocks().all(), *store_, needle, mark_, backward);
    if (hit.span.length == 0)
        return false;
    mark_ = hit;
    showMark();
    viewport()->update();
    return true;
}

bool WireView::markStartsWith(const QByteArray &bytes)
{
    const auto size = static_cast<std::uint64_t>(bytes.size());
    if (mark_.span.length == 0)
        return false;
    const auto here = store_->view(mark_.tape, {mark_.span.offset, size});
    if (here != std::string_view(bytes.constData(), static_cast<std::size_t>(size)))
        return false;
    mark_.span.length = size;
    showMark();
    viewport()->update();
    return true;
}

/// Counted as find() walks them: an occurrence may begin inside another, and none spans two blocks.
WireView::Hits WireView::countHits(const QByteArray &bytes, int most) const
{
    Hits hits;
    const std::string_view needle(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto count = [&](model::TapeId tape, std::uint64_t offset, std::string_view run) {
        for (auto at = run.find(needle); at != std::string_view::npos && hits.count < most;
             at = run.find(needle, at + 1)) {
            ++hits.count;
            if (mark_.tape == tape && mark_.span.offset == offset + at && mark_.span.length == needle.size())
                hits.place = hits.count;
        }
    };
    for (const auto &block : rows_.blocks().all()) {
        for (std::uint64_t at = block.span.offset; at < block.span.end() && !needle.empty();) {
            const wire::Span rest{at, block.span.end() - at};
            const auto run = store_->view(block.tape, rest);
            count(block.tape, at, run);
            at += run.empty() ? store_->pieces(block.tape, rest).front().span.length : run.size();
        }
    }
    return hits;
}

} // namespace ui

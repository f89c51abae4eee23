// SPDX-License-Identifier: GPL-3.0-or-later
// Find and copies of the byte pane.

#include "ui/exchange/wire/wire_view.h"

#include "words/units.h"

#include <QApplication>
#include <QClipboard>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t mostCopied = 8 << 20; // bytes put on the clipboard at once

std::uint32_t partOf(const model::TapeId &tape)
{
    return 2 * tape.connection + (tape.direction == wire::Direction::Sent ? 0 : 1);
}

model::TapeId tapeOf(std::uint32_t part)
{
    return {part / 2, part % 2 == 0 ? wire::Direction::Sent : wire::Direction::Received};
}

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

/// While the exchange runs the store grows: what is searched is a copy of it, which is no more than what is shown.
session::Search::Read WireView::searched() const
{
    const auto store = store_->complete() ? store_ : std::make_shared<model::ByteStore>(*store_);
    return [store, locale = locale(), live = tr("the exchange runs: what is shown of it is searched"),
            part = tr("%1 of %2 were kept and searched")] {
        session::Searched searched;
        searched.owner = store;
        std::uint64_t kept = 0;
        for (const auto &stretch : store->kept()) {
            searched.runs.push_back({stretch.bytes, false, partOf(stretch.tape), stretch.offset});
            kept += stretch.bytes.size();
        }
        if (!store->complete())
            searched.scope = live;
        else if (const auto lost = store->lost(); lost > 0)
            searched.scope = part.arg(words::sizeText(kept, locale), words::sizeText(kept + lost, locale));
        return searched;
    };
}

/// What a replay does not show yet is not found.
void WireView::arrange(std::vector<model::FindHit> &hits) const
{
    const auto &blocks = rows_.blocks();
    std::vector<model::FindHit> seen;
    for (const auto &hit : hits) {
        const auto block = blocks.indexOf(tapeOf(hit.part), hit.begin);
        if (block < blocks.size() && hit.begin < blocks.moved(blocks[block], rows_.until()).end())
            seen.push_back({static_cast<std::uint32_t>(block), hit.begin, hit.length});
    }
    std::sort(seen.begin(), seen.end(), [](const auto &a, const auto &b) { return a.before(b); });
    hits = std::move(seen);
}

model::FindHit WireView::standsAt() const
{
    if (mark_.span.length == 0)
        return {};
    const auto block = rows_.blocks().indexOf(mark_.tape, mark_.span.offset);
    return {static_cast<std::uint32_t>(block), mark_.span.offset, mark_.span.length};
}

void WireView::showHit(const model::FindHit &hit)
{
    mark_ = {rows_.blocks()[hit.part].tape, {hit.begin, hit.length}};
    showMark();
    viewport()->update();
}

} // namespace ui

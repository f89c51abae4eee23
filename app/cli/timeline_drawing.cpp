// SPDX-License-Identifier: GPL-3.0-or-later
// Draws lanes, and below them what guidance says.
#include "cli/timeline_drawing.h"

#include "cli/advice_text.h"
#include "cli/timeline_rows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr int labelWidth = 9; // two spaces, a label of up to six, one space
constexpr int leastWidth = 40;

struct Glyphs {
    QChar bar, hatch, flag, dot, server;
    QString link;
};

Glyphs glyphsFor(const TextStyle &style)
{
    if (style.unicode)
        return {u'█', u'▒', u'⚑', u'●', u'·', u"╰╌╌ "_s};
    return {u'#', u'/', u'!', u'*', u'.', u"\\-- "_s};
}

const char *colourOf(RowKind kind)
{
    switch (kind) {
    case RowKind::Network: return "90";
    case RowKind::Head: return "34";
    case RowKind::Pause: return "33";
    case RowKind::Interim: return "35";
    case RowKind::Body: return "36";
    case RowKind::Server: return "90";
    case RowKind::Success: return "32";
    case RowKind::Failure: return "31";
    case RowKind::Note: break;
    }
    return "0";
}

class Drawer {
public:
    Drawer(const TimelineParts &parts, TextStyle style) : parts_(parts), style_(style), glyphs_(glyphsFor(style))
    {
        style_.width = std::max(style_.width, leastWidth);
        barWidth_ = std::clamp((style_.width - labelWidth) * 45 / 100, 10, 60);
    }

    QString draw()
    {
        const auto lanes = lanesOf(parts_.exchange, parts_.spec);
        measure(lanes);
        request();
        axis();
        for (const Lane &lane : lanes)
            drawLane(lane);
        return out_ + adviceText({parts_.advice, parts_.exchange, parts_.spec}, style_);
    }

private:
    void line(const QString &text) { out_ += text + u'\n'; }
    QString painted(const QString &text, const char *code) const { return cli::painted(text, code, style_); }
    QString cut(const QString &text, int room) const
    {
        const QString shown = shownWords(text, style_);
        const QString dots = style_.unicode ? u"…"_s : u"..."_s;
        return shown.size() <= room ? shown : shown.left(std::max<qsizetype>(room - dots.size(), 0)) + dots;
    }

    void request()
    {
        const record::Attempt *first = parts_.exchange.main();
        const bool server = parts_.exchange.role == wire::Role::Server;
        const std::string method = server && first ? first->request.head.method : parts_.spec.method;
        const std::string url = server && first ? first->request.head.target : parts_.spec.url;
        QString text = shownBytes(method, 40) + u' ' + shownBytes(url, 400);
        if (!server && parts_.spec.body.present())
            text += u" · "_s + sizeText(parts_.spec.body.length());
        if (first && first->handshake.sent)
            text += u" · Expect: "_s + shownBytes(first->handshake.value, 60);
        const QStringList lines = wrapped(shownWords(text, style_), style_);
        for (const QString &part : lines)
            line(painted(part, "1"));
    }

    // To the last thing drawn: how long the connection was watched afterwards says nothing.
    void measure(const std::vector<Lane> &lanes)
    {
        for (const Lane &lane : lanes) {
            for (const Row &row : lane.rows)
                span_ = std::max(span_, row.end);
        }
    }

    void axis()
    {
        const QString end = durationText(span_);
        const auto gap = std::max<qsizetype>(barWidth_ - 1 - end.size(), 1);
        const QString rule = QString(gap, style_.unicode ? u'─' : u'-');
        line(painted(QString(labelWidth, u' ') + u'0' + rule + end, "90"));
    }

    int cell(std::int64_t at) const
    {
        const double share = static_cast<double>(std::clamp<std::int64_t>(at, 0, span_)) / static_cast<double>(span_);
        return std::min(static_cast<int>(share * barWidth_), barWidth_ - 1);
    }

    QString bar(const Row &row) const
    {
        QString cells(barWidth_, u' ');
        if (row.begin < 0)
            return cells;
        const int from = cell(row.begin);
        const int to = std::max(cell(row.end), from);
        const bool moment = row.kind == RowKind::Interim || row.kind == RowKind::Success
            || (row.kind == RowKind::Failure && row.begin == row.end);
        if (moment) {
            cells[from] = row.kind == RowKind::Interim ? glyphs_.flag : glyphs_.dot;
            return cells;
        }
        const QChar glyph = row.kind == RowKind::Pause ? glyphs_.hatch
            : row.kind == RowKind::Server              ? glyphs_.server
                                                       : glyphs_.bar;
        for (int i = from; i <= to; ++i)
            cells[i] = glyph;
        return cells;
    }

    void drawLane(const Lane &lane)
    {
        if (!lane.link.isEmpty())
            line(painted(cut(u"  "_s + glyphs_.link + lane.link, style_.width), "90"));
        line(cut(lane.title, style_.width));
        for (const Row &row : lane.rows)
            drawRow(row);
    }

    // Words that do not fit beside the bar go on below, under the words.
    void drawRow(const Row &row)
    {
        const QString label = u"  "_s + row.label.left(labelWidth - 3).leftJustified(labelWidth - 2);
        const bool barless = row.begin < 0;
        const int indent = labelWidth + (barless ? 0 : barWidth_ + 1);
        TextStyle narrow = style_;
        narrow.width = style_.width - indent;
        const QStringList words = wrapped(shownWords(row.text, style_), narrow);
        const QString drawn = barless ? QString() : painted(bar(row), colourOf(row.kind)) + u' ';
        line((label + drawn + words.value(0)));
        for (qsizetype i = 1; i < words.size(); ++i)
            line(QString(indent, u' ') + words.at(i));
    }

    const TimelineParts &parts_;
    TextStyle style_;
    Glyphs glyphs_;
    int barWidth_ = 40;
    std::int64_t span_ = 1;
    QString out_;
};

} // namespace

QString timelineText(const TimelineParts &parts, const TextStyle &style)
{
    return Drawer(parts, style).draw();
}

} // namespace cli

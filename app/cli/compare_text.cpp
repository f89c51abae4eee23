// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr int narrowest = 40;

struct BarGlyph {
    QChar full, ascii;
    const char *colour;
};

BarGlyph glyphOf(const formats::ComparisonBar &bar)
{
    if (bar.kind == "network"_L1)
        return {u'─', u'-', "90"};
    if (bar.kind == "head"_L1)
        return {u'█', u'H', "34"};
    if (bar.kind == "pause"_L1)
        return {u'▒', u'/', "33"};
    if (bar.kind == "interim"_L1)
        return {u'▼', u'!', "35"};
    if (bar.kind == "body"_L1)
        return {u'█', u'#', "36"};
    if (bar.kind == "server"_L1)
        return {u'·', u'.', "90"};
    if (bar.kind == "response"_L1 && bar.code < 400)
        return {u'█', u'=', "32"};
    return {u'█', u'X', "31"};
}

class CompareDrawer {
public:
    CompareDrawer(const formats::ComparisonReport &report, TextStyle style) : report_(report), style_(style)
    {
        style_.width = std::max(style_.width, narrowest);
        nameWidth_ = 6;
        for (const auto &line : report_.lines)
            nameWidth_ = std::max(nameWidth_, safe(line.name).size());
        nameWidth_ = std::min<qsizetype>(nameWidth_, style_.width / 3);
        barWidth_ = static_cast<int>(style_.width - nameWidth_ - 2);
        measure();
    }

    QString draw()
    {
        add(report_.request);
        if (!report_.sameRequest)
            add(u"The requests are not the same in every byte but Host."_s);
        axis();
        for (qsizetype i = 0; i < report_.lines.size(); ++i)
            row(i);
        if (report_.rounds > 1)
            spreads();
        return out_;
    }

private:
    struct Cell {
        QChar glyph = u' ';
        const char *colour = nullptr;
    };

    QString safe(const QString &text) const { return shownWords(text, style_).replace(u'\n', u' '); }

    void add(const QString &text, const QString &indent = {})
    {
        const QStringList lines = wrapped(safe(text), style_, indent);
        for (const QString &line : lines)
            out_ += line + u'\n';
    }

    void measure()
    {
        bool any = false;
        for (const auto &line : report_.lines) {
            for (const auto &bar : line.bars) {
                from_ = any ? std::min(from_, bar.begin) : bar.begin;
                to_ = any ? std::max(to_, bar.end) : bar.end;
                any = true;
            }
        }
        to_ = std::max(to_, from_ + 1);
    }

    int column(qint64 at) const
    {
        const double share = static_cast<double>(at - from_) / static_cast<double>(to_ - from_);
        return std::clamp(static_cast<int>(share * barWidth_), 0, barWidth_ - 1);
    }

    void axis()
    {
        QString words(barWidth_, u' ');
        qsizetype free = 0;
        for (const auto &tick : report_.ticks) {
            const QString text = safe(tick.text);
            const qsizetype at = column(tick.at);
            if (tick.at < from_ || at < free || at + text.size() > barWidth_)
                continue;
            words.replace(at, text.size(), text);
            free = at + text.size() + 2;
        }
        while (words.endsWith(u' '))
            words.chop(1);
        out_ += QString(nameWidth_ + 2, u' ') + words + u'\n';
        add(u"0 = %1"_s.arg(report_.alignText), QString(static_cast<int>(nameWidth_) + 2, u' '));
    }

    // Longer phases first, so that a short one beside them still has its column; moments last.
    std::vector<Cell> cells(const formats::ComparisonLine &line) const
    {
        std::vector<Cell> cells(static_cast<std::size_t>(barWidth_));
        auto bars = line.bars;
        std::ranges::stable_sort(bars, [](const auto &a, const auto &b) {
            const auto rank = [](const auto &bar) { return bar.moment() ? 2 : bar.kind == "response"_L1 ? 1 : 0; };
            return rank(a) != rank(b) ? rank(a) < rank(b) : a.end - a.begin > b.end - b.begin;
        });
        for (const auto &bar : bars) {
            const BarGlyph glyph = glyphOf(bar);
            const int first = column(bar.begin);
            const int last = std::max(bar.moment() ? first : column(bar.end - 1), first);
            for (int i = first; i <= last; ++i)
                cells[static_cast<std::size_t>(i)] = {style_.unicode ? glyph.full : glyph.ascii, glyph.colour};
        }
        return cells;
    }

    void row(qsizetype index)
    {
        const formats::ComparisonLine &line = report_.lines[index];
        QString name = safe(line.name);
        if (name.size() > nameWidth_)
            name = name.left(nameWidth_ - 1) + (style_.unicode ? u'…' : u'~');
        out_ += name.leftJustified(nameWidth_ + 2, u' ') + painted(cells(line)) + u'\n';
        QStringList words{line.handshake, line.answer};
        words << (line.bodySent == 1 ? u"1 body byte"_s
                                     : u"%1 body bytes"_s.arg(grouped(static_cast<std::uint64_t>(line.bodySent))));
        if (!line.after.isEmpty())
            words << line.after;
        const QString indent = u"  "_s;
        add(words.join(u" · "_s), indent);
        if (!line.error.isEmpty())
            add(line.error, indent);
        if (index != report_.baseline)
            add(u"against %1: %2"_s.arg(report_.lines.value(report_.baseline).name, line.inShort), indent);
    }

    QString painted(const std::vector<Cell> &cells) const
    {
        QString text;
        const char *colour = nullptr;
        std::size_t used = cells.size();
        while (used > 0 && cells[used - 1].glyph == u' ')
            --used;
        for (std::size_t i = 0; i < used; ++i) {
            if (style_.colour && cells[i].colour != colour) {
                text += u"\x1b[%1m"_s.arg(QLatin1String(cells[i].colour ? cells[i].colour : "0"));
                colour = cells[i].colour;
            }
            text += cells[i].glyph;
        }
        if (colour)
            text += u"\x1b[0m"_s;
        return text;
    }

    void spreads()
    {
        out_ += u'\n';
        add(u"The pause over %1 rounds"_s.arg(report_.rounds));
        for (const formats::ComparisonLine &line : report_.lines) {
            QStringList outcomes;
            for (const auto &[outcome, count] : line.outcomes)
                outcomes << u"%1 × %2"_s.arg(count).arg(outcome);
            add(line.name + u": "_s + outcomes.join(u", "_s));
            if (line.pause)
                spread(*line.pause);
        }
    }

    void spread(const formats::ComparisonSpread &spread)
    {
        add(spread.text, u"  "_s);
        qint64 most = 1;
        qsizetype wide = 0;
        for (const auto &bucket : spread.buckets) {
            most = std::max(most, bucket.count);
            wide = std::max(wide, safe(bucket.text).size());
        }
        const qint64 room = std::max<qint64>(style_.width - wide - 12, 4);
        for (const auto &bucket : spread.buckets) {
            const qint64 length = bucket.count == 0 ? 0 : std::max<qint64>(bucket.count * room / most, 1);
            out_ += u"  "_s + safe(bucket.text).leftJustified(wide + 1, u' ')
                + QString(length, style_.unicode ? u'█' : u'#') + (bucket.count > 0 ? u" "_s : QString())
                + QString::number(bucket.count) + u'\n';
        }
    }

    const formats::ComparisonReport &report_;
    TextStyle style_;
    qsizetype nameWidth_ = 0;
    int barWidth_ = 0;
    qint64 from_ = 0, to_ = 1;
    QString out_;
};

} // namespace

QString compareText(const formats::ComparisonReport &report, const TextStyle &style)
{
    return CompareDrawer(report, style).draw();
}

} // namespace cli

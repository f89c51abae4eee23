// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_scene.h"

#include "words/units.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct CompareSceneWords {
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

using compare::Bar;
using compare::BarKind;

constexpr std::size_t mostWidenedRows = 16; // beyond, short bars of so many rows would leave no room for time

QString compareRole(const Bar &bar)
{
    switch (bar.kind) {
    case BarKind::Network: return u"network"_s;
    case BarKind::Head: return u"head"_s;
    case BarKind::Pause: return u"pause"_s;
    case BarKind::Interim: return u"interim"_s;
    case BarKind::Body: return u"body"_s;
    case BarKind::Server: return u"think"_s;
    case BarKind::Response: return bar.code >= 400 ? u"failure"_s : u"success"_s;
    case BarKind::Failure: break;
    }
    return u"failure"_s;
}

bool isMoment(const Bar &bar)
{
    return bar.kind == BarKind::Interim || bar.kind == BarKind::Failure;
}

class CompareSceneMaker {
public:
    explicit CompareSceneMaker(const CompareSceneInput &input)
        : in_(input)
        , metrics_(input.font)
        , em_(metrics_.height())
    {}

    CompareScene make()
    {
        scene_.rows.resize(in_.rows.size());
        measureRange();
        placeAll();
        for (std::size_t row = 0; row < in_.rows.size(); ++row)
            finish(row);
        scene_.ticks = model::ticks(scene_.scale, 0, in_.width, 5.5 * em_, in_.locale);
        scene_.zero = scene_.scale.left(0);
        return std::move(scene_);
    }

private:
    void measureRange()
    {
        axis_.range = {0, 1000};
        for (const CompareSceneSource &row : in_.rows) {
            for (const Bar &bar : *row.bars) {
                axis_.range.begin = std::min<qint64>(axis_.range.begin, bar.begin - row.zero);
                axis_.range.end = std::max<qint64>(axis_.range.end, bar.end - row.zero);
            }
        }
    }

    QStringList labelsOf(const Bar &bar) const
    {
        switch (bar.kind) {
        case BarKind::Pause: return {words::durationText(bar.end - bar.begin, in_.locale)};
        case BarKind::Body: return {CompareSceneWords::tr("body")};
        case BarKind::Response: return {QString::number(bar.code)};
        default: return {};
        }
    }

    double leastOf(const Bar &bar) const
    {
        const bool few = in_.rows.size() <= mostWidenedRows;
        if (bar.kind == BarKind::Response)
            return metrics_.horizontalAdvance(u"000"_s) + (few ? 1.0 : 0.4) * em_;
        return bar.kind == BarKind::Pause && few ? 0.9 * em_ : few ? 0.35 * em_ : 1.0;
    }

    void placeAll()
    {
        for (std::size_t row = 0; row < in_.rows.size(); ++row) {
            qint64 until = axis_.range.begin;
            for (const Bar &bar : *in_.rows[row].bars) {
                if (isMoment(bar))
                    continue;
                const qint64 begin = bar.begin - in_.rows[row].zero, end = bar.end - in_.rows[row].zero;
                // Of those that overlap the later is placed as if it were another row's.
                const int track = begin < until ? 1 : 0;
                until = std::max(until, end);
                axis_.bars.push_back({begin, end, leastOf(bar), static_cast<int>(row) * 2 + track});
                scene_.rows[row].bars.push_back(
                    {bar.kind, 0, 0, compareRole(bar), {}, bar.kind == BarKind::Pause, track == 1});
            }
        }
        const double density = model::fitDensity(axis_, std::max(1.0, in_.width - 1), axis_.range.end);
        const model::AxisPlacement placed = model::placeBars(axis_, density);
        scene_.scale = placed.scale;
        auto place = placed.bars.begin();
        for (CompareSceneRow &row : scene_.rows) {
            for (CompareSceneBar &bar : row.bars) {
                bar.left = place->left;
                bar.right = (place++)->right;
            }
        }
    }

    void finish(std::size_t number)
    {
        CompareSceneRow &row = scene_.rows[number];
        auto drawn = row.bars.begin();
        for (const Bar &bar : *in_.rows[number].bars) {
            if (isMoment(bar)) {
                flag(row, bar, in_.rows[number].zero);
                continue;
            }
            const double gap = std::min(1.5, drawn->width() / 4); // so that neighbours stay two
            drawn->right = std::max(drawn->left + 1, drawn->right - gap);
            const double room = drawn->width() - (drawn->hatched ? 1.2 : 0.4) * em_;
            for (const QString &label : labelsOf(bar))
                if (drawn->label.isEmpty() && metrics_.horizontalAdvance(label) <= room)
                    drawn->label = label;
            row.end = std::max(row.end, drawn->right);
            ++drawn;
        }
    }

    /// Interim responses that would cover each other become one with a count.
    void flag(CompareSceneRow &row, const Bar &bar, qint64 zero) const
    {
        const double x = scene_.scale.left(bar.begin - zero);
        const bool failure = bar.kind == BarKind::Failure;
        row.end = std::max(row.end, x);
        if (!row.flags.empty() && !failure && !row.flags.back().failure && x - row.flags.back().x < 0.4 * em_) {
            ++row.flags.back().count;
            return;
        }
        row.flags.push_back({x, 1, bar.code, compareRole(bar), failure});
    }

    const CompareSceneInput &in_;
    QFontMetricsF metrics_;
    double em_;
    model::AxisInput axis_;
    CompareScene scene_;
};

} // namespace

CompareScene buildCompareScene(const CompareSceneInput &input)
{
    return CompareSceneMaker(input).make();
}

} // namespace ui

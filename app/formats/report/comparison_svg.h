// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison's rows as inline SVG: all on one axis of 1000 units, coloured by classes that the page's style holds.
#pragma once

#include "formats/report/comparison_report.h"

namespace formats {

/// Where a time stands, in units of the drawings' width; all rows share it.
class ComparisonAxis {
public:
    explicit ComparisonAxis(const ComparisonReport &report);
    double x(qint64 ns) const;

    static constexpr double width = 1000;
    static constexpr double room = 930; ///< for times; what is right of it is room for the last status

private:
    qint64 from_ = 0;
    qint64 to_ = 1;
};

/// The hatch that pauses are filled with; once a page.
QString hatchSvg();
QString axisSvg(const ComparisonReport &report, const ComparisonAxis &axis);
QString rowSvg(const ComparisonLine &line, const ComparisonAxis &axis);
QString histogramSvg(const ComparisonSpread &spread);

} // namespace formats

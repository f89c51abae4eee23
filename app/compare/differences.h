// SPDX-License-Identifier: GPL-3.0-or-later
// What one row does otherwise than the baseline, as data; words are made elsewhere.
//
// Fields are compared without regard to their order and to the case of their names, a name's lines as a bag of
// values, duplicates counted. Date is compared by its presence alone: its value says when, not how.
//
// Timing: two times count as different when they are further apart than all of
//   * 0.5 ms: what two sockets of one process differ by on an idle machine;
//   * a quarter of the longer one;
//   * where each row was repeated five times or more, the larger of the two interquartile ranges; medians are
//     compared then.
// A wait that ran out is our own timer's and is not compared; the handshake's difference says it.
#pragma once

#include "compare/row_summary.h"
#include "compare/spread.h"

namespace compare {

enum class Aspect : std::uint8_t {
    Request, ///< the requests were not the same (but for Host): the rest compares what was asked otherwise;
             ///< baseline and value are their start lines, equal where their fields differ
    Outcome, ///< one of them came to no final status, or ended otherwise behind it
    Handshake,
    Interim, ///< the interim responses' statuses
    Status,
    Version,
    Field,  ///< name = the field's
    Fields, ///< fields beyond the first mostFieldDifferences that differ too; value = how many
    Content,
    BodySent,
    Connection,
    Pause, ///< delta
    Final, ///< delta, of head sent to final status
};
std::string_view keyOf(Aspect aspect);

enum class Change : std::uint8_t { Differs, Added, Removed };
std::string_view keyOf(Change change);

struct Difference {
    Aspect aspect = Aspect::Status;
    Change change = Change::Differs;
    std::string name;     ///< Field: as typed by the row, or by the baseline where the row has none
    std::string baseline; ///< keys, numbers or field values ("a | b" for two lines); "" where there is none
    std::string value;
    std::int64_t deltaNs = 0; ///< Pause, Final: the row's less the baseline's
    bool answered = false;    ///< Outcome: both came to a final status all the same
    std::string why{};        ///< Outcome: of the one that was aborted, why, where the user did not ask for it
    bool operator==(const Difference &) const = default;
};

struct Noise {
    std::int64_t floorNs = 500'000;
    double share = 0.25; ///< of the longer one
    std::size_t fromRepeats = 5;
};

/// One row, as differences take it.
struct Side {
    const Summary &summary;
    const ContentPrint &content;
    const Spread *pause = nullptr; ///< of its repeats, where there were any
    const Spread *final = nullptr;
};

/// Of the fields of one row that differ, so many are told one by one: heads may have 10 000 each, and there may be 64
/// rows.
inline constexpr std::size_t mostFieldDifferences = 250;
inline constexpr std::size_t mostFieldText = 64 << 10; ///< bytes of their values, which one by one are cut at 2,000

/// In the order of Aspect; fields in the order of the baseline's, then of the row's.
std::vector<Difference> differences(const Side &baseline, const Side &row, const Noise &noise = {});

/// What both fields' bags have otherwise: the first mostFieldDifferences, and Aspect::Fields where there are more.
/// Takes time in proportion to the fields.
std::vector<Difference> fieldDifferences(const wire::Fields &baseline, const wire::Fields &row);

/// Do two times differ by the rule above? Spreads may be null.
bool beyondNoise(std::int64_t a, std::int64_t b, const Spread *spreadA, const Spread *spreadB, const Noise &noise = {});

} // namespace compare

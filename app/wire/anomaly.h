// SPDX-License-Identifier: GPL-3.0-or-later
// Every irregularity that the parser and the connection name, with the rule that it breaks. A reader of this
// table knows what Interim can notice; the sentences for people are in resources/guidance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wire {

enum class Severity : std::uint8_t { Info, Warning, Error };

enum class Anomaly : std::uint8_t {
    // lines
    BareLf,
    BareCr,
    EmptyLineBefore,
    LeadingSpace,
    NulByte,
    ControlByte,
    ObsText,
    // start lines
    NotHttp,
    LowerCaseHttp,
    OddVersion,
    ExtraSpace,
    NoSpaceAfterStatus,
    BadStatus,
    StatusOutOfRange,
    BadMethod,
    BadTarget,
    NoVersion,
    // fields
    NoColon,
    EmptyName,
    SpaceBeforeColon,
    BadName,
    ObsFold,
    // limits
    HeadTooLarge,
    TooManyFields,
    TooManyInterims,
    // framing
    DuplicateLength,
    ConflictingLength,
    BadLength,
    LengthTooLarge,
    LengthWithEncoding,
    EncodingInHttp10,
    UnknownEncoding,
    ChunkedNotLast,
    LengthInInterim,
    EncodingInInterim,
    LengthNotAllowed,
    BadChunkSize,
    ChunkSizeTooLarge,
    ChunkExtension,
    ChunkLineTooLong,
    ChunkEndMissing,
    ChunkSpace,
    BadTrailer,
    // messages
    CutInHead,
    CutInContent,
    ContentAfterInterim,
    UnaskedResponse,
    SurplusBytes,
    InterimToHttp10,
    SecondContinue,
    ContinueAfterContent,
    InterimAfterFinal,
    SwitchWithoutUpgrade,
    // Expect
    ExpectWithoutContent,
    OddExpect,
    ContentBeforeGate,
    // later additions
    ContentNotAsDeclared,
    BareLfInChunks,
    UnknownVersion,
    ForeignVersion,
    StatusLineInHead,
    BadChunkExtension,
};

struct AnomalyInfo {
    Anomaly id;
    std::string_view key; ///< "bare-lf"
    Severity severity;
    std::string_view reference; ///< "RFC 9112 section 2.2"
    std::string_view rule;      ///< what the parser does, or what the text requires, in English
};

/// A number that is no Anomaly gives a row with the key "unknown".
const AnomalyInfo &infoOf(Anomaly anomaly);
std::span<const AnomalyInfo> allAnomalies();

} // namespace wire

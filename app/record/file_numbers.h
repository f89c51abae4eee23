// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers that a file holds in place of enumerators. The order of an enum
// is free; what stands here is not: a number is a place in its table, so new
// values go to a table's end, and none is ever moved or taken out.
#pragma once

#include "record/generated_parts.h"
#include "record/record.h"
#include "wire/http1/framing.h"

#include <algorithm>
#include <array>
#include <optional>

namespace record {

template <typename Enum>
struct FileNumbers; // one table an enum

template <>
struct FileNumbers<wire::Role> {
    static constexpr std::array table{wire::Role::Client, wire::Role::Server};
};

template <>
struct FileNumbers<FactKind> {
    static constexpr std::array table{
        FactKind::AttemptBegin, FactKind::AttemptEnd, FactKind::LookupBegin, FactKind::LookupEnd,
        FactKind::ConnectBegin, FactKind::ConnectEnd, FactKind::TlsBegin,    FactKind::TlsEnd,
        FactKind::Submit,       FactKind::Flushed,    FactKind::Received,    FactKind::PeerClosed,
        FactKind::Closed,       FactKind::Ended,      FactKind::Timer,       FactKind::Release,
        FactKind::Abort,        FactKind::Timeout,    FactKind::Decision,    FactKind::Error,
        FactKind::ProxyBegin,   FactKind::ProxyEnd,
    };
};

template <>
struct FileNumbers<wire::CloseHow> {
    static constexpr std::array table{wire::CloseHow::Fin, wire::CloseHow::Reset, wire::CloseHow::Error,
                                      wire::CloseHow::Truncated};
};

template <>
struct FileNumbers<wire::Kind> {
    using enum wire::Kind;
    static constexpr std::array table{
        Attempt,    Lookup,      Connect,    Tls,         Pause,           WaitOver,      Decision,     Timeout,
        Close,      Error,       HeadBegin,  RequestHead, InterimResponse, FinalResponse, ContentBegin, ContentEnd,
        MessageEnd, EmptyLine,   StartLine,  FieldLine,   FieldFold,       HeadEnd,       ChunkLine,    ContentData,
        ChunkEnd,   TrailerLine, TrailerEnd, Unparsed,    Anomaly,         Proxy,
    };
};

template <>
struct FileNumbers<wire::Phase> {
    static constexpr std::array table{wire::Phase::Instant, wire::Phase::Begin, wire::Phase::End};
};

template <>
struct FileNumbers<wire::Direction> {
    static constexpr std::array table{wire::Direction::Local, wire::Direction::Sent, wire::Direction::Received};
};

template <>
struct FileNumbers<wire::Anomaly> {
    using enum wire::Anomaly;
    static constexpr std::array table{
        BareLf,
        BareCr,
        EmptyLineBefore,
        LeadingSpace,
        NulByte,
        ControlByte,
        ObsText,
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
        NoColon,
        EmptyName,
        SpaceBeforeColon,
        BadName,
        ObsFold,
        HeadTooLarge,
        TooManyFields,
        TooManyInterims,
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
        ExpectWithoutContent,
        OddExpect,
        ContentBeforeGate,
        ContentNotAsDeclared,
        BareLfInChunks,
        UnknownVersion,
        ForeignVersion,
        StatusLineInHead,
        BadChunkExtension,
    };
};

template <>
struct FileNumbers<wire::FramingMode> {
    static constexpr std::array table{wire::FramingMode::None, wire::FramingMode::Length, wire::FramingMode::Chunked,
                                      wire::FramingMode::UntilClose, wire::FramingMode::Opaque};
};

template <>
struct FileNumbers<wire::AfterWait> {
    static constexpr std::array table{wire::AfterWait::Send, wire::AfterWait::Keep, wire::AfterWait::Stop};
};

template <>
struct FileNumbers<request::BodyKind> {
    static constexpr std::array table{request::BodyKind::None, request::BodyKind::Text,
                                      request::BodyKind::File, request::BodyKind::Generated,
                                      request::BodyKind::Form, request::BodyKind::Multipart};
};

template <>
struct FileNumbers<request::ExpectRule> {
    static constexpr std::array table{request::ExpectRule::Off, request::ExpectRule::Threshold,
                                      request::ExpectRule::Always, request::ExpectRule::Custom};
};

template <>
struct FileNumbers<request::On417> {
    static constexpr std::array table{request::On417::Retry, request::On417::Show};
};

template <>
struct FileNumbers<request::AddressFamily> {
    static constexpr std::array table{request::AddressFamily::Any, request::AddressFamily::V4,
                                      request::AddressFamily::V6};
};

template <>
struct FileNumbers<Pattern> {
    static constexpr std::array table{Pattern::None, Pattern::Random, Pattern::Zeros, Pattern::Text};
};

/// As it stands in a file. Each value has one:
/// tests/record/tst_file_numbers.cpp holds the tables whole.
template <typename Enum>
constexpr std::uint64_t fileNumber(Enum value)
{
    const auto &table = FileNumbers<Enum>::table;
    return static_cast<std::uint64_t>(std::find(table.begin(), table.end(), value) - table.begin());
}

/// Nothing: no version of Interim wrote that number.
template <typename Enum>
constexpr std::optional<Enum> fromFileNumber(std::uint64_t number)
{
    const auto &table = FileNumbers<Enum>::table;
    return number < table.size() ? std::optional(table[static_cast<std::size_t>(number)]) : std::nullopt;
}

} // namespace record

// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a request that the command line, .http files and the window share: one table, a row each. What is a
// number (a time in nanoseconds, a size in bytes, a count, a switch, the place of a word) is read and set as one, too.
#pragma once

#include "request/request.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace request {

enum class SettingKind : std::uint8_t { Switch, Time, Size, Count, Choice, Text, File };
enum class SettingGroup : std::uint8_t { Expect, Exchange, Tls, Route, Times };

struct Setting {
    std::string_view name; ///< of the option, with "--" before it, and in .http files
    SettingKind kind{};
    SettingGroup group{};
    std::string_view value; ///< what help calls its value; "" for a switch
    /// What it does, in one line, in which {words} stands for this row's: in --help, where its default follows, and in
    /// the window, where it begins with a capital. "" where the command line has no option of that name.
    std::string_view help;
    std::string_view none{};  ///< what 0 stands for, or nothing where it may be unset: "no limit"; "" for 0 itself
    std::string_view usual{}; ///< on the command line, behind the default: more about it
    char letter = 0;          ///< its short option
    std::span<const std::string_view> words{}; ///< Choice: in the order of their numbers
    std::int64_t most = 1;                     ///< the largest number; the smallest is 0

    /// Numbers; nothing: it is not set (only where RequestSpec has an optional).
    std::optional<std::int64_t> (*number)(const RequestSpec &) = nullptr;
    void (*putNumber)(RequestSpec &, std::optional<std::int64_t>) = nullptr;
    /// Text and File.
    std::string &(*text)(RequestSpec &) = nullptr;

    /// As text that set() reads back to the same value; "" for a switch that is on, nothing for one that is off and for
    /// what is not set.
    std::optional<std::string> get(const RequestSpec &spec) const;
    /// False: no such value; then nothing is changed. A bare time is in milliseconds; a switch is set by "".
    bool set(RequestSpec &spec, std::string_view value) const;
    /// The same for a number.
    bool setNumber(RequestSpec &spec, std::optional<std::int64_t> value) const;
    bool isDefault(const RequestSpec &spec) const;
    /// What is wrong with a value that set() refuses, and what to write.
    std::string refusal() const;
    /// A wording of help with its {words} filled.
    std::string filled(std::string_view wording) const;
    /// Help's line: filled, with the default.
    std::string explained() const;
    bool isOption() const { return !help.empty(); }
};

/// Every one, groups together.
std::span<const Setting> settings();
/// Nothing where there is none of that name.
const Setting *findSetting(std::string_view name);
/// Exact: milliseconds, else microseconds with a fraction.
std::string exactTime(std::int64_t ns);

} // namespace request

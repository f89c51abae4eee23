// SPDX-License-Identifier: GPL-3.0-or-later
// What a fact is worth, with its unit: made by the functions of `as`, each named for what it makes of a number or text.
#pragma once

#include <QString>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <string_view>

namespace rules {

enum class Unit { Plain, Nanoseconds, Bytes, Wire, Port };

struct Value {
    QVariant value; ///< bool, qlonglong or QString; invalid: the fact is not known, and so not there
    Unit unit = Unit::Plain;
    bool isThere() const { return value.isValid(); }
};

/// Of nothing, each makes a value that is not there.
namespace as {

Value flag(bool value);
Value number(std::int64_t n);
Value time(std::optional<std::int64_t> ns); ///< never below 0
Value bytes(std::optional<std::uint64_t> n);
Value port(std::uint16_t n);
Value text(const QString &text);
Value key(std::string_view key); ///< a word of ours
/// Text from the wire: kept apart by its unit; shown escaped.
Value wire(std::optional<std::string_view> bytes);

} // namespace as

/// The value, or none where it is the empty text.
Value unlessEmpty(Value text);

} // namespace rules

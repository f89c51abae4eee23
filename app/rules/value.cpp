// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/value.h"

#include "words/wire_bytes.h"

#include <algorithm>
#include <utility>

namespace rules {

namespace as {

Value flag(bool value)
{
    return {value, Unit::Plain};
}

Value number(std::int64_t n)
{
    return {QVariant::fromValue<qlonglong>(n), Unit::Plain};
}

Value time(std::optional<std::int64_t> ns)
{
    return ns ? Value{QVariant::fromValue<qlonglong>(std::max<std::int64_t>(*ns, 0)), Unit::Nanoseconds} : Value{};
}

Value bytes(std::optional<std::uint64_t> n)
{
    return n ? Value{QVariant::fromValue<qlonglong>(static_cast<qlonglong>(*n)), Unit::Bytes} : Value{};
}

Value port(std::uint16_t n)
{
    return {QVariant::fromValue<qlonglong>(n), Unit::Port};
}

Value text(const QString &text)
{
    return {text, Unit::Plain};
}

Value key(std::string_view key)
{
    return text(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
}

Value wire(std::optional<std::string_view> bytes)
{
    return bytes ? Value{words::wireText(*bytes), Unit::Wire} : Value{};
}

} // namespace as

Value unlessEmpty(Value text)
{
    return text.value.toString().isEmpty() ? Value{} : std::move(text);
}

} // namespace rules

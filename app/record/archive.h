// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of plain values for the .interim file. One list of fields serves both ways: Writer and Reader have
// the same calls. Numbers are LEB128 varints (signed ones zigzag), texts and lists have their length before
// them.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

namespace record {

class Writer {
public:
    static constexpr bool reads = false;
    template <typename T>
    using Of = const T;

    explicit Writer(std::string &out) : out_(out) {}
    template <typename T>
    requires std::is_integral_v<T>
    void number(const T &value)
    {
        if constexpr (std::is_signed_v<T>) {
            const auto wide = static_cast<std::int64_t>(value);
            varint((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
        } else {
            varint(value);
        }
    }
    void text(std::string_view value)
    {
        varint(value.size());
        out_.append(value);
    }
    void bytes(std::string_view value) { text(value); }
    bool presence(bool present)
    {
        varint(present ? 1 : 0);
        return present;
    }
    template <typename List, typename Each>
    void list(const List &values, Each each)
    {
        varint(values.size());
        for (const auto &value : values)
            each(value);
    }
    void require(bool) {}

private:
    void varint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            out_ += static_cast<char>(value | 0x80);
        out_ += static_cast<char>(value);
    }
    std::string &out_;
};

/// Never reads beyond its bytes and never allocates for more than they hold, nor for more than the budget; after the
/// first wrong value all others read as zero and ok() is false.
class Reader {
public:
    /// What may yet be read of a file, section after section: a byte of it may stand for an element of 300.
    struct Budget {
        std::size_t listed = SIZE_MAX; ///< elements of lists
        std::size_t texts = SIZE_MAX;  ///< bytes of texts
    };
    static constexpr bool reads = true;
    template <typename T>
    using Of = T;

    Reader(std::string_view bytes, Budget &budget) : rest_(bytes), budget_(budget) {}
    bool ok() const { return ok_; }
    /// It was the budget that did not suffice.
    bool beyond() const { return beyond_; }
    /// Everything was read, and nothing was wrong.
    bool done() const { return ok_ && rest_.empty(); }

    template <typename T>
    requires std::is_integral_v<T>
    void number(T &value)
    {
        const auto raw = varint();
        if constexpr (std::is_same_v<T, bool>) {
            require(raw <= 1);
            value = raw == 1;
        } else if constexpr (std::is_signed_v<T>) {
            const auto wide = static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
            require(wide >= std::numeric_limits<T>::min() && wide <= std::numeric_limits<T>::max());
            value = ok_ ? static_cast<T>(wide) : T();
        } else {
            require(raw <= std::numeric_limits<T>::max());
            value = ok_ ? static_cast<T>(raw) : T();
        }
    }
    void text(std::string &value)
    {
        bytes(value);
        if (ok_ && !spend(budget_.texts, value.size()))
            value.clear();
    }
    /// Of a tape or of content, whose bounds are those of the file.
    void bytes(std::string &value)
    {
        const auto size = varint();
        require(size <= rest_.size());
        value = ok_ ? rest_.substr(0, size) : std::string_view();
        rest_.remove_prefix(value.size());
    }
    bool presence(bool)
    {
        bool present = false;
        number(present);
        return present;
    }
    template <typename List, typename Each>
    void list(List &values, Each each, std::size_t most = SIZE_MAX)
    {
        auto count = varint();
        require(count <= rest_.size()); // an element takes one byte at least
        if (!ok_ || !spend(most, count) || !spend(budget_.listed, count))
            return;
        if constexpr (requires { values.reserve(count); })
            values.reserve(count); // growing by halves costs as much again
        for (; ok_ && count > 0; --count) {
            values.emplace_back();
            each(values.back());
        }
    }
    void require(bool holds) { ok_ = ok_ && holds; }

private:
    bool spend(std::size_t &left, std::uint64_t what)
    {
        beyond_ = what > left;
        require(!beyond_);
        left -= beyond_ ? 0 : static_cast<std::size_t>(what);
        return !beyond_;
    }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; ok_; shift += 7) {
            require(!rest_.empty() && shift < 64);
            if (!ok_)
                break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            require(shift < 63 || byte <= 1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80)
                break;
        }
        return ok_ ? value : 0;
    }

    std::string_view rest_;
    Budget &budget_;
    bool ok_ = true;
    bool beyond_ = false;
};

} // namespace record

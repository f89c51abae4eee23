// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts out of an archive's JSON what an import looks at, while the bytes come: an archive may be large by its
// responses, which nobody reads here. Keeps no more than one entry, and no recursion.
#pragma once

#include <QString>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace formats {

/// JSON texts of one member of log.entries; "" for a member that is not there.
struct HarEntryText {
    std::string request, comment, interim;
    bool isObject = false;
    bool tooLong = false; ///< request and the others have more than mostHarEntry bytes together; then they are ""
};

inline constexpr std::size_t mostHarEntry = 24 << 20;
inline constexpr std::size_t deepestJson = 512;

class HarScanner {
public:
    /// `take` is called for each entry, in order; false: no further ones are wanted.
    explicit HarScanner(std::function<bool(HarEntryText &&)> take);

    /// False: a fault was found, or no further bytes are needed.
    bool feed(std::string_view bytes);
    /// All bytes came. The fault in one line, with its place; "" when the JSON was whole, or nothing more was wanted.
    QString end();

    bool hasLog() const { return hasLog_; }
    bool hasEntries() const { return hasEntries_; }
    /// The names of the first members of the outermost object, for words on what it is; no more than 20.
    const QStringList &names() const { return names_; }

private:
    enum class Next : std::uint8_t { Value, ValueOrEnd, Name, NameOrEnd, Colon, CommaOrEnd, Nothing };
    enum class In : std::uint8_t { Gap, Text, Escape, Word };

    std::size_t inText(std::string_view bytes, std::size_t at);
    std::size_t inGap(std::string_view bytes, std::size_t at);
    std::size_t inWord(std::string_view bytes, std::size_t at);
    void mark(char c);
    void open(char c);
    void close(char c);
    void beginValue(char c);
    void endValue();
    void endText();
    void keep(std::string_view part);
    bool inEntries() const { return stack_.size() >= 3 && entries_; }
    void fail(const QString &why);

    std::function<bool(HarEntryText &&)> take_;
    std::string stack_; ///< { and [, from the outermost on
    std::string name_;  ///< of the member that is read, down to the entries' own members
    std::string word_;
    HarEntryText entry_;
    std::string *kept_ = nullptr; ///< where the value at hand is kept
    QStringList names_;
    QString fault_;
    Next next_ = Next::Value;
    In in_ = In::Gap;
    bool isName_ = false, log_ = false, entries_ = false, hasLog_ = false, hasEntries_ = false, over_ = false;
    std::uint64_t offset_ = 0, line_ = 1, lineStart_ = 0;
};

} // namespace formats

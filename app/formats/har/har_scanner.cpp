// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_scanner.h"

#include "formats/json/json_text.h"
#include "wire/event.h"

#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t longestName = 64; // of a member that is told apart
constexpr qsizetype mostNames = 20;
constexpr std::size_t longestWord = 400; // digits of a number

bool isGap(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isWordChar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
}

} // namespace

HarScanner::HarScanner(std::function<bool(HarEntryText &&)> take) : take_(std::move(take)) {}

bool HarScanner::feed(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size() && fault_.isEmpty() && !over_;) {
        if (in_ == In::Text || in_ == In::Escape) {
            at = inText(bytes, at);
        } else if (in_ == In::Word) {
            at = inWord(bytes, at);
        } else if (isGap(bytes[at])) {
            at = inGap(bytes, at);
        } else {
            mark(bytes[at]);
            ++at;
            ++offset_;
        }
    }
    return fault_.isEmpty() && !over_;
}

QString HarScanner::end()
{
    if (over_)
        return {};
    if (in_ == In::Word && stack_.empty())
        endValue();
    if (fault_.isEmpty() && next_ != Next::Nothing)
        fail(u"it ends too early"_s);
    return fault_;
}

std::size_t HarScanner::inText(std::string_view bytes, std::size_t at)
{
    if (in_ == In::Escape) {
        keep(bytes.substr(at, 1));
        in_ = In::Text;
        ++offset_;
        return at + 1;
    }
    const char *const data = bytes.data(), *const end = data + bytes.size(), *here = data + at;
    while (here != end && *here != '"' && static_cast<unsigned char>(*here) >= 0x20) {
        if (*here == '\\' && (isName_ || end - here < 2))
            break;
        here += *here == '\\' ? 2 : 1; // what is escaped is looked at by nobody here
    }
    const auto stop = static_cast<std::size_t>(here - data);
    const auto part = bytes.substr(at, stop - at);
    keep(part);
    if (isName_ && stack_.size() <= 4 && name_.size() <= longestName)
        name_.append(part.substr(0, longestName));
    offset_ += part.size();
    if (stop == bytes.size())
        return stop;
    if (bytes[stop] == '"') {
        keep(bytes.substr(stop, 1));
        endText();
    } else if (bytes[stop] == '\\') {
        keep(bytes.substr(stop, 1));
        in_ = In::Escape;
    } else {
        fail(u"a control byte in a text"_s);
    }
    ++offset_;
    return stop + 1;
}

std::size_t HarScanner::inGap(std::string_view bytes, std::size_t at)
{
    const char *const data = bytes.data(), *const end = data + bytes.size(), *const start = data + at, *here = start;
    for (; here != end && (*here == ' ' || *here == '\n' || *here == '\r' || *here == '\t'); ++here) {
        if (*here == '\n') {
            ++line_;
            lineStart_ = offset_ + static_cast<std::uint64_t>(here - start) + 1;
        }
    }
    keep({start, static_cast<std::size_t>(here - start)});
    offset_ += static_cast<std::uint64_t>(here - start);
    return static_cast<std::size_t>(here - data);
}

std::size_t HarScanner::inWord(std::string_view bytes, std::size_t at)
{
    const auto start = at;
    while (at < bytes.size() && isWordChar(bytes[at]))
        ++at;
    keep(bytes.substr(start, at - start));
    if (word_.size() <= longestWord)
        word_.append(bytes.substr(start, at - start));
    offset_ += at - start;
    if (at < bytes.size())
        endValue();
    return at;
}

/// A byte between values.
void HarScanner::mark(char c)
{
    const bool value = next_ == Next::Value || next_ == Next::ValueOrEnd;
    const bool name = next_ == Next::Name || next_ == Next::NameOrEnd;
    if (c == '}' || c == ']') {
        close(c);
    } else if (c == '"' && (value || name)) {
        isName_ = name;
        if (name)
            name_.clear();
        else
            beginValue(c);
        if (name)
            keep({&c, 1});
        in_ = In::Text;
    } else if ((c == '{' || c == '[') && value) {
        beginValue(c);
        open(c);
    } else if (c == ':' && next_ == Next::Colon) {
        keep({&c, 1});
        next_ = Next::Value;
    } else if (c == ',' && next_ == Next::CommaOrEnd) {
        keep({&c, 1});
        next_ = stack_.back() == '{' ? Next::Name : Next::Value;
    } else if (isWordChar(c) && value) {
        beginValue(c);
        word_ = c;
        in_ = In::Word;
    } else {
        fail(u"%1 is not expected there"_s.arg(quotedText({&c, 1})));
    }
}

/// `c` is its first byte.
void HarScanner::beginValue(char c)
{
    if (inEntries() && stack_.size() == 3) {
        entry_ = {};
        entry_.isObject = c == '{';
    } else if (inEntries() && stack_.size() == 4 && stack_[3] == '{' && !kept_) {
        kept_ = name_ == "request" ? &entry_.request
            : name_ == "comment"   ? &entry_.comment
            : name_ == "_interim"  ? &entry_.interim
                                   : nullptr;
        if (kept_)
            kept_->clear(); // the last one of a name counts
    }
    keep({&c, 1});
}

void HarScanner::open(char c)
{
    if (stack_.size() >= deepestJson) {
        fail(u"lists and objects are nested deeper than %1"_s.arg(deepestJson));
        return;
    }
    if (stack_.size() == 1 && stack_[0] == '{' && name_ == "log")
        log_ = hasLog_ = c == '{';
    else if (stack_.size() == 2 && log_ && name_ == "entries")
        entries_ = hasEntries_ = c == '[';
    stack_ += c;
    next_ = c == '{' ? Next::NameOrEnd : Next::ValueOrEnd;
}

void HarScanner::close(char c)
{
    const char opened = c == '}' ? '{' : '[';
    const bool fits = next_ == Next::CommaOrEnd || next_ == (c == '}' ? Next::NameOrEnd : Next::ValueOrEnd);
    if (stack_.empty() || stack_.back() != opened || !fits) {
        fail(u"%1 is not expected there"_s.arg(quotedText({&c, 1})));
        return;
    }
    keep({&c, 1});
    stack_.pop_back();
    if (stack_.size() == 2)
        entries_ = false;
    else if (stack_.size() == 1)
        log_ = false;
    endValue();
}

void HarScanner::endText()
{
    in_ = In::Gap;
    if (!isName_) {
        endValue();
        return;
    }
    if (stack_.size() == 1 && names_.size() < mostNames)
        names_.append(personText(name_));
    next_ = Next::Colon;
}

void HarScanner::endValue()
{
    if (in_ == In::Word && (word_[0] >= 'a' && word_[0] <= 'z') && word_ != "true" && word_ != "false"
        && word_ != "null")
        fail(u"%1 is no value"_s.arg(quotedText(word_, 20)));
    in_ = In::Gap;
    if (kept_ && stack_.size() == 4)
        kept_ = nullptr;
    if (inEntries() && stack_.size() == 3)
        over_ = !take_(std::exchange(entry_, {}));
    next_ = stack_.empty() ? Next::Nothing : Next::CommaOrEnd;
}

void HarScanner::keep(std::string_view part)
{
    if (!kept_ || entry_.tooLong)
        return;
    if (entry_.request.size() + entry_.comment.size() + entry_.interim.size() + part.size() > mostHarEntry) {
        for (std::string *one : {&entry_.request, &entry_.comment, &entry_.interim})
            std::string().swap(*one);
        entry_.tooLong = true;
        return;
    }
    kept_->append(part);
}

void HarScanner::fail(const QString &why)
{
    if (fault_.isEmpty())
        fault_ = u"no JSON at line %1, byte %2: %3"_s.arg(line_).arg(offset_ - lineStart_ + 1).arg(why);
}

} // namespace formats

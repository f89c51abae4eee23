// SPDX-License-Identifier: GPL-3.0-or-later
// Quoting by POSIX.1-2017 XCU section 2.2, $'...' as in bash and zsh (POSIX.1-2024), here-documents by section 2.7.4.
#include "formats/shell/posix_words.h"

#include "base/text.h"
#include "formats/shell/printf_text.h"
#include "wire/event.h"

#include <algorithm>
#include <utility>

namespace formats {
namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::string_view specials = "$?!#@*-"; // POSIX.1-2017 XCU section 2.5.2, but the digits
constexpr std::size_t mostDepth = 100;           // of $( in $(

bool isName(char c)
{
    return base::isDigit(c) || base::isLetter(c) || c == '_';
}

void appendPoint(std::string &out, std::uint32_t point)
{
    if (point < 0x80) {
        out += static_cast<char>(point);
        return;
    }
    const int extra = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    out += static_cast<char>((0xffU << (7 - extra) & 0xff) | point >> (6 * extra));
    for (int i = extra - 1; i >= 0; --i)
        out += static_cast<char>(0x80 | (point >> (6 * i) & 0x3f));
}

class PosixSplitter {
public:
    /// Not `nested`: what stands in $( is looked at for our own printf; nothing is looked at in that again.
    explicit PosixSplitter(std::string_view text, bool nested = false) : text_(text), nested_(nested) {}

    ShellLine split()
    {
        while (at_ < text_.size() && line_.tokens.size() < mostShellWords)
            step();
        line_.tooLong = at_ < text_.size();
        endWord();
        return std::move(line_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    void remark(std::string words)
    {
        open_ = true;
        remarkOnce(line_, std::move(words));
    }
    void endWord()
    {
        if (begun_ && word_.find('\0') != word_.npos)
            remark("a NUL in a word: no program gets it, and what stands behind it may be lost");
        if (begun_)
            line_.tokens.push_back({std::move(word_), false, {}, quoted_, open_, pattern_});
        word_.clear();
        begun_ = quoted_ = open_ = brace_ = list_ = false;
        pattern_ = bracket_ = word_.npos;
    }
    void put(char c)
    {
        word_ += c;
        begun_ = true;
    }

    void step()
    {
        const char c = peek();
        if (c == '\\')
            backslash();
        else if (c == '\'')
            single();
        else if (c == '"')
            twice();
        else if (c == '$')
            dollar(false);
        else if (c == '`')
            backquote();
        else if ((c == '<' || c == '>') && peek(1) == '(')
            substitution();
        else if (c == '#' && !begun_)
            at_ = std::min(text_.find('\n', at_), text_.size());
        else if (blanks.find(c) != blanks.npos && c != '\0')
            endWord(), ++at_;
        else if (std::string_view("\n|&;<>()").find(c) != std::string_view::npos && c != '\0')
            operation();
        else
            plain(c);
    }

    void plain(char c)
    {
        if (c == '~' && (!begun_ || endsAssignment()))
            remark("~: the shell would put the home folder there; it stays as typed");
        const bool closes = c == ']' && bracket_ != word_.npos && word_.size() > bracket_ + 1;
        if (c == '*' || c == '?' || closes)
            pattern_ = std::min(pattern_, closes ? bracket_ : word_.size());
        if (c == '[' && bracket_ == word_.npos)
            bracket_ = word_.size();
        brace_ = brace_ || c == '{';
        list_ = list_ || (brace_ && (c == ',' || (c == '.' && peek(1) == '.')));
        if (c == '}' && list_)
            remark("{...,...}: bash and zsh would make several words of it; it stays as typed");
        put(c);
        ++at_;
    }

    /// Behind "a=", or a colon further on, bash takes ~ as in an assignment; not where the name is quoted.
    bool endsAssignment() const
    {
        const auto sign = word_.find('=');
        return sign != word_.npos && sign > 0 && !quoted_
            && (word_.ends_with('=') ? word_.size() == sign + 1 : word_.ends_with(':'))
            && std::ranges::all_of(word_.substr(0, sign), isName) && !base::isDigit(word_[0]);
    }

    void backslash()
    {
        ++at_;
        quoted_ = true;
        if (peek() == '\n' || (peek() == '\r' && peek(1) == '\n')) {
            at_ += peek() == '\r' ? 2 : 1;
            return;
        }
        put(at_ < text_.size() ? text_[at_] : '\\');
        ++at_;
    }

    void single()
    {
        quoted_ = true;
        const auto end = text_.find('\'', ++at_);
        if (end == text_.npos)
            remark("a quote ' that is not closed: taken to the end");
        word_ += text_.substr(at_, end - at_);
        begun_ = true;
        at_ = end == text_.npos ? text_.size() : end + 1;
    }

    void twice()
    {
        begun_ = quoted_ = true;
        for (++at_; at_ < text_.size() && peek() != '"';) {
            if (peek() == '$') {
                dollar(true);
            } else if (peek() == '`') {
                backquote();
            } else if (peek() == '\\' && peek(1) == '\n') {
                at_ += 2;
            } else {
                const bool escape = peek() == '\\' && std::string_view("$`\"\\").find(peek(1)) != std::string_view::npos
                    && at_ + 1 < text_.size();
                at_ += escape;
                put(peek());
                ++at_;
            }
        }
        if (at_ >= text_.size())
            remark("a quote \" that is not closed: taken to the end");
        ++at_;
    }

    void dollar(bool quoted)
    {
        if (peek(1) == '\'' && !quoted)
            return ansi();
        if (peek(1) == '"' && !quoted) {
            ++at_;
            return twice();
        }
        if (peek(1) == '(')
            return substitution();
        std::size_t end = at_ + 1;
        if (at_ + 1 < text_.size() && specials.find(peek(1)) != specials.npos)
            ++end;
        else if (peek(1) == '{')
            end = std::min(text_.find('}', at_), text_.size() - 1) + 1;
        else
            while (end < text_.size() && isName(text_[end]))
                ++end;
        if (end > at_ + 1)
            remark(std::string(peek(1) == '{' ? "${...}" : "$NAME")
                   + ": the shell would put a variable's value there; it stays as typed");
        word_ += text_.substr(at_, end - at_);
        begun_ = true;
        at_ = end;
    }

    // Also <(...) and >(...). $(printf '...') is what Interim itself writes for bytes that are no text; nothing else is
    // understood.
    void substitution()
    {
        std::size_t depth = 0, deepest = 0, end = at_ + 1;
        for (char quote = '\0'; end < text_.size(); ++end) {
            const char c = text_[end];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c == '\'' || c == '"')
                quote = c;
            else if (c == '(')
                deepest = std::max(deepest, ++depth);
            else if (c == ')' && --depth == 0)
                break;
        }
        const std::string_view inside = text_.substr(at_ + 2, end - std::min(end, at_ + 2));
        bool known = !nested_ && peek() == '$' && deepest == 1 && inside.starts_with("printf ");
        std::string bytes = known ? printed(inside, known) : std::string();
        if (known) {
            bytes.erase(bytes.find_last_not_of('\n') + 1);
        } else {
            bytes = text_.substr(at_, end + 1 - at_);
            remark(deepest > mostDepth
                       ? "$( is nested too deeply, " + std::to_string(deepest) + " times: it stays as typed"
                       : std::string(1, peek()) + "(...): the shell would run that; it stays as typed");
        }
        word_ += bytes;
        begun_ = true;
        at_ = std::min(end, text_.size() - 1) + 1;
    }

    static std::string printed(std::string_view command, bool &known)
    {
        const ShellLine line = PosixSplitter(command, true).split();
        known = line.tokens.size() == 2 && line.tokens[0].text == "printf" && line.remarks.empty();
        return known ? printfText(line.tokens[1].text, known) : std::string();
    }

    void backquote()
    {
        auto end = text_.find('`', at_ + 1);
        end = end == text_.npos ? text_.size() : end + 1;
        const auto typed = text_.substr(at_, end - at_);
        remark("`...`: the shell would run that; it stays as typed");
        word_ += typed;
        begun_ = true;
        at_ = end;
    }

    std::uint32_t digits(std::size_t most, int base)
    {
        std::uint32_t value = 0;
        for (std::size_t n = 0; n < most; ++n) {
            const int digit = base::hexDigit(peek());
            if (digit < 0 || digit >= base)
                break;
            value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
            ++at_;
        }
        return value;
    }

    void ansiEscape()
    {
        constexpr std::string_view letters = "abeEfnrtv\\'\"?", bytes = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
        const char c = peek();
        ++at_;
        if (const auto known = letters.find(c); known != letters.npos)
            return put(bytes[known]);
        if (c >= '0' && c <= '7') {
            --at_;
            put(static_cast<char>(digits(3, 8)));
        } else if (c == 'x') {
            put(static_cast<char>(digits(2, 16)));
        } else if (c == 'u' || c == 'U') {
            appendPoint(word_, digits(c == 'u' ? 4 : 8, 16));
        } else if (c == 'c') {
            put(static_cast<char>(peek() & 0x1f));
            ++at_;
        } else {
            put('\\');
            put(c);
        }
    }

    void ansi()
    {
        begun_ = quoted_ = true;
        at_ += 2;
        while (at_ < text_.size() && peek() != '\'') {
            if (peek() == '\\' && at_ + 1 < text_.size()) {
                ++at_;
                ansiEscape();
            } else {
                put(peek());
                ++at_;
            }
        }
        if (at_ >= text_.size())
            remark("a quote $' that is not closed: taken to the end");
        ++at_;
    }

    void operation()
    {
        const bool number = begun_ && std::ranges::all_of(word_, base::isDigit) && (peek() == '<' || peek() == '>');
        if (number) { // 2> names a descriptor
            word_.clear();
            begun_ = false;
        }
        endWord();
        std::string text(1, peek());
        ++at_;
        while (text[0] != '\n' && text[0] != '(' && text[0] != ')'
               && std::string_view("|&<>;").find(peek()) != std::string_view::npos && peek() != '\0' && text.size() < 3)
            text += text_[at_++];
        const bool indented = text == "<<" && peek() == '-';
        at_ += indented;
        line_.tokens.push_back({text, true});
        if (text == "<<")
            documents_.push_back({line_.tokens.size() - 1, indented});
        else if (text == "\n")
            readDocuments();
    }

    // The lines up to the delimiter, which is the word behind the operator; quoted, it keeps them as they are.
    void readDocuments()
    {
        for (const auto &[index, indented] : std::exchange(documents_, {})) {
            const ShellToken end = index + 1 < line_.tokens.size() ? line_.tokens[index + 1] : ShellToken{};
            std::string document;
            while (at_ < text_.size()) {
                const auto stop = std::min(text_.find('\n', at_), text_.size());
                std::string_view line = text_.substr(at_, stop - at_);
                at_ = std::min(stop + 1, text_.size());
                while (indented && line.starts_with('\t'))
                    line.remove_prefix(1);
                if (line.ends_with('\r'))
                    line.remove_suffix(1);
                if (line == end.text)
                    break;
                document.append(line).append("\n");
            }
            line_.tokens[index].document = end.quoted ? document : expanded(document, line_.tokens[index].open);
        }
    }

    // POSIX.1-2017 XCU section 2.7.4: a backslash acts as in double quotes; $ and ` are acted on.
    std::string expanded(const std::string &document, bool &open)
    {
        std::string out;
        for (std::size_t i = 0; i < document.size(); ++i) {
            const char c = document[i], next = i + 1 < document.size() ? document[i + 1] : '\0';
            if (c == '\\' && (next == '$' || next == '`' || next == '\\'))
                out += document[++i];
            else if (c == '\\' && next == '\n')
                ++i;
            else
                out += c;
            const bool value = c == '$'
                && (isName(next) || next == '{' || next == '('
                    || (next != '\0' && specials.find(next) != specials.npos));
            if ((value || c == '`') && !std::exchange(open, true))
                remarkOnce(line_, "$ and ` in a here-document: the shell would act on them; they stay as typed");
        }
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string word_;
    bool nested_ = false;
    // of the word: there is one; see ShellToken; an unquoted { stands in it, and behind that a comma or ..
    bool begun_ = false, quoted_ = false, open_ = false, brace_ = false, list_ = false;
    std::size_t pattern_ = std::string::npos, bracket_ = std::string::npos; // see ShellToken; the first unquoted [
    ShellLine line_;
    std::vector<std::pair<std::size_t, bool>> documents_; ///< tokens whose lines are still to come, and: behind <<-
};

} // namespace

ShellLine posixWords(std::string_view text)
{
    return PosixSplitter(text).split();
}

} // namespace formats

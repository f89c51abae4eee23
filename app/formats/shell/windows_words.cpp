// SPDX-License-Identifier: GPL-3.0-or-later
// PowerShell's own quoting (about_Quoting_Rules, about_Special_Characters), cmd's carets, and behind both the
// C runtime's reading of a command line.
#include "formats/shell/windows_words.h"
#include "formats/shell/windows_quote.h"

#include "base/text.h"
#include "wire/event.h"

#include <QString>

#include <algorithm>

namespace formats {
namespace {

class PowerShellSplitter {
public:
    explicit PowerShellSplitter(std::string_view text)
        : text_(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())))
    {}

    ShellLine split()
    {
        while (at_ < text_.size() && line_.tokens.size() < mostShellWords)
            step();
        line_.tooLong = at_ < text_.size();
        endWord();
        native();
        return std::move(line_);
    }

private:
    char16_t peek(qsizetype ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead].unicode() : u'\0';
    }
    static bool isSingle(char16_t c) { return c == u'\'' || (c >= 0x2018 && c <= 0x201b); }
    static bool isDouble(char16_t c) { return c == u'"' || (c >= 0x201c && c <= 0x201e); }
    void put(QStringView text)
    {
        word_ += text;
        begun_ = true;
    }
    void endWord()
    {
        if (word_.contains(QChar::ReplacementCharacter))
            remark("bytes that are no UTF-8: PowerShell would not read them so");
        if (begun_)
            line_.tokens.push_back({word_.toStdString(), false, {}, quoted_, open_});
        word_.clear();
        begun_ = quoted_ = open_ = false;
    }
    void remark(std::string words)
    {
        open_ = true;
        remarkOnce(line_, std::move(words));
    }

    void step()
    {
        const char16_t c = peek();
        if (c == u'`')
            backtick(true);
        else if (c == u'@' && !begun_ && (isSingle(peek(1)) || isDouble(peek(1))))
            hereString();
        else if (isSingle(c))
            single();
        else if (isDouble(c))
            twice();
        else if (c == u'(' && !begun_)
            sum();
        else if (c == u'$')
            variable();
        else if (c == u' ' || c == u'\t' || c == u'\r')
            endWord(), ++at_;
        else if (c == u'<' && peek(1) == u'#')
            at_ = text_.indexOf(u"#>", at_) < 0 ? text_.size() : text_.indexOf(u"#>", at_) + 2;
        else if (c == u'#' && !begun_)
            at_ = text_.indexOf(u'\n', at_) < 0 ? text_.size() : text_.indexOf(u'\n', at_);
        else if (QStringView(u"\n|;&{}<>").contains(QChar(c)))
            endWord(), line_.tokens.push_back({QString(QChar(c)).toStdString(), true}), ++at_;
        else
            plain(c);
    }

    void plain(char16_t c)
    {
        if (c == u',')
            remark("a comma outside quotes: PowerShell would make a list of it; it stays as typed");
        if (c == u'-' && !begun_ && QStringView(text_).mid(at_, 4).trimmed() == u"--%")
            remark("--%: PowerShell would pass on what follows as it stands; it is read like the rest");
        put(QStringView(text_).mid(at_++, 1));
    }

    void backtick(bool bare)
    {
        constexpr QStringView letters = u"0abefnrtv", bytes = QStringView(u"\0\a\b\x1b\f\n\r\t\v", 9);
        ++at_;
        if (bare && (peek() == u'\n' || (peek() == u'\r' && peek(1) == u'\n'))) {
            at_ += peek() == u'\r' ? 2 : 1;
            return;
        }
        const auto known = letters.indexOf(QChar(peek()));
        if (peek() == u'u' && peek(1) == u'{') {
            const auto end = text_.indexOf(u'}', at_);
            put(QString::fromUcs4(std::u32string(1, text_.mid(at_ + 2, end - at_ - 2).toUInt(nullptr, 16)).data(), 1));
            at_ = end < 0 ? text_.size() : end + 1;
            return;
        }
        put(known >= 0 ? bytes.mid(known, 1) : QStringView(text_).mid(at_, 1));
        ++at_;
    }

    void closeQuote()
    {
        if (at_ >= text_.size())
            remark("a quote that is not closed: taken to the end");
        ++at_;
    }

    void single()
    {
        begun_ = quoted_ = true;
        for (++at_; at_ < text_.size(); ++at_) {
            if (isSingle(peek()) && !isSingle(peek(1)))
                break;
            put(QStringView(text_).mid(at_, 1));
            at_ += isSingle(peek());
        }
        closeQuote();
    }

    void twice()
    {
        begun_ = quoted_ = true;
        for (++at_; at_ < text_.size();) {
            if (isDouble(peek()) && !isDouble(peek(1)))
                break;
            if (peek() == u'`')
                backtick(false);
            else if (peek() == u'$')
                variable();
            else {
                put(QStringView(text_).mid(at_, 1));
                at_ += isDouble(peek()) ? 2 : 1;
            }
        }
        closeQuote();
    }

    void hereString()
    {
        const QString end = u'\n' + text_.mid(at_ + 1, 1) + u'@';
        const auto begin = text_.indexOf(u'\n', at_);
        const auto stop = begin < 0 ? -1 : text_.indexOf(end, begin);
        if (stop < 0) {
            remark("a here-string that is not closed: left out");
            at_ = text_.size();
            return;
        }
        QString inside = stop > begin ? text_.mid(begin + 1, stop - begin - 1) : QString();
        if (inside.endsWith(u'\r'))
            inside.chop(1);
        if (isDouble(peek(1)) && (inside.contains(u'$') || inside.contains(u'`')))
            remark("$ and ` in a here-string: PowerShell would act on them; they stay as typed");
        put(inside);
        at_ = stop + end.size();
    }

    // ('text' + [char]27 + 'text'), as Interim itself writes characters that are no text.
    void sum()
    {
        const qsizetype begin = at_;
        QString whole;
        ++at_;
        while (at_ < text_.size() && peek() != u')') {
            if (isSingle(peek())) {
                const QString kept = std::exchange(word_, {});
                single();
                whole += std::exchange(word_, kept);
                begun_ = false;
            } else if (QStringView(text_).mid(at_).startsWith(u"[char]")) {
                at_ += 6;
                const qsizetype digits = at_;
                while (base::isDigit(static_cast<char>(peek() < 0x80 ? peek() : 0)))
                    ++at_;
                whole += QChar(static_cast<char16_t>(text_.mid(digits, at_ - digits).toUShort()));
            } else if (peek() == u'+' || peek() == u' ') {
                ++at_;
            } else {
                at_ = text_.indexOf(u')', begin) < 0 ? text_.size() : text_.indexOf(u')', begin) + 1;
                whole = text_.mid(begin, at_ - begin);
                remark("(...): PowerShell would work that out; it stays as typed");
                return put(whole);
            }
        }
        ++at_;
        put(whole);
    }

    void variable()
    {
        qsizetype end = at_ + 1;
        if (peek(1) == u'(' || peek(1) == u'{')
            end = text_.indexOf(peek(1) == u'(' ? u')' : u'}', at_) + 1;
        else
            while (end < text_.size() && (text_[end].isLetterOrNumber() || text_[end] == u'_' || text_[end] == u':'))
                ++end;
        end = end <= at_ ? text_.size() : end;
        const auto typed = QStringView(text_).mid(at_, end - at_);
        if (typed == u"$PSNativeCommandArgumentPassing")
            legacy_ = true;
        else if (typed.size() > 1)
            remark(std::string(peek(1) == u'(' ? "$(...)" : "$NAME")
                   + ": PowerShell would put a variable's value there; it stays as typed");
        put(typed);
        at_ = end;
    }

    // Windows PowerShell hands its words to the program unquoted: \" is a quote there.
    void native()
    {
        for (ShellToken &token : line_.tokens) {
            if (token.isOperator || token.text.find('"') == std::string::npos)
                continue;
            const bool escapes = token.text.find("\\\"") != std::string::npos;
            if (!legacy_ && !escapes)
                continue;
            const bool whole = token.text.starts_with('"');
            const auto words = argvWords(whole ? token.text : '"' + token.text + '"');
            token.text = words.empty() ? std::string() : words.front();
            if (!legacy_)
                remarkOnce(line_, "\\\" is read as Windows PowerShell passes it on: as a quote");
        }
    }

    QString text_, word_;
    qsizetype at_ = 0;
    bool begun_ = false, quoted_ = false, open_ = false; ///< of the word
    bool legacy_ = false;
    ShellLine line_;
};

/// What cmd makes of a line: carets gone, the line's end where an unquoted operator is.
class CmdSplitter {
public:
    explicit CmdSplitter(std::string_view text) : text_(text) {}

    ShellLine split()
    {
        for (std::size_t i = 0; i < text_.size() && line_.tokens.size() < mostShellWords; ++i) {
            const char c = text_[i];
            if (c == '\r')
                continue;
            if (blank_ && isComment(text_.substr(i))) {
                i = std::min(text_.find('\n', i), text_.size()) - 1;
                continue;
            }
            blank_ = blank_ && base::isBlank(c);
            if (c == '^' && !quoted_)
                caret(i);
            else if (c == '%')
                percent(i);
            else if (!quoted_ && std::string_view("\n|&<>").find(c) != std::string_view::npos)
                operation(c);
            else
                plain(c);
        }
        endPart();
        line_.tooLong = line_.tokens.size() >= mostShellWords;
        return std::move(line_);
    }

private:
    /// REM and a label take the rest of the line, operators too.
    static bool isComment(std::string_view rest)
    {
        const bool ends = rest.size() < 4 || base::isBlank(rest[3]) || rest[3] == '\r' || rest[3] == '\n';
        return rest.starts_with(':') || (ends && base::lowered(rest.substr(0, 3)) == "rem");
    }
    void plain(char c)
    {
        if (c == '"')
            quoted_ = !quoted_;
        if (c == '\n') // cmd ends a line at its end, quoted or not
            return operation(c);
        part_ += c;
    }
    void caret(std::size_t &i)
    {
        ++i;
        while (i < text_.size() && text_[i] == '\r')
            ++i;
        if (i < text_.size() && text_[i] == '\n') {
            // The line goes on; what follows is taken as it is, a further line end too.
            while (i + 1 < text_.size() && text_[i + 1] == '\r')
                ++i;
            if (i + 1 < text_.size() && text_[i + 1] == '\n')
                part_ += text_[++i];
            return;
        }
        if (i < text_.size())
            part_ += text_[i];
    }
    bool isCode(std::size_t at) const
    {
        return at + 2 < text_.size() && base::hexDigit(text_[at + 1]) >= 0 && base::hexDigit(text_[at + 2]) >= 0;
    }
    void percent(std::size_t i)
    {
        const auto end = text_.find('%', i + 1);
        const auto name = end == text_.npos ? std::string_view() : text_.substr(i + 1, end - i - 1);
        const bool variable = !name.empty() && std::ranges::all_of(name, [](char c) {
            return base::isDigit(c) || (base::lower(c) >= 'a' && base::lower(c) <= 'z') || c == '_';
        });
        // %C3%BC: percent-encoding, as it stands in most URLs.
        const bool hex = name.size() >= 2 && (base::isDigit(name[0]) || (isCode(i) && isCode(end)))
            && base::lowered(name) != "cd" && base::lowered(name) != "date";
        open_ = open_ || (variable && !hex);
        if (variable && !hex)
            remarkOnce(line_, "%NAME%: cmd would put a variable's value there; it stays as typed");
        part_ += '%';
    }
    void operation(char c)
    {
        endPart();
        quoted_ = false;
        line_.tokens.push_back({std::string(1, c), true});
    }
    void endPart()
    {
        for (std::string &word : argvWords(part_)) {
            const bool open = open_ && word.find('%') != word.npos;
            line_.tokens.push_back({std::move(word), false, {}, false, open});
        }
        part_.clear();
        open_ = false;
        blank_ = true;
    }

    std::string_view text_;
    std::string part_;
    bool quoted_ = false, open_ = false, blank_ = true; ///< of the part: in quotes; it has a variable; it has nothing
    ShellLine line_;
};

} // namespace

ShellLine powerShellWords(std::string_view text)
{
    return PowerShellSplitter(text).split();
}

ShellLine cmdWords(std::string_view text)
{
    return CmdSplitter(text).split();
}

} // namespace formats

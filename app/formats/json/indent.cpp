// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/indent.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace formats {

namespace {

constexpr std::size_t deepest = 64;    // levels that are indented
constexpr std::size_t mostOpen = 256;  // elements that are remembered
constexpr std::size_t shortText = 100; // bytes of an element's text that stays on its line
constexpr std::string_view blanks = " \t\r\n\f";

bool blank(char c)
{
    return blanks.find(c) != std::string_view::npos;
}

std::string_view trimmedBlanks(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

void newLine(std::string &out, std::size_t depth)
{
    if (!out.empty())
        out += '\n';
    out.append(2 * std::min(depth, deepest), ' ');
}

/// Behind a string's closing quote; the end when it is not closed.
std::size_t stringEnd(std::string_view text, std::size_t quote)
{
    for (std::size_t i = quote + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return text.size();
}

bool oneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::any_of(names.begin(), names.end(), [&](auto one) { return base::equalsIgnoringCase(one, name); });
}

class Markup {
public:
    Markup(std::string_view text, bool html, std::size_t most) : text_(text), html_(html), most_(most) {}

    std::optional<std::string> indented()
    {
        while (at_ < text_.size()) {
            if (text_[at_] == '<' && startsTag())
                tag();
            else
                words();
            if (out_.size() > most_)
                return std::nullopt;
        }
        return std::move(out_);
    }

private:
    bool startsTag() const
    {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
        return next == '/' || next == '!' || next == '?' || base::isTokenChar(next)
            || static_cast<signed char>(next) < 0;
    }
    std::size_t behind(std::string_view what, std::size_t from) const
    {
        const auto found = text_.find(what, from);
        return found == std::string_view::npos ? text_.size() : found + what.size();
    }
    /// Behind the '>' that closes a tag; one inside quotes does not.
    std::size_t tagEnd() const
    {
        char quote = 0;
        for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
            if (quote != 0)
                quote = text_[i] == quote ? '\0' : quote;
            else if (text_[i] == '>')
                return i + 1;
            else if ((text_[i] == '"' || text_[i] == '\'') && text_[i - 1] == '=')
                quote = text_[i];
        }
        return text_.size();
    }
    static std::string_view nameOf(std::string_view tag)
    {
        const auto from = tag.substr(0, 2) == "</" ? 2U : 1U;
        return tag.substr(from, tag.find_first_of(" \t\r\n\f/>", from) - from);
    }
    void line(std::string_view what)
    {
        newLine(out_, open_.size());
        out_.append(what);
    }
    void words()
    {
        auto next = std::min(text_.find('<', at_ + 1), text_.size());
        auto rest = text_.substr(at_, next - at_);
        at_ = next;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            if (const auto one = trimmedBlanks(rest.substr(0, end)); !one.empty())
                line(one);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    void tag()
    {
        const auto rest = text_.substr(at_);
        if (rest.substr(0, 4) == "<!--")
            return verbatim(behind("-->", at_ + 4));
        if (rest.substr(0, 9) == "<![CDATA[")
            return verbatim(behind("]]>", at_ + 9));
        if (rest[1] == '?')
            return verbatim(behind("?>", at_ + 2));
        const auto end = tagEnd();
        const auto tag = text_.substr(at_, end - at_);
        if (rest[1] == '!')
            return verbatim(end);
        if (rest[1] == '/')
            closeTag(tag);
        else
            openTag(tag);
    }
    void verbatim(std::size_t end)
    {
        line(text_.substr(at_, end - at_));
        at_ = end;
    }
    void closeTag(std::string_view tag)
    {
        const auto name = nameOf(tag);
        const auto same = [&](std::string_view one) {
            return html_ ? base::equalsIgnoringCase(one, name) : one == name;
        };
        const auto found = std::find_if(open_.rbegin(), open_.rend(), same);
        if (found != open_.rend())
            open_.resize(static_cast<std::size_t>(open_.rend() - found) - 1);
        line(tag);
        at_ += tag.size();
    }
    void openTag(std::string_view tag)
    {
        const auto name = nameOf(tag);
        // An end tag that may be left out: the next of its kind closes it.
        if (html_ && !open_.empty() && base::equalsIgnoringCase(open_.back(), name)
            && oneOf(name, {"p", "li", "td", "th", "tr", "dt", "dd", "option"}))
            open_.pop_back();
        line(tag);
        at_ += tag.size();
        const bool empty = tag.size() > 1 && tag[tag.size() - 2] == '/';
        if (empty
            || (html_
                && oneOf(name,
                         {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
                          "wbr"})))
            return;
        if (html_ && oneOf(name, {"script", "style", "pre", "textarea"}))
            return rawContent(name);
        if (!shortElement(name) && open_.size() < mostOpen)
            open_.push_back(name);
    }
    /// <a>text</a> stays on one line.
    bool shortElement(std::string_view name)
    {
        const auto rest = text_.substr(at_, shortText);
        const auto next = rest.find('<');
        if (next == std::string_view::npos || rest.substr(0, next).find('\n') != std::string_view::npos)
            return false;
        const auto close = text_.substr(at_ + next, name.size() + 3);
        if (close.size() != name.size() + 3 || close.substr(0, 2) != "</" || close.substr(2, name.size()) != name
            || close.back() != '>')
            return false;
        out_.append(rest.substr(0, next)).append(close);
        at_ += next + close.size();
        return true;
    }
    void rawContent(std::string_view name)
    {
        auto end = at_;
        for (; end < text_.size(); ++end) {
            end = std::min(text_.find("</", end), text_.size());
            if (end < text_.size() && base::equalsIgnoringCase(text_.substr(end + 2, name.size()), name))
                break;
        }
        end = std::min(end, text_.size());
        const auto close = std::min(text_.find('>', end), text_.size());
        end = std::min(close + 1, text_.size());
        out_.append(text_.substr(at_, end - at_));
        at_ = end;
    }

    std::string_view text_;
    bool html_;
    std::size_t most_;
    std::size_t at_ = 0;
    std::vector<std::string_view> open_;
    std::string out_;
};

class Json {
public:
    Json(std::string_view text, std::size_t most) : text_(text), most_(most) {}
    std::optional<std::string> indented()
    {
        while (at_ < text_.size()) {
            step();
            if (out_.size() > most_)
                return std::nullopt;
        }
        return std::move(out_);
    }

private:
    void step()
    {
        const char c = text_[at_];
        if (blank(c)) {
            space_ = true;
            ++at_;
            return;
        }
        if (c == '{' || c == '[')
            return openBracket(c);
        if (c == '}' || c == ']') {
            depth_ -= depth_ > 0 ? 1 : 0;
            newLine(out_, depth_);
        } else if (c != ',' && c != ':') {
            return value();
        }
        out_ += c;
        ++at_;
        if (c == ',')
            newLine(out_, depth_);
        else if (c == ':')
            out_ += ' ';
        space_ = false;
        fresh_ = c == ',' || c == ':';
    }
    void openBracket(char c)
    {
        apart();
        out_ += c;
        const auto next = text_.find_first_not_of(blanks, at_ + 1);
        if (next != std::string_view::npos && text_[next] == (c == '{' ? '}' : ']')) {
            out_ += text_[next];
            at_ = next + 1;
            fresh_ = false;
        } else {
            ++at_;
            newLine(out_, ++depth_);
            fresh_ = true;
        }
        space_ = false;
    }
    void value()
    {
        apart();
        const auto plain = std::min(text_.find_first_of(" \t\r\n\f{}[],:\"", at_ + 1), text_.size());
        const auto end = text_[at_] == '"' ? stringEnd(text_, at_) : plain;
        out_.append(text_.substr(at_, end - at_));
        at_ = end;
        space_ = fresh_ = false;
    }
    /// Values with white space between them stay two; on the top level each has its line (JSON lines).
    void apart()
    {
        if (fresh_ || out_.empty())
            return;
        if (depth_ == 0)
            newLine(out_, 0);
        else if (space_)
            out_ += ' ';
    }

    std::string_view text_;
    std::size_t most_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    bool space_ = false; // white space was left out before this
    bool fresh_ = true;  // nothing stands before this that it could run into
    std::string out_;
};

} // namespace

std::optional<std::string> indentJson(std::string_view text, std::size_t most)
{
    return Json(text, most).indented();
}

std::optional<std::string> indentMarkup(std::string_view text, bool html, std::size_t most)
{
    return Markup(text, html, most).indented();
}

} // namespace formats

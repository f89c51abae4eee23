// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_text.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/http_file/http_file_script.h"
#include "formats/json/json_text.h"
#include "formats/request_file.h"
#include "wire/event.h"
#include "words/units.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostHeadBytes = 1 << 20;
constexpr std::size_t mostFields = 10'000, mostTags = 1000;
constexpr std::size_t mostTitle = 300, mostTag = 16 << 20; // bytes
constexpr std::array<std::string_view, 9> knownMethods{"GET",  "POST",    "PUT",     "DELETE", "PATCH",
                                                       "HEAD", "OPTIONS", "CONNECT", "TRACE"};

QString shownLine(std::string_view line)
{
    constexpr std::size_t most = 60;
    line = base::trimmed(line);
    return byteText(base::escaped(line.substr(0, most))) + (line.size() > most ? u"..."_s : QString());
}

bool isBlankLine(std::string_view line)
{
    return base::trimmed(line).empty();
}

bool isCommentLine(std::string_view line)
{
    line = base::trimmed(line);
    return line.starts_with('#') || line.starts_with("//");
}

/// A token, a colon, and what is no path: a header, even if it is indented.
bool isHeaderLine(std::string_view line)
{
    line = base::trimmed(line);
    const auto colon = line.find(':');
    return colon != line.npos && base::isToken(base::trimmed(line.substr(0, colon))) && line.find("://") != colon
        && line.front() != '&';
}

class BlockReader {
public:
    BlockReader(FileBlock &block, FileVariables &variables)
        : block_(block)
        , variables_(variables)
        , script_(block.losses, block.unknown, variables)
    {}

    void line(std::string_view text, std::size_t number)
    {
        number_ = number;
        if (place_ == Place::Body && !script_.open() && isPlain(text)) {
            if (begun_ || !isBlankLine(text))
                content(text);
            return;
        }
        if (script(text) || place_ == Place::Over || !block_.error.isEmpty())
            return;
        if (place_ == Place::Body)
            body(text);
        else if (place_ == Place::Curl)
            curl(text);
        else if (isCommentLine(text))
            comment(text);
        else if (isBlankLine(text))
            place_ = place_ == Place::Before ? Place::Before : Place::Body;
        else if (place_ == Place::Before)
            before(text);
        else
            head(text);
    }

    void end()
    {
        while (!block_.body.empty() && (base::isBlank(block_.body.back()) || block_.body.back() == '\n')) {
            const auto start = block_.body.rfind('\n');
            const bool blank =
                isBlankLine(std::string_view(block_.body).substr(start == std::string::npos ? 0 : start + 1));
            if (!blank)
                break;
            block_.body.resize(start == std::string::npos ? 0 : start);
        }
        if (comments_ > 0)
            remark(block_.taken,
                   (comments_ == 1
                        ? u"1 line of the content begins with # or //: as a comment it is left out"_s
                        : u"%1 lines of the content begin with # or //: as comments they are left out"_s.arg(comments_))
                       + u", as the other tools do"_s);
        script_.end();
    }

private:
    enum class Place { Before, RequestLine, Headers, Body, Curl, Over };

    void lose(const QString &text) { remark(block_.losses, text); }
    void refuse(const QString &text) { remark(block_.unknown, text); }

    /// Nothing but content can begin like that: most lines of a long one.
    static bool isPlain(std::string_view text)
    {
        const auto first = text.find_first_not_of(" \t");
        return first == text.npos
            || (std::string_view("<>{#/?").find(text[first]) == std::string_view::npos
                && !(text[first] >= 'A' && text[first] <= 'Z'));
    }

    bool script(std::string_view text)
    {
        if ((place_ == Place::Curl && !script_.open()) || !script_.takes(text, number_))
            return false;
        if (place_ == Place::Body)
            aside_ = number_;
        return true;
    }

    void comment(std::string_view text)
    {
        text = base::trimmed(text);
        text.remove_prefix(std::min(text.find_first_not_of("#/"), text.size()));
        text = base::trimmed(text);
        if (!text.starts_with('@'))
            return;
        const auto end = std::min(text.find_first_of(" \t="), text.size());
        auto value = base::trimmed(text.substr(end));
        if (value.starts_with('='))
            value = base::trimmed(value.substr(1));
        tag(text.substr(1, end - 1), value);
    }

    void tag(std::string_view name, std::string_view value)
    {
        static constexpr std::array<std::string_view, 7> unheard{
            "ref", "forceRef", "import", "loop", "jwt", "noRejectUnauthorized", "no-reject-unauthorized"};
        if (block_.tags.size() >= mostTags || value.size() > mostTag) {
            refuse(u"it has more than %1 comments with @, the most that are read"_s.arg(mostTags));
            return;
        }
        if (name == "name" && !value.empty())
            variables_.requestNamed(value);
        else if (name == "prompt")
            variables_.explain(value.substr(0, value.find_first_of(" \t")),
                               u"the other tool asks for it (# @prompt)"_s);
        else if (name == "proxy")
            refuse(u"@proxy %1: name it with --proxy, or under Connection"_s.arg(shownLine(value)));
        else if (name == "disabled")
            refuse(u"@disabled: the other tool does not send it"_s);
        else if (std::ranges::find(unheard, name) != unheard.end())
            lose(u"@%1 %2"_s.arg(byteText(name), shownLine(value)).trimmed());
        block_.tags.push_back({std::string(name), std::string(value)});
    }

    void before(std::string_view text)
    {
        const auto start = base::trimmed(text);
        const auto word = start.substr(0, start.find_first_of(" \t"));
        if (variables_.define(text)) {
            if (text.find('\\') != text.npos)
                remark(block_.taken, u"a backslash in %1 stands for itself"_s.arg(shownLine(text)));
        } else if (start.starts_with('<')) {
            lose(u"a script that is to run before the request: %1"_s.arg(shownLine(text)));
        } else if (word == "import" || word == "run") {
            lose(u"%1: other files and other requests are not run"_s.arg(shownLine(text)));
        } else if (start.starts_with("HTTP/")) {
            lose(u"a response, %1"_s.arg(shownLine(text)));
            place_ = Place::Over;
        } else if (word == "curl" || word == "curl.exe") {
            place_ = Place::Curl;
            block_.curl = text;
        } else {
            place_ = Place::RequestLine;
            block_.requestLine = start.substr(0, mostHeadBytes);
            grow(start.size());
        }
    }

    /// False: the head is too long, and that was said.
    bool grow(std::size_t bytes)
    {
        headBytes_ += bytes;
        if (headBytes_ > mostHeadBytes)
            block_.error = u"its head is longer than %1, the most that is read"_s.arg(
                words::sizeText(mostHeadBytes, QLocale::c()));
        return block_.error.isEmpty();
    }

    /// What follows is of another request: nothing of it may get into this one.
    void another(std::string_view text)
    {
        lose(u"line %1 begins like a request, %2: is ### missing before it? It and what follows are not taken"_s
                 .arg(number_)
                 .arg(shownLine(text)));
        place_ = Place::Over;
    }

    void head(std::string_view text)
    {
        const bool indented = base::isBlank(text.front());
        const auto start = base::trimmed(text);
        const bool query = start.front() == '?' || start.front() == '&';
        if (beginsLikeRequest(start)) {
            another(text);
            return;
        }
        if (!grow(start.size()))
            return;
        if (place_ == Place::RequestLine && (query || (indented && !isHeaderLine(text)))) {
            block_.requestLine += start;
        } else if (place_ == Place::Headers && indented && !isHeaderLine(text) && !block_.headers.empty()) {
            block_.headers.back().append(" ").append(start);
        } else if (start.starts_with("< ") || start.starts_with("> ") || start.starts_with("<> ")
                   || start.starts_with(">>")) {
            place_ = Place::Body;
            body(text);
        } else if (start.starts_with("??")) {
            lose(u"%1: a test of httpyac"_s.arg(shownLine(text)));
        } else if (block_.headers.size() >= mostFields) {
            block_.error = u"it has more than %1 fields, the most that are read"_s.arg(mostFields);
        } else {
            place_ = Place::Headers;
            typed_ = typed_ || base::lowered(start.substr(0, 13)) == "content-type:";
            block_.headers.emplace_back(start);
        }
    }

    void body(std::string_view text)
    {
        const auto start = base::trimmed(text);
        const bool aside = start.starts_with("<> ") || start.starts_with("> ") || start.starts_with(">> ")
            || start.starts_with(">>! ") || start.starts_with("?? ");
        aside_ = aside ? number_ : aside_;
        if (start.starts_with("<> ")) {
            lose(u"%1: an earlier response"_s.arg(shownLine(text)));
        } else if (start.starts_with("?? ")) {
            lose(u"%1: a test of httpyac"_s.arg(shownLine(text)));
        } else if (aside) {
            lose(u"%1: what is to be done with the response"_s.arg(shownLine(text)));
        } else if (isCommentLine(text)) {
            ++comments_;
        } else if (beginsLikeRequest(start) && block_.body.empty() && !typed_) {
            another(text);
        } else if (!block_.body.empty() || !isBlankLine(text)) {
            if (beginsLikeRequest(start))
                lose(u"line %1 of the content begins like a request, %2: is ### missing before it? It "
                     "goes out as content"_s.arg(number_)
                         .arg(shownLine(text)));
            content(text);
        }
    }

    void content(std::string_view text)
    {
        if (aside_ > 0 && !isBlankLine(text))
            refuse(u"line %1 is no content to the other tools, but content follows it: which was meant?"_s.arg(aside_));
        if (std::exchange(begun_, true))
            block_.body += '\n';
        block_.body += text;
    }

    // To the blank line; a command of many lines ends each but the last with a backslash.
    void curl(std::string_view text)
    {
        const bool goesOn = block_.curl.ends_with('\\');
        if (isBlankLine(text) && !goesOn)
            place_ = Place::Over;
        else if (!grow(text.size()))
            return;
        else if (!isCommentLine(text) || goesOn)
            block_.curl.append("\n").append(text);
    }

    FileBlock &block_;
    FileVariables &variables_;
    Place place_ = Place::Before;
    FileScript script_;
    bool begun_ = false;
    bool typed_ = false; ///< there is a Content-Type
    int comments_ = 0;
    std::size_t number_ = 0, headBytes_ = 0;
    std::size_t aside_ = 0; ///< the last line behind the head that was neither content nor comment; 0 for none
};

} // namespace

bool isKnownMethod(std::string_view word)
{
    return std::ranges::find(knownMethods, word) != knownMethods.end();
}

bool beginsLikeRequest(std::string_view line)
{
    const auto blank = line.find(' ');
    const auto rest = blank == line.npos ? std::string_view() : base::trimmed(line.substr(blank));
    return isKnownMethod(line.substr(0, blank))
        && (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("{{"));
}

std::vector<FileBlock> fileBlocks(std::string_view text, FileVariables &variables)
{
    std::vector<FileBlock> blocks(1);
    blocks.back().line = 1;
    std::optional<BlockReader> reader;
    reader.emplace(blocks.back(), variables);
    const auto close = [&] {
        reader->end();
        if (blocks.back().requestLine.empty() && blocks.back().curl.empty() && blocks.back().losses.isEmpty())
            blocks.pop_back(); // a title or definitions alone
    };
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.starts_with("###")) {
            reader->line(line, number);
            continue;
        }
        close();
        if (blocks.size() > mostFileRequests)
            return blocks;
        blocks.emplace_back();
        blocks.back().line = number;
        blocks.back().title =
            base::trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size()))).substr(0, mostTitle);
        reader.emplace(blocks.back(), variables);
    }
    close();
    return blocks;
}

} // namespace formats

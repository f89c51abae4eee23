// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file_text.h"

#include "formats/json_text.h"
#include "formats/request_file.h"
#include "wire/event.h"
#include "wire/text.h"

#include <algorithm>

namespace formats {
namespace {

QString shownLine(std::string_view line)
{
    constexpr std::size_t most = 60;
    line = wire::trimmed(line);
    return byteText(wire::escaped(line.substr(0, most))) + (line.size() > most ? QStringLiteral("...") : QString());
}

bool isBlankLine(std::string_view line)
{
    return wire::trimmed(line).empty();
}

bool isCommentLine(std::string_view line)
{
    line = wire::trimmed(line);
    return line.starts_with('#') || line.starts_with("//");
}

/// A token, a colon, and what is no path: a header, even if it is indented.
bool isHeaderLine(std::string_view line)
{
    line = wire::trimmed(line);
    const auto colon = line.find(':');
    return colon != line.npos && wire::isToken(wire::trimmed(line.substr(0, colon)))
        && line.find("://") != colon && line.front() != '&';
}

class BlockReader {
public:
    BlockReader(FileBlock &block, FileVariables &variables) : block_(block), variables_(variables) { }

    void line(std::string_view text)
    {
        if (script(text) || place_ == Place::Over)
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
        while (!block_.body.empty() && isBlankLine(block_.body.back()))
            block_.body.pop_back();
        if (comments_ > 0)
            remark(block_.taken, QStringLiteral("%1 lines of the content begin with # or //: as comments they are left out, "
                                                "as the other tools do").arg(comments_));
        if (inScript_)
            remark(block_.losses, QStringLiteral("a script without its end, %}"));
    }

private:
    enum class Place { Before, RequestLine, Headers, Body, Curl, Over };

    void lose(const QString &text) { remark(block_.losses, text); }

    /// "< {% ... %}" before the request and "> {% ... %}" behind it, over as many lines as they take.
    bool script(std::string_view text)
    {
        if (!inScript_) {
            const auto start = wire::trimmed(text);
            const bool opens = start.size() > 1 && (start[0] == '<' || start[0] == '>')
                && wire::trimmed(start.substr(1)).starts_with("{%");
            if (!opens || place_ == Place::Curl)
                return false;
            lose(start[0] == '<' ? QStringLiteral("a script that is to run before the request")
                                 : QStringLiteral("a script that is to handle the response"));
        }
        inScript_ = text.find("%}") == text.npos;
        return true;
    }

    void comment(std::string_view text)
    {
        text = wire::trimmed(text);
        text.remove_prefix(std::min(text.find_first_not_of("#/"), text.size()));
        text = wire::trimmed(text);
        if (!text.starts_with('@'))
            return;
        const auto end = std::min(text.find_first_of(" \t="), text.size());
        auto value = wire::trimmed(text.substr(end));
        if (value.starts_with('='))
            value = wire::trimmed(value.substr(1));
        block_.tags.push_back({std::string(text.substr(1, end - 1)), std::string(value)});
    }

    void before(std::string_view text)
    {
        const auto start = wire::trimmed(text);
        const auto word = start.substr(0, start.find_first_of(" \t"));
        if (variables_.define(text)) {
            if (text.find('\\') != text.npos)
                remark(block_.taken, QStringLiteral("a backslash in %1 stands for itself").arg(shownLine(text)));
        } else if (start.starts_with('<')) {
            lose(QStringLiteral("a script that is to run before the request: %1").arg(shownLine(text)));
        } else if (word == "import" || word == "run") {
            lose(QStringLiteral("%1: other files and other requests are not run").arg(shownLine(text)));
        } else if (start.starts_with("HTTP/")) {
            lose(QStringLiteral("a response, %1").arg(shownLine(text)));
            place_ = Place::Over;
        } else if (word == "curl" || word == "curl.exe") {
            place_ = Place::Curl;
            block_.curl = text;
        } else {
            place_ = Place::RequestLine;
            block_.requestLine = start;
        }
    }

    void head(std::string_view text)
    {
        const bool indented = wire::isBlank(text.front());
        const auto start = wire::trimmed(text);
        const bool query = start.front() == '?' || start.front() == '&';
        if (place_ == Place::RequestLine && (query || (indented && !isHeaderLine(text)))) {
            block_.requestLine += start;
        } else if (place_ == Place::Headers && indented && !isHeaderLine(text) && !block_.headers.empty()) {
            block_.headers.back().append(" ").append(start);
        } else if (start.starts_with("< ") || start.starts_with("> ") || start.starts_with("<> ") || start.starts_with(">>")) {
            place_ = Place::Body;
            body(text);
        } else {
            place_ = Place::Headers;
            block_.headers.emplace_back(start);
        }
    }

    void body(std::string_view text)
    {
        const auto start = wire::trimmed(text);
        if (start.starts_with("<> ")) {
            lose(QStringLiteral("%1: an earlier response").arg(shownLine(text)));
        } else if (start.starts_with("> ") || start.starts_with(">> ") || start.starts_with(">>! ")) {
            lose(QStringLiteral("%1: what is to be done with the response").arg(shownLine(text)));
        } else if (isCommentLine(text)) {
            ++comments_;
        } else if (!block_.body.empty() || !isBlankLine(text)) {
            block_.body.emplace_back(text);
        }
    }

    // To the blank line; a command of many lines ends each but the last with a backslash.
    void curl(std::string_view text)
    {
        const bool goesOn = block_.curl.ends_with('\\');
        if (isBlankLine(text) && !goesOn)
            place_ = Place::Over;
        else if (!isCommentLine(text) || goesOn)
            block_.curl.append("\n").append(text);
    }

    FileBlock &block_;
    FileVariables &variables_;
    Place place_ = Place::Before;
    bool inScript_ = false;
    int comments_ = 0;
};

} // namespace

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
            reader->line(line);
            continue;
        }
        close();
        if (blocks.size() > mostFileRequests)
            return blocks;
        blocks.emplace_back();
        blocks.back().line = number;
        blocks.back().title = wire::trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size())));
        reader.emplace(blocks.back(), variables);
    }
    close();
    return blocks;
}

} // namespace formats

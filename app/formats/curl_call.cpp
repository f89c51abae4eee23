// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_call.h"

#include "formats/posix_words.h"
#include "wire/compose.h"
#include "wire/event.h"
#include "wire/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace formats {
namespace {

/// One command of the line, with what its redirections say.
struct SimpleCommand {
    std::vector<std::string> words;
    std::string before, after; ///< the operators around it
    std::optional<CurlFeed> input;
    std::string output;
};

bool isCurl(const std::string &word)
{
    if (word.find("://") != word.npos)
        return false;
    const std::string name = wire::lowered(word.substr(word.find_last_of("/\\") + 1));
    return name == "curl" || name == "curl.exe";
}

bool isAssignment(const std::string &word)
{
    const auto sign = word.find('=');
    return sign != word.npos && sign > 0 && wire::isToken(word.substr(0, sign)) && !wire::isDigit(word[0]) && word[0] != '-';
}

/// The place of the program's name, behind assignments and what runs another program; the end without curl.
std::size_t programAt(const SimpleCommand &command)
{
    constexpr std::array<std::string_view, 8> runners{"sudo", "time", "command", "exec", "env", "nohup", "call", "then"};
    for (std::size_t i = 0; i < command.words.size(); ++i) {
        if (isCurl(command.words[i]))
            return i;
        if (!isAssignment(command.words[i]) && std::ranges::find(runners, command.words[i]) == runners.end())
            break;
    }
    return command.words.size();
}

std::string joined(const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words)
        out += (out.empty() ? "" : " ") + wire::escaped(word);
    return out;
}

class CommandList {
public:
    explicit CommandList(const std::vector<ShellToken> &tokens)
    {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const ShellToken &token = tokens[i];
            if (!token.isOperator) {
                const bool brace = (token.text == "{" && now_.words.empty()) || token.text == "}";
                if (!brace)
                    now_.words.push_back(token.text);
            } else if (token.text.starts_with('<') || token.text.starts_with('>') || token.text.starts_with("&>")) {
                const bool has = i + 1 < tokens.size() && !tokens[i + 1].isOperator;
                redirect(token, has ? tokens[++i].text : std::string());
            } else {
                end(token.text);
            }
        }
        end({});
    }
    std::vector<SimpleCommand> list;

private:
    void redirect(const ShellToken &token, const std::string &target)
    {
        if (token.text == "<")
            now_.input = CurlFeed{CurlFeed::File, target};
        else if (token.text == "<<")
            now_.input = CurlFeed{CurlFeed::Bytes, token.document};
        else if (token.text == "<<<")
            now_.input = CurlFeed{CurlFeed::Bytes, target + '\n'};
        else
            now_.output += (now_.output.empty() ? "" : " ") + token.text + ' ' + wire::escaped(target);
    }
    void end(const std::string &operation)
    {
        now_.after = operation;
        if (!now_.words.empty()) {
            list.push_back(now_);
            now_ = {};
            now_.before = operation;
        } else if (now_.before.empty() || operation == "|") {
            now_.before = operation;
        }
    }
    SimpleCommand now_;
};

std::optional<CurlFeed> generatedFeed(const std::vector<std::string> &head, const SimpleCommand *before)
{
    const bool counted = head.size() >= 3 && head[0] == "head" && head[1] == "-c";
    const auto size = counted ? wire::byteSize(head[2]) : std::nullopt;
    if (!size)
        return std::nullopt;
    if (!before && head.size() == 4 && (head[3] == "/dev/zero" || head[3] == "/dev/urandom" || head[3] == "/dev/random"))
        return CurlFeed{CurlFeed::Generated, head[3] == "/dev/zero" ? "zeros" : "random", *size};
    const bool lines = before && head.size() == 3 && before->words.size() == 2 && before->words[0] == "yes"
        && before->words[1] + '\n' == wire::generatedTextLine;
    return lines ? std::optional(CurlFeed{CurlFeed::Generated, "text", *size}) : std::nullopt;
}

/// What the pipeline that ends at `last` writes.
CurlFeed feedOf(const std::vector<SimpleCommand> &list, std::size_t last)
{
    const SimpleCommand &command = list[last];
    const auto &words = command.words;
    const SimpleCommand *before = command.before == "|" && last > 0 ? &list[last - 1] : nullptr;
    if (auto made = generatedFeed(words, before))
        return *made;
    bool known = !before && words.size() == 2;
    if (known && words[0] == "printf") {
        std::string bytes = printfText(words[1], known);
        if (known)
            return {CurlFeed::Bytes, std::move(bytes)};
    }
    if (known && words[0] == "echo" && words[1].find('\\') == words[1].npos && words[1] != "-n")
        return {CurlFeed::Bytes, words[1] + '\n'};
    if (!before && words.size() == 3 && words[0] == "echo" && words[1] == "-n")
        return {CurlFeed::Bytes, words[2]};
    if (known && words[0] == "cat")
        return {CurlFeed::File, words[1]};
    return {CurlFeed::Unknown, (before ? joined(before->words) + " | " : "") + joined(words)};
}

// What a person copies from a terminal along with the command.
std::string_view withoutPrompt(std::string_view text)
{
    const auto drop = [&](std::size_t n) {
        text.remove_prefix(n);
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    };
    drop(0);
    const auto gt = text.substr(0, text.find('\n')).find('>');
    const bool windows = text.starts_with("PS ") || (text.size() > 2 && text[1] == ':' && text[2] == '\\');
    if (windows && gt != text.npos)
        drop(gt + 1);
    else if (text.starts_with("$ ") || text.starts_with("% ") || text.starts_with("# ") || text.starts_with("> "))
        drop(2);
    return text;
}

void readAround(const std::vector<SimpleCommand> &list, std::size_t at, CurlCall &call)
{
    std::size_t first = at;
    while (first > 0 && list[first].before == "|")
        --first;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool setting = !list[i].words.empty() && list[i].words[0].starts_with("$PSNative");
        if ((i < first || i > at) && !setting)
            call.losses.push_back("another command of the line: " + joined(list[i].words));
    }
    if (at > 0 && list[at].before == "|")
        call.feed = feedOf(list, at - 1);
    if (list[at].input)
        call.feed = *list[at].input;
    if (!list[at].output.empty())
        call.losses.push_back("for the shell, not for the request: " + list[at].output);
}

} // namespace

CurlCall curlCall(std::string_view text, Shell shell)
{
    const ShellLine line = shellWords(withoutPrompt(text), shell);
    const CommandList commands(line.tokens);
    CurlCall call;
    for (std::size_t i = 0; i < commands.list.size(); ++i) {
        const SimpleCommand &command = commands.list[i];
        const std::size_t program = programAt(command);
        if (program == command.words.size())
            continue;
        call.found = true;
        call.words.assign(command.words.begin() + static_cast<std::ptrdiff_t>(program) + 1, command.words.end());
        call.losses = line.remarks;
        for (std::size_t k = 0; k < program; ++k) {
            if (isAssignment(command.words[k]))
                call.losses.push_back("a variable of the shell: " + command.words[k].substr(0, command.words[k].find('=')));
        }
        readAround(commands.list, i, call);
        break;
    }
    return call;
}

bool callsCurl(std::string_view text)
{
    constexpr std::size_t longest = 4 << 20;
    const auto at = text.find("curl");
    if (at == text.npos || text.size() > longest || text.find_first_of(" \t\n", at) == text.npos)
        return false;
    return curlCall(text, guessShell(text)).found;
}

} // namespace formats

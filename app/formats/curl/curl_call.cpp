// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_call.h"

#include "base/text.h"
#include "formats/shell/printf_text.h"
#include "request/compose.h"
#include "wire/event.h"

#include <algorithm>
#include <array>
#include <optional>

namespace formats {
namespace {

/// One command of the line, with what its redirections say.
struct SimpleCommand {
    std::vector<std::string> words;
    std::vector<bool> open;
    std::vector<std::size_t> patterns; ///< see ShellToken
    std::string before, after;         ///< the operators around it
    std::optional<CurlFeed> input;
    std::string output;
    bool quoted = false; ///< its first word, in part
    bool odd = false;    ///< a redirection without a plain name
};

bool isCurl(const std::string &word)
{
    if (word.find("://") != word.npos)
        return false;
    const std::string name = base::lowered(word.substr(word.find_last_of("/\\") + 1));
    return name == "curl" || name == "curl.exe";
}

bool isAssignment(const std::string &word)
{
    const auto sign = word.find('=');
    return sign != word.npos && sign > 0 && base::isToken(word.substr(0, sign)) && !base::isDigit(word[0])
        && word[0] != '-';
}

/// The place of the program's name, behind assignments and what runs another program; the end without curl.
std::size_t programAt(const SimpleCommand &command)
{
    constexpr std::array<std::string_view, 8> runners{"sudo", "time", "command", "exec", "env", "nohup", "call", "!"};
    for (std::size_t i = 0; i < command.words.size(); ++i) {
        if (isCurl(command.words[i]))
            return i;
        if (!isAssignment(command.words[i]) && std::ranges::find(runners, command.words[i]) == runners.end())
            break;
    }
    return command.words.size();
}

/// What a line says of a command: the program's name, where it is plainly one. Its words may be secrets, and so may be
/// a text in quotes that is piped on.
std::string programName(const SimpleCommand &command)
{
    const auto first = std::ranges::find_if_not(command.words, isAssignment);
    if (first == command.words.end() && !command.words.empty()) // "http://h/?a=1&b=2" without quotes is one
        return "an assignment to " + command.words[0].substr(0, command.words[0].find('='));
    const bool plain = first != command.words.end() && first->size() <= 40 && !command.quoted
        && std::ranges::all_of(*first, [](char c) {
                           return base::isLetter(c) || std::string_view("[]._-+/").find(c) != std::string_view::npos;
                       });
    return plain ? *first : "not a plain program's name";
}

class CommandList {
public:
    explicit CommandList(const std::vector<ShellToken> &tokens)
    {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const ShellToken &token = tokens[i];
            if (!token.isOperator) {
                const bool brace = (token.text == "{" && now_.words.empty()) || token.text == "}";
                if (!brace) {
                    now_.words.push_back(token.text);
                    now_.open.push_back(token.open);
                    now_.patterns.push_back(token.pattern);
                    now_.quoted = now_.quoted || (token.quoted && now_.words.size() == 1);
                }
            } else if (token.text.starts_with('<') || token.text.starts_with('>') || token.text.starts_with("&>")) {
                const bool has = i + 1 < tokens.size() && !tokens[i + 1].isOperator;
                redirect(token, has ? tokens[++i] : ShellToken{{}, false, {}, false, true});
            } else {
                end(token.text);
            }
        }
        end({});
    }
    std::vector<SimpleCommand> list;

private:
    void redirect(const ShellToken &token, const ShellToken &target)
    {
        const bool file = token.text == "<", document = token.text == "<<";
        const bool open = target.open || (file && target.pattern != std::string::npos);
        now_.odd = now_.odd || (target.text.empty() && target.open);
        if ((document && token.open) || (open && (file || token.text == "<<<")))
            now_.input = CurlFeed{CurlFeed::Unknown, "behind " + token.text};
        else if (file)
            now_.input = CurlFeed{CurlFeed::File, target.text};
        else if (document)
            now_.input = CurlFeed{CurlFeed::Bytes, token.document};
        else if (token.text == "<<<")
            now_.input = CurlFeed{CurlFeed::Bytes, target.text + '\n'};
        else
            now_.output += (now_.output.empty() ? "" : " ") + token.text;
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
    const auto size = counted ? base::byteSize(head[2]) : std::nullopt;
    if (!size)
        return std::nullopt;
    if (!before && head.size() == 4
        && (head[3] == "/dev/zero" || head[3] == "/dev/urandom" || head[3] == "/dev/random"))
        return CurlFeed{CurlFeed::Generated, head[3] == "/dev/zero" ? "zeros" : "random", *size};
    const bool lines = before && head.size() == 3 && before->words.size() == 2 && before->words[0] == "yes"
        && before->words[1] + '\n' == request::generatedTextLine;
    return lines ? std::optional(CurlFeed{CurlFeed::Generated, "text", *size}) : std::nullopt;
}

/// What printf, echo or cat alone write; nothing where that is not plain.
std::optional<CurlFeed> plainFeed(const SimpleCommand &command)
{
    const auto &words = command.words;
    const bool pattern = std::ranges::any_of(command.patterns, [](std::size_t at) { return at != std::string::npos; });
    if (pattern || std::ranges::find(command.open, true) != command.open.end())
        return std::nullopt;
    const bool two = words.size() == 2, three = words.size() == 3;
    if (two && words[0] == "printf") {
        bool known = true;
        std::string bytes = printfText(words[1], known);
        return known ? std::optional(CurlFeed{CurlFeed::Bytes, std::move(bytes)}) : std::nullopt;
    }
    if (three && words[0] == "printf" && (words[1] == "%s" || words[1] == "%s\\n"))
        return CurlFeed{CurlFeed::Bytes, words[2] + (words[1] == "%s" ? "" : "\n")};
    if (two && words[0] == "echo" && words[1].find('\\') == words[1].npos && !words[1].starts_with('-'))
        return CurlFeed{CurlFeed::Bytes, words[1] + '\n'};
    if (three && words[0] == "echo" && words[1] == "-n" && words[2].find('\\') == words[2].npos)
        return CurlFeed{CurlFeed::Bytes, words[2]};
    if (two && words[0] == "cat" && !words[1].starts_with('-'))
        return CurlFeed{CurlFeed::File, words[1]};
    if (words.size() == 1 && words[0] == "cat" && command.input)
        return command.input;
    return std::nullopt;
}

/// What the pipeline that ends at `last` writes.
CurlFeed feedOf(const std::vector<SimpleCommand> &list, std::size_t last)
{
    const SimpleCommand &command = list[last];
    const SimpleCommand *before = command.before == "|" && last > 0 ? &list[last - 1] : nullptr;
    if (auto made = generatedFeed(command.words, before))
        return *made;
    if (auto plain = before ? std::nullopt : plainFeed(command))
        return *plain;
    return {CurlFeed::Unknown, "of " + programName(command)};
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
    else if (text.starts_with("$ ") || text.starts_with("% ") || text.starts_with("> ")) // "# " begins a comment
        drop(2);
    return text;
}

bool isSetting(const SimpleCommand &command)
{
    return !command.words.empty() && command.words[0].starts_with("$PSNative");
}

/// Its outcome does not bear on the next command.
bool isIdle(const SimpleCommand &command)
{
    const std::string word = command.words.empty() ? std::string() : command.words[0];
    return (word == "set" || word == "echo") && command.output.empty();
}

/// Variables by which curl itself chooses a proxy, its settings, or whom it trusts.
bool namesDestination(const std::string &name)
{
    constexpr std::array<std::string_view, 8> names{"http_proxy", "https_proxy",    "all_proxy",     "no_proxy",
                                                    "curl_home",  "curl_ca_bundle", "ssl_cert_file", "ssl_cert_dir"};
    return std::ranges::find(names, base::lowered(name)) != names.end();
}

class CallReader {
public:
    CallReader(const std::vector<SimpleCommand> &list, const std::vector<std::size_t> &programs, std::size_t at)
        : list_(list)
        , programs_(programs)
        , at_(at)
    {}

    CurlCall read(const ShellLine &line)
    {
        const SimpleCommand &command = list_[at_];
        const auto from = static_cast<std::ptrdiff_t>(programs_[at_]) + 1;
        call_.found = true;
        call_.words.assign(command.words.begin() + from, command.words.end());
        call_.open.assign(command.open.begin() + from, command.open.end());
        call_.patterns.assign(command.patterns.begin() + from, command.patterns.end());
        call_.losses = line.remarks;
        variables();
        around();
        if (command.odd)
            doubt("a redirection that only the shell could know");
        return std::move(call_);
    }

private:
    void doubt(std::string why)
    {
        if (call_.doubt.empty())
            call_.doubt = std::move(why);
    }

    void variables()
    {
        for (std::size_t k = 0; k < programs_[at_]; ++k) {
            if (!isAssignment(list_[at_].words[k]))
                continue;
            const std::string name = list_[at_].words[k].substr(0, list_[at_].words[k].find('='));
            call_.losses.push_back("a variable of the shell: " + name);
            if (namesDestination(name) && !call_.destination) {
                call_.doubt =
                    "the variable " + name + ": it names a proxy or settings of curl's own; give them as options";
                call_.destination = true;
            }
        }
    }

    // The pipeline that ends in the call is its feed; any other command before it may decide about it.
    void around()
    {
        std::size_t first = at_;
        while (first > 0 && list_[first].before == "|")
            --first;
        for (std::size_t i = 0; i < list_.size(); ++i) {
            const bool curl = programs_[i] < list_[i].words.size();
            if ((i >= first && i <= at_) || isSetting(list_[i]) || (curl && list_[i].before != "|"))
                continue;
            if (call_.losses.size() < mostShellRemarks)
                call_.losses.push_back("another command of the line: " + programName(list_[i]));
            if (i < first && !isIdle(list_[i]))
                doubt("another command stands before it: " + programName(list_[i])
                      + "; what it does to the call is not known");
        }
        if (at_ > 0 && list_[at_].before == "|")
            call_.feed = feedOf(list_, at_ - 1);
        if (list_[at_].input)
            call_.feed = *list_[at_].input;
        if (!list_[at_].output.empty())
            call_.losses.push_back("for the shell, not for the request: " + list_[at_].output);
    }

    const std::vector<SimpleCommand> &list_;
    const std::vector<std::size_t> &programs_;
    std::size_t at_;
    CurlCall call_;
};

} // namespace

CurlCalls curlCalls(std::string_view text, Shell shell)
{
    CurlCalls out;
    out.tooLong = text.size() > mostCurlText;
    if (out.tooLong)
        return out;
    const ShellLine line = shellWords(withoutPrompt(text), shell);
    out.tooLong = line.tooLong;
    const CommandList commands(line.tokens);
    std::vector<std::size_t> programs;
    for (const SimpleCommand &command : commands.list)
        programs.push_back(programAt(command));
    for (std::size_t i = 0; i < programs.size() && out.list.size() < mostCurlTransfers; ++i) {
        if (programs[i] < commands.list[i].words.size())
            out.list.push_back(CallReader(commands.list, programs, i).read(line));
    }
    return out;
}

CurlCall curlCall(std::string_view text, Shell shell)
{
    const CurlCalls calls = curlCalls(text, shell);
    return calls.list.empty() ? CurlCall{} : calls.list.front();
}

bool callsCurl(std::string_view text)
{
    const auto at = text.find("curl");
    if (at == text.npos || text.size() > mostCurlText || text.find_first_of(" \t\n", at) == text.npos)
        return false;
    return !curlCalls(text, guessShell(text)).list.empty();
}

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_arguments.h"

#include "base/safe_bytes.h"
#include "formats/curl/curl_options.h"
#include "wire/event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace formats {
namespace {

/// What is said of a word with the letters that an editor puts in the place of - and quotes; "" for none.
std::string typographic(std::string_view word)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 9> signs{{{"\u2010", "-"},
                                                                                     {"\u2013", "-"},
                                                                                     {"\u2014", "-"},
                                                                                     {"\u2212", "-"},
                                                                                     {"\u201c", "\""},
                                                                                     {"\u201d", "\""},
                                                                                     {"\u201e", "\""},
                                                                                     {"\u2018", "'"},
                                                                                     {"\u2019", "'"}}};
    const auto opens = [&](const char *sign) { return word.find(sign) != word.npos; };
    const bool opened = opens("\u201c") || opens("\u201e") || opens("\u2018"); // then they may belong to the word
    for (const auto &[sign, plain] : signs) {
        if (word.starts_with(sign) || (*plain != '-' && !opened && word.ends_with(sign)))
            return "a word has the typographic " + std::string(sign) + " where " + plain
                + " is to stand: write that, since curl reads no other";
    }
    return {};
}

class ArgumentReader {
public:
    ArgumentReader(const std::vector<std::string> &words, const std::vector<bool> &open,
                   const std::vector<std::size_t> &patterns)
        : words_(words)
        , open_(open)
        , patterns_(patterns)
    {}

    CurlArguments read()
    {
        bool optionsEnded = false;
        for (; at_ < words_.size(); ++at_) {
            const std::string &word = words_[at_];
            begun_ = at_;
            if (const std::string sign = typographic(word); !sign.empty())
                out_.unknown.push_back(sign);
            if (optionsEnded || !word.starts_with('-'))
                out_.list.push_back({"", word, word, CurlUse::Request, true, isOpen(), hasPattern("url")});
            else if (word == "--")
                optionsEnded = true;
            else if (word.starts_with("--"))
                longOption(word);
            else
                cluster(word);
        }
        return std::move(out_);
    }

private:
    /// Only the shell could know all of the words of this argument.
    bool isOpen() const
    {
        for (std::size_t i = begun_; i <= at_ && i < open_.size(); ++i) {
            if (open_[i])
                return true;
        }
        return false;
    }

    /// The shell would look for files, and may find some. It finds none that begin like a URL or a field, and in a URL
    /// without its scheme ? and brackets are taken for what they mostly are.
    bool hasPattern(std::string_view option) const
    {
        for (std::size_t i = begun_; i <= at_ && i < patterns_.size(); ++i) {
            if (patterns_[i] == std::string::npos)
                continue;
            const std::string before = words_[i].substr(0, patterns_[i]);
            const bool field = option == "header" && before.find(':') != before.npos;
            const bool url = option == "url" && words_[i].find('*') == std::string::npos;
            if (!field && !url && before.find("://") == before.npos)
                return true;
        }
        return false;
    }

    std::string nextValue(const std::string &typed)
    {
        if (at_ + 1 < words_.size())
            return words_[++at_];
        out_.unknown.push_back(typed + ": its value is missing");
        return {};
    }

    void add(const CurlOption &option, const std::string &typed, std::string value, bool on = true)
    {
        out_.list.push_back(
            {std::string(option.name), std::move(value), typed, option.use, on, isOpen(), hasPattern(option.name)});
    }

    void longOption(const std::string &word)
    {
        std::string name = word.substr(2);
        const CurlOption *option = curlOptionNamed(name);
        if (!option && name.starts_with("no-")) {
            option = curlOptionNamed(name.substr(3));
            if (option && !option->value)
                return add(*option, word, {}, false);
            option = nullptr;
        }
        if (!option && name.starts_with("expand-")) { // curl 8.3: with variables in its value
            option = curlOptionNamed(name.substr(7));
            if (option && option->value) {
                const std::string value = nextValue(word);
                out_.list.push_back({name, value, word, CurlUse::Stops, true, isOpen()});
                return;
            }
            option = nullptr;
        }
        const auto sign = name.find('=');
        if (!option && sign != name.npos) {
            option = curlOptionNamed(name.substr(0, sign));
            if (option && option->value) {
                out_.remarks.push_back("--" + name.substr(0, sign)
                                       + "=... is not curl's syntax: read as the option and its value");
                return add(*option, "--" + name.substr(0, sign), name.substr(sign + 1));
            }
            option = nullptr;
        }
        if (!option)
            out_.unknown.push_back(base::inQuotes(word.substr(0, word.find('=')))
                                   + ": no option of curl " // not its value
                                   + std::string(curlStoodFor) + ", or one cut too short");
        else
            add(*option, word, option->value ? nextValue(word) : std::string());
    }

    void cluster(const std::string &word)
    {
        if (word.size() == 1)
            out_.unknown.push_back("\"-\": no option of curl " + std::string(curlStoodFor));
        for (std::size_t i = 1; i < word.size(); ++i) {
            const CurlOption *option = curlOptionLettered(word[i]);
            const std::string typed = std::string("-") + word[i];
            if (!option) {
                out_.unknown.push_back(base::inQuotes(typed) + ": no option of curl " + std::string(curlStoodFor));
                continue;
            }
            if (!option->value) {
                add(*option, typed, {});
                continue;
            }
            add(*option, typed, i + 1 < word.size() ? word.substr(i + 1) : nextValue(typed));
            return;
        }
    }

    const std::vector<std::string> &words_;
    const std::vector<bool> &open_;
    const std::vector<std::size_t> &patterns_;
    std::size_t at_ = 0, begun_ = 0; // begun_: the word that the argument begins with
    CurlArguments out_;
};

bool isUrl(const CurlArgument &argument)
{
    return argument.name.empty() || argument.name == "url";
}

} // namespace

CurlArguments curlArguments(const std::vector<std::string> &words, const std::vector<bool> &open,
                            const std::vector<std::size_t> &patterns)
{
    return ArgumentReader(words, open, patterns).read();
}

std::vector<CurlArguments> curlTransfers(const CurlArguments &all)
{
    std::vector<CurlArguments> out(1);
    for (const CurlArgument &argument : all.list) {
        if (argument.name != "next")
            out.back().list.push_back(argument);
        else if (std::ranges::none_of(out.back().list, isUrl))
            continue; // what stands before the first URL is still of it
        else if (out.size() < mostCurlTransfers)
            out.emplace_back();
        else
            break;
    }
    for (CurlArguments &one : out) { // what curl cannot read it refuses whole
        one.remarks = all.remarks;
        one.unknown = all.unknown;
    }
    return out;
}

} // namespace formats

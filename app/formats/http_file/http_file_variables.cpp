// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_variables.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/json/json_text.h"
#include "formats/report/report_text.h"
#include "formats/request_file.h"
#include "wire/event.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr int deepestVariable = 50;         // values within values
constexpr std::size_t mostFilled = 1 << 20; // bytes that variables may make of one text
constexpr std::size_t mostFilledInAll = 16 << 20;
constexpr int mostNames = 10'000; // {{name}} of one text
constexpr std::size_t mostOrigins = 10'000, mostDefinitions = 100'000;

QString variableName(std::string_view name)
{
    return u"{{%1}}"_s.arg(byteText(base::escaped(name.substr(0, 60))));
}

bool isVariableName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return base::isNameChar(c) || c == '$' || static_cast<unsigned char>(c) >= 0x80;
    });
}

QString systemOrigin(std::string_view name)
{
    const auto word = name.substr(0, name.find_first_of(" (."));
    if (word == "$processEnv" || word == "$env")
        return u"a variable of the environment: not read, since a file of others could carry it off"_s;
    if (word == "$dotenv")
        return u"a variable of the file .env: not read"_s;
    if (word == "$prompt" || word == "$input" || word == "$password")
        return u"the other tool asks for it"_s;
    if (word == "$aadToken" || word == "$aadV2Token" || word == "$oidcAccessToken" || word == "$auth")
        return u"a token that the other tool fetches"_s;
    return u"made by the other tool, in a way that is not known here"_s;
}

void append(QStringList &to, const QStringList &lines)
{
    for (const QString &line : lines)
        remark(to, line);
}

} // namespace

FileVariables::FileVariables(FileEnvironment environment)
    : environment_(std::move(environment))
    , now_(QDateTime::fromMSecsSinceEpoch(environment_.nowMs, Qt::UTC))
    , random_(QRandomGenerator::securelySeeded())
{
    for (const auto &[name, value] : environment_.values)
        chosen_[name].text = value;
}

bool FileVariables::define(std::string_view line)
{
    line = base::trimmed(line);
    const auto sign = line.find('=');
    if (!line.starts_with('@') || sign == line.npos)
        return false;
    const auto name = base::trimmed(line.substr(1, sign - 1));
    if (name.empty() || name.find_first_of(" \t") != name.npos)
        return false;
    if (values_.size() >= mostDefinitions)
        return true; // those beyond are not known: what uses them says so
    Value value;
    value.text = base::trimmed(line.substr(sign + 1));
    values_.insert_or_assign(std::string(name), std::move(value));
    return true;
}

void FileVariables::explain(std::string_view name, const QString &origin)
{
    if (origins_.size() < mostOrigins)
        origins_.emplace(name, origin);
}

void FileVariables::requestNamed(std::string_view name)
{
    const QString of = byteText(base::escaped(name.substr(0, 60)));
    explain(std::string(name) + '.', u"it comes from the response to \"%1\", a request of this file"_s.arg(of));
}

std::string FileVariables::filled(std::string_view text, FilledWords &words)
{
    if (text.find("{{") == text.npos)
        return std::string(text);
    std::string out;
    names_ = 0;
    textGrown_ = 0;
    fill(text, 0, out, words);
    return out;
}

void FileVariables::fill(std::string_view text, int depth, std::string &out, FilledWords &words)
{
    while (!text.empty()) {
        auto open = text.find("{{");
        while (open != text.npos && text.substr(open).starts_with("{{{"))
            ++open;
        const auto close = open == text.npos ? text.npos : text.find_first_of("}\n", open);
        out.append(text.substr(0, open));
        if (open == text.npos)
            return;
        const bool whole = close != text.npos && text.substr(close).starts_with("}}");
        if (const auto inner = text.substr(0, whole ? close : 0).rfind("{{"); inner != text.npos && inner > open) {
            out.append(text.substr(open, inner - open));
            open = inner;
        }
        const auto name = whole ? base::trimmed(text.substr(open + 2, close - open - 2)) : std::string_view();
        if (name.empty()) {
            out.append("{{");
            text.remove_prefix(open + 2);
            continue;
        }
        if (++names_ > mostNames) {
            remark(words.unknown, u"more than %1 variables in one text"_s.arg(mostNames));
            out.append(text.substr(open));
            return;
        }
        if (!put(name, depth, out, words))
            out.append(text.substr(open, close + 2 - open));
        text.remove_prefix(close + 2);
    }
}

/// False: nothing was put there, and that was said.
bool FileVariables::put(std::string_view name, int depth, std::string &out, FilledWords &words)
{
    const bool encoded = name.starts_with('%'); // VS Code's REST Client
    if (encoded)
        name = base::trimmed(name.substr(1));
    Value *const value = valueOf(name, words);
    if (!value)
        return make(name, out, words);
    if (value->open || depth >= deepestVariable) {
        remark(words.unknown,
               variableName(name)
                   + (value->open ? u": its value contains itself"_s
                                  : u": more than %1 variables stand one in another"_s.arg(deepestVariable)));
        return false;
    }
    if (!value->done) {
        value->open = true;
        std::string text;
        fill(value->text, depth + 1, text, value->words);
        value->text = std::move(text);
        value->open = false;
        value->done = true;
    }
    append(words.unknown, value->words.unknown);
    append(words.taken, value->words.taken);
    const std::string text = encoded ? base::percentEncoded(value->text, "-_.!~*'()") : std::string();
    const std::string &shown = encoded ? text : value->text;
    textGrown_ += shown.size();
    grown_ += shown.size();
    if (textGrown_ > mostFilled || grown_ > mostFilledInAll) {
        remark(words.unknown,
               u"%1: its value is too long: variables may make 1 MiB of one text, 16 MiB of a file"_s.arg(
                   variableName(name)));
        return false;
    }
    out.append(shown);
    return true;
}

/// What no value is known for: made anew, or said.
bool FileVariables::make(std::string_view name, std::string &out, FilledWords &words)
{
    if (const auto made = name.starts_with('$') ? dynamicValue(name, {now_, &random_}) : std::nullopt) {
        remark(words.taken, u"%1 was made now: %2"_s.arg(variableName(name), byteText(base::escaped(*made))));
        out.append(*made);
        return true;
    }
    remark(words.unknown, variableName(name) + u": "_s + origin(name));
    return false;
}

/// The environment's value counts before that of the file, as in JetBrains' client, whose files environments are.
FileVariables::Value *FileVariables::valueOf(std::string_view name, FilledWords &words)
{
    const auto own = values_.find(name), other = chosen_.find(name);
    if (other == chosen_.end())
        return own == values_.end() ? nullptr : &own->second;
    if (own != values_.end() && own->second.text != other->second.text)
        remark(words.taken,
               u"%1 is that of the environment; the file's own @%2 has another value"_s.arg(
                   variableName(name), byteText(base::escaped(name.substr(0, 60)))));
    return &other->second;
}

QString FileVariables::origin(std::string_view name) const
{
    if (const auto known = origins_.find(name); known != origins_.end())
        return known->second;
    const auto dot = name.find('.');
    if (const auto request = origins_.find(std::string(name.substr(0, dot == name.npos ? 0 : dot + 1)));
        dot != name.npos && request != origins_.end())
        return request->second;
    if (name.find(".response.") != name.npos)
        return u"it comes from the response to another request"_s;
    if (name.starts_with('$'))
        return systemOrigin(name);
    if (!isVariableName(name))
        return u"an expression of the other tool's scripts, which are not run"_s;
    const QString file =
        u"this file does not say what it is (write @%1 = ... in it"_s.arg(byteText(base::escaped(name.substr(0, 60))));
    if (environment_.known.isEmpty() || !environment_.name.isEmpty())
        return file + u")"_s;
    return file + u", or choose an environment: %1)"_s.arg(oneLine(environment_.known.mid(0, 8).join(u", "_s)));
}

} // namespace formats

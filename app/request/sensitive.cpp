// SPDX-License-Identifier: GPL-3.0-or-later
// Finds parts of URLs, forms and texts by the names of secret_names.h, by their looks, and by what private files hold.
#include "request/sensitive.h"

#include "base/text.h"
#include "request/private_values.h"
#include "request/secret_names.h"
#include "request/sensitive_assigned.h"
#include "request/sensitive_json.h"
#include "request/sensitive_lines.h"
#include "request/sensitive_shapes.h"

#include <algorithm>
#include <optional>

namespace request {
namespace {

/// A status is no authorization code.
bool isStatus(std::string_view value)
{
    return value.size() <= 3 && std::all_of(value.begin(), value.end(), base::isDigit);
}

/// A text without its percent-encoding, and where each of its bytes stood.
struct Decoded {
    std::string text;
    std::vector<std::size_t> at; // one more than bytes
};

std::optional<Decoded> decoded(std::string_view text)
{
    if (text.find('%') == text.npos)
        return {};
    Decoded out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded = text[i] == '%' && i + 2 < text.size() && base::hexDigit(text[i + 1]) >= 0
            && base::hexDigit(text[i + 2]) >= 0;
        out.at.push_back(i);
        out.text += coded ? static_cast<char>(base::hexDigit(text[i + 1]) * 16 + base::hexDigit(text[i + 2])) : text[i];
        i += coded ? 2 : 0;
    }
    out.at.push_back(text.size());
    return out.text.size() == text.size() ? std::nullopt : std::optional(std::move(out));
}

void append(SecretParts &to, const SecretParts &more)
{
    to.insert(to.end(), more.begin(), more.end());
}

bool mayBeUrl(std::string_view word)
{
    return word.find("//") != word.npos || word.find('?') != word.npos || word.starts_with('/');
}

/// What is secret in a text that has URLs, or parameters, in it.
class Finder {
public:
    Finder(std::string_view text, NamePlace place, int depth) : text_(text), place_(place), depth_(depth) {}

    /// The text begins with a URL, with or without its scheme.
    void firstAuthority()
    {
        const auto colon = text_.find(':');
        const std::string_view before = text_.substr(0, colon);
        const bool scheme = colon != text_.npos && isScheme(before) && (slashAt(colon + 1) || isWeb(before));
        if (scheme || !slashAt(0) || slashAt(1))
            authority(scheme ? colon + 1 : 0, "/?#", true);
    }

    /// Every further one: "//" behind a scheme, or where a value begins.
    void authorities()
    {
        for (auto at = text_.find("//"); at != text_.npos; at = text_.find("//", at + 2)) {
            if (at == 0 || std::string_view(":=,;<(\"'| \t").find(text_[at - 1]) != std::string_view::npos)
                authority(at, "/?#&\"'<> \t");
        }
    }

    /// name=value between ?&;# and, with a name of its own, behind / and = and a comma.
    void parameters(bool inPath)
    {
        for (std::size_t at = 0; at <= text_.size();) {
            const auto end = parameter(at, std::min(text_.find_first_of("?&;#", at), text_.size()), inPath);
            inPath = inPath && (end == text_.size() || text_[end] == ';' || text_[end] == '/');
            at = end + 1;
        }
    }

    SecretParts take() { return merged(std::move(parts_)); }

private:
    bool slashAt(std::size_t at) const { return at < text_.size() && (text_[at] == '/' || text_[at] == '\\'); }
    static bool isWeb(std::string_view scheme)
    {
        return base::equalsIgnoringCase(scheme, "http") || base::equalsIgnoringCase(scheme, "https");
    }
    static bool isScheme(std::string_view word)
    {
        return !word.empty() && base::isLetter(word.front()) && std::all_of(word.begin(), word.end(), [](char c) {
            return base::isLetter(c) || base::isDigit(c) || c == '+' || c == '-' || c == '.';
        });
    }

    void add(std::size_t begin, std::size_t end)
    {
        if (begin < end)
            parts_.push_back({begin, end - begin});
    }

    // Slashes of any number and both kinds begin it, as browsers read http and https.
    void authority(std::size_t begin, std::string_view stops, bool typed = false)
    {
        while (slashAt(begin))
            ++begin;
        const auto end = std::min(text_.find_first_of(stops, begin), text_.size());
        const auto at = text_.substr(begin, end - begin).rfind('@');
        if (at != text_.npos)
            add(begin, begin + at);
        else if (typed)
            brokenPassword(begin, end);
    }

    /// "u:p/w@h": no port, and so a password that should have been percent-encoded.
    void brokenPassword(std::size_t begin, std::size_t end)
    {
        const auto colon = text_.substr(0, end).find(':', begin);
        const auto at = text_.find('@', end);
        if (colon == text_.npos || at == text_.npos || text_[begin] == '[')
            return;
        const std::string_view port = text_.substr(colon + 1, end - colon - 1);
        if (!std::all_of(port.begin(), port.end(), base::isDigit))
            add(begin, at);
    }

    /// Returns where it ends: before the sign that the next one stands behind.
    std::size_t parameter(std::size_t begin, std::size_t end, bool inPath)
    {
        const std::string_view piece = text_.substr(0, end);
        for (auto from = begin, sign = piece.find('=', begin); sign < end; sign = piece.find('=', from)) {
            std::string_view name = text_.substr(from, sign - from);
            name.remove_prefix(name.find_last_of("/!, \t\r\n") + 1);
            from = sign + 1;
            if (name.empty() || !isSecretParameter(name, place_)
                || (bareName(name) == "code" && isStatus(text_.substr(from, end - from))))
                continue;
            const auto most = std::min(text_.find_first_of(inPath ? "/;?#" : "&#", from), text_.size());
            decodedValue(begin, sign);
            add(from, most);
            return most;
        }
        decodedValue(begin, end);
        return end;
    }

    /// A value may be a URL or parameters once more.
    void decodedValue(std::size_t begin, std::size_t end)
    {
        const std::string_view raw = text_.substr(begin, end - begin);
        for (const SecretPart &part : secretFieldLines(raw))
            add(begin + part.offset, begin + part.end());
        const auto plain = decoded(raw);
        if (!plain)
            return;
        if (depth_ >= deepestSecret)
            return add(begin, end);
        const std::string &text = plain->text;
        SecretParts parts = inner(text);
        append(parts, secretFieldLines(text));
        append(parts, secretShapes(text));
        if (text.find('{') != text.npos)
            append(parts, partsOf(secretMembersOfJson(text, depth_ + 1)));
        for (const SecretPart &part : parts)
            add(begin + plain->at[part.offset], begin + plain->at[part.end()]);
    }

    SecretParts inner(std::string_view text) const
    {
        Finder finder(text, mayBeUrl(text) ? NamePlace::Url : place_, depth_ + 1);
        finder.authorities();
        finder.parameters(false);
        return finder.take();
    }

    std::string_view text_;
    NamePlace place_;
    int depth_;
    SecretParts parts_;
};

/// "Bearer S" and its like in a field of any name but those that ask for one: where S begins; 0 for none.
std::size_t behindCarrier(std::string_view name, std::string_view value)
{
    const auto space = std::min(value.find_first_of(" \t"), value.size());
    const auto begin = std::min(value.find_first_not_of(" \t", space), value.size());
    if (begin == value.size() || base::lowered(name).ends_with("authenticate"))
        return 0;
    const std::string_view scheme = value.substr(0, space);
    const bool one = value.find(' ', begin) == value.npos || value.find('=', begin) != value.npos;
    return isCarrier(scheme) || (one && isCarrierOfWords(scheme)) ? begin : 0;
}

/// "Set-Cookie: S" where a line of the text begins: a fold, or what a bare CR parts, is a field of its own to others.
void addFieldLines(SecretParts &out, std::string_view text)
{
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find_first_of("\r\n", begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        const auto colon = std::min(line.find(':'), line.size());
        const std::string_view name = base::trimmed(line.substr(0, colon));
        const auto value = std::min(line.find_first_not_of(": \t", colon), line.size());
        if (value < line.size() && base::isToken(name) && isSecretField(name))
            for (const SecretPart &part : secretPartsOfField(name, line.substr(value)))
                out.push_back({begin + value + part.offset, part.length});
        begin = end + 1;
    }
}

SecretParts secretPartsOfWord(std::string_view word, int depth)
{
    const bool url = mayBeUrl(word);
    Finder finder(word, url ? NamePlace::Url : NamePlace::Json, depth);
    finder.authorities();
    finder.parameters(word.starts_with('/'));
    return finder.take();
}

/// What is secret wherever it stands.
SecretParts withOthers(SecretParts parts, std::string_view text)
{
    append(parts, secretShapes(text));
    append(parts, privatePartsOf(text));
    return merged(std::move(parts));
}

} // namespace

SecretParts secretPartsOfUrl(std::string_view url)
{
    Finder finder(url, NamePlace::Url, 0);
    finder.firstAuthority();
    finder.authorities();
    finder.parameters(true);
    return withOthers(finder.take(), url);
}

SecretParts secretPartsOfForm(std::string_view content)
{
    Finder finder(content, NamePlace::Form, 0);
    finder.authorities();
    finder.parameters(false);
    return withOthers(finder.take(), content);
}

SecretParts secretPartsOfText(std::string_view text, int depth)
{
    SecretParts out;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n\"'<>", begin), text.size());
        for (const SecretPart &part : secretPartsOfWord(text.substr(begin, end - begin), depth))
            out.push_back({begin + part.offset, part.length});
        begin = end + 1;
    }
    for (const SecretMember &member : secretAssignments(text, AssignedValue::Quoted))
        out.push_back(member.part);
    append(out, secretFieldLines(text));
    return withOthers(std::move(out), text);
}

SecretParts secretPartsOfLines(std::string_view text)
{
    SecretParts out = secretPartsOfText(text);
    addFieldLines(out, text);
    return merged(std::move(out));
}

SecretParts secretPartsOfField(std::string_view name, std::string_view value)
{
    if (const auto begin = behindCarrier(name, value); begin > 0 && !isSecretField(name))
        return {{begin, value.size() - begin}};
    if (base::equalsIgnoringCase(base::trimmed(name), "Sec-WebSocket-Protocol") && isSecretSubprotocol(value))
        return {{0, value.size()}};
    if (isUrlField(name))
        return secretPartsOfUrl(value);
    if (!isSecretField(name))
        return secretPartsOfLines(value);
    const auto space = value.find_first_of(" \t+"); // "+" in a form
    const bool scheme = space != value.npos && isAuthenticationScheme(value.substr(0, space));
    const auto begin = scheme ? std::min(value.find_first_not_of(" \t+", space), value.size()) : 0;
    return begin == value.size() ? SecretParts{} : SecretParts{{begin, value.size() - begin}};
}

SecretParts partsOf(const SecretMembers &members)
{
    SecretParts out;
    for (const SecretMember &member : members)
        out.push_back(member.part);
    return merged(std::move(out));
}

SecretParts merged(SecretParts parts)
{
    std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.offset < b.offset; });
    SecretParts out;
    for (const SecretPart &part : parts) {
        if (!out.empty() && part.offset <= out.back().end())
            out.back().length = std::max(out.back().end(), part.end()) - out.back().offset;
        else
            out.push_back(part);
    }
    return out;
}

std::string masked(std::string_view text, const SecretParts &parts)
{
    std::string out;
    std::size_t at = 0;
    for (const SecretPart &part : parts) {
        out.append(text.substr(at, part.offset - at));
        out.append(part.quoted ? "\"" : "").append(maskText).append(part.quoted ? "\"" : "");
        at = part.end();
    }
    return out.append(text.substr(at));
}

std::string maskedUrl(std::string_view url)
{
    return masked(url, secretPartsOfUrl(url));
}

} // namespace request

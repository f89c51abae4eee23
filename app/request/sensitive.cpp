// SPDX-License-Identifier: GPL-3.0-or-later
// The names are those that APIs, frameworks and identity providers document, and that scrubbers of logs and archives
// know; each with its counterpart that is none (Idempotency-Key, page_token, client_assertion_type).
#include "request/sensitive.h"

#include "base/text.h"
#include "request/private_values.h"
#include "request/sensitive_assigned.h"
#include "request/sensitive_json.h"
#include "request/sensitive_lines.h"
#include "request/sensitive_shapes.h"

#include <algorithm>
#include <array>
#include <optional>

namespace request {
namespace {

// Names are compared in lower case and without "-", "_" and ".": X-Auth-Token, auth_token and authToken are one.

// What a name ends with when its value lets in whoever holds it. "key" alone is not there: Idempotency-Key and
// Sec-WebSocket-Key are no secrets.
constexpr std::array<std::string_view, 56> ends{"authorization",
                                                "token",
                                                "secret",
                                                "password",
                                                "passwd",
                                                "passphrase",
                                                "passcode",
                                                "pwd",
                                                "apikey",
                                                "accesskey",
                                                "secretkey",
                                                "authkey",
                                                "subscriptionkey",
                                                "privatekey",
                                                "applicationkey",
                                                "appkey",
                                                "masterkey",
                                                "signingkey",
                                                "encryptionkey",
                                                "customerkey",
                                                "consumerkey",
                                                "sessionkey",
                                                "functionskey",
                                                "jwt",
                                                "assertion",
                                                "verifier",
                                                "otp",
                                                "csrf",
                                                "xsrf",
                                                "sessionid",
                                                "sessid",
                                                "samlresponse",
                                                "authcode",
                                                "authorizationcode",
                                                "devicecode",
                                                "accesscode",
                                                "verificationcode",
                                                "recoverycode",
                                                "backupcode",
                                                "secretid",
                                                "secretstring",
                                                "idtokenhint",
                                                "setcookie",
                                                "tokenvalue",
                                                "secretkeybase",
                                                "accountkey",
                                                "privatekeypem",
                                                "userpass",
                                                "dbpass",
                                                "smtppass",
                                                "mailpass",
                                                "adminpass",
                                                "rootpass",
                                                "ftppass",
                                                "mysqlpass",
                                                "redispass"};
// They end so and open nothing: places in a list, and a way to stop something.
constexpr std::array<std::string_view, 6> innocentEnds{"pagetoken", "continuationtoken", "synctoken",
                                                       "nexttoken", "cancellationtoken", "stoptoken"};
constexpr std::array<std::string_view, 18> fields{"cookie2",
                                                  "setcookie2",
                                                  "dpop",
                                                  "xkey",
                                                  "xpass",
                                                  "xpin",
                                                  "xcredential",
                                                  "xcredentials",
                                                  "xamznoidcdata",
                                                  "xamzcredential",
                                                  "xgoogcredential",
                                                  "xaccess",
                                                  "authenticationinfo",
                                                  "proxyauthenticationinfo",
                                                  "secwebsocketauth",
                                                  "xsid",
                                                  "sid",
                                                  "xsign"};
// Signature (RFC 9421) is proof that can be sent again; what it covers (Signature-Input) is not.
constexpr std::array<std::string_view, 22> fieldEnds{
    "cookie",          "auth",     "session",  "authentication", "signature",   "signaturesha",
    "bearer",          "authuser", "tokenid",  "credential",     "credentials", "clientcert",
    "clientcertchain", "wsse",     "authdata", "authinfo",       "authhash",    "secretaccess",
    "bapisign",        "apisign",  "hmac",     "hmacsha"};
constexpr std::array<std::string_view, 2> innocentFields{"acceptsignature", "accesscontrolallowcredentials"};
// X-…-Key is a secret but after these.
constexpr std::array<std::string_view, 14> innocentKeys{
    "idempotency", "cache",  "surrogate", "routing", "partition",   "shard",     "object",
    "sort",        "public", "index",     "primary", "translation", "websocket", "trace"};
constexpr std::array<std::string_view, 12> anywhere{"auth",        "pw",     "session", "pass",   "passw", "credential",
                                                    "credentials", "cookie", "cookies", "bearer", "cvv",   "cvc"};
constexpr std::array<std::string_view, 14> inUrlsAndForms{
    "ticket", "xamzcredential", "xgoogcredential", "sig",     "hmac",      "sid",         "connectsid", "code",
    "pin",    "wresult",        "samlart",         "mfacode", "logincode", "securitycode"};
constexpr std::array<std::string_view, 2> inUrlsAndFormsEnds{"signature", "session"};
constexpr std::array<std::string_view, 15> urlFields{"location",
                                                     "content-location",
                                                     "referer",
                                                     "referrer",
                                                     "origin",
                                                     "destination",
                                                     "uri",
                                                     "sourcemap",
                                                     "x-sourcemap",
                                                     "x-original-url",
                                                     "x-original-uri",
                                                     "x-rewrite-url",
                                                     "x-forwarded-uri",
                                                     "x-forwarded-url",
                                                     "operation-location"};
// A scheme's name is no secret and says much; a word that is none of these may be the secret itself.
constexpr std::array<std::string_view, 13> schemes{"basic",  "bearer", "digest", "negotiate",        "ntlm",
                                                   "hoba",   "mutual", "dpop",   "aws4-hmac-sha256", "token",
                                                   "apikey", "hawk",   "gnap"};

// These stand before a secret, whatever the field is named; those of the second list are words of people as well.
constexpr std::array<std::string_view, 3> carriers{"bearer", "apikey", "dpop"};
constexpr std::array<std::string_view, 7> wordCarriers{"basic", "token", "digest", "negotiate", "ntlm", "hawk", "gnap"};
// Subprotocols are what browsers can send a token in (Sec-WebSocket-Protocol: bearer, S).
constexpr std::array<std::string_view, 5> inSubprotocols{"bearer", "token", "auth", "jwt", "apikey"};

static_assert(!ends.back().empty() && !fieldEnds.back().empty() && !inUrlsAndFormsEnds.back().empty());

bool isOneOf(const auto &list, std::string_view word)
{
    return std::ranges::find(list, word) != std::end(list);
}

bool endsWithOneOf(const auto &list, std::string_view word)
{
    return std::ranges::any_of(list, [&](auto end) { return word.ends_with(end); });
}

std::string bareName(std::string_view name)
{
    std::string out = base::lowered(base::trimmed(name));
    std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == '.'; });
    return out;
}

/// X-ApiKey-V2, X-Auth-Key-1, X-Hub-Signature-256: without a number, or version, at its end.
std::string_view withoutNumber(std::string_view bare)
{
    const auto last = bare.find_last_not_of("0123456789");
    if (last == bare.npos || last + 1 == bare.size())
        return bare;
    const std::string_view stem = bare.substr(0, last + 1);
    return stem.ends_with('v') ? stem.substr(0, stem.size() - 1) : stem;
}

/// password1, password_confirmation, newPasswordAgain: a name of a password whatever stands behind.
bool isSecretAnywhere(std::string_view bare)
{
    if (endsWithOneOf(innocentEnds, bare))
        return false;
    return endsWithOneOf(ends, withoutNumber(bare)) || bare.find("password") != bare.npos
        || bare.find("passwd") != bare.npos;
}

/// X-Partner-Key and X-Partner-Key-2, but not X-Cache-Key.
bool isOwnKey(std::string_view name)
{
    const std::string low = base::lowered(base::trimmed(name));
    std::string_view stem = withoutNumber(low);
    stem = stem.substr(0, stem.find_last_not_of("-_.") + 1);
    if (!stem.starts_with("x-") || !stem.ends_with("-key"))
        return false;
    stem.remove_suffix(4);
    return !isOneOf(innocentKeys, stem.substr(stem.rfind('-') + 1));
}

bool isSecretWord(std::string_view name, NamePlace where)
{
    const std::string bare = bareName(name);
    if (isSecretAnywhere(bare) || isOneOf(anywhere, bare))
        return true;
    if (where == NamePlace::Json)
        return false;
    return isOneOf(inUrlsAndForms, bare) || endsWithOneOf(inUrlsAndFormsEnds, bare)
        || (where == NamePlace::Url && bare == "key");
}

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
    const std::string scheme = base::lowered(value.substr(0, space));
    const bool one = value.find(' ', begin) == value.npos || value.find('=', begin) != value.npos;
    return isOneOf(carriers, scheme) || (one && isOneOf(wordCarriers, scheme)) ? begin : 0;
}

bool isSubprotocolSecret(std::string_view name, std::string_view value)
{
    const std::string low = base::lowered(value);
    return base::equalsIgnoringCase(base::trimmed(name), "Sec-WebSocket-Protocol")
        && std::ranges::any_of(inSubprotocols, [&](auto word) { return low.find(word) != low.npos; });
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

bool isSecretField(std::string_view name)
{
    const std::string bare = bareName(name);
    if (isOneOf(innocentFields, bare))
        return false;
    const std::string_view stem = withoutNumber(bare);
    return isSecretAnywhere(bare) || isOneOf(fields, bare) || isOneOf(fields, stem) || endsWithOneOf(fieldEnds, stem)
        || isOwnKey(name) || bare.find("authorization") != bare.npos
        || (bare.starts_with("xmstoken") && !bare.ends_with("expireson"));
}

bool isOnlyField(std::string_view name)
{
    const auto known = [&](std::string_view one) { return base::equalsIgnoringCase(name, one); };
    return (name.find('-') != name.npos || known("Authorization") || known("Cookie") || known("Cookie2")
            || known("DPoP"))
        && isSecretField(name);
}

bool isAuthenticationScheme(std::string_view word)
{
    return isOneOf(schemes, base::lowered(word));
}

bool isSecretParameter(std::string_view name, NamePlace where)
{
    const std::string plain = base::percentDecoded(name);
    for (std::size_t begin = 0; begin <= plain.size();) {
        const auto end = std::min(plain.find_first_of("[]", begin), plain.size());
        if (isSecretWord(std::string_view(plain).substr(begin, end - begin), where))
            return true;
        begin = end + 1;
    }
    return false;
}

bool isUrlField(std::string_view name)
{
    return isOneOf(urlFields, base::lowered(base::trimmed(name)));
}

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
    if (isSubprotocolSecret(name, value))
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

// SPDX-License-Identifier: GPL-3.0-or-later
// The names are those that APIs, frameworks and identity providers document, and that scrubbers of logs and archives
// know; each with its counterpart that is none (Idempotency-Key, page_token, client_assertion_type).
#include "request/secret_names.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace request {
namespace {

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

} // namespace

std::string bareName(std::string_view name)
{
    std::string out = base::lowered(base::trimmed(name));
    std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == '.'; });
    return out;
}

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

bool isCarrier(std::string_view word)
{
    return isOneOf(carriers, base::lowered(word));
}

bool isCarrierOfWords(std::string_view word)
{
    return isOneOf(wordCarriers, base::lowered(word));
}

bool isSecretSubprotocol(std::string_view value)
{
    const std::string low = base::lowered(value);
    return std::ranges::any_of(inSubprotocols, [&](auto word) { return low.find(word) != low.npos; });
}

} // namespace request

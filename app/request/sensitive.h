// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of what lets in whoever holds it: names of fields and of parameters, and the parts of a URL. What is
// masked where it is shown (formats/secrets.h) and what does not go to another origin (engine/client/redirect.h) is
// this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace request {

/// What stands in place of a secret.
inline constexpr std::string_view maskText = "***";

/// Where a name with its value stands: "code", "key" and "sid" say nothing of a secret in JSON.
enum class NamePlace : std::uint8_t {
    Url,  ///< query, fragment, or behind ; in a path
    Form, ///< a form's field
    Json, ///< a member of an object, and any other name with a value
};

/// Fields whose values are secrets: cookies, and names that end as those of credentials do (Authorization,
/// X-Auth-Token, X-Goog-Api-Key, ...). Case, "-", "_" and "." do not matter.
bool isSecretField(std::string_view name);
/// Such a one whose name stands for nothing else in running text: Authorization, Set-Cookie, X-Api-Key; not "token".
bool isOnlyField(std::string_view name);
/// A word that stands before credentials and is none itself: Basic, Bearer, Digest.
bool isAuthenticationScheme(std::string_view word);
/// Percent-encoded or not; of "user[password]" each part counts. Case, "-", "_" and "." do not matter.
bool isSecretParameter(std::string_view name, NamePlace where);
/// Its whole value is a URL, or relative to one: Location, Referer, Origin and their like.
bool isUrlField(std::string_view name);

/// Bytes of a text that are secret; never empty.
struct SecretPart {
    std::size_t offset = 0;
    std::size_t length = 0;
    bool quoted = false; ///< its mask stands between double quotes: a number of JSON
    std::size_t end() const { return offset + length; }
    bool operator==(const SecretPart &) const = default;
};
/// In order, apart from each other.
using SecretParts = std::vector<SecretPart>;

/// A secret and the name that it stands under.
struct SecretMember {
    std::string name;
    SecretPart part;
};
using SecretMembers = std::vector<SecretMember>;
/// Without the names.
SecretParts partsOf(const SecretMembers &members);

/// Of a URL, a reference, an authority or a request target: user information, and the values of secret parameters in
/// path, query and fragment; also in URLs inside of values, percent-encoded however often.
SecretParts secretPartsOfUrl(std::string_view url);
/// Of application/x-www-form-urlencoded.
SecretParts secretPartsOfForm(std::string_view content);
/// How often a value inside a value (percent-encoded, or JSON in a string) is looked into; what lies deeper is secret.
inline constexpr int deepestSecret = 8;
/// Of any text, what secretPartsOfUrl finds in each word that may be a URL, "password=…" elsewhere, lines of a head
/// that it quotes, and secrets that are known by their looks.
SecretParts secretPartsOfText(std::string_view text, int depth = 0);
/// The same of one line or more, and the values of secret fields where one begins ("Set-Cookie: ***").
SecretParts secretPartsOfLines(std::string_view text);
/// Of a field's value: all of it in a secret field, but for a known authentication scheme ("Basic ***"); of another
/// field what follows such a scheme, or what secretPartsOfLines finds.
SecretParts secretPartsOfField(std::string_view name, std::string_view value);

/// Sorted, and those that overlap or touch made one.
SecretParts merged(SecretParts parts);
/// The text with maskText in place of each part.
std::string masked(std::string_view text, const SecretParts &parts);
/// "http://u:p@h/?access_token=x&a=b" as "http://***@h/?access_token=***&a=b".
std::string maskedUrl(std::string_view url);

} // namespace request

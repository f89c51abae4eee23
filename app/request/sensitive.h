// SPDX-License-Identifier: GPL-3.0-or-later
// What of a URL, a form, a field or any other text lets in whoever holds it. What is masked where it is shown
// (formats/secrets.h) and what does not go to another origin (engine/client/redirect.h) is this, by the names of
// secret_names.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace request {

/// What stands in place of a secret.
inline constexpr std::string_view maskText = "***";

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

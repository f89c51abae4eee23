// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of names whose values let in whoever holds them: of fields, of parameters, of members; and the words
// that stand before credentials.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace request {

/// Where a name with its value stands: "code", "key" and "sid" say nothing of a secret in JSON.
enum class NamePlace : std::uint8_t {
    Url,  ///< query, fragment, or behind ; in a path
    Form, ///< a form's field
    Json, ///< a member of an object, and any other name with a value
};

/// A longer one is none to those who search a text for names.
inline constexpr std::size_t longestName = 128;

/// Names are compared in lower case and without "-", "_" and ".": X-Auth-Token, auth_token and authToken are one.
std::string bareName(std::string_view name);
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
/// A word that stands before a secret in a field of any name: Bearer, ApiKey, DPoP.
bool isCarrier(std::string_view word);
/// Such a one that people write as well: Basic, Token, Digest.
bool isCarrierOfWords(std::string_view word);
/// Subprotocols are what browsers can send a token in (Sec-WebSocket-Protocol: bearer, S).
bool isSecretSubprotocol(std::string_view value);

} // namespace request

// SPDX-License-Identifier: GPL-3.0-or-later
// What is secret in content: forms, multipart forms, JSON, XML and HTML by their names, other text by its words. Read
// tolerantly, cut or broken content too, and never decoded: bytes that a Content-Encoding hides are no text.
#pragma once

#include "request/request.h"
#include "request/sensitive.h"

#include <span>

namespace request {

/// By its looks and by its Content-Type ("" for none); of multipart content the parts with a secret name, and of others
/// what their own type says.
SecretMembers secretMembersOf(std::string_view content, std::string_view mediaType);
/// The content as it may be shown.
std::string maskedContent(std::string_view content, std::string_view mediaType);

/// Names of the secrets in content that a request holds itself, each once; files are not read, but count where their
/// field's name is a secret's.
std::vector<std::string> secretNamesOf(const RequestSpec &spec);
/// What is secret in a request's fields, URL and content, as it stands there and of 4 bytes or more: an answer may have
/// it under another name, or under none.
std::vector<std::string> secretValuesOf(const RequestSpec &spec);
/// Where such values stand in an answer; short ones only as words by themselves.
SecretParts echoedParts(std::span<const std::string> values, std::string_view answer);
/// The request's Content-Type: as typed, or that of its body.
std::string contentTypeOf(const RequestSpec &spec);

} // namespace request

// SPDX-License-Identifier: GPL-3.0-or-later
// What no other tool's file can say of a request, as names and values: the settings of request/settings.h, generated
// content, order and places of fields. Names and values are those of interim-cli's options.
#pragma once

#include "request/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace formats {

struct Setting {
    std::string name;
    std::string value; ///< "" for a switch
    bool operator==(const Setting &) const = default;
};

/// The rule for Expect always, all else where it is not the default. Mask secrets before (formats/secrets.h).
std::vector<Setting> settingsOf(const request::RequestSpec &spec);
/// Upper-case letters, digits, - and _, a letter first, and no other protocol: what an .http file says in its request
/// line.
bool isPlainMethod(std::string_view method);
/// A word of JetBrains' client in a method's place that asks for something else than an HTTP request.
bool isOtherProtocol(std::string_view word);
/// Only for the order and the places of the fields, which stand in the file besides.
inline bool isOfFields(const Setting &setting)
{
    return setting.name == "content-type" || setting.name == "order";
}
/// False: no such setting, or no such value; then nothing is changed.
bool applySetting(request::RequestSpec &spec, std::string_view name, std::string_view value);

} // namespace formats

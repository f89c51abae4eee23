// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/secret_values.h"

#include "request/private_values.h"

#include <algorithm>
#include <iterator>

namespace formats {
SecretValues::SecretValues(const std::vector<std::string> &values)
{
    for (const std::string &value : values)
        if (value.size() >= request::shortestPrivate)
            values_.push_back(value);
}

std::string SecretValues::hidden(std::string text) const
{
    request::SecretParts parts;
    for (const std::string &value : values_)
        std::ranges::copy(request::placesOf(value, text), std::back_inserter(parts));
    return parts.empty() ? text : request::masked(text, request::merged(std::move(parts)));
}

void SecretValues::hide(request::RequestSpec &spec) const
{
    if (empty())
        return;
    for (std::string *text : {&spec.method, &spec.url, &spec.body.text, &spec.body.mediaType, &spec.proxy})
        *text = hidden(std::move(*text));
    for (request::HeaderLine &line : spec.headers) {
        line.name = hidden(std::move(line.name));
        line.value = hidden(std::move(line.value));
    }
    for (request::FormField &field : spec.body.fields) {
        field.name = hidden(std::move(field.name));
        field.value = hidden(std::move(field.value));
    }
}

} // namespace formats

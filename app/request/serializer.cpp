// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/serializer.h"

#include "wire/head.h"

namespace request {

std::string http1Head(const ComposedRequest &request)
{
    if (request.rawHead)
        return *request.rawHead;
    std::string head = request.method + ' ' + request.target + ' ' + wire::httpVersion(request.version) + "\r\n";
    for (const HeaderLine &field : request.fields)
        head.append(field.name).append(field.separator).append(field.value).append("\r\n");
    return head.append("\r\n");
}

} // namespace request

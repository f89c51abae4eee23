// SPDX-License-Identifier: GPL-3.0-or-later
// The content of an archive's request (HAR 1.2, postData), as bytes. An archive holds text, its codings undone: whether
// the bytes are those that went out shows only by what else it says of them: what is not them for sure is not sent.
#pragma once

#include "request/request.h"

#include <QJsonObject>
#include <QStringList>

#include <string>

namespace formats {

struct HarPostData {
    request::BodySpec body;
    bool ownsType = false;     ///< the Content-Type stands in the body now
    bool decoded = false;      ///< the typed Content-Encoding is not the content's: it must not go out
    std::uint64_t letters = 0; ///< of its text in UTF-16: Firefox counts bodySize so
    QStringList unknown;       ///< why it is not the content that went out: it must not be sent
    QStringList losses;
    QStringList taken;
};

/// `request` is the entry's request; `head` has its fields.
HarPostData readPostData(const QJsonObject &request, const request::RequestSpec &head);

} // namespace formats

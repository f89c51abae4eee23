// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange as one JSON document: the contract of resources/schema/exchange.schema.json. Bytes from the wire
// stand in its strings as one code point a byte (Latin-1), so that nothing is lost or guessed.
#pragma once

#include "formats/json/json_writer.h"
#include "formats/report/advice.h"
#include "record/exchange.h"

#include <QJsonObject>

namespace formats {

/// What a document is made of; all of the same exchange. Mask secrets before (formats/secrets.h).
struct ExchangeParts {
    const request::RequestSpec &spec;
    const record::Exchange &exchange; ///< record::summarize() of `events`
    const std::vector<wire::Event> &events;
    const Advice &advice;
};

/// An attempt of it, but for the lists of responses: those are responseParts().
QJsonObject attemptToJson(const ExchangeParts &parts, const record::Attempt &attempt);
/// `interim` and `after_final`, which may be many: response by response. The attempt must outlive them.
JsonWriter::Parts responseParts(const record::Attempt &attempt);

/// The document. `beside`: further members.
void writeExchange(const ExchangeParts &parts, JsonWriter &writer, const QJsonObject &beside = {});

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange as one JSON document: the contract of resources/schema/exchange.schema.json. Bytes from the wire
// stand in its strings as one code point a byte (Latin-1), so that nothing is lost or guessed.
#pragma once

#include "formats/report/advice.h"
#include "record/exchange.h"

#include <QJsonObject>

#include <functional>

namespace formats {

/// What a document is made of; all of the same exchange. Mask secrets before (formats/secrets.h).
struct ExchangeParts {
    const request::RequestSpec &spec;
    const record::Exchange &exchange; ///< record::summarize() of `events`
    const std::vector<wire::Event> &events;
    const Advice &advice;
};

QJsonObject exchangeToJson(const ExchangeParts &parts);

/// Gets a document piece by piece, in the form of shownJson(). False: the rest is not wanted.
using JsonSink = std::function<bool(const QByteArray &)>;
/// The text of exchangeToJson(), without the line end behind it, each line but the first indented by `indent` spaces
/// more. Events become text one by one: the tree of all of them takes many times their size. `beside`: further members.
bool writeExchange(const ExchangeParts &parts, const JsonSink &sink, int indent = 0, const QJsonObject &beside = {});

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of RFC 9112 section 6.3 in their order. Where a message breaks them, the rule of anomaly.cpp.
#include "wire/http1/framing.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace wire {

namespace {

/// What the Transfer-Encoding lines amount to.
struct Codings {
    bool present = false; ///< a field line stands there, even an empty one
    bool any = false;     ///< a coding is named
    bool chunkedLast = false;
    std::vector<Anomaly> anomalies;
};

void addOnce(std::vector<Anomaly> &list, Anomaly anomaly)
{
    if (std::find(list.begin(), list.end(), anomaly) == list.end())
        list.push_back(anomaly);
}

/// Codings of the IANA registry; "identity" is not one any more. Chunked takes no parameters (section 7.1).
bool isKnownCoding(std::string_view coding)
{
    constexpr std::array<std::string_view, 6> known = {"chunked",  "gzip",   "deflate",
                                                       "compress", "x-gzip", "x-compress"};
    return std::any_of(known.begin(), known.end(),
                       [coding](std::string_view name) { return base::equalsIgnoringCase(name, coding); });
}

Codings readCodings(const Head &head)
{
    Codings codings;
    bool chunkedBefore = false;
    for (const std::string_view line : valuesOf(head.fields, "Transfer-Encoding")) {
        codings.present = true;
        for (const std::string_view coding : base::listMembers(line)) {
            codings.any = true;
            if (!isKnownCoding(coding))
                addOnce(codings.anomalies, Anomaly::UnknownEncoding);
            // A response may end other codings by its close (section 6.1); chunked twice is none's.
            if (chunkedBefore && (head.isRequest || base::equalsIgnoringCase(coding, "chunked")))
                addOnce(codings.anomalies, Anomaly::ChunkedNotLast);
            codings.chunkedLast = base::equalsIgnoringCase(coding, "chunked");
            chunkedBefore = chunkedBefore || codings.chunkedLast;
        }
    }
    if (codings.present && !codings.any)
        addOnce(codings.anomalies, Anomaly::UnknownEncoding);
    // A response may end its codings without chunked and close (section 6.1); a request may not.
    if (head.isRequest && codings.any && !codings.chunkedLast)
        addOnce(codings.anomalies, Anomaly::ChunkedNotLast);
    if (codings.present && head.version < 11)
        addOnce(codings.anomalies, Anomaly::EncodingInHttp10);
    return codings;
}

constexpr std::uint64_t mostLength = std::numeric_limits<std::int64_t>::max();

/// Content-Length has it and is a number all the same.
bool isNumber(Anomaly anomaly)
{
    return anomaly != Anomaly::BadLength;
}

/// Framing by the fields alone: points 3 to 5, then `otherwise`, which a broken field falls back to as well.
Framing byFields(const Head &head, FramingMode otherwise)
{
    const Codings codings = readCodings(head);
    DeclaredLength declared = declaredLength(head.fields);
    Framing framing{otherwise, 0, codings.anomalies, false};
    if (codings.any && declared.present)
        framing.anomalies.push_back(Anomaly::LengthWithEncoding);
    framing.anomalies.insert(framing.anomalies.end(), declared.anomalies.begin(), declared.anomalies.end());
    if (codings.any) {
        if (codings.chunkedLast)
            framing.mode = FramingMode::Chunked;
        return framing;
    }
    if (declared.value) {
        framing.mode = FramingMode::Length;
        framing.length = *declared.value;
    } else if (!head.isRequest && declared.present && std::ranges::all_of(declared.anomalies, isNumber)) {
        framing.mode = FramingMode::Length; // no close makes it whole
        framing.length = mostLength;
    }
    framing.invalidLength = std::ranges::any_of(declared.anomalies, [](Anomaly what) {
        return what == Anomaly::BadLength || what == Anomaly::ConflictingLength;
    });
    return framing;
}

bool isInterim(int status)
{
    return status >= 100 && status <= 199;
}

/// Fields that RFC 9110 section 8.6 and RFC 9112 section 6.1 forbid in a response that has no content.
std::vector<Anomaly> forbiddenFields(const Head &head)
{
    std::vector<Anomaly> anomalies;
    const bool length = hasField(head.fields, "Content-Length");
    const bool encoding = hasField(head.fields, "Transfer-Encoding");
    if (isInterim(head.status)) {
        if (length)
            anomalies.push_back(Anomaly::LengthInInterim);
        if (encoding)
            anomalies.push_back(Anomaly::EncodingInInterim);
    } else if (length || encoding) {
        anomalies.push_back(Anomaly::LengthNotAllowed);
    }
    return anomalies;
}

} // namespace

DeclaredLength declaredLength(const Fields &fields)
{
    DeclaredLength declared;
    bool repeated = false;
    bool conflicting = false;
    std::optional<std::string_view> first; // as digits: numbers above all measure differ too
    for (const std::string_view line : valuesOf(fields, "Content-Length")) {
        repeated = repeated || declared.present || line.find(',') != std::string_view::npos;
        declared.present = true;
        const auto members = base::listMembers(line);
        if (members.empty())
            addOnce(declared.anomalies, Anomaly::BadLength);
        for (const std::string_view member : members) {
            if (!std::ranges::all_of(member, base::isDigit)) {
                addOnce(declared.anomalies, Anomaly::BadLength);
                continue;
            }
            const auto digits = member.substr(std::min(member.find_first_not_of('0'), member.size() - 1));
            if (!base::decimal(member))
                addOnce(declared.anomalies, Anomaly::LengthTooLarge);
            if (!first)
                declared.value = base::decimal(member);
            conflicting = conflicting || (first && *first != digits);
            first = first.value_or(digits);
        }
    }
    if (!declared.anomalies.empty())
        declared.value.reset(); // one member that is no length spoils all of them
    if (conflicting)
        declared.anomalies.push_back(Anomaly::ConflictingLength);
    else if (repeated && declared.anomalies.empty())
        declared.anomalies.push_back(Anomaly::DuplicateLength);
    return declared;
}

bool announcesContent(const Head &head)
{
    if (hasField(head.fields, "Transfer-Encoding"))
        return true;
    const auto length = declaredLength(head.fields);
    return length.present && length.value.value_or(1) > 0;
}

Framing requestFraming(const Head &head)
{
    return byFields(head, FramingMode::None);
}

Framing responseFraming(const Head &head, std::string_view requestMethod)
{
    if (head.status == 101)
        return {FramingMode::Opaque, 0, forbiddenFields(head), false};
    if (isInterim(head.status) || head.status == 204)
        return {FramingMode::None, 0, forbiddenFields(head), false};
    if (requestMethod == "HEAD" || head.status == 304)
        return {};
    if (requestMethod == "CONNECT" && head.status >= 200 && head.status <= 299)
        return {FramingMode::Opaque, 0, forbiddenFields(head), false};
    return byFields(head, FramingMode::UntilClose);
}

} // namespace wire

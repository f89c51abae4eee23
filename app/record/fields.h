// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of everything that a file holds, each in one list for both ways
// (archive.h). To change a list is to change the format: raise fileVersion and
// keep the old list for old files; what a version added to the request stands
// in a list of its own, but for its settings (setting_list.h). Enumerators
// stand there by their numbers in file_numbers.h.
#pragma once

#include "record/archive.h"
#include "record/file_numbers.h"
#include "record/generated_parts.h"
#include "record/record.h"

#include <optional>

namespace record {

template <typename A, typename T>
using Of = typename A::template Of<T>;

template <typename A, typename Enum>
void choice(A &a, Enum &v)
{
    std::uint64_t number = 0;
    if constexpr (!A::reads)
        number = fileNumber(v);
    a.number(number);
    if constexpr (A::reads) {
        const auto known = fromFileNumber<Enum>(number);
        a.require(known.has_value());
        v = a.ok() ? *known : Enum();
    }
}

/// An enumerator that is held as a number; so is the number in the file.
template <typename Enum, typename A, typename T>
void codeOf(A &a, T &v)
{
    std::remove_const_t<T> number = 0;
    if constexpr (!A::reads)
        number = static_cast<std::remove_const_t<T>>(fileNumber(static_cast<Enum>(v)));
    a.number(number);
    if constexpr (A::reads) {
        const auto known = fromFileNumber<Enum>(static_cast<std::uint64_t>(number));
        a.require(known.has_value());
        v = a.ok() ? static_cast<T>(*known) : T();
    }
}

template <typename A>
void fields(A &a, Of<A, request::HeaderLine> &v)
{
    a.text(v.name);
    a.text(v.value);
    a.text(v.separator);
}

template <typename A>
void fields(A &a, Of<A, request::BodySpec> &v)
{
    choice(a, v.kind);
    a.bytes(v.text);
    a.text(v.path);
    a.number(v.size);
    a.text(v.pattern);
    a.text(v.mediaType);
    a.number(v.chunked);
}

template <typename A>
void fields(A &a, Of<A, request::ExpectSettings> &v)
{
    choice(a, v.rule);
    a.number(v.threshold);
    a.text(v.custom);
    a.number(v.waitNs);
    choice(a, v.afterWait);
    choice(a, v.on417);
    a.number(v.accept104);
    a.number(v.bodyAfterFinal);
}

template <typename A, typename T>
void optionalField(A &a, T &v)
{
    if (!a.presence(v.has_value()))
        return;
    if constexpr (A::reads)
        v.emplace();
    if constexpr (std::is_integral_v<typename T::value_type>)
        a.number(*v);
    else
        a.text(*v);
}

/// What is asked for besides the settings, as version 1 had it.
template <typename A>
void askedFields(A &a, Of<A, request::RequestSpec> &v)
{
    a.text(v.method);
    a.text(v.url);
    a.number(v.version);
    a.list(v.headers, [&](auto &line) { fields(a, line); });
    a.list(v.removed, [&](auto &name) { a.text(name); });
    optionalField(a, v.rawHead);
    fields(a, v.body);
}

/// Before version 8, which has the settings by their names (setting_list.h).
template <typename A>
void fields(A &a, Of<A, request::RequestSpec> &v)
{
    askedFields(a, v);
    fields(a, v.expect);
    a.number(v.timeouts.connectNs);
    a.number(v.timeouts.headNs);
    a.number(v.timeouts.idleNs);
    a.number(v.timeouts.wholeNs);
    a.number(v.tls.verify);
    a.text(v.tls.caFile);
    a.text(v.tls.serverName);
    choice(a, v.family);
    a.number(v.followUp);
    optionalField(a, v.lingerNs);
}

template <typename A>
void fields(A &a, Of<A, request::FormField> &v)
{
    a.text(v.name);
    a.text(v.value);
    a.text(v.path);
    a.text(v.fileName);
    a.text(v.mediaType);
    a.number(v.size);
}

/// What version 2 added to the request.
template <typename A>
void fieldsOfVersion2(A &a, Of<A, request::RequestSpec> &v)
{
    a.list(v.body.fields, [&](auto &field) { fields(a, field); });
    a.text(v.tls.certFile);
    a.text(v.tls.keyFile);
    a.text(v.proxy);
    a.text(v.connectTo);
    a.number(v.redirects);
    a.list(v.fieldOrder, [&](auto &name) { a.text(name); });
    a.text(v.profile);
}

/// What version 3 added.
template <typename A>
void fieldsOfVersion3(A &a, Of<A, request::RequestSpec> &v)
{
    a.number(v.expect.anyValue);
    a.number(v.timeouts.keepNs);
}

/// What version 4 added.
template <typename A>
void fieldsOfVersion4(A &a, Of<A, request::RequestSpec> &v)
{
    a.text(v.unixSocket);
}

/// Since version 8, without the settings.
template <typename A>
void fieldsOfVersion8(A &a, Of<A, request::RequestSpec> &v)
{
    askedFields(a, v);
    a.list(v.body.fields, [&](auto &field) { fields(a, field); });
    a.list(v.fieldOrder, [&](auto &name) { a.text(name); });
    a.text(v.profile);
}

template <typename A>
void fields(A &a, Of<A, Target> &v)
{
    a.text(v.host);
    a.number(v.port);
    a.text(v.address);
    a.number(v.tls);
}

template <typename A>
void fields(A &a, Of<A, wire::Submission> &v)
{
    a.number(v.headLength);
    a.number(v.bodyLength);
    a.text(v.method);
    a.number(v.version);
    a.number(v.upgrade);
    a.number(v.gated);
    a.number(v.expectSent);
    a.number(v.policy.waitNs);
    choice(a, v.policy.afterWait);
    a.number(v.policy.accept104);
    a.number(v.policy.bodyAfterFinal);
}

template <typename A>
void fields(A &a, Of<A, Fact> &v)
{
    choice(a, v.kind);
    a.number(v.at);
    a.number(v.attempt);
    a.number(v.connection);
    a.number(v.offset);
    a.number(v.length);
    if (v.kind == FactKind::PeerClosed || v.kind == FactKind::Closed)
        codeOf<wire::CloseHow>(a, v.code);
    else
        a.number(v.code);
    a.text(v.name);
    a.text(v.text);
    if (a.presence(v.target != Target()))
        fields(a, v.target);
    if (a.presence(v.submission != wire::Submission()))
        fields(a, v.submission);
    a.require(v.length <= INT64_MAX && v.offset <= INT64_MAX - v.length);
}

template <typename A>
void fieldsOfVersion7(A &a, Of<A, Fact> &v)
{
    if (v.kind == FactKind::AttemptBegin)
        choice(a, v.role);
}

template <typename A>
void fields(A &a, Of<A, wire::Event> &v)
{
    a.number(v.seq);
    a.number(v.at);
    a.number(v.attempt);
    a.number(v.connection);
    a.number(v.stream);
    choice(a, v.kind);
    choice(a, v.phase);
    choice(a, v.direction);
    a.number(v.span.offset);
    a.number(v.span.length);
    if (v.kind == wire::Kind::Anomaly)
        codeOf<wire::Anomaly>(a, v.code);
    else
        a.number(v.code);
    a.number(v.value);
    a.text(v.name);
    a.text(v.text);
}

template <typename A>
void fields(A &a, Of<A, wire::Checkpoint> &v)
{
    a.number(v.mode);
    a.number(v.step);
    a.number(v.start);
    a.number(v.offset);
    a.number(v.remaining);
    a.number(v.content);
    a.number(v.chunks);
    a.number(v.pieceStart);
    a.number(v.pieceContent);
    a.number(v.anomalies);
    a.require(v.start <= v.pieceStart && v.pieceStart <= v.offset && v.step <= 2 && v.remaining <= INT64_MAX);
}

template <typename A>
void fields(A &a, Of<A, Part> &v)
{
    choice(a, v.pattern);
    if (v.pattern == Pattern::None) {
        a.bytes(v.bytes);
        return;
    }
    a.number(v.seed);
    a.number(v.place);
    a.number(v.length);
}

/// Kept bytes as version 5 holds them, with their digest; `left` as in
/// generated.h.
inline void keptBytes(Writer &writer, const Segment &v, std::uint64_t &left)
{
    writer.list(partsOf(v.bytes, &left), [&](const Part &part) { fields(writer, part); });
    writer.number(digestOf(v.bytes));
}

inline void keptBytes(Reader &reader, Segment &v, std::uint64_t &left)
{
    std::uint64_t count = 0;
    for (reader.number(count); reader.ok() && count > 0; --count) { // one at a time: there may be millions
        Part part;
        fields(reader, part);
        reader.require(appendPart(part, &left, &v.bytes));
    }
    std::uint64_t digest = 0;
    reader.number(digest);
    reader.require(digest == digestOf(v.bytes));
}

/// `left`: of a file of version 5 or later; null before.
template <typename A>
void fields(A &a, Of<A, Segment> &v, std::uint64_t *left)
{
    a.number(v.offset);
    a.number(v.length);
    a.require(v.length > 0 && v.length <= INT64_MAX && v.offset <= INT64_MAX - v.length);
    a.number(v.elided);
    if (!v.elided) {
        if (left)
            keptBytes(a, v, *left);
        else
            a.bytes(v.bytes);
        a.require(v.bytes.size() == v.length);
        return;
    }
    a.number(v.digest);
    fields(a, v.resume);
    a.require(v.resume.offset == v.end());
    a.list(v.events, [&](auto &elided) {
        a.number(elided.offset);
        fields(a, elided.event);
        a.require(elided.offset > v.offset && elided.offset <= v.end());
    });
}

} // namespace record

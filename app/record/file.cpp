// SPDX-License-Identifier: GPL-3.0-or-later
// META (role, start, scenario, connections), SPEC, FACT, then for each connection TAPE (sent) and TAPE (received),
// PRIV (values in it that are private, since version 6), SETT (the request's settings, since version 8; before, they
// stood in SPEC), and DONE, which is empty and shows that nothing was cut off at the end. Lengths and digests are 64
// bits, the low byte first.
#include "record/file.h"

#include "record/bounds.h"
#include "record/fields.h"
#include "record/setting_list.h"

#include "base/quantity.h"
#include "base/text.h"
#include "request/private_values.h"
#include "request/settings.h"

#include <xxhash.h>

#include <algorithm>

namespace record {

namespace {

constexpr std::string_view magic = "INTERIM ";
constexpr std::size_t tagBytes = 4;
constexpr std::size_t numberBytes = 8;
constexpr std::size_t sectionHead = tagBytes + 2 * numberBytes;

void putNumber(std::string &out, std::size_t at, std::uint64_t value)
{
    for (std::size_t i = 0; i < numberBytes; ++i)
        out[at + i] = static_cast<char>(value >> (8 * i));
}

std::uint64_t getNumber(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = numberBytes; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

template <typename Content>
void section(std::string &out, std::string_view tag, Content content)
{
    const auto head = out.size();
    out.append(tag);
    out.append(2 * numberBytes, '\0');
    Writer writer(out);
    content(writer);
    const auto payload = std::string_view(out).substr(head + sectionHead);
    const auto digest = XXH3_64bits(payload.data(), payload.size());
    putNumber(out, head + tagBytes, payload.size());
    putNumber(out, head + tagBytes + numberBytes, digest);
}

struct Meta {
    wire::Role role = wire::Role::Client; // of the whole recording, before version 7
    std::int64_t startedAt = 0;
    std::string scenario;
    std::uint64_t connections = 0;
};

template <typename A>
void fields(A &a, Of<A, Meta> &v)
{
    choice(a, v.role);
    a.number(v.startedAt);
    a.text(v.scenario);
    a.number(v.connections);
}

// A byte of a file may stand for several hundred in memory, so that what it holds is bounded besides its size.
const std::string tooMuch = "the file holds more than is read (" + base::countText(mostFacts) + " facts, "
    + base::countText(mostAttempts) + " attempts, " + base::sizeText(mostFileTexts)
    + " of texts): Interim writes no such recording";

/// Takes sections off a file one by one; the first error stays.
class Sections {
public:
    explicit Sections(std::string_view bytes) : rest_(bytes) {}
    bool failed() const { return !error_.empty(); }
    FileError error() const { return {error_}; }

    /// Reads one section's fields; what they say must be the whole of it.
    template <typename Content>
    void read(std::string_view tag, Content content)
    {
        const auto payload = take(tag);
        if (failed())
            return;
        Reader reader(payload, budget_);
        content(reader);
        if (reader.beyond())
            error_ = tooMuch;
        else if (!reader.done())
            fail("holds what this Interim does not understand");
    }
    void finish()
    {
        if (!failed() && !rest_.empty())
            error_ = "the file is damaged: bytes follow its end; get a fresh copy";
    }

private:
    std::string_view take(std::string_view tag)
    {
        if (failed())
            return {};
        tag_ = tag;
        if (rest_.size() < sectionHead) {
            cutShort(sectionHead - rest_.size());
            return {};
        }
        if (rest_.substr(0, tagBytes) != tag) {
            fail("is not where it should be");
            return {};
        }
        const auto length = getNumber(rest_.substr(tagBytes));
        const auto digest = getNumber(rest_.substr(tagBytes + numberBytes));
        rest_.remove_prefix(sectionHead);
        if (length > rest_.size()) {
            cutShort(length - rest_.size());
            return {};
        }
        const auto payload = rest_.substr(0, length);
        rest_.remove_prefix(length);
        if (XXH3_64bits(payload.data(), payload.size()) != digest)
            fail("does not match its digest");
        return payload;
    }
    void fail(std::string_view what)
    {
        error_ =
            "the file is damaged: its section " + std::string(tag_) + " " + std::string(what) + "; get a fresh copy";
    }
    void cutShort(std::uint64_t missing)
    {
        error_ = "the file is cut short or damaged: " + base::bytesText(missing) + (missing == 1 ? " is" : " are")
            + " missing in section " + std::string(tag_) + "; get a fresh copy";
    }

    std::string_view rest_;
    std::string_view tag_;
    Reader::Budget budget_{mostListed, mostFileTexts};
    std::string error_;
};

/// The version, and `bytes` without the line that says it; an error's text otherwise.
std::variant<std::uint64_t, FileError> takeVersion(std::string_view &bytes)
{
    const FileError foreign{"this is no .interim file: it does not begin with INTERIM and a version"};
    if (bytes.empty())
        return FileError{"the file is empty: nothing was saved in it"};
    if (bytes.substr(0, magic.size()) != magic)
        return foreign;
    const auto line = bytes.substr(0, std::min<std::size_t>(bytes.find('\n'), 32));
    const auto number = line.substr(magic.size());
    const auto version = base::decimal(number);
    if (!version || *version == 0 || number.front() == '0' || line.size() == bytes.size() || bytes[line.size()] != '\n')
        return foreign;
    bytes.remove_prefix(line.size() + 1);
    return *version;
}

void readSpec(Reader &reader, request::RequestSpec &spec, std::uint64_t version)
{
    if (version >= 8)
        return fieldsOfVersion8(reader, spec);
    fields(reader, spec);
    if (version >= 2)
        fieldsOfVersion2(reader, spec);
    if (version >= 3)
        fieldsOfVersion3(reader, spec);
    if (version >= 4)
        fieldsOfVersion4(reader, spec);
}

/// Times never fall (see fact.h); replay leans on it.
void readFacts(Reader &reader, std::vector<Fact> &facts, std::uint64_t version, wire::Role role)
{
    std::int64_t last = 0;
    const auto one = [&](Fact &fact) {
        fields(reader, fact);
        if (version >= 7)
            fieldsOfVersion7(reader, fact);
        else if (fact.kind == FactKind::AttemptBegin)
            fact.role = role;
        reader.require(fact.at >= last && fact.attempt < mostAttempts);
        last = fact.at;
    };
    reader.list(facts, one, mostFacts);
}

/// `left`: see generated.h; null before version 5.
void readTape(Reader &reader, Tape &tape, std::uint64_t *left)
{
    std::vector<Segment> segments;
    std::uint64_t end = 0;
    reader.list(segments, [&](Segment &segment) {
        fields(reader, segment, left);
        reader.require(segment.offset == end);
        end = segment.end();
    });
    if (reader.ok())
        tape = Tape::fromSegments(std::move(segments));
}

/// Facts of bytes must tile the tapes that they speak of: replay walks both side by side.
bool factsFitTapes(const Record &record)
{
    std::vector<std::uint64_t> read(2 * record.tapes.size());
    for (const auto &fact : record.facts) {
        const bool sent = fact.kind == FactKind::Flushed;
        if (!sent && fact.kind != FactKind::Received)
            continue;
        if (fact.connection >= record.tapes.size())
            return false;
        const auto &pair = record.tapes[fact.connection];
        auto &position = read[2 * std::size_t(fact.connection) + (sent ? 0 : 1)];
        const auto &tape = sent ? pair.sent : pair.received;
        if (fact.offset != position || fact.length > tape.size() - position)
            return false;
        position += fact.length;
    }
    return true;
}

std::variant<Record, FileError> readSections(std::string_view bytes, std::uint64_t version)
{
    Record record;
    Meta meta;
    std::uint64_t left = mostGenerated, held = 0;
    Sections sections(bytes);
    sections.read("META", [&](Reader &reader) { fields(reader, meta); });
    if (!sections.failed() && meta.connections > mostAttempts)
        return FileError{tooMuch};
    sections.read("SPEC", [&](Reader &reader) { readSpec(reader, record.spec, version); });
    sections.read("FACT", [&](Reader &reader) { readFacts(reader, record.facts, version, meta.role); });
    for (std::uint64_t i = 0; i < meta.connections && !sections.failed(); ++i) {
        auto &pair = record.tapes.emplace_back();
        for (auto *tape : {&pair.sent, &pair.received})
            sections.read("TAPE", [&](Reader &reader) { readTape(reader, *tape, version >= 5 ? &left : nullptr); });
        held += pair.sent.held() + pair.received.held();
        if (held > mostFileBytes) // generated content takes no place in the file
            return FileError{tooMuch};
    }
    std::vector<std::string> secret;
    if (version >= 6)
        sections.read("PRIV", [&](Reader &reader) {
            reader.list(
                secret, [&](std::string &value) { reader.text(value); }, request::mostPrivate);
        });
    if (version >= 8)
        sections.read("SETT", [&](Reader &reader) { settingList(reader, record.spec, record.unknownSettings); });
    sections.read("DONE", [](Reader &) {});
    sections.finish();
    if (sections.failed())
        return sections.error();
    if (!factsFitTapes(record))
        return FileError{"the file is damaged: its facts do not fit its tapes; get a fresh copy"};
    request::knowPrivate(secret);
    record.startedAt = meta.startedAt;
    record.scenario = std::move(meta.scenario);
    return record;
}

/// Of what the file has before its settings, and of their values. Their names stand in every file: a private value that
/// is such a word as well does not stand in this one by that.
std::vector<std::string> privateOf(std::string_view file, const request::RequestSpec &spec)
{
    std::vector<std::string> all = request::privateIn(file);
    for (const request::Setting &row : request::settings()) {
        const auto text = row.text ? row.get(spec) : std::nullopt;
        for (std::string &value : request::privateIn(text.value_or(std::string()))) {
            if (std::ranges::find(all, value) == all.end())
                all.push_back(std::move(value));
        }
    }
    return all;
}

/// About what the file will take: growing by halves and copying costs more than writing.
std::size_t roomFor(const Record &record)
{
    constexpr std::size_t perFact = 16, rest = 4096;
    std::uint64_t room = rest + record.spec.body.text.size() + perFact * record.facts.size();
    for (const auto &pair : record.tapes)
        room += pair.sent.held() + pair.received.held();
    return static_cast<std::size_t>(room);
}

} // namespace

std::string serialize(const Record &record)
{
    std::string out = std::string(magic) + std::to_string(fileVersion) + "\n";
    out.reserve(roomFor(record));
    const Meta meta{record.role(), record.startedAt, record.scenario, record.tapes.size()};
    section(out, "META", [&](Writer &writer) { fields(writer, meta); });
    section(out, "SPEC", [&](Writer &writer) { fieldsOfVersion8(writer, record.spec); });
    section(out, "FACT", [&](Writer &writer) {
        writer.list(record.facts, [&](const Fact &fact) {
            fields(writer, fact);
            fieldsOfVersion7(writer, fact);
        });
    });
    std::uint64_t left = mostGenerated;
    for (const auto &pair : record.tapes)
        for (const auto *tape : {&pair.sent, &pair.received})
            section(out, "TAPE", [&](Writer &writer) {
                writer.list(tape->segments(), [&](const Segment &segment) { fields(writer, segment, &left); });
            });
    // None that stands nowhere else in the file: it would be one more place to lose it from.
    const std::vector<std::string> secret = privateOf(out, record.spec);
    section(out, "PRIV",
            [&](Writer &writer) { writer.list(secret, [&](const std::string &value) { writer.text(value); }); });
    section(out, "SETT", [&](Writer &writer) { settingList(writer, record.spec); });
    section(out, "DONE", [](Writer &) {});
    return out;
}

std::variant<Record, FileError> deserialize(std::string_view bytes)
{
    if (bytes.size() > mostFileBytes)
        return FileError{"the file is larger than " + base::sizeText(mostFileBytes) + ", the most that is read"};
    const auto version = takeVersion(bytes);
    if (const auto *error = std::get_if<FileError>(&version))
        return *error;
    const auto number = std::get<std::uint64_t>(version);
    if (number > fileVersion)
        return FileError{"made by a newer Interim (file version " + std::to_string(number) + ", this one reads up to "
                         + std::to_string(fileVersion) + "): update Interim"};
    return readSections(bytes, number);
}

} // namespace record

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/content_secrets.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "record/regular_file.h"
#include "request/private_values.h"
#include "request/sensitive_content.h"
#include "request/typed_head.h"
#include "wire/event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine {

namespace {

using namespace std::string_view_literals;

/// How packed bytes begin: gzip, zip, Zstandard, xz, bzip2, 7z, and PDF, which packs its text.
constexpr std::array packedStarts{"\x1f\x8b"sv,
                                  "PK\x03\x04"sv,
                                  "\x28\xb5\x2f\xfd"sv,
                                  "\xfd"
                                  "7zXZ"sv,
                                  "BZh"sv,
                                  "7z\xbc\xaf"sv,
                                  "%PDF-"sv};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities{
    {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}}};

/// UTF-16 of a text in ASCII has every second byte 0.
std::string withoutZeros(std::string_view bytes)
{
    std::string out(bytes);
    if (out.starts_with("\xff\xfe") || out.starts_with("\xfe\xff"))
        out.erase(0, 2);
    std::erase(out, '\0');
    return out;
}

std::string withoutEntities(std::string out)
{
    for (const auto &[coded, plain] : entities)
        for (auto at = out.find(coded); at != out.npos; at = out.find(coded, at + plain.size()))
            out.replace(at, coded.size(), plain);
    return out;
}

class Search {
public:
    explicit Search(const request::RequestSpec &spec) : spec_(spec) {}

    ContentSecrets search()
    {
        const request::BodySpec &body = spec_.body;
        const std::string type = request::contentTypeOf(spec_);
        for (const std::string &name : request::secretNamesOf(spec_))
            add(name);
        if (body.kind == request::BodyKind::Text)
            look("the content", body.text, type);
        if (body.kind == request::BodyKind::File)
            file(body.path, type);
        for (const request::FormField &field : body.fields) {
            if (body.kind == request::BodyKind::Multipart && !field.path.empty())
                file(field.path, field.mediaType);
            else if (body.kind == request::BodyKind::Multipart || body.kind == request::BodyKind::Form)
                look("the value of a field", field.value, field.mediaType);
        }
        if (!request::privatePartsOf(type).empty())
            add("Content-Type");
        const std::string coding = base::lowered(request::typedValue(spec_, "Content-Encoding"));
        if (body.present() && !coding.empty() && coding != "identity")
            unseen("the content is coded (Content-Encoding)");
        return std::move(out_);
    }

private:
    void add(const std::string &name)
    {
        const std::string shown = base::escaped(std::string_view(name).substr(0, 60));
        if (out_.names.size() < 8 && std::ranges::find(out_.names, shown) == out_.names.end())
            out_.names.push_back(shown);
    }

    void unseen(std::string why)
    {
        if (out_.unseen.empty())
            out_.unseen = std::move(why);
    }

    void members(std::string_view bytes, const std::string &type)
    {
        for (const request::SecretMember &member : request::secretMembersOf(bytes, type))
            add(member.name);
    }

    void look(const std::string &what, std::string_view bytes, const std::string &type)
    {
        if (std::ranges::any_of(packedStarts, [&](auto start) { return bytes.starts_with(start); }))
            unseen(what + " is packed");
        members(bytes, type);
        const bool zeros = bytes.find('\0') != bytes.npos;
        std::string plain = zeros ? withoutZeros(bytes) : std::string(bytes);
        if (zeros)
            members(plain, type);
        if (plain.find("&quot;") != plain.npos || plain.find("&lt;") != plain.npos)
            members(withoutEntities(std::move(plain)), type);
    }

    void file(const std::string &path, const std::string &type)
    {
        auto opened = record::RegularFile::open(path);
        auto *file = std::get_if<record::RegularFile>(&opened);
        if (!file)
            return unseen("a file of it cannot be read again");
        if (file->size() > mostLookedThrough)
            unseen("a file of it has more than 1 MiB, of which the rest is not looked through");
        std::string bytes(std::min(file->size(), mostLookedThrough), '\0');
        const std::int64_t read = file->read(bytes.data(), bytes.size());
        if (std::cmp_not_equal(read, bytes.size()))
            unseen("a file of it cannot be read whole");
        bytes.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
        look("a file of it", bytes, type);
    }

    const request::RequestSpec &spec_;
    ContentSecrets out_;
};

} // namespace

ContentSecrets secretsInContent(const request::RequestSpec &spec)
{
    return Search(spec).search();
}

} // namespace engine

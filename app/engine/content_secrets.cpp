// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/content_secrets.h"

#include "record/regular_file.h"
#include "wire/event.h"
#include "wire/sensitive_content.h"

#include <algorithm>

namespace engine {

namespace {

std::string beginOf(const std::string &path)
{
    auto opened = record::RegularFile::open(path);
    auto *file = std::get_if<record::RegularFile>(&opened);
    if (!file)
        return {};
    std::string bytes(std::min(file->size(), mostLookedThrough), '\0');
    const std::int64_t read = file->read(bytes.data(), bytes.size());
    bytes.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
    return bytes;
}

} // namespace

std::vector<std::string> secretNamesInContent(const wire::RequestSpec &spec)
{
    std::vector<std::string> names = wire::secretNamesOf(spec);
    const auto look = [&](const std::string &path, const std::string &mediaType) {
        for (const wire::SecretMember &member : wire::secretMembersOf(beginOf(path), mediaType))
            names.push_back(member.name);
    };
    if (spec.body.kind == wire::BodyKind::File)
        look(spec.body.path, wire::contentTypeOf(spec));
    for (const wire::FormField &field : spec.body.fields)
        if (spec.body.kind == wire::BodyKind::Multipart && !field.path.empty())
            look(field.path, field.mediaType);
    std::vector<std::string> out;
    for (const std::string &name : names) {
        const std::string shown = wire::escaped(std::string_view(name).substr(0, 60));
        if (out.size() < 8 && std::ranges::find(out, shown) == out.end())
            out.push_back(shown);
    }
    return out;
}

} // namespace engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/setting_words.h"

#include "base/text.h"
#include "request/form.h"
#include "request/settings.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

using request::RequestSpec;

constexpr std::array<std::string_view, 3> patternWords{"text", "zeros", "random"};

bool textSetting(std::string &text, std::string_view value)
{
    if (value.empty() || std::ranges::any_of(value, [](char c) { return base::isControl(c); }))
        return false;
    text = value;
    return true;
}

bool generatedSize(RequestSpec &spec, std::string_view value)
{
    const auto size = base::byteSize(value);
    if (!size)
        return false;
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = *size;
    return true;
}

bool bodyPattern(RequestSpec &spec, std::string_view value)
{
    const bool known = std::ranges::find(patternWords, value) != patternWords.end();
    if (known)
        spec.body.pattern = value;
    return known;
}

bool fieldOrder(RequestSpec &spec, std::string_view value)
{
    std::vector<std::string> names;
    for (const std::string_view name : base::listMembers(value)) {
        if (!base::isToken(name))
            return false;
        names.emplace_back(name);
    }
    if (!names.empty())
        spec.fieldOrder = names;
    return !names.empty();
}

bool without(RequestSpec &spec, std::string_view name)
{
    if (base::isToken(name) && std::ranges::find(spec.removed, name) == spec.removed.end())
        spec.removed.emplace_back(name);
    return base::isToken(name);
}

bool rawHead(RequestSpec &spec, std::string_view bytes)
{
    if (!bytes.empty())
        spec.rawHead = std::string(bytes);
    return !bytes.empty();
}

/// What a file has words of its own for, or says besides: the rest is in request::settings().
struct WordRow {
    std::string_view name;
    bool (*apply)(RequestSpec &, std::string_view);
};

constexpr std::array<WordRow, 8> wordRows{{
    {"body-size", generatedSize},
    {"body-pattern", bodyPattern},
    {"method", [](RequestSpec &s, std::string_view v) { return textSetting(s.method, v); }},
    {"content-type", [](RequestSpec &s, std::string_view v) { return textSetting(s.body.mediaType, v); }},
    {"order", fieldOrder},
    {"profile", [](RequestSpec &s, std::string_view v) { return textSetting(s.profile, v); }},
    {"without", without},
    {"raw-head", rawHead},
}};

class SettingList {
public:
    explicit SettingList(const RequestSpec &spec) : spec_(spec) {}

    std::vector<Setting> list()
    {
        shared(true);
        content();
        shared(false);
        return std::move(out_);
    }

private:
    void add(std::string_view name, std::string value) { out_.push_back({std::string(name), std::move(value)}); }
    void words(const char *name, const std::string &value)
    {
        if (!value.empty())
            add(name, value);
    }

    bool isSaid(const request::Setting &row) const
    {
        if (row.name == "expect-value")
            return spec_.expect.rule == request::ExpectRule::Custom;
        return row.name == "expect" || !row.isDefault(spec_);
    }

    void shared(bool ofExpect)
    {
        for (const request::Setting &row : request::settings()) {
            if ((row.group == request::SettingGroup::Expect) == ofExpect && isSaid(row))
                add(row.name, row.get(spec_).value_or(std::string()));
        }
    }

    void content()
    {
        if (spec_.body.kind == request::BodyKind::Generated) {
            add("body-size", std::to_string(spec_.body.size));
            add("body-pattern", spec_.body.pattern);
        }
        if (!isPlainMethod(spec_.method))
            words("method", spec_.method);
        words("content-type", request::contentType(spec_.body));
        std::string order;
        for (const std::string &name : spec_.fieldOrder)
            order += (order.empty() ? "" : ",") + name;
        words("order", order);
        for (const std::string &name : spec_.removed)
            add("without", name);
        if (spec_.rawHead)
            add("raw-head", *spec_.rawHead);
        words("profile", spec_.profile);
    }

    const RequestSpec &spec_;
    std::vector<Setting> out_;
};

} // namespace

bool isOtherProtocol(std::string_view word)
{
    static constexpr std::array<std::string_view, 4> words{"GRPC", "WEBSOCKET", "GRAPHQL", "RSOCKET"};
    return std::ranges::find(words, word) != words.end();
}

bool isPlainMethod(std::string_view method)
{
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !method.empty() && upper(method.front()) && !isOtherProtocol(method)
        && std::ranges::all_of(method, [&](char c) { return upper(c) || base::isDigit(c) || c == '-' || c == '_'; });
}

std::vector<Setting> settingsOf(const request::RequestSpec &spec)
{
    return SettingList(spec).list();
}

bool applySetting(request::RequestSpec &spec, std::string_view name, std::string_view value)
{
    if (const request::Setting *row = request::findSetting(name))
        return row->set(spec, value);
    const auto row = std::ranges::find(wordRows, name, &WordRow::name);
    return row != wordRows.end() && row->apply(spec, value);
}

} // namespace formats

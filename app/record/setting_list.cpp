// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/setting_list.h"

#include "base/text.h"
#include "request/settings.h"

#include <algorithm>
#include <optional>
#include <string>

namespace record {

namespace {

using request::Setting;
using request::SettingKind;

/// What stands behind a name. The numbers are the file's.
enum class Held : std::uint8_t { Nothing = 0, Number = 1, Text = 2 };
constexpr std::uint8_t changed = 4; // added where it is not the default
constexpr std::size_t longestName = 64;

void valueOf(Writer &writer, const Setting &row, const request::RequestSpec &spec)
{
    const auto tag = [&](Held what) {
        writer.number(static_cast<std::uint8_t>(static_cast<int>(what) + (row.isDefault(spec) ? 0 : changed)));
    };
    // A word of a choice as that: the order of its enumerators is free.
    if (row.text || row.kind == SettingKind::Choice) {
        tag(Held::Text);
        writer.text(row.get(spec).value_or(std::string()));
        return;
    }
    const std::optional<std::int64_t> number = row.number(spec);
    tag(number ? Held::Number : Held::Nothing);
    if (number)
        writer.number(*number);
}

/// False: it does not fit into the member.
bool put(const Setting &row, request::RequestSpec &spec, std::optional<std::int64_t> number)
{
    const bool ofTwo = row.kind == SettingKind::Switch;
    if (row.text || row.kind == SettingKind::Choice || (ofTwo && number != 0 && number != 1))
        return false;
    row.putNumber(spec, number);
    return row.number(spec) == number;
}

bool putWord(const Setting &row, request::RequestSpec &spec, const std::string &word)
{
    const auto known = std::ranges::find(row.words, word); // of a choice; no other row has any
    return known != row.words.end() && row.setNumber(spec, known - row.words.begin());
}

/// `row`: null where the value is passed over.
void readValue(Reader &reader, Held what, const Setting *row, request::RequestSpec &spec)
{
    std::int64_t number = 0;
    std::string word;
    switch (what) {
    case Held::Nothing: reader.require(!row || put(*row, spec, std::nullopt)); return;
    case Held::Number:
        reader.number(number);
        reader.require(!row || put(*row, spec, number));
        return;
    case Held::Text:
        if (row && row->text)
            return reader.text(row->text(spec));
        reader.bytes(word); // it is not kept
        reader.require(!row || putWord(*row, spec, word));
        return;
    }
    reader.require(false);
}

void readSetting(Reader &reader, request::RequestSpec &spec, std::vector<std::string> &unknown)
{
    std::string name;
    std::uint8_t tag = 0;
    reader.bytes(name);
    reader.require(name.size() <= longestName && base::isToken(name)); // it is shown
    reader.number(tag);
    const Setting *row = request::findSetting(name);
    if (!row && tag >= changed && unknown.size() < mostUnknown)
        unknown.push_back(name);
    readValue(reader, static_cast<Held>(tag % changed), row, spec);
    reader.require(tag < 2 * changed);
}

} // namespace

void settingList(Writer &writer, const request::RequestSpec &spec)
{
    writer.list(request::settings(), [&](const Setting &row) {
        writer.text(row.name);
        valueOf(writer, row, spec);
    });
}

void settingList(Reader &reader, request::RequestSpec &spec, std::vector<std::string> &unknown)
{
    std::uint64_t count = 0;
    reader.number(count);
    reader.require(count <= mostSettings);
    for (; reader.ok() && count > 0; --count)
        readSetting(reader, spec, unknown);
}

} // namespace record

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_query.h"

#include "base/text.h"

#include <QJsonValue>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

bool isText(const QJsonValue &said, std::string_view raw)
{
    const QString text = said.toString();
    if (text.contains(QChar::ReplacementCharacter))
        return true;
    const std::string bytes = text.toStdString();
    std::string blanks(raw);
    std::ranges::replace(blanks, '+', ' ');
    return bytes == raw || bytes == base::percentDecoded(raw) || bytes == base::percentDecoded(blanks);
}

} // namespace

bool listsFieldsOf(const QJsonArray &list, std::string_view encoded)
{
    qsizetype at = 0;
    while (!encoded.empty()) {
        const auto member = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(member.size() + 1, encoded.size()));
        if (member.empty())
            continue;
        const auto sign = std::min(member.find('='), member.size());
        if (at == list.size() || !isText(list[at]["name"_L1], member.substr(0, sign))
            || !isText(list[at]["value"_L1], member.substr(std::min(sign + 1, member.size()))))
            return false;
        ++at;
    }
    return at == list.size();
}

} // namespace formats

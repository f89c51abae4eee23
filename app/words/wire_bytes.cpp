// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/wire_bytes.h"

#include "base/safe_bytes.h"

namespace words {

QString wireText(std::string_view bytes, int most)
{
    const auto room = static_cast<std::size_t>(most);
    return QString::fromLatin1(base::escaped(bytes.substr(0, room)))
        + (bytes.size() > room ? QString(u'…') : QString());
}

} // namespace words

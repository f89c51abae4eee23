// SPDX-License-Identifier: GPL-3.0-or-later
// The variables of .http files that their tools make anew each time: {{$uuid}}, {{$timestamp -1 d}}, {{$randomInt 1
// 9}}. Names and arguments of JetBrains' HTTP Client, VS Code's REST Client, httpyac and Visual Studio.
#pragma once

#include <QDateTime>

#include <optional>
#include <string>
#include <string_view>

class QRandomGenerator;

namespace formats {

struct DynamicSource {
    QDateTime now;
    QRandomGenerator *random;
};

/// `words` is what stands between the braces. Nothing for a name that is not known, and for arguments that are not
/// understood: a guess would go out.
std::optional<std::string> dynamicValue(std::string_view words, const DynamicSource &source);

} // namespace formats

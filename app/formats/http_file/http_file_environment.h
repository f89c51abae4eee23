// SPDX-License-Identifier: GPL-3.0-or-later
// http-client.env.json and http-client.private.env.json: the variables of an environment, for .http files (JetBrains'
// HTTP Client, Visual Studio, httpyac).
#pragma once

#include <QStringList>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace formats {

inline constexpr std::size_t mostEnvironmentBytes = 1 << 20;

struct FileEnvironment {
    QString name;      ///< the one that is chosen; "" for none
    QStringList known; ///< those that can be chosen, sorted
    std::map<std::string, std::string, std::less<>> values;
    std::vector<std::string> secrets; ///< values of the private file
    std::int64_t nowMs = 0;           ///< since 1970 UTC: the time of what is made anew
    QStringList taken;
    QString error; ///< one line; then nothing else counts
};

/// `open` and `secret` are the two files, "" for one that is not there. Without a choice the values of "$shared" count
/// alone. A name in both files is taken from the open one, as JetBrains documents, and that is said.
FileEnvironment readEnvironment(std::string_view open, std::string_view secret, const QString &chosen);

} // namespace formats

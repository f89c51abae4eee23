// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios of resources/, read from the tree: for tests below the resource system.
#pragma once

#include "lab/scenario_library.h"

#include <QDir>
#include <QFile>

#include <memory>

using namespace Qt::StringLiterals;

namespace support {

/// One text as a library of its own; aborts with the parser's line if it is wrong.
inline void addScenario(lab::Library &library, const std::string &name, std::string_view text)
{
    const std::string wrong = library.add(name, text);
    if (!wrong.empty())
        qFatal("%s", wrong.c_str());
}

inline std::shared_ptr<const lab::Library> libraryOf(const std::string &name, std::string_view text)
{
    auto library = std::make_shared<lab::Library>();
    addScenario(*library, name, text);
    return library;
}

inline std::shared_ptr<const lab::Library> allScenarios()
{
    auto library = std::make_shared<lab::Library>();
    const QDir folder(u"" INTERIM_SOURCE_DIR "/resources/scenarios"_s);
    const auto names = folder.entryList({u"*.scenario"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(name));
        addScenario(*library, name.toStdString(), file.readAll().toStdString());
    }
    return library;
}

} // namespace support

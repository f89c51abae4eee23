// SPDX-License-Identifier: GPL-3.0-or-later
// The files of the tree, by their paths from its root.
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStringList>

namespace arch {

inline QString treePath(const QString &path)
{
    return QStringLiteral("" INTERIM_SOURCE_DIR "/") + path;
}

/// "" where it cannot be read.
inline QString textAt(const QString &path)
{
    QFile file(treePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Sorted.
inline QStringList filesBelow(const QStringList &folders, const QStringList &patterns)
{
    QStringList paths;
    for (const QString &folder : folders) {
        QDirIterator walk(treePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext())
            paths << QDir(treePath({})).relativeFilePath(walk.next());
    }
    paths.sort();
    return paths;
}

} // namespace arch

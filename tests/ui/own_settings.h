// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of one suite's own: suites run beside each other, and what one forgot another was about to read.
#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace support {

/// As after the installation.
inline void forgetSettings()
{
    static const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("interim-test"));
    QSettings().clear();
}

} // namespace support

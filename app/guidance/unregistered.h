// SPDX-License-Identifier: GPL-3.0-or-later
// Status codes that IANA has not registered: what a client makes of them, and whose they are where that is known.
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace guidance {

struct ForeignCode {
    int code = 0;
    QString whose;  ///< who made it up
    QString says;   ///< what it means there; a sentence that begins small
    QString source; ///< where that is written
};

/// resources/guidance/unregistered.json. A wrong file leaves its errors in `errors`, a line each.
QVector<ForeignCode> readForeignCodes(const QString &folder, QStringList &errors);
/// What the guide says of three digits that are no registered code: 100 to 599 by their class, all others as invalid
/// (RFC 9110 section 15). "" for anything but three digits.
QString unregisteredText(const QString &digits);

} // namespace guidance

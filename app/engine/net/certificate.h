// SPDX-License-Identifier: GPL-3.0-or-later
// A self-signed certificate for the lab, made anew at each start and never written to disk.
#pragma once

#include <QByteArray>
#include <QString>

namespace engine {

struct Certificate {
    QByteArray certificatePem; ///< X.509 v3, EC P-256, for localhost, 127.0.0.1, ::1 and the host given
    QByteArray keyPem;         ///< its private key, PKCS #8
    QString error;             ///< one line; "" when all went well
};

/// `host`: a name or an address that is in the certificate too; may be empty. Valid for 30 days.
Certificate makeCertificate(const QString &host);

} // namespace engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Holds a JSON document against one of the shipped schemas with a validator that is not ours (python3-jsonschema).
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace support {

/// Empty when every line of `documents` (a JSON document each) fits resources/schema/NAME; else what does not.
inline QString schemaErrors(const QString &name, const QList<QByteArray> &documents)
{
    static const char script[] = R"(
import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
bad = 0
for number, path in enumerate(sys.argv[2:]):
    for error in validator.iter_errors(json.load(open(path))):
        bad += 1
        print(number, list(error.absolute_path), error.message[:300])
print("errors:", bad)
)";
    const QTemporaryDir folder;
    QStringList words{u"-W"_s, u"ignore"_s, u"-c"_s, QString::fromLatin1(script),
                      u"" INTERIM_SOURCE_DIR "/resources/schema/"_s + name};
    for (const QByteArray &document : documents) {
        QFile file(folder.filePath(QString::number(words.size())));
        if (!file.open(QIODevice::WriteOnly) || file.write(document) != document.size())
            return u"cannot write "_s + file.fileName();
        words << file.fileName();
    }
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(u"python3"_s, words);
    python.waitForFinished(100'000);
    const QString said = QString::fromUtf8(python.readAll());
    return said == "errors: 0\n"_L1 ? QString() : u"python3 says: "_s + said;
}

} // namespace support

// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of guidance files (rules, verdicts, codes, anomalies, claims): any bytes give a library, what is wrong
// with them is said in lines, and whatever was read can be evaluated.
#include "fuzz/parsed.h"

#include "guidance/guide_text.h"
#include "guidance/library.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// In this order, which the corpus counts on.
constexpr std::array names{"rules.json",     "verdicts.json", "codes.json",
                           "anomalies.json", "claims.json",   "verdicts-417.json"};

/// A folder with the real files; the input takes the place of one of them.
class Folder {
public:
    Folder() : home_(QDir::tempPath() + u"/fuzz-rules-XXXXXX"_s)
    {
        const QDir real(u"" INTERIM_SOURCE_DIR "/resources/guidance"_s);
        for (const QString &name : real.entryList({u"*.json"_s}))
            QFile::copy(real.filePath(name), home_.filePath(name));
    }

    guidance::Library load(const char *name, const QByteArray &bytes)
    {
        const QString path = home_.filePath(QLatin1String(name)), kept = path + u".kept"_s;
        QFile::rename(path, kept);
        QFile file(path);
        fuzz::require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "the input is written");
        file.close();
        guidance::Library library = guidance::Library::load(home_.path(), u"" INTERIM_SOURCE_DIR "/resources/facts"_s);
        QFile::remove(path);
        QFile::rename(kept, path);
        return library;
    }

private:
    QTemporaryDir home_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Folder folder;
    if (size == 0 || size > 64 << 10)
        return 0;
    const char *name = names[data[0] % names.size()];
    const guidance::Library library =
        folder.load(name, QByteArray(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1));
    for (const QString &line : library.errors())
        fuzz::require(!line.isEmpty() && !line.contains(u'\n'), "an error of one line");
    guidance::guideText(library, u"417"_s);
    return 0;
}

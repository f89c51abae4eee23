// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges and requests as files of other tools (HAR, .http), for windows and commands that do not see the formats
// room.
#pragma once

#include "record/record.h"
#include "session/imported_request.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace formats {
class HarWriter;
}

namespace session {

enum class FileForm : std::uint8_t { Har, JetBrains, VsCode };
inline constexpr FileForm fileForms[] = {FileForm::Har, FileForm::JetBrains, FileForm::VsCode};
/// "har", "http", "vscode".
const char *keyOf(FileForm form);
std::optional<FileForm> fileForm(const QString &key);
/// "har" or "http".
QString suffixOf(FileForm form);

/// Exchanges written one after the other, so that no more than one need be held: as HAR, or their requests as .http. At
/// most what Interim reads again is written.
class ExportWriter {
public:
    /// Gets the text piece by piece. False: the rest is not wanted.
    using Sink = std::function<bool(std::string_view)>;

    ExportWriter(FileForm form, bool showSecrets, Sink sink);
    ~ExportWriter();
    void add(const record::Record &record);
    /// Writes the rest. Returns what the file does not carry, a line each.
    QStringList finish();
    /// One line when nothing can be written.
    const QString &error() const { return error_; }

private:
    void noteSocket(const std::string &path);

    FileForm form_;
    bool showSecrets_;
    Sink sink_;
    QStringList sockets_;                         ///< lines of what an archive loses
    std::unique_ptr<formats::HarWriter> archive_; ///< HAR alone
    std::vector<ImportedRequest> requests_;       ///< .http alone
    std::uint64_t held_ = 0;                      ///< bytes of their contents
    std::size_t left_ = 0;                        ///< requests for which there was no room
    QString error_;
};

/// What .http files that are written may hold of contents, in bytes.
inline constexpr std::uint64_t mostHeldContent = 16 << 20;

/// What became of a file.
struct ExportEnd {
    bool written = false;
    QStringList losses; ///< what it does not carry, a line each
    QString error;      ///< one line; "" also where there was nothing to write
};
/// Gives the next recording; false: there is none.
using NextRecord = std::function<bool(std::shared_ptr<const record::Record> *)>;
/// Writes them as one file, whole or not at all, and none where there is no recording.
ExportEnd exportFile(FileForm form, bool showSecrets, const QString &path, const NextRecord &next);

struct ExportText {
    QByteArray text;
    QStringList losses;   ///< what the form cannot say, a line each
    QString error;        ///< one line when nothing can be written
    bool secrets = false; ///< they stand in it: the file is for its owner alone
};

/// Requests as .http; a HAR needs exchanges.
ExportText exportText(FileForm form, const std::vector<ImportedRequest> &requests, bool showSecrets);

/// Writes the file whole or not at all. The QString is an error line; "" when done.
QString saveExport(const ExportText &made, const QString &path);
/// For people, when it was done.
QString exportedLine(const QString &path, const QStringList &losses);

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
// Requests from files of other tools (HAR, .http), and exchanges for them, for windows and commands that do not see
// the formats room.
#pragma once

#include "record/record.h"
#include "session/imported_request.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace formats {
class HarWriter;
}

namespace session {

struct ImportedFile {
    std::vector<ImportedRequest> requests; ///< in the file's order, one at least
    QStringList taken;                     ///< of the whole file
    QStringList environments{};            ///< that an .http file can be read with
    QString environment{};                 ///< the one that it was read with; "" for none
};

/// A HAR or an .http file, told apart by what is in it. Opens the files that an .http file names, for their size, or
/// (up to 16 MiB) for their text, and http-client.env.json with its private twin, in the file's folder or the nearest
/// one above. The QString is an error line.
std::variant<ImportedFile, QString> importFile(const QString &path, const QString &environment = {});
/// The one that is meant by a name or by a number from 1 on ("" where there is only one), which may have an error of
/// its own; the QString is an error line.
std::variant<ImportedRequest, QString> chosenRequest(const ImportedFile &file, const QString &which);

/// What of a request is text, a part a line: method, URL, fields, content.
std::string requestWords(const request::RequestSpec &spec);
/// Why a request must not be sent although it was changed since it was imported: ImportedRequest::blocked, as long as
/// it is as it came, or what it lacks in content or fields was not put there, or one of its unknown parts, or of its
/// {{...}} where they are variables, is still there. "" when it may.
QString stillBlocked(const ImportedRequest &imported, const request::RequestSpec &now);

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

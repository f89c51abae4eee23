// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/request_files.h"

#include "engine/net/clock.h"
#include "formats/file_kind.h"
#include "formats/har/har_reader.h"
#include "formats/http_file/http_file_reader.h"
#include "formats/json/json_text.h"
#include "formats/secret_values.h"
#include "formats/secrets.h"
#include "record/regular_file.h"
#include "request/private_values.h"
#include "session/curl_files.h"
#include "words/units.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace session {

namespace {

// Named here: of a function whose type is qualified lupdate takes the qualifier for the class that tr() is of.
using formats::FileEnvironment;
using formats::RequestFile;

struct FileWords {
    Q_DECLARE_TR_FUNCTIONS(session::RequestFiles)
};

QString titleOf(const QString &name, const request::RequestSpec &spec)
{
    return name.isEmpty() ? QString::fromStdString(spec.method + ' ' + formats::maskedUrl(spec.url)).simplified()
                          : name;
}

ImportedFile importedFile(RequestFile &&read)
{
    ImportedFile out;
    out.taken = read.taken;
    request::knowPrivate(read.secrets);
    const formats::SecretValues secrets(read.secrets);
    for (formats::FileRequest &one : read.requests) {
        QString title = one.error.isEmpty() ? titleOf(one.name, one.spec) : one.error;
        if (!secrets.empty())
            title = QString::fromStdString(secrets.hidden(title.toStdString()));
        out.requests.push_back({one.name, title, std::move(one.spec), one.losses, one.taken, one.error, one.otherName,
                                one.blocked, one.lacksContent, one.lacksFields, std::move(one.typed), read.secrets});
    }
    out.environments = read.environments;
    return out;
}

struct OpenedFile {
    record::RegularFile file;
    std::string start; ///< its first bytes
};

constexpr std::size_t pieceBytes = 1 << 20;

/// An error line, or the file and what it begins with.
std::variant<OpenedFile, QString> openedFile(const QString &path)
{
    auto opened = record::RegularFile::open(QFile::encodeName(path).toStdString(), formats::mostHarBytes);
    if (const auto *why = std::get_if<std::string>(&opened))
        return QString::fromStdString(*why);
    OpenedFile out{std::get<record::RegularFile>(std::move(opened)), std::string(pieceBytes, 0)};
    const std::int64_t got = out.file.read(out.start.data(), out.start.size());
    if (got < 0)
        return qt_error_string(errno);
    out.start.resize(static_cast<std::size_t>(got));
    return out;
}

/// Piece by piece: an archive may be larger than the memory that it is worth.
RequestFile readArchive(OpenedFile &opened)
{
    std::string piece = std::move(opened.start);
    bool first = true, wrong = false;
    RequestFile read = formats::readHar([&]() -> std::string_view {
        if (!std::exchange(first, false)) {
            piece.resize(pieceBytes);
            const std::int64_t got = opened.file.read(piece.data(), piece.size());
            wrong = wrong || got < 0;
            piece.resize(static_cast<std::size_t>(std::max<std::int64_t>(got, 0)));
        }
        return piece;
    });
    if (wrong) {
        read = {};
        read.error = FileWords::tr("it cannot be read to its end");
    }
    return read;
}

/// A file of environments beside the .http file; "" where there is none. The QString is an error line.
std::variant<std::string, QString> environmentText(const QString &path)
{
    if (!QFileInfo::exists(path))
        return std::string();
    record::FileText text = record::readFile(QFile::encodeName(path).toStdString(), formats::mostEnvironmentBytes);
    if (!text.error.empty())
        return QString(path + u": "_s + QString::fromStdString(text.error));
    return std::move(text.bytes);
}

/// Of the nearest folder that has one, from the file's own upwards.
FileEnvironment environmentFor(const QString &path, const QString &chosen)
{
    constexpr int mostFolders = 32;
    FileEnvironment out;
    QDir folder = QFileInfo(path).absoluteDir();
    for (int i = 0; i < mostFolders; ++i) {
        const QString open = folder.filePath(u"http-client.env.json"_s);
        const QString secret = folder.filePath(u"http-client.private.env.json"_s);
        if (QFileInfo::exists(open) || QFileInfo::exists(secret)) {
            const auto first = environmentText(open), second = environmentText(secret);
            for (const auto *one : {&first, &second}) {
                if (const auto *wrong = std::get_if<QString>(one))
                    out.error = *wrong;
            }
            return out.error.isEmpty()
                ? formats::readEnvironment(std::get<std::string>(first), std::get<std::string>(second), chosen)
                : out;
        }
        if (!folder.cdUp())
            break;
    }
    if (!chosen.isEmpty())
        out.error =
            FileWords::tr("there is no environment \"%1\": no http-client.env.json stands beside the file or above")
                .arg(chosen);
    return out;
}

RequestFile readRequests(OpenedFile &opened, const QString &path, const QString &environment)
{
    if (opened.file.size() > formats::mostHttpFileBytes) {
        RequestFile out;
        out.error = FileWords::tr("it has more than %1, the most that is read of an .http file")
                        .arg(words::sizeText(formats::mostHttpFileBytes, QLocale()));
        return out;
    }
    std::string text = std::move(opened.start);
    const std::size_t there = text.size();
    text.resize(formats::mostHttpFileBytes + 1);
    const std::int64_t got = there < pieceBytes ? 0 : opened.file.read(text.data() + there, text.size() - there);
    text.resize(there + static_cast<std::size_t>(std::max<std::int64_t>(got, 0)));
    const std::string folder = QFile::encodeName(QFileInfo(path).absolutePath()).toStdString();
    FileEnvironment values = environmentFor(path, environment);
    values.nowMs = engine::Clock::wallMs();
    return formats::readHttpFile(text, curlFiles(), folder, values);
}

RequestFile readForeign(OpenedFile &opened, const QString &path, const QString &environment)
{
    RequestFile out;
    if (opened.start.starts_with("INTERIM "))
        out.error = FileWords::tr("it is a recording, which is opened, not imported");
    else
        out.error = formats::fileKind(opened.start, QFileInfo(path).fileName());
    const bool archive = path.endsWith(".har"_L1, Qt::CaseInsensitive) || formats::beginsAsJson(opened.start);
    if (out.error.isEmpty() && archive && !environment.isEmpty())
        out.error = FileWords::tr("an archive has no environments: they are of .http files");
    return !out.error.isEmpty() ? out : archive ? readArchive(opened) : readRequests(opened, path, environment);
}

} // namespace

std::variant<ImportedFile, QString> importFile(const QString &path, const QString &environment)
{
    const auto failed = [&path](const QString &why) { return FileWords::tr("cannot import %1: %2").arg(path, why); };
    auto opened = openedFile(path);
    if (const auto *why = std::get_if<QString>(&opened))
        return failed(*why);
    RequestFile read = readForeign(std::get<OpenedFile>(opened), path, environment);
    if (!read.error.isEmpty())
        return failed(read.error);
    ImportedFile out = importedFile(std::move(read));
    out.environment = environment;
    return out;
}

std::variant<ImportedRequest, QString> chosenRequest(const ImportedFile &file, const QString &which)
{
    const auto count = static_cast<qsizetype>(file.requests.size());
    auto named = std::ranges::find(file.requests, which, &ImportedRequest::name);
    if (named == file.requests.end())
        named = std::ranges::find(file.requests, which, &ImportedRequest::otherName);
    bool number = false;
    qsizetype place = which.toInt(&number);
    if (which.isEmpty() && count == 1)
        place = 1;
    else if (!which.isEmpty() && named != file.requests.end())
        place = named - file.requests.begin() + 1;
    else if (which.isEmpty() || !number || place < 1 || place > count) {
        QStringList some;
        for (qsizetype i = 0; i < std::min<qsizetype>(count, 5); ++i)
            some.append(u"%1 %2"_s.arg(i + 1).arg(file.requests[static_cast<std::size_t>(i)].title.left(60)));
        if (count > 5)
            some.append(u"..."_s);
        if (count == 1)
            return FileWords::tr("there is 1 request, %1").arg(some.join(QString()));
        return FileWords::tr("there are %1 requests, name one by number or name: %2")
            .arg(count)
            .arg(some.join(u"; "_s));
    }
    return file.requests[static_cast<std::size_t>(place - 1)];
}

std::string requestWords(const request::RequestSpec &spec)
{
    std::string all =
        spec.method + '\n' + spec.url + '\n' + spec.body.text + '\n' + spec.body.mediaType + '\n' + spec.body.path;
    for (const request::HeaderLine &line : spec.headers)
        all += '\n' + line.name + ':' + line.value;
    for (const request::FormField &field : spec.body.fields)
        all += '\n' + field.name + '=' + field.value + field.path;
    return all;
}

QString stillBlocked(const ImportedRequest &imported, const request::RequestSpec &now)
{
    if (imported.blocked.isEmpty() || imported.spec == now)
        return imported.blocked;
    if ((imported.lacksContent && imported.spec.body == now.body)
        || (imported.lacksFields && imported.spec.headers == now.headers))
        return imported.blocked;
    const std::string after = requestWords(now);
    const auto stands = [&after](const std::string &part) { return after.find(part) != after.npos; };
    if (std::ranges::any_of(imported.unknown, stands))
        return imported.blocked;
    if (imported.literal)
        return {};
    const std::string before = requestWords(imported.spec);
    for (auto at = before.find("{{"); at != before.npos; at = before.find("{{", at + 2)) {
        const auto end = before.find("}}", at);
        if (end != before.npos && stands(before.substr(at, end + 2 - at)))
            return imported.blocked;
    }
    return {};
}

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/draft.h"

#include "record/file.h"
#include "record/regular_file.h"
#include "session/file_writer.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <utility>

namespace session {

namespace {

constexpr char magic[] = "INTERIM DRAFT 1\n";
constexpr int delayMs = 300;
constexpr std::uint64_t mostDraftBytes = 256 << 20;

QString damaged(const QString &why)
{
    return DraftFile::tr("The request of the last run cannot be read (%1): a new one was begun").arg(why);
}

/// An error line, "" when done.
QString writeDraft(const QString &path, const Draft &draft)
{
    makeOwnFolder(QFileInfo(path).path());
    const auto bytes = encodeDraft(draft);
    // Header fields may hold secrets.
    return writeFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())}, FileAccess::OwnerOnly);
}

} // namespace

QByteArray encodeDraft(const Draft &draft)
{
    record::Record record;
    record.spec = draft.spec;
    return magic + draft.lab.toUtf8() + '\n' + QByteArray::fromStdString(record::serialize(record));
}

std::variant<Draft, QString> decodeDraft(const QByteArray &bytes)
{
    const auto start = static_cast<qsizetype>(sizeof magic - 1);
    const auto end = bytes.indexOf('\n', start);
    if (!bytes.startsWith(magic) || end < 0)
        return DraftFile::tr("the file is damaged, or of a newer Interim");
    const auto rest = bytes.mid(end + 1);
    auto read = record::deserialize({rest.constData(), static_cast<std::size_t>(rest.size())});
    if (const auto *error = std::get_if<record::FileError>(&read))
        return QString::fromStdString(error->text);
    return Draft{std::move(std::get<record::Record>(read).spec), QString::fromUtf8(bytes.mid(start, end - start))};
}

DraftFile::DraftFile(const QString &folder, QObject *parent, const QString &name)
    : QObject(parent)
    , folder_(folder)
    , name_(name)
{
    pool_.setMaxThreadCount(1);
    timer_.setSingleShot(true);
    timer_.setInterval(delayMs);
    connect(&timer_, &QTimer::timeout, this, &DraftFile::begin);
}

DraftFile::~DraftFile()
{
    flush();
}

QString DraftFile::path() const
{
    return QDir(folder_).filePath(name_);
}

std::optional<Draft> DraftFile::read(QString *line) const
{
    if (folder_.isEmpty() || !QFile::exists(path()))
        return {};
    const record::FileText file = record::readFile(QFile::encodeName(path()).toStdString(), mostDraftBytes);
    if (!file.error.empty()) {
        *line = damaged(QString::fromStdString(file.error));
        return {};
    }
    auto draft = decodeDraft(QByteArray::fromStdString(file.bytes));
    if (auto *taken = std::get_if<Draft>(&draft))
        return std::move(*taken);
    *line = damaged(std::get<QString>(draft));
    return {};
}

// The timer is not put off by further changes: who types without a pause is written too.
void DraftFile::write(const Draft &draft)
{
    if (folder_.isEmpty())
        return;
    due_ = draft;
    if (!timer_.isActive())
        timer_.start();
}

void DraftFile::begin()
{
    timer_.stop();
    if (!due_)
        return;
    pool_.start([this, path = path(), draft = *std::exchange(due_, {})] {
        const auto error = writeDraft(path, draft);
        QMetaObject::invokeMethod(this, [this, error] { done(error); }, Qt::QueuedConnection);
    });
}

void DraftFile::done(const QString &error)
{
    if (std::exchange(error_, error) != error && !error.isEmpty())
        emit failed(tr("Unsent edits cannot be kept in %1: %2").arg(folder_, error));
}

void DraftFile::flush()
{
    begin();
    pool_.waitForDone();
}

} // namespace session

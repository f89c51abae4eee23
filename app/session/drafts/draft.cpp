// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts/draft.h"

#include "record/file.h"
#include "record/regular_file.h"
#include "session/file_writer.h"

#include <QDir>
#include <QFile>
#include <QLockFile>

#include <utility>

namespace session {

namespace {

constexpr char magic[] = "INTERIM DRAFT 1\n";
constexpr char heldMagic[] = "INTERIM DRAFT 2\n"; // of the same length
static_assert(sizeof magic == sizeof heldMagic);
constexpr int delayMs = 300;
constexpr std::uint64_t mostDraftBytes{256 << 20};

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

/// Why it is held, in one line: a letter or "-" for each of what it is or lacks, then, in base64 and parted by commas,
/// the words and the parts that are not known.
QByteArray heldLine(const Draft &draft)
{
    QByteArray line("---");
    line[0] = draft.literal ? 'l' : '-';
    line[1] = draft.lacksContent ? 'c' : '-';
    line[2] = draft.lacksFields ? 'f' : '-';
    line += draft.blocked.toUtf8().toBase64();
    for (const std::string &part : draft.unknown)
        line += ',' + QByteArray::fromStdString(part).toBase64();
    return line + '\n';
}

/// False where it says nothing.
bool readHeldLine(const QByteArray &line, Draft *draft)
{
    draft->literal = line.startsWith('l');
    draft->lacksContent = line.mid(1, 1) == "c";
    draft->lacksFields = line.mid(2, 1) == "f";
    const QByteArrayList words = line.mid(3).split(',');
    draft->blocked = QString::fromUtf8(QByteArray::fromBase64(words.constFirst()));
    for (const QByteArray &part : words.mid(1))
        draft->unknown.push_back(QByteArray::fromBase64(part).toStdString());
    return !draft->blocked.isEmpty();
}

} // namespace

QByteArray encodeDraft(const Draft &draft)
{
    record::Record record;
    record.spec = draft.spec;
    const bool held = !draft.blocked.isEmpty();
    return (held ? heldMagic : magic) + draft.lab.toUtf8() + '\n' + (held ? heldLine(draft) : QByteArray())
        + QByteArray::fromStdString(record::serialize(record));
}

std::variant<Draft, QString> decodeDraft(const QByteArray &bytes)
{
    const bool held = bytes.startsWith(heldMagic);
    auto at = static_cast<qsizetype>(sizeof magic - 1);
    bool whole = held || bytes.startsWith(magic);
    const auto line = [&] {
        const auto end = whole ? bytes.indexOf('\n', at) : -1;
        whole = end >= 0;
        const auto from = at;
        at = end + 1;
        return whole ? bytes.mid(from, end - from) : QByteArray();
    };
    Draft draft;
    draft.lab = QString::fromUtf8(line());
    if (whole && held && !readHeldLine(line(), &draft))
        whole = false;
    if (!whole)
        return DraftFile::tr("the file is damaged, or of a newer Interim");
    auto read = record::deserialize({bytes.constData() + at, static_cast<std::size_t>(bytes.size() - at)});
    if (const auto *error = std::get_if<record::FileError>(&read))
        return QString::fromStdString(error->text);
    draft.spec = std::move(std::get<record::Record>(read).spec);
    return draft;
}

DraftPlace::DraftPlace(const QString &folder) : name_(u"request.draft"_s)
{
    constexpr int mostWindows = 16;
    if (folder.isEmpty())
        return;
    makeOwnFolder(folder);
    for (int number = 1; number <= mostWindows && !lock_; ++number) {
        const QString name = number == 1 ? name_ : u"request-%1.draft"_s.arg(number);
        auto lock = std::make_unique<QLockFile>(QDir(folder).filePath(name + u".lock"_s));
        lock->setStaleLockTime(0); // by its process alone: a window may stay open for days
        if (!lock->tryLock())
            continue;
        lock_ = std::move(lock);
        name_ = name;
        number_ = number;
    }
}

DraftPlace::~DraftPlace() = default;

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
        QMetaObject::invokeMethod(
            this, [this, error] { done(error); }, Qt::QueuedConnection);
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

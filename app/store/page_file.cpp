// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/page_file.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr int fileHeader = 100;
constexpr int leafHeader = 8;
constexpr quint8 leafOfTable = 0x0d;
constexpr int overflowBytes = PageFile::pageBytes - 4;

constexpr qint64 logHeader = 32;
constexpr qint64 frameHeader = 24;

quint32 big32(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// SQLite's varint of 1 to 9 bytes at `*at`, which moves behind it; false beyond the end.
bool varint(const QByteArray &bytes, qsizetype *at, quint64 *value)
{
    *value = 0;
    for (int i = 0; i < 9; ++i) {
        if (*at >= bytes.size())
            return false;
        const auto byte = static_cast<quint8>(bytes[(*at)++]);
        if (i == 8) {
            *value = *value << 8 | byte;
            return true;
        }
        *value = *value << 7 | (byte & 0x7f);
        if (byte < 0x80)
            return true;
    }
    return true;
}

/// Of a record's bytes those that lie on the leaf itself.
quint64 localBytes(quint64 size)
{
    constexpr quint64 most = PageFile::pageBytes - 35;
    constexpr quint64 least = (PageFile::pageBytes - 12) * 32 / 255 - 23;
    if (size <= most)
        return size;
    const auto wanted = least + (size - least) % overflowBytes;
    return wanted <= most ? wanted : least;
}

quint64 bytesOf(quint64 type)
{
    constexpr quint64 small[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? small[type] : (type - 12) / 2;
}

qint64 integer(const char *bytes, quint64 size)
{
    qint64 value = size > 0 && static_cast<qint8>(bytes[0]) < 0 ? -1 : 0;
    for (quint64 i = 0; i < size; ++i)
        value = static_cast<qint64>(static_cast<quint64>(value) << 8 | static_cast<quint8>(bytes[i]));
    return value;
}

QVariant valueOf(quint64 type, const char *bytes, quint64 size)
{
    switch (type) {
    case 0:
    case 10:
    case 11: return {};
    case 7: return std::bit_cast<double>(integer(bytes, size));
    case 8: return qint64(0);
    case 9: return qint64(1);
    default: break;
    }
    if (type < 12)
        return integer(bytes, size);
    const auto length = static_cast<qsizetype>(size);
    return type % 2 ? QVariant(QString::fromUtf8(bytes, length)) : QVariant(QByteArray(bytes, length));
}

/// The head of a record: its columns' types. `*at` moves to the first value.
QList<quint64> typesIn(const QByteArray &record, qsizetype *at)
{
    quint64 header = 0;
    if (!varint(record, at, &header) || header > static_cast<quint64>(record.size()))
        return {};
    QList<quint64> types;
    const auto end = static_cast<qsizetype>(header);
    for (quint64 type = 0; *at < end && varint(record, at, &type);)
        types.append(type);
    return *at == end ? types : QList<quint64>();
}

/// The two sums of a log's frames (section 4.2), over numbers in the order that the log's magic says.
void addSums(const QByteArray &bytes, bool bigEndian, quint32 (&sums)[2])
{
    for (qsizetype i = 0; i + 8 <= bytes.size(); i += 8) {
        const auto word = [&](qsizetype at) {
            return bigEndian ? big32(bytes, at) : qFromLittleEndian<quint32>(bytes.constData() + at);
        };
        sums[0] += word(i) + sums[1];
        sums[1] += word(i + 4) + sums[0];
    }
}

} // namespace

bool PageFile::open(const QString &path, QString *why)
{
    file_.setFileName(path);
    if (!file_.open(QIODevice::ReadOnly)) {
        *why = file_.errorString();
        return false;
    }
    count_ = static_cast<quint32>((file_.size() + pageBytes - 1) / pageBytes); // the last may be cut
    readLog(path + u"-wal"_s);
    return true;
}

// A frame counts when it has the log's salts, when the sums up to it are right, and when a commit follows: what
// SQLite itself would take.
void PageFile::readLog(const QString &path)
{
    log_.setFileName(path);
    if (!log_.open(QIODevice::ReadOnly))
        return;
    const auto header = log_.read(logHeader);
    if (header.size() < logHeader || (big32(header, 0) & ~1U) != 0x377f0682 || big32(header, 8) != pageBytes)
        return;
    const bool bigEndian = big32(header, 0) & 1;
    quint32 sums[2] = {};
    addSums(header.left(24), bigEndian, sums);
    if (sums[0] != big32(header, 24) || sums[1] != big32(header, 28))
        return;
    QHash<quint32, qint64> open; // of the transaction that is being read
    for (qint64 at = logHeader;; at += frameHeader + pageBytes) {
        const auto frame = log_.read(frameHeader);
        const auto bytes = log_.read(pageBytes);
        if (bytes.size() < pageBytes || std::memcmp(frame.constData() + 8, header.constData() + 16, 8) != 0)
            return;
        addSums(frame.left(8), bigEndian, sums);
        addSums(bytes, bigEndian, sums);
        if (sums[0] != big32(frame, 16) || sums[1] != big32(frame, 20))
            return;
        open.insert(big32(frame, 0), at + frameHeader);
        if (const auto size = big32(frame, 4); size > 0) { // a commit
            count_ = std::max(count_, size);
            logged_.insert(std::exchange(open, {}));
        }
    }
}

/// Zeros where it is cut off.
QByteArray PageFile::page(quint32 number)
{
    if (number == cachedNumber_)
        return cached_;
    QByteArray bytes;
    if (const auto logged = logged_.constFind(number); logged != logged_.cend()) {
        if (log_.seek(*logged))
            bytes = log_.read(pageBytes);
    } else if (file_.seek(qint64(number - 1) * pageBytes)) {
        bytes = file_.read(pageBytes);
    }
    bytes.append(pageBytes - bytes.size(), '\0');
    cachedNumber_ = number;
    cached_ = bytes;
    return bytes;
}

// A leaf whose first byte has one wrong bit is still taken for one: what is read of it is checked all the same. No
// wider, since pages of content could hold anything that a server sent; theirs begin with a page's number, so with 0.
void PageFile::forEachRow(const std::function<void(const RawRow &)> &take)
{
    for (quint32 number = 1; number <= count_; ++number) {
        const auto bytes = page(number);
        const int head = number == 1 ? fileHeader : 0;
        if (std::popcount(static_cast<quint8>(static_cast<quint8>(bytes[head]) ^ leafOfTable)) > 1)
            continue;
        const int rows = qFromBigEndian<quint16>(bytes.constData() + head + 3);
        const int most = std::min(rows, (pageBytes - head - leafHeader) / 2);
        for (int i = 0; i < most; ++i) {
            qsizetype at = qFromBigEndian<quint16>(bytes.constData() + head + leafHeader + 2 * i);
            quint64 size = 0, id = 0;
            if (at < head + leafHeader || !varint(bytes, &at, &size) || !varint(bytes, &at, &id))
                continue;
            if (size <= quint64(count_) * pageBytes)
                take({static_cast<qint64>(id), size, number, static_cast<int>(at)});
        }
    }
}

QList<quint64> PageFile::types(const RawRow &row)
{
    qsizetype at = 0;
    return typesIn(page(row.page).mid(row.begin, static_cast<qsizetype>(localBytes(row.size))), &at);
}

QByteArray PageFile::record(const RawRow &row)
{
    const auto leaf = page(row.page);
    const auto local = static_cast<qsizetype>(localBytes(row.size));
    auto bytes = leaf.mid(row.begin, local);
    if (bytes.size() < local)
        return {};
    const auto size = static_cast<qsizetype>(row.size);
    if (size == local)
        return bytes;
    if (row.begin + local + 4 > pageBytes)
        return {};
    bytes.reserve(size);
    auto next = big32(leaf, row.begin + local);
    while (bytes.size() < size) { // each page adds to it, so that a circle ends
        if (next == 0 || next > count_)
            return {};
        const auto overflow = page(next);
        bytes.append(overflow.constData() + 4, std::min<qsizetype>(overflowBytes, size - bytes.size()));
        next = big32(overflow, 0);
    }
    return bytes;
}

QVariantList PageFile::columns(const RawRow &row, int most)
{
    const auto bytes = record(row);
    qsizetype at = 0;
    QVariantList values;
    for (const auto type : typesIn(bytes, &at)) {
        const auto size = bytesOf(type);
        if (values.size() == most || size > static_cast<quint64>(bytes.size() - at))
            break;
        values.append(valueOf(type, bytes.constData() + at, size));
        at += static_cast<qsizetype>(size);
    }
    return values;
}

} // namespace store

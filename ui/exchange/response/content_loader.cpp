// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/content_loader.h"

#include "record/record.h"
#include "words/units.h"

#include <QBuffer>
#include <QImageReader>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int imageMiB = 128; // of decoded pixels

bool mayBeImage(const QString &mediaType)
{
    return mediaType.startsWith("image/"_L1) || mediaType.isEmpty() || mediaType == "application/octet-stream"_L1;
}

} // namespace

void ContentLoader::load(std::shared_ptr<const record::Record> record, session::ContentPlan plan, const QLocale &locale)
{
    errand_.run(
        [this, record = std::move(record), plan = std::move(plan), locale](const session::Errand::Wanted &wanted) {
            auto content = std::make_shared<LoadedContent>();
            content->content = session::loadContent(*record, plan, locale, [&wanted] { return !wanted(); });
            if (wanted())
                readImage(*content, locale);
            return [this, content = std::move(content)] { emit loaded(content); };
        });
}

void readImage(LoadedContent &loaded, const QLocale &locale)
{
    static const QByteArrayList formats{"png", "jpeg", "gif", "bmp", "ico", "webp"};
    const std::string &bytes = loaded.content.content();
    if (bytes.empty() || !mayBeImage(loaded.content.mediaType))
        return;
    auto data = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    const auto format = QImageReader::imageFormat(&buffer);
    if (!formats.contains(format))
        return;
    loaded.isImage = true;
    QImageReader::setAllocationLimit(imageMiB);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const auto size = reader.size();
    loaded.imageText = QString::fromLatin1(format).toUpper();
    if (size.isValid())
        loaded.imageText =
            ContentLoader::tr("%1, %2 × %3 pixels")
                .arg(loaded.imageText, words::countText(size.width(), locale), words::countText(size.height(), locale));
    if (static_cast<qint64>(size.width()) * size.height() * 4 > qint64(imageMiB) << 20) {
        loaded.imageText =
            ContentLoader::tr("%1: too large to be drawn (the bound is %2 of pixels). Save it to see it elsewhere.")
                .arg(loaded.imageText, words::sizeText(std::uint64_t(imageMiB) << 20, locale));
        return;
    }
    if (!reader.read(&loaded.image))
        loaded.imageText =
            ContentLoader::tr("%1: it cannot be drawn (%2).").arg(loaded.imageText, reader.errorString());
}

} // namespace ui

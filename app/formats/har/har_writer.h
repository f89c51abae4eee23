// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges as one HTTP Archive (HAR 1.2): an entry an attempt. What HAR has no place for (interim responses, the
// pause, the Expect rule and its outcome) stands in `_interim`, which other tools ignore. It is written entry by entry,
// and is never longer than what is read again here (har_reader.h): what is left out is said in it, and told.
#pragma once

#include "formats/har/har_content.h"
#include "formats/har/har_reader.h"
#include "formats/json/json_writer.h"

#include <QByteArray>
#include <QStringList>

namespace formats {

struct HarOptions {
    bool showSecrets = false; ///< credentials and cookies as they are; otherwise ***
    HarContentLimits limits;
    std::uint64_t archive = 128 << 20; ///< bytes of all of it
    std::uint64_t decoded = 128 << 20; ///< bytes that the codings of all contents may make
};

static_assert(HarOptions().archive <= mostHarBytes); // what is written can be read again

class HarWriter {
public:
    explicit HarWriter(JsonSink sink, const HarOptions &options = {});
    /// `events` are those of the record. The first entry without room is the last that is looked at.
    void add(const record::Record &record, const std::vector<wire::Event> &events);
    /// Ends the archive. What it does not hold, a line each; nothing of contents that were not kept.
    QStringList finish();

private:
    bool write(const QByteArray &text);

    JsonSink sink_;
    HarOptions options_;
    std::uint64_t written_ = 0;
    std::size_t entries_ = 0;
    std::size_t left_ = 0; ///< entries that had no room
    HarContentCount count_;
    bool wanted_ = true;
};

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
// The content of one response as people want it: found on the tape, its codings undone, as text, in a file.
#pragma once

#include "record/exchange.h"

#include <QLocale>
#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace session {

/// Where a response's content lies; made from the events, so that the rest can be done on any thread.
struct ContentPlan {
    struct Piece {
        wire::Span span;
        bool framed = false; ///< holds chunk framing too
    };
    std::uint32_t connection = 0;
    wire::Direction direction = wire::Direction::Received;
    std::vector<Piece> pieces;
    std::vector<std::string> codings; ///< in the order in which they were applied, transfer codings last
    std::string contentType;
    std::uint64_t size = 0; ///< content bytes that came, kept or not
    bool complete = true;   ///< false: its message was cut short
};
ContentPlan planContent(const std::vector<wire::Event> &events, const record::ResponseSeen &response);

/// A text in UTF-8 and in pages, for a view that shows one at a time.
struct PagedText {
    std::string bytes;
    bool own = false;                ///< bytes hold it; else the content itself is the text
    std::vector<std::size_t> starts; ///< of pages; empty: there is no such text
};

struct Content {
    std::string received; ///< without chunk framing, up to the first byte that was not kept
    std::string decoded;  ///< with its codings undone, when there were any
    bool coded = false;   ///< decoded holds the content, else received does
    bool cut = false;     ///< its codings could not be undone to the end
    std::uint64_t size = 0;
    QString mediaType; ///< "application/json", "" without one
    QString syntax;    ///< "json", "xml", "html", "" for others
    QString charset;   ///< for people: "UTF-8", "UTF-8, not declared"
    bool text = false; ///< reads as text
    PagedText raw;
    PagedText pretty;  ///< JSON and markup with one thing a line
    QStringList notes; ///< what is missing, cut or odd, a line each
    const std::string &content() const { return coded ? decoded : received; }
    const std::string &textOf(const PagedText &text) const { return text.own ? text.bytes : content(); }
};

struct ContentLimits {
    std::uint64_t output = 64 << 20; ///< bytes that a coding may make
    std::uint64_t pretty = 8 << 20;  ///< bytes of text that are indented
    std::size_t page = 512 << 10;    ///< bytes of a page
};

/// Reads, decodes, indents. `cancelled` is asked now and then; what comes after a yes is of no use.
Content loadContent(const record::Record &record, const ContentPlan &plan, const QLocale &locale,
                    const std::function<bool()> &cancelled = {}, const ContentLimits &limits = {});

struct TextPage {
    QString text;
    bool replaced = false; ///< control characters stand as pictures
    bool broken = false;   ///< lines too long for a screen were broken
};
/// Page n of the content's text; empty beyond the last.
TextPage textPage(const Content &content, const PagedText &text, std::size_t n);
/// Where a byte of the text stands in page n as it is shown, in bytes of UTF-8.
std::size_t shownAt(const Content &content, const PagedText &text, std::size_t n, std::size_t byte);
/// What of the whole there is to be searched, a line; "" where all of it is there.
QString searchedPart(const Content &content, const QLocale &locale);

/// Writes a file whole or not at all. Returns one line on failure, "" when done.
QString saveContent(std::string_view bytes, const QString &path);

} // namespace session

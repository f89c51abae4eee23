// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_reader.h"

#include "formats/file_kind.h"
#include "formats/har/har_entry.h"
#include "formats/har/har_scanner.h"
#include "words/units.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

class HarReader {
public:
    HarReader() : scanner_([this](HarEntryText &&entry) { return take(std::move(entry)); }) {}

    RequestFile run(const HarBytes &more)
    {
        bool first = true;
        for (std::string_view part = more(); !part.empty(); part = more()) {
            if (first && part.starts_with("\xef\xbb\xbf"))
                part.remove_prefix(3);
            first = false;
            if (!scanner_.feed(part))
                break;
        }
        const QString fault = scanner_.end();
        if (!scanner_.hasEntries() || (!fault.isEmpty() && out_.requests.empty()))
            return failed(fault);
        if (!fault.isEmpty())
            out_.taken.append((out_.requests.size() == 1
                                   ? u"the first entry, since behind it there is "_s
                                   : u"the first %1 entries, since behind them there is "_s.arg(out_.requests.size()))
                              + fault);
        if (out_.requests.empty())
            return failed(u"the archive holds no entry"_s);
        out_.taken.append(u"an archive is no record of the wire: its requests are taken, its responses are "
                          "not"_s);
        return std::move(out_);
    }

private:
    bool take(HarEntryText &&entry)
    {
        if (out_.requests.size() >= mostFileRequests) {
            out_.taken.append(u"the first %1 entries are read"_s.arg(mostFileRequests));
            return false;
        }
        const std::size_t size = entry.request.size() + entry.interim.size();
        FileRequest one;
        if (held_ + size > mostHeld) // and is not even read: that takes several times its size
            one.error = u"the requests of the entries have more than %1 together: export fewer"_s.arg(
                words::sizeText(mostHeld, QLocale::c()));
        else
            one = request(std::move(entry));
        held_ += one.error.isEmpty() ? size : 0;
        if (!one.error.isEmpty())
            one.error.prepend(u"entry %1: "_s.arg(out_.requests.size() + 1));
        out_.requests.push_back(std::move(one));
        return true;
    }

    static FileRequest request(HarEntryText &&entry)
    {
        FileRequest out;
        if (entry.tooLong) {
            out.error = u"its request has more than %1, the most that is read"_s.arg(
                words::sizeText(mostHarEntry, QLocale::c()));
            return out;
        }
        std::string text = "{";
        text.reserve(entry.request.size() + entry.comment.size() + entry.interim.size() + 64);
        const auto member = [&text](const char *name, std::string &value) {
            if (!value.empty())
                text.append(text.size() > 1 ? "," : "").append("\"").append(name).append("\":").append(value);
            std::string().swap(value);
        };
        member("request", entry.request);
        member("comment", entry.comment);
        member("_interim", entry.interim);
        text += '}';
        if (objectsIn(text) > mostObjects) {
            out.error = u"its request has more than %1 fields and parts, the most that is read"_s.arg(mostObjects);
            return out;
        }
        QJsonParseError fault;
        const QJsonDocument document =
            QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &fault);
        std::string().swap(text); // the document has a copy
        if (fault.error == QJsonParseError::NoError)
            return readHarEntry(document.object());
        out.error = u"its request is no JSON: %1"_s.arg(fault.errorString());
        return out;
    }

    /// Outside of texts. Each takes ten times its bytes once it is read, which is too late to find that they are many.
    static std::size_t objectsIn(std::string_view json)
    {
        std::size_t count = 0;
        bool text = false;
        for (std::size_t i = 0; i < json.size(); ++i) {
            if (text && json[i] == '\\')
                ++i;
            else if (json[i] == '"')
                text = !text;
            else
                count += !text && json[i] == '{';
        }
        return count;
    }

    RequestFile failed(const QString &fault) const
    {
        RequestFile out;
        const QString kind = jsonKind(scanner_.names());
        out.error = !kind.isEmpty() ? kind
            : !fault.isEmpty()      ? fault
            : !scanner_.hasLog()    ? u"no HTTP Archive: it has no object \"log\""_s
                                    : u"no HTTP Archive: log.entries is no list"_s;
        if (scanner_.hasEntries() && fault.isEmpty())
            out.error = u"the archive holds no entry"_s;
        return out;
    }

    static constexpr std::size_t mostHeld = 32 << 20; // bytes of JSON
    static constexpr std::size_t mostObjects =
        60'000; // of one entry: five lists of as many as a head may have, and more
    RequestFile out_;
    HarScanner scanner_;
    std::size_t held_ = 0;
};

} // namespace

RequestFile readHar(const HarBytes &more)
{
    return HarReader().run(more);
}

RequestFile readHar(std::string_view bytes)
{
    return readHar([&bytes] { return std::exchange(bytes, {}); });
}

} // namespace formats

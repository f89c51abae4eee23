// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/file_kind.h"

#include "base/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

std::string_view withoutMark(std::string_view start)
{
    return start.starts_with(byteOrderMark) ? start.substr(byteOrderMark.size()) : start;
}

struct BinaryKind {
    std::string_view sign;
    const char *words;
};

using namespace std::string_view_literals;

/// Signs that no text begins with.
constexpr BinaryKind binaryKinds[] = {
    {"\x1f\x8b"sv, "it is a gzip file: unpack it first"},
    {"PK\x03\x04"sv, "it is a zip file: unpack it first"},
    {"PK\x05\x06"sv, "it is an empty zip file"},
    {"BZh"sv, "it is a bzip2 file: unpack it first"},
    {"\xfd"
     "7zXZ"sv,
     "it is an xz file: unpack it first"},
    {"7z\xbc\xaf\x27\x1c"sv, "it is a 7-Zip file: unpack it first"},
    {"\x28\xb5\x2f\xfd"sv, "it is a zstd file: unpack it first"},
    {"\xff\xfe"sv, "it is text in UTF-16: save it as UTF-8 first"},
    {"\xfe\xff"sv, "it is text in UTF-16: save it as UTF-8 first"},
    {"%PDF-"sv, "it is a PDF document, which holds no request"},
    {"\x89PNG"sv, "it is a PNG picture, which holds no request"},
    {"\xd4\xc3\xb2\xa1"sv, "it is a packet capture (pcap), which is not read"},
    {"\xa1\xb2\xc3\xd4"sv, "it is a packet capture (pcap), which is not read"},
    {"\x0a\x0d\x0d\x0a"sv, "it is a packet capture (pcapng), which is not read"},
    {"SQLite format 3"sv, "it is an SQLite database, which holds no request"},
    {"\x7f"
     "ELF"sv,
     "it is a program, which holds no request"},
};

/// Text in UTF-16 without its mark has a NUL in every second byte.
bool hasZeros(std::string_view some, std::size_t from)
{
    for (std::size_t i = from; i < some.size(); i += 2)
        if (some[i] != 0)
            return false;
    return some.size() >= 4;
}

QString binaryKind(std::string_view start)
{
    for (const BinaryKind &kind : binaryKinds) {
        if (start.starts_with(kind.sign))
            return QString::fromLatin1(kind.words);
    }
    const auto some = start.substr(0, 64);
    return hasZeros(some, 0) != hasZeros(some, 1) ? u"it is text in UTF-16: save it as UTF-8 first"_s : QString();
}

QString textKind(std::string_view start)
{
    struct Kind {
        std::string_view sign;
        const char *words;
    };
    static constexpr Kind kinds[] = {
        {"<?xml", "it is an XML document, which holds no request that can be read"},
        {"<!DOCTYPE", "it is an HTML document, which holds no request that can be read"},
        {"<html", "it is an HTML document, which holds no request that can be read"},
        {"openapi:", "it is an OpenAPI description in YAML: it describes requests and holds none"},
        {"swagger:", "it is an OpenAPI (Swagger) description in YAML: it describes requests and holds none"},
        {"type: collection.insomnia.rest",
         "it is an Insomnia collection in YAML, which is not read; export a HAR there, or "
         "copy a request as cURL"},
        {"---\n", "it is a YAML document, which holds no request that can be read"},
        {"---\r\n", "it is a YAML document, which holds no request that can be read"},
        {"%YAML", "it is a YAML document, which holds no request that can be read"},
        {"meta {", "it is a request of Bruno (.bru), which is not read; copy it there as cURL"},
        {"#!/", "it is a script, which holds no request that can be read"},
        {"{\\rtf", "it is an RTF document, which holds no request that can be read"},
    };
    for (const Kind &kind : kinds) {
        if (start.starts_with(kind.sign))
            return QString::fromLatin1(kind.words);
    }
    return {};
}

QString namedKind(const QString &name)
{
    struct Kind {
        const char *suffix, *words;
    };
    static constexpr Kind kinds[] = {
        {".yaml", "it is a YAML document by its name, which holds no request that can be read"},
        {".yml", "it is a YAML document by its name, which holds no request that can be read"},
        {".md", "it is a Markdown document by its name: copy the request out of it, into an .http file"},
        {".markdown", "it is a Markdown document by its name: copy the request out of it, into an .http file"},
        {".bru", "it is a request of Bruno by its name, which is not read; copy it there as cURL"},
        {".xml", "it is an XML document by its name, which holds no request that can be read"},
        {".html", "it is an HTML document by its name, which holds no request that can be read"},
        {".toml", "it is a TOML document by its name, which holds no request that can be read"},
        {".hurl", "it is a file of Hurl by its name, which is not read"},
        {".proto", "it is a Protocol Buffers description by its name, which holds no request"},
        {".env", "it holds variables by its name, and no request"},
    };
    for (const Kind &kind : kinds) {
        if (name.endsWith(QLatin1String(kind.suffix), Qt::CaseInsensitive))
            return QString::fromLatin1(kind.words);
    }
    return {};
}

} // namespace

QString fileKind(std::string_view start, const QString &name)
{
    if (const QString binary = binaryKind(start); !binary.isEmpty())
        return binary;
    start = withoutMark(start);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    const QString text = textKind(start);
    return text.isEmpty() ? namedKind(name) : text;
}

bool beginsAsJson(std::string_view start)
{
    start = withoutMark(start);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    if (start.starts_with('['))
        return true;
    if (!start.starts_with('{'))
        return false;
    start.remove_prefix(1);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    return start.empty() || start.front() == '"' || start.front() == '}';
}

QString jsonKind(const QStringList &members)
{
    struct Kind {
        const char *first, *second;
        QString words;
    };
    const QString exported = u", which is not read; export a HAR from that tool, or copy a request as cURL"_s;
    const QString described = u", which is not read: it describes requests and holds none"_s;
    const Kind kinds[] = {
        {"info", "item", u"it is a Postman collection"_s + exported},
        {"collection", "", u"it is a Postman collection"_s + exported},
        {"_postman_variable_scope", "", u"it is a Postman environment: it holds variables and no request"_s},
        {"_type", "__export_format", u"it is an Insomnia export"_s + exported},
        {"openapi", "", u"it is an OpenAPI description"_s + described},
        {"swagger", "", u"it is an OpenAPI (Swagger) description"_s + described},
        {"clientName", "requests", u"it is a Thunder Client collection"_s + exported},
        {"brunoConfig", "", u"it is a Bruno collection"_s + exported},
        {"v", "folders", u"it is a Hoppscotch collection"_s + exported},
    };
    for (const Kind &kind : kinds) {
        const bool both = members.contains(QLatin1String(kind.first))
            && (*kind.second == 0 || members.contains(QLatin1String(kind.second)));
        if (both && !members.contains("log"_L1))
            return kind.words;
    }
    return {};
}

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/body_options.h"

#include "base/text.h"
#include "record/regular_file.h"

#include <variant>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

bool sizeOf(GivenOptions &given, const char *option, const std::string &path, std::uint64_t &size)
{
    const auto opened = record::RegularFile::open(path);
    if (const auto *why = std::get_if<std::string>(&opened))
        return given.refuseFile(option, *why);
    size = std::get<record::RegularFile>(opened).size();
    return true;
}

bool typedText(GivenOptions &given, request::BodySpec &body)
{
    body.kind = request::BodyKind::Text;
    body.text = bytesOf(given.value("data"));
    return true;
}

bool form(GivenOptions &given, request::BodySpec &body)
{
    body.kind = request::BodyKind::Multipart;
    const QStringList typed = given.values("form");
    for (const QString &word : typed) {
        const auto equals = word.indexOf(u'=');
        if (equals < 0)
            return given.refuse(u"--form %1: no = in it: write NAME=TEXT, or NAME=@FILE"_s.arg(quoted(word)));
        request::FormField field;
        field.name = bytesOf(word.left(equals));
        const QString value = word.mid(equals + 1);
        if (!value.startsWith(u'@'))
            field.value = bytesOf(value);
        else if (field.path = bytesOf(value.mid(1)); !sizeOf(given, "form", field.path, field.size))
            return false;
        body.fields.push_back(std::move(field));
    }
    return true;
}

bool file(GivenOptions &given, request::BodySpec &body)
{
    body.kind = request::BodyKind::File;
    body.path = bytesOf(given.value("body-file"));
    return sizeOf(given, "body-file", body.path, body.size);
}

bool generated(GivenOptions &given, request::BodySpec &body)
{
    const auto size = base::byteSize(bytesOf(given.value("body-size")));
    if (!size)
        return given.refuseValue("body-size",
                                 u"no size below 8 EiB: write bytes, or a number with k, M or G, such as 4M"_s);
    body.kind = request::BodyKind::Generated;
    body.size = *size;
    if (!given.has("body-pattern"))
        return true;
    body.pattern = bytesOf(given.value("body-pattern"));
    return body.pattern == "text" || body.pattern == "zeros" || body.pattern == "random"
        || given.refuseValue("body-pattern", u"unknown: write text, zeros or random"_s);
}

} // namespace

std::vector<OptionRow> bodyOptions()
{
    return {
        {'d', "data", "TEXT", "the body, as typed (@ has no meaning); no Content-Type is added"},
        {'F', "form", "FIELD", "a multipart form's field, repeatable: NAME=TEXT or NAME=@FILE"},
        {0, "body-file", "FILE", "the body from a file"},
        {0, "body-size", "SIZE", "a generated body: bytes, or a number with k, M or G"},
        {0, "body-pattern", "P", "of the generated body: text (default), zeros, random"},
        {0, "chunked", {}, "Transfer-Encoding: chunked instead of Content-Length"},
    };
}

bool readBody(GivenOptions &given, request::BodySpec &body)
{
    const bool data = given.has("data"), fields = given.has("form"), fromFile = given.has("body-file"),
               size = given.has("body-size");
    const auto kinds = given.values("data").size() + fields + fromFile + size;
    if (kinds > 1)
        return given.refuse(
            u"more than one body: give one of -d, -F, --body-file and --body-size; -F may be repeated"_s);
    body.chunked = given.has("chunked");
    if (kinds == 1 && given.has("body-pattern") && !size)
        return given.refuse(u"--body-pattern is that of a generated body: leave it out, or write --body-size"_s);
    if (kinds == 0)
        return !(body.chunked || given.has("body-pattern"))
            || given.refuse(u"--chunked and --body-pattern need a body: add -d, -F, --body-file or --body-size"_s);
    return data    ? typedText(given, body)
        : fields   ? form(given, body)
        : fromFile ? file(given, body)
                   : generated(given, body);
}

} // namespace cli

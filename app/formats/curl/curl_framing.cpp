// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_framing.h"

#include "base/text.h"
#include "request/compose.h"
#include "wire/expect_reading.h"

#include <algorithm>

namespace formats {
namespace {

// Head and content agree (RFC 7578 section 4.1): curl writes the typed type behind Content-Length, with its
// boundary.
void formType(CurlDraft &draft)
{
    const request::HeaderLine *typed = draft.typed.first("Content-Type");
    const std::string type =
        typed ? typed->value.substr(std::min(typed->value.find_first_not_of(' '), typed->value.size())) : "";
    const auto isType = [](const auto &line) { return base::equalsIgnoringCase(line.name, "Content-Type"); };
    std::erase_if(draft.spec.headers, isType);
    std::erase_if(draft.spec.removed, [](const auto &name) { return base::equalsIgnoringCase(name, "Content-Type"); });
    draft.spec.body.mediaType = type;
    const std::string low = base::lowered(type);
    if (type.empty())
        draft.out.lose(
            "-H 'Content-Type' without a value beside -F: curl writes the boundary without a type; here the type "
            "is multipart/form-data");
    else if (!low.starts_with("multipart/form-data"))
        draft.out.lose(
            "a Content-Type other than multipart/form-data beside -F: curl writes attachment for form-data into "
            "the parts");
    if (low.find("boundary=") != low.npos)
        draft.out.lose(
            "the typed boundary: curl adds a second one, of its own, which parts the content; here the typed one "
            "does");
}

void contentType(CurlDraft &draft)
{
    const bool present = draft.content.data || draft.content.form || draft.content.upload;
    const bool anticipated = draft.spec.method == "POST" || draft.spec.method == "PUT" || draft.spec.method == "PATCH";
    if (!present && anticipated)
        draft.spec.removed.emplace_back("Content-Length"); // curl writes none for -X POST alone
    const bool typed = draft.typed.isTyped("Content-Type") || draft.typed.isRemoved("Content-Type");
    if (typed)
        draft.spec.body.mediaType.clear();
    if (typed && draft.content.form)
        formType(draft);
}

// curl looks for the word anywhere in the first of the typed lines, and counts the content beside any other coding.
void typedCoding(CurlDraft &draft)
{
    const request::HeaderLine *typed = draft.typed.first("Transfer-Encoding");
    const bool present = draft.content.data || draft.content.form || draft.content.upload;
    const bool unframed = draft.content.unknownSize && (typed || draft.typed.isRemoved("Transfer-Encoding"));
    const bool chunks = typed && present && base::lowered(typed->value).find("chunked") != std::string::npos;
    const auto made = request::compose(draft.spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    if (typed && request && request->chunked != chunks)
        draft.out.stopBy(
            present ? "the typed Transfer-Encoding: by its codings no one would find the end of what curl sends; "
                      "end it with chunked"
                    : "the typed Transfer-Encoding: without content curl sends no end of its chunks; leave it out");
    else if (unframed && !chunks)
        draft.out.stopBy("-T from standard input without chunks: no one would find its end; leave the typed "
                         "Transfer-Encoding out");
    else if (typed && present && !chunks)
        draft.own("Content-Length", std::to_string(draft.spec.body.length()));
}

} // namespace

void curlFraming(CurlDraft &draft)
{
    contentType(draft);
    typedCoding(draft);
}

void curlExpect(CurlDraft &draft)
{
    request::ExpectSettings &rules = draft.spec.expect;
    const bool sized = draft.content.unknownSize || draft.spec.body.length() > 0;
    if (draft.typed.isRemoved("Expect"))
        rules.rule = request::ExpectRule::Off;
    else if (draft.content.upload && sized && draft.spec.version >= 11)
        rules.rule = request::ExpectRule::Always;
    const request::HeaderLine *typed = draft.typed.first("Expect");
    if (!typed || !draft.spec.body.present())
        return;
    if (base::lowered(typed->value).find("100-continue") == std::string::npos) {
        rules.waitNs = 0;
        draft.take("curl waits for 100-continue alone: the content goes out at once");
    } else {
        rules.anyValue = !wire::readExpect({{"Expect", typed->value}}).has100; // curl looks for the word anywhere in it
        draft.take(std::string("after a 417 that keeps the connection curl repeats the request with its typed Expect, ")
                   + (draft.content.upload ? "once" : "until --max-redirs (50) ends it")
                   + ", after one that closes it never; here it is repeated once, without Expect");
    }
}

} // namespace formats

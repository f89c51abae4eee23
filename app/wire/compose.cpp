// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a request's head. What a person typed goes out as it is, legal or not.
#include "wire/compose.h"

#include "wire/text.h"
#include "wire/typed_head.h"

#include <algorithm>

namespace wire {

namespace {

constexpr std::string_view userAgent = "interim/" INTERIM_VERSION;

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string percentDecoded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low >= 0) {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t block = 0;
        for (std::size_t k = 0; k < 3; ++k)
            block = block << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            result += k <= n ? letters[block >> (18 - 6 * k) & 63] : '=';
    }
    return result;
}

/// RFC 7617 section 2: user-id, colon, password.
std::string basicCredentials(std::string_view userInfo)
{
    std::string pair = percentDecoded(userInfo);
    if (userInfo.find(':') == std::string_view::npos)
        pair += ':';
    return "Basic " + base64(pair);
}

/// RFC 9110 section 8.6: methods whose content means something say that there is none.
bool anticipatesContent(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

/// The head under construction: knows what the user typed or removed.
class HeadWriter {
public:
    HeadWriter(const RequestSpec &spec, const ComposedRequest &request)
        : spec_(spec)
        , request_(request)
    { }

    std::string write()
    {
        head_ = request_.method + ' ' + request_.target + " HTTP/" + std::to_string(request_.version / 10)
            + '.' + std::to_string(request_.version % 10) + "\r\n";
        defaults();
        for (const HeaderLine &line : spec_.headers)
            head_ += line.name + line.separator + line.value + "\r\n";
        framing();
        if (spec_.body.present() && !spec_.body.mediaType.empty())
            add("Content-Type", spec_.body.mediaType);
        if (request_.expect.sent && request_.expect.why != ExpectWhy::TypedByHand)
            add("Expect", request_.expect.value);
        return head_ + "\r\n";
    }

private:
    bool isTyped(std::string_view name) const
    {
        return std::any_of(spec_.headers.begin(), spec_.headers.end(),
                           [name](const HeaderLine &line) { return isNamed(line, name); });
    }

    void add(std::string_view name, std::string_view value)
    {
        if (isTyped(name) || isRemoved(spec_, name))
            return;
        head_ += name;
        head_ += ": ";
        head_ += value;
        head_ += "\r\n";
    }

    void defaults()
    {
        add("Host", request_.url.authority());
        if (!request_.url.userInfo.empty())
            add("Authorization", basicCredentials(request_.url.userInfo));
        add("User-Agent", userAgent);
        add("Accept", "*/*");
    }

    /// One of the two: RFC 9112 section 6.2 forbids Content-Length beside Transfer-Encoding.
    void framing()
    {
        if (spec_.body.present() && spec_.body.chunked)
            add("Transfer-Encoding", "chunked");
        else if (!isTyped("Transfer-Encoding")
                 && (request_.contentLength > 0 || anticipatesContent(request_.method)))
            add("Content-Length", std::to_string(request_.contentLength));
    }

    const RequestSpec &spec_;
    const ComposedRequest &request_;
    std::string head_;
};

std::string targetOf(const RequestSpec &spec, const Url &url)
{
    if (spec.method != "CONNECT")
        return url.target;
    const std::string authority = url.authority(); // RFC 9112 section 3.2.3: with the port in any case
    const bool hasPort = url.port != (url.tls ? 443 : 80);
    return hasPort ? authority : authority + ':' + std::to_string(url.port);
}

} // namespace

std::string chunkPrefix(std::uint64_t n)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string digits;
    do {
        digits.insert(digits.begin(), hex[n & 15]);
        n >>= 4;
    } while (n != 0);
    return digits + "\r\n";
}

std::uint64_t chunkedLength(std::uint64_t content)
{
    const auto around = [](std::uint64_t n) { return chunkPrefix(n).size() + chunkSuffix.size(); };
    const std::uint64_t whole = content / chunkBytes;
    const std::uint64_t rest = content % chunkBytes;
    return content + whole * around(chunkBytes) + (rest > 0 ? around(rest) : 0) + lastChunk.size();
}

std::variant<ComposedRequest, UrlError> compose(const RequestSpec &spec)
{
    auto parsed = parseUrl(spec.url);
    if (const auto *error = std::get_if<UrlError>(&parsed))
        return *error;
    const Head typed = typedHead(spec);
    ComposedRequest request;
    request.url = std::get<Url>(std::move(parsed));
    request.method = typed.method;
    request.version = typed.version;
    request.target = spec.rawHead ? typed.target : targetOf(spec, request.url);
    request.expect = decideExpect(spec);
    request.hasContent = announcesContent(spec, typed);
    request.chunked = sendsChunked(spec, typed);
    request.contentLength = spec.body.length();
    request.wireLength = request.chunked ? chunkedLength(request.contentLength) : request.contentLength;
    request.upgrade = hasField(typed.fields, "Upgrade");
    request.head = spec.rawHead ? *spec.rawHead : HeadWriter(spec, request).write();
    return request;
}

RequestSpec withoutExpect(RequestSpec spec)
{
    std::erase_if(spec.headers, [](const HeaderLine &line) { return isNamed(line, "Expect"); });
    if (spec.rawHead)
        spec.rawHead = withoutField(*spec.rawHead, "Expect");
    spec.expect.rule = ExpectRule::Off;
    return spec;
}

} // namespace wire

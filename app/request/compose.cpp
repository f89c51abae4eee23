// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a request's head. What a person typed goes out as it is, legal or not.
#include "request/compose.h"

#include "base/text.h"
#include "request/form.h"
#include "request/typed_head.h"

#include <algorithm>

namespace request {

namespace {

constexpr std::string_view userAgent = "interim/" INTERIM_VERSION;

/// RFC 9110 section 8.6: methods whose content means something say that there is none.
bool anticipatesContent(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

/// The fields under construction: knows what the user typed or removed.
class FieldMaker {
public:
    FieldMaker(const RequestSpec &spec, const ComposedRequest &request) : spec_(spec), request_(request) {}

    std::vector<ComposedField> make()
    {
        lines_.reserve(spec_.headers.size() + 9);
        defaults();
        for (const HeaderLine &line : spec_.headers)
            lines_.push_back({line});
        framing();
        if (const std::string type = contentType(spec_.body); !type.empty())
            add("Content-Type", type);
        if (request_.expect.sent && request_.expect.why != ExpectWhy::TypedByHand)
            add("Expect", request_.expect.value);
        if (!spec_.fieldOrder.empty())
            arrange();
        return std::move(lines_);
    }

private:
    void add(std::string_view name, std::string_view value)
    {
        if (typedLine(spec_, name) || isRemoved(spec_, name))
            return;
        lines_.push_back({{std::string(name), std::string(value)}, true});
    }

    std::size_t rankOf(const HeaderLine &line) const
    {
        const auto &order = spec_.fieldOrder;
        const auto at = std::ranges::find_if(
            order, [&line](const std::string &entry) { return isNamed(line, orderedName(entry)); });
        return static_cast<std::size_t>((at == order.end() ? std::ranges::find(order, "*") : at) - order.begin());
    }

    /// Into the asked order; a field of ours takes its case too, a typed one keeps its own.
    void arrange()
    {
        for (HeaderLine &line : lines_) {
            const std::size_t rank = rankOf(line);
            if (rank == spec_.fieldOrder.size() || typedLine(spec_, line.name))
                continue;
            if (const std::string_view name = orderedName(spec_.fieldOrder[rank]); isNamed(line, name))
                line.name = name;
        }
        std::ranges::stable_sort(lines_, {}, [this](const HeaderLine &line) { return rankOf(line); });
    }

    void defaults()
    {
        add("Host", request_.url.authority());
        if (request_.route.absoluteForm() && !request_.route.userInfo.empty())
            add("Proxy-Authorization", basicCredentials(request_.route.userInfo));
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
        else if (!typedLine(spec_, "Transfer-Encoding")
                 && (request_.contentLength > 0 || anticipatesContent(request_.method)))
            add("Content-Length", std::to_string(request_.contentLength));
    }

    const RequestSpec &spec_;
    const ComposedRequest &request_;
    std::vector<ComposedField> lines_;
};

std::string targetOf(const RequestSpec &spec, const Url &url, const Route &route)
{
    if (spec.method != "CONNECT")
        return route.absoluteForm() ? "http://" + url.authority() + url.target : url.target;
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
    const wire::Head typed = typedHead(spec);
    ComposedRequest request;
    request.url = std::get<Url>(std::move(parsed));
    request.method = typed.method;
    request.version = typed.version;
    auto route = routeOf(spec, request.url);
    if (const auto *error = std::get_if<UrlError>(&route))
        return *error;
    request.route = std::get<Route>(std::move(route));
    request.target = spec.rawHead ? typed.target : targetOf(spec, request.url, request.route);
    request.expect = decideExpect(spec);
    request.hasContent = announcesContent(spec, typed);
    request.chunked = sendsChunked(spec, typed);
    request.contentLength = spec.body.length();
    request.wireLength = request.chunked ? chunkedLength(request.contentLength) : request.contentLength;
    request.upgrade = wire::hasField(typed.fields, "Upgrade");
    if (spec.rawHead)
        request.rawHead = spec.rawHead;
    else
        request.fields = FieldMaker(spec, request).make();
    return request;
}

RequestSpec withoutExpect(RequestSpec spec)
{
    eraseTyped(spec, "Expect");
    if (spec.rawHead)
        spec.rawHead = withoutField(*spec.rawHead, "Expect");
    spec.expect.rule = ExpectRule::Off;
    return spec;
}

} // namespace request

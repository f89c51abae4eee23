// SPDX-License-Identifier: GPL-3.0-or-later
// Requests made by chance, always the same ones: everything that a curl command can say, and every character that a
// shell acts on.
#pragma once

#include "request/compose.h"
#include "request/form.h"

#include <random>
#include <string>
#include <vector>

namespace peers {

class CurlCases {
public:
    /// `canary`: a path that no command may make. `files`: files with content.
    CurlCases(unsigned seed, std::string canary, std::vector<std::pair<std::string, std::string>> files)
        : random_(seed)
        , canary_(std::move(canary))
        , files_(std::move(files))
    {}

    /// `base`: "http://127.0.0.1:8080"; `id` stands in the path.
    request::RequestSpec next(const std::string &base, int id)
    {
        request::RequestSpec spec;
        url(spec, base, id);
        spec.version = one(12) ? 10 : 11;
        content(spec);
        // The lab reads its settings from the query and refuses what it does not know before it takes content.
        if (const auto query = spec.url.find('?'); query != std::string::npos && spec.body.present())
            spec.url[query] = '/';
        method(spec);
        fields(spec);
        expect(spec);
        if (one(10))
            spec.redirects = one(2) ? 50 : 3;
        if (one(10))
            spec.family = request::AddressFamily::V4;
        if (one(10))
            spec.timeouts.connectNs = 2'500'000'000;
        if (one(10))
            spec.timeouts.wholeNs = 20'000'000'000;
        return spec;
    }

    /// What the server must get behind the head, without chunks' frames; nothing for a multipart form.
    std::string contentOf(const request::BodySpec &body) const
    {
        std::string out = body.kind == request::BodyKind::Form ? request::formContent(body.fields) : body.text;
        if (body.kind == request::BodyKind::Multipart) {
            out.clear();
            for (const auto &piece : request::multipartPieces(body))
                out += piece.path.empty() ? piece.text : fileText(piece.path);
        }
        if (body.kind == request::BodyKind::File)
            return fileText(body.path);
        if (body.kind != request::BodyKind::Generated)
            return out;
        out.clear();
        const std::string unit =
            body.pattern == "zeros" ? std::string(64, '\0') : std::string(request::generatedTextLine);
        while (out.size() < body.size)
            out += unit;
        out.resize(body.size);
        return out;
    }

    std::string fileText(const std::string &path) const
    {
        for (const auto &[name, text] : files_) {
            if (name == path)
                return text;
        }
        return {};
    }

private:
    int upTo(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    bool one(int inN) { return upTo(inN) == 0; }
    template <typename T>
    const T &any(const std::vector<T> &list)
    {
        return list[static_cast<std::size_t>(upTo(int(list.size())))];
    }

    std::string value()
    {
        const std::vector<std::string> values{"plain",
                                              "it's",
                                              "\"quoted\"",
                                              "$HOME ${PATH}",
                                              "$(touch " + canary_ + ")",
                                              "`touch " + canary_ + "`",
                                              "'; touch " + canary_ + "; '",
                                              "\"; touch " + canary_ + " #",
                                              "a;b|c&d>e<f",
                                              "%PATH% 100% %41",
                                              "!x !! wow!",
                                              "\xf0\x9f\x98\x80 caf\xc3\xa9",
                                              "tab\there",
                                              "\xff\xfe odd",
                                              "back\\slash\\",
                                              "*?[a]{b,c}~",
                                              "#c",
                                              "-n",
                                              "@file",
                                              "\x1b[31m red",
                                              "=x",
                                              "~root",
                                              "a\\'b\\\"c",
                                              "^caret^",
                                              "(paren)",
                                              "two  blanks",
                                              "\xe2\x80\xae"
                                              "bidi"};
        return any(values);
    }

    void url(request::RequestSpec &spec, const std::string &base, int id)
    {
        const std::vector<std::string> ends{"",         "",          "?a=1&b=2",    "?q=$(touch${IFS}" + canary_ + ")",
                                            "?`id`'\"", "/../x/./y", "?{a,b}[1-3]", "/caf\xc3\xa9?\xff",
                                            "?%41%zz",  "/a;b!c",    "?\\x|y^z",    "/",
                                            "?a#frag",  "/*"};
        const std::string user = one(12) ? "us%20er:p$w'@" : "";
        spec.url = "http://" + user + base.substr(7) + "/continue/" + std::to_string(id) + any(ends);
    }

    void content(request::RequestSpec &spec)
    {
        request::BodySpec &body = spec.body;
        switch (upTo(9)) {
        case 0:
        case 1: return;
        case 2: generated(body); break;
        case 3: file(body); break;
        case 4: form(body); break;
        case 5: multipart(body); break;
        default: text(body);
        }
        body.chunked = one(6);
        if (body.kind != request::BodyKind::Form && body.kind != request::BodyKind::Multipart && one(2))
            body.mediaType =
                any(std::vector<std::string>{"text/plain", "application/json", "application/x-www-form-urlencoded"});
    }

    void text(request::BodySpec &body)
    {
        body.kind = request::BodyKind::Text;
        const std::vector<std::string> texts{"",
                                             "a=1&b=2",
                                             "@/etc/passwd",
                                             "line 1\r\nline 2\r\n",
                                             std::string("NUL \0 and \xff\n", 12),
                                             "\n\n",
                                             "{\"a\": \"it's\"}\n",
                                             "$(touch " + canary_ + ")\n`touch " + canary_ + "`\n",
                                             std::string(5000, 'y'),
                                             std::string(120'000, 'z'),
                                             "<<EOF\n$HOME\nEOF\n",
                                             "100%s %d \\n"};
        body.text = one(3) ? value() + value() : any(texts);
    }

    void generated(request::BodySpec &body)
    {
        body.kind = request::BodyKind::Generated;
        body.pattern = one(2) ? "zeros" : "text";
        body.size =
            any(std::vector<std::uint64_t>{0, 1, 99, 100, 101, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (1 << 20) + 1});
    }

    void file(request::BodySpec &body)
    {
        const auto &[path, text] = any(files_);
        body.kind = request::BodyKind::File;
        body.path = path;
        body.size = text.size();
    }

    void form(request::BodySpec &body)
    {
        body.kind = request::BodyKind::Form;
        for (int n = upTo(4); n >= 0; --n)
            body.fields.push_back(
                {one(4) ? value() : "name" + std::to_string(n), one(5) ? "" : value(), {}, {}, {}, 0});
    }

    void multipart(request::BodySpec &body)
    {
        body.kind = request::BodyKind::Multipart;
        for (int n = upTo(4); n >= 0; --n) {
            request::FormField field{"name" + std::to_string(n), one(5) ? "a\r\nb" : value(), {}, {}, {}, 0};
            if (one(3)) {
                const auto &[path, text] = any(files_);
                field = {field.name, {}, path, one(2) ? "it's \"x\";y.png" : "", "image/png", text.size()};
            } else if (one(3)) {
                field.mediaType = "text/plain; charset=utf-8";
            }
            body.fields.push_back(field);
        }
    }

    void method(request::RequestSpec &spec)
    {
        spec.method = spec.body.present()
            ? any(std::vector<std::string>{"POST", "POST", "PUT", "PATCH", "DELETE", "GET", "M-SEARCH"})
            : any(std::vector<std::string>{"GET", "GET", "HEAD", "DELETE", "OPTIONS", "POST", "X'$Y"});
    }

    void fields(request::RequestSpec &spec)
    {
        const std::vector<std::string> names{
            "X-A",    "X-A",           "x-b",     "X'$c",         "Accept",          "accept",          "User-Agent",
            "Cookie", "Authorization", "Referer", "Content-Type", "Accept-Encoding", "Proxy-Connection"};
        for (int n = upTo(6); n > 0; --n) {
            request::HeaderLine line{any(names), value()};
            if (one(8))
                line = {line.name, "", ":"};
            else if (one(8))
                line.separator = ":";
            else if (one(12))
                line.value = "folded\r\n  on";
            spec.headers.push_back(line);
        }
        for (const char *name : {"Accept", "User-Agent", "Host", "Content-Length"}) {
            if (one(name[0] == 'H' ? 20 : name[0] == 'C' ? 40 : 8))
                spec.removed.emplace_back(name);
        }
        if (one(12))
            spec.headers.insert(spec.headers.begin(), {"Host", "other.example"});
    }

    void expect(request::RequestSpec &spec)
    {
        request::ExpectSettings &rules = spec.expect;
        rules.waitNs = any(std::vector<std::int64_t>{1'000'000'000, 1'000'000'000, 200'000'000, 50'000'000});
        rules.threshold = one(4) ? 100 : 1 << 20;
        rules.rule = any(std::vector<request::ExpectRule>{request::ExpectRule::Threshold,
                                                          request::ExpectRule::Threshold, request::ExpectRule::Off,
                                                          request::ExpectRule::Always, request::ExpectRule::Custom});
        rules.custom = one(2) ? "100-Continue" : "200-ok";
        if (rules.rule == request::ExpectRule::Custom && !spec.body.present())
            rules.rule = request::ExpectRule::Off;
        if (spec.body.present() && one(8))
            spec.headers.push_back({"Expect", "100-continue"});
        if (spec.version == 10)
            rules.waitNs = 50'000'000; // nobody answers 100 there
    }

    std::mt19937 random_;
    std::string canary_;
    std::vector<std::pair<std::string, std::string>> files_;
};

} // namespace peers

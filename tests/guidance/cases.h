// SPDX-License-Identifier: GPL-3.0-or-later
// The table that every rule of resources/guidance stands in: what happens, the verdict, and all findings of it.
// Each finding must fire in the cases that name it and be silent in all others.
#pragma once

#include "guidance/played.h"

#include <QStringList>

#include <functional>

namespace test {

struct Case {
    const char *name;
    const char *verdict;
    const char *findings; ///< ids and anomaly keys, by space, in any order
    request::RequestSpec spec;
    std::function<void(Played &)> play;
    wire::Role role = wire::Role::Client;
};

using record::FactKind;
using wire::CloseHow;

inline constexpr double waitOver = 1000;

inline request::RequestSpec with(const std::function<void(request::RequestSpec &)> &change)
{
    request::RequestSpec spec = upload();
    change(spec);
    return spec;
}

inline request::RequestSpec plain()
{
    return with([](auto &spec) { spec.expect.rule = request::ExpectRule::Off; });
}

inline request::RequestSpec get()
{
    request::RequestSpec spec;
    spec.url = "http://127.0.0.1:8417/";
    return spec;
}

inline request::RequestSpec through(const char *proxy, const char *url = "http://127.0.0.1:8417/")
{
    return with([proxy, url](auto &spec) {
        spec.proxy = proxy;
        spec.url = url;
    });
}

inline request::RequestSpec tunnelled()
{
    return through("http://proxy:3128", "https://127.0.0.1:8417/");
}

inline request::RequestSpec overUnix()
{
    return with([](request::RequestSpec &spec) { spec.unixSocket = "/run/s"; });
}
inline request::RequestSpec custom(const char *value)
{
    return with([value](auto &spec) {
        spec.expect.rule = request::ExpectRule::Custom;
        spec.expect.custom = value;
        spec.expect.anyValue = true;
    });
}

inline request::RequestSpec emptyExpect()
{
    return with([](auto &spec) {
        spec.headers = {{"Expect", ""}};
        spec.expect.anyValue = true;
    });
}

inline request::RequestSpec patient()
{
    return with([](auto &spec) { spec.expect.afterWait = wire::AfterWait::Keep; });
}

inline request::RequestSpec http10()
{
    return with([](auto &spec) {
        spec.version = 10;
        spec.expect.rule = request::ExpectRule::Custom;
    });
}

inline Played &timer(Played &p)
{
    return p.wait(waitOver).tell(FactKind::Timer);
}

inline std::vector<Case> live()
{
    return {
        {"connecting", "live-connecting", "", upload(), [](Played &p) { p.begin().connect(); }},
        {"waiting", "live-waiting", "", upload(), [](Played &p) { p.head(); }},
        {"waiting on", "live-waiting-on", "waited-for-ever", patient(), [](Played &p) { timer(p.head()); }},
        {"sending", "live-sending", "", upload(), [](Played &p) { p.head().wait(1).interim(100).body(65536); }},
        {"thinking", "live-thinking", "", upload(), [](Played &p) { p.head().wait(1).interim(100).body(); }},
        {"reading", "live-reading", "", plain(),
         [](Played &p) { p.head().body().answer(200, "Content-Length: 9\r\n"); }},
        {"redirecting", "live-redirect", "", upload(),
         [](Played &p) { p.head().wait(1).answer(307, "Location: /x\r\nConnection: close\r\n").end().redirect(); }},
        {"tunnelling", "live-tunnel", "", tunnelled(), [](Played &p) { p.tunnel(); }},
        {"retrying", "live-retry", "early-final-keeps-connection plain-417", upload(),
         [](Played &p) { p.head().wait(1).answer(417).end().retry(); }},
    };
}

inline std::vector<Case> failures()
{
    const auto noConnect = [](const char *words, const char *outcome) {
        return [=](Played &p) {
            p.begin().tell(FactKind::ConnectBegin, "127.0.0.1:8417").tell(FactKind::ConnectEnd, words, 1);
            p.tell(FactKind::AttemptEnd, words, 0, outcome);
        };
    };
    const auto noTls = [](const char *words) {
        return [=](Played &p) {
            p.begin().connect().tell(FactKind::TlsBegin, "127.0.0.1").tell(FactKind::TlsEnd, words, 1);
            p.tell(FactKind::AttemptEnd, words, 0, "tls-failed");
        };
    };
    return {
        {"gave up", "gave-up", "stall", with([](auto &spec) { spec.expect.afterWait = wire::AfterWait::Stop; }),
         [](Played &p) { timer(p.head()).end("timed-out", "no answer in time"); }},
        {"aborted", "aborted", "", upload(),
         [](Played &p) { p.head().wait(20).tell(FactKind::Abort, "cancelled").end("aborted", "cancelled"); }},
        {"too much", "too-much", "", upload(),
         [](Played &p) {
             p.head().wait(20).tell(FactKind::Error, "ended at so many events", 0, "too-many-events");
             p.end("aborted", "ended at so many events");
         }},
        {"file shrank", "content-lost", "wait-cost", upload(),
         [](Played &p) {
             p.head().wait(120).interim(100).body(10).tell(FactKind::Error, "the file shrank", 0, "body-source");
             p.end("aborted", "the file shrank");
         }},
        {"redirected nowhere", "redirect-failed", "", upload(),
         [](Played &p) {
             p.head().wait(1).answer(307, "Location: /x\r\nConnection: close\r\n").end().redirect(false);
         }},
        {"SOCKS refuses", "socks-refused", "", through("socks5://proxy:1080"),
         [](Played &p) {
             p.begin().connect().tell(FactKind::ProxyBegin, "127.0.0.1:8417").tell(FactKind::ProxyEnd, "no way", 1);
             p.tell(FactKind::AttemptEnd, "no way", 0, "connect-failed");
         }},
        {"dead proxy", "proxy-unreachable", "", through("http://proxy:3128"),
         noConnect("connection refused by 127.0.0.1:3128", "connect-failed")},
        {"tunnel closed", "tunnel-unanswered", "", tunnelled(),
         [](Played &p) { p.tunnel().wait(1).closed(CloseHow::Fin).end("closed-early", "closed"); }},
        {"retry failed", "retry-failed", "early-final-keeps-connection plain-417", upload(),
         [](Played &p) {
             p.head().wait(1).answer(417).end().retry().body(10).closed(CloseHow::Fin).end("closed-early", "gone");
         }},
        {"no name", "lookup-failed", "", upload(),
         [](Played &p) {
             p.begin().tell(FactKind::LookupBegin, "x").tell(FactKind::LookupEnd, "no such host: x", 1);
             p.tell(FactKind::AttemptEnd, "no such host: x", 0, "connect-failed");
         }},
        {"refused", "connect-refused", "", upload(),
         noConnect("connection refused by 127.0.0.1:8417", "connect-failed")},
        {"no Unix socket", "unix-socket-failed", "", overUnix(),
         [](Played &p) {
             p.begin().tell(FactKind::ConnectBegin, "/run/s", 0, wire::unixStep);
             p.tell(FactKind::ConnectEnd, "nobody listens at the Unix socket /run/s: start its server", 1,
                    wire::unixStep);
             p.tell(FactKind::AttemptEnd, "nobody listens at the Unix socket /run/s: start its server", 0,
                    "connect-failed");
         }},
        {"no route", "connect-failed", "", upload(), noConnect("no route to 127.0.0.1:8417", "connect-failed")},
        {"tls on plain", "tls-on-plain", "", upload(),
         noTls("what it answers is not TLS; perhaps plain http is spoken there")},
        {"certificate", "tls-certificate", "", upload(), noTls("the certificate is self-signed")},
        {"expired", "tls-expired", "", upload(),
         noTls("its certificate is not trusted: the certificate expired on 2020-01-01")},
        {"other name", "tls-other-name", "", upload(),
         noTls("its certificate is not trusted: the certificate is for a, not for b")},
        {"our key", "tls-failed", "", upload(),
         noTls("cannot read the key of our certificate from k: choose a file in PEM form")},
        {"tls", "tls-failed", "", upload(), noTls("no TLS version that both sides speak")},
        {"plain on tls", "plain-on-tls", "not-http", get(),
         [](Played &p) {
             p.head().got(std::string("\x15\x03\x01\x00\x02\x02\x46", 7)).closed(CloseHow::Fin);
             p.end("protocol-error", "cannot be read as HTTP");
         }},
        {"ssh", "other-protocol", "not-http", get(),
         [](Played &p) { p.head().got("SSH-2.0-OpenSSH_9.2\r\n").end("protocol-error", "not HTTP"); }},
        {"not http", "not-http", "not-http", get(),
         [](Played &p) { p.head().got("hello there, stranger\r\n").end("protocol-error", "not HTTP"); }},
        {"endless fields", "beyond-limits", "too-many-fields", get(),
         [](Played &p) {
             std::string fields;
             for (int i = 0; i < 10'000; ++i)
                 fields += "a: b\r\n";
             p.head().got("HTTP/1.1 200 OK\r\n" + fields).end("protocol-error", "cannot be read as HTTP");
         }},
        {"broken chunks", "content-unreadable", "bad-chunk-size", get(),
         [](Played &p) {
             p.head().answer(200, "Transfer-Encoding: chunked\r\n").got("3\r\nabc\r\nx\r\n");
             p.end("protocol-error", "cannot be read as HTTP");
         }},
        {"half an answer in time", "timed-out-in-response", "", get(),
         [](Played &p) {
             p.head().answer(200, "Content-Length: 10\r\n").got("hello").wait(9000);
             p.tell(FactKind::Timeout, "", 0, "idle").end("timed-out", "late");
         }},
        {"content not taken in time", "timed-out-unsent", "early-final-keeps-connection", plain(),
         [](Played &p) {
             p.head().body(1000).answer(200).wait(9000).tell(FactKind::Timeout, "", 0, "idle").end("timed-out", "late");
         }},
        {"reset in the answer", "response-reset", "cut-in-content", get(),
         [](Played &p) {
             p.head()
                 .answer(200, "Content-Length: 10\r\n")
                 .got("hello")
                 .closed(CloseHow::Reset)
                 .end("closed-early", "reset");
         }},
        {"100 and silence", "continued-then-silence", "", upload(),
         [](Played &p) {
             p.head()
                 .wait(2)
                 .interim(100)
                 .body()
                 .wait(60000)
                 .tell(FactKind::Timeout, "", 0, "head")
                 .end("timed-out", "late");
         }},
        {"100 and silence, wrong length", "continued-then-silence", "content-not-as-declared", with([](auto &spec) {
             spec.headers = {{"Content-Length", "4194305"}, {"Expect", "100-continue"}};
         }),
         [](Played &p) {
             p.head()
                 .wait(2)
                 .interim(100)
                 .body()
                 .wait(60000)
                 .tell(FactKind::Timeout, "", 0, "head")
                 .end("timed-out", "late");
         }},
        {"in vain", "waited-in-vain", "waited-for-ever", patient(),
         [](Played &p) {
             timer(p.head()).wait(9000).tell(FactKind::Timeout, "", 0, "whole").end("timed-out", "late");
         }},
        {"timed out", "timed-out", "stall", upload(),
         [](Played &p) {
             timer(p.head()).body().wait(9000).tell(FactKind::Timeout, "", 0, "head").end("timed-out", "late");
         }},
        {"reset in content", "reset-mid-content", "hidden-answer", plain(),
         [](Played &p) { p.head().body(65536).closed(CloseHow::Reset).end("closed-early", "reset"); }},
        {"reset", "reset-no-content", "", upload(),
         [](Played &p) { p.head().wait(3).closed(CloseHow::Reset).end("closed-early", "reset"); }},
        {"TLS alert", "connection-broke", "", upload(),
         [](Played &p) {
             p.head().wait(3).closed(CloseHow::Error).end("closed-early", "the server wants a client's certificate");
         }},
        {"tunnel answers in SSH", "tunnel-foreign", "not-http", tunnelled(),
         [](Played &p) { p.tunnel().wait(1).got("SSH-2.0-OpenSSH_9.2\r\n").end("protocol-error", "not HTTP"); }},
        {"HTTP/2 alone", "http2-only", "not-http upload-held", upload(),
         [](Played &p) {
             p.head().wait(1).got(std::string("\0\0\6\4\0\0\0\0\0\0\3\0\0\0d", 15)).end("protocol-error", "not HTTP");
         }},
        {"SMTP", "other-protocol", "not-http", get(),
         [](Played &p) { p.head().got("220 mail ESMTP\r\n").end("protocol-error", "not HTTP"); }},
        {"page without a status line", "not-http", "not-http", get(),
         [](Played &p) {
             p.head().got("<html>hello</html>\r\n").closed(CloseHow::Fin).end("protocol-error", "not HTTP");
         }},
        {"two lengths", "length-unknown", "conflicting-length surplus-bytes", get(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(200, "Content-Length: 3\r\nContent-Length: 5\r\n")
                 .got("abcde")
                 .closed(CloseHow::Fin)
                 .end("protocol-error", "two lengths");
         }},
        {"response cut", "response-cut", "cut-in-content", get(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(200, "Content-Length: 9\r\n")
                 .got("abc")
                 .closed(CloseHow::Fin)
                 .end("closed-early", "cut");
         }},
        {"reset behind all content", "reset-after-content", "", plain(),
         [](Played &p) { p.head().body().wait(1).closed(CloseHow::Reset).end("closed-early", "reset"); }},
        {"closed in content", "closed-mid-content", "", plain(),
         [](Played &p) { p.head().body(65536).wait(1).closed(CloseHow::Fin).end("closed-early", "closed"); }},
        {"closed behind all content", "closed-after-content", "", plain(),
         [](Played &p) { p.head().body().wait(1).closed(CloseHow::Fin).end("closed-early", "closed"); }},
        {"closed", "closed-no-content", "", upload(),
         [](Played &p) { p.head().wait(3).closed(CloseHow::Fin).end("closed-early", "closed"); }},
    };
}

inline std::vector<Case> refusals()
{
    const auto once = [](int status, const char *fields) {
        return [=](Played &p) { p.head().wait(2).answer(status, fields).end(); };
    };
    const char *close = "Connection: close\r\nContent-Length: 0\r\n";
    const auto healed = [](const char *fields, const char *version, int second) {
        return [=](Played &p) {
            p.head().wait(1.6).answer(417, fields, version).end().retry().body().wait(1).answer(second).end();
        };
    };
    return {
        {"101", "switched", "", with([](auto &spec) {
             spec.body = {};
             spec.headers = {{"Upgrade", "x"}, {"Connection", "upgrade"}};
         }),
         [](Played &p) { p.head().wait(1).got("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n").end(); }},
        {"tunnel refused", "tunnel-refused", "", tunnelled(),
         [](Played &p) { p.tunnel().wait(1).answer(403).end("connect-failed", "no tunnel"); }},
        {"tunnel refused, 417", "tunnel-refused", "", tunnelled(),
         [](Played &p) { p.tunnel().wait(1).answer(417).end("connect-failed", "no tunnel"); }},
        {"307, 500", "redirected-in-vain", "", upload(),
         [close](Played &p) {
             p.head()
                 .wait(1)
                 .answer(307, "Location: /x\r\nConnection: close\r\n")
                 .end()
                 .redirect()
                 .wait(1)
                 .answer(500, close)
                 .end();
         }},
        {"307, 201", "redirected", "", upload(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(307, "Location: /x\r\nConnection: close\r\n")
                 .end()
                 .redirect()
                 .wait(1)
                 .interim(100)
                 .body()
                 .answer(201)
                 .end();
         }},
        {"417 healed, hop", "417-healed", "plain-417", upload(),
         healed("Via: 1.0 old\r\nConnection: close\r\nContent-Length: 0\r\n", "1.0", 201)},
        {"417 healed, HTTP/1.0", "417-healed", "plain-417", upload(), healed(close, "1.0", 201)},
        {"417 healed", "417-healed", "plain-417 early-final-keeps-connection", upload(),
         healed("Content-Length: 0\r\n", "1.1", 201)},
        {"417 twice", "417-again", "", upload(), healed(close, "1.1", 417)},
        {"417, then 403", "417-then-other", "plain-417", upload(), healed(close, "1.1", 403)},
        {"417 unasked", "417-unasked", "", plain(), [](Played &p) { p.head().body().answer(417).end(); }},
        {"417 odd", "417-odd-value", "odd-expect", custom("200-ok"), once(417, close)},
        {"417 odd, late", "417-odd-value", "odd-expect", custom("foo"),
         [](Played &p) { timer(p.head()).body().answer(417).end(); }},
        {"417 empty", "417-odd-value", "odd-expect", emptyExpect(), once(417, close)},
        {"417 no content", "417-no-content", "expect-without-content", with([](auto &spec) {
             spec.body = {};
             spec.headers = {{"Expect", "100-continue"}};
         }),
         once(417, close)},
        {"417 no content, healed", "417-no-content", "expect-without-content", with([](auto &spec) {
             spec.body = {};
             spec.headers = {{"Expect", "100-continue"}};
         }),
         healed(close, "1.1", 200)},
        {"413 no content", "413-no-content", "", with([](auto &spec) { spec.body = {}; }), once(413, close)},
        {"408 no content", "408", "", with([](auto &spec) { spec.body = {}; }), once(408, close)},
        {"417 hop", "417", "plain-417", upload(),
         once(417, "Via: 1.1 cache\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"417", "417", "plain-417", upload(), once(417, close)},
        {"417 forwarded", "417", "plain-417 417-through-proxy", through("http://proxy:3128"),
         once(417, "Via: 1.1 cache\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"417 of the proxy", "417", "plain-417 417-through-proxy", through("http://proxy:3128"), once(417, close)},
        {"417 past a SOCKS proxy", "417", "plain-417 417-past-proxy", through("socks5://proxy:1080"), once(417, close)},
        {"417 past a tunnel", "417", "plain-417 417-past-proxy",
         through("http://proxy:3128", "https://127.0.0.1:8417/"), once(417, close)},
        {"413", "413-before-content", "", upload(), once(413, close)},
        {"413 and keeps", "413-before-content", "early-final-keeps-connection", upload(),
         once(413, "Content-Length: 0\r\n")},
        {"413 and reset", "413-reset", "answer-before-reset upload-stopped", plain(),
         [close](Played &p) { p.head().body(65536).answer(413, close).closed(CloseHow::Reset).end(); }},
        {"413 late", "413-after-content", "upload-stopped", plain(),
         [close](Played &p) { p.head().body(65536).answer(413, close).closed(CloseHow::Fin).end(); }},
        {"100, then 422", "continued-then-refused", "invited-then-refused", upload(),
         [](Played &p) { p.head().wait(1).interim(100).body().wait(1).answer(422).end(); }},
        {"428", "428", "", upload(), once(428, close)},
        {"412", "412", "", with([](auto &spec) {
             spec.headers = {{"If-Match", "\"a\""}};
         }),
         once(412, close)},
        {"411", "411", "", with([](auto &spec) { spec.body.chunked = true; }), once(411, close)},
        {"400", "400", "", upload(), once(400, close)},
        {"401", "401", "", upload(),
         once(401, "WWW-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"401 bare", "401", "challenge-missing", upload(), once(401, close)},
        {"407 bare", "407", "proxy-challenge-missing", upload(), once(407, close)},
        {"421", "421", "", upload(), once(421, close)},
        {"421 of the lab for another host", "421-lab", "", with([](auto &spec) {
             spec.headers = {{"Host", "evil.example"}};
         }),
         once(421, "Server: interim-lab\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"421 that the lab was asked for", "421", "", upload(),
         once(421, "Server: interim-lab\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"403", "refused-instead", "", upload(), once(403, close)},
        {"408", "408", "", patient(), once(408, close)},
        {"505", "505", "", upload(), once(505, close)},
        {"307", "redirection", "", upload(),
         once(307, "Location: /there\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"307 nowhere", "redirection-nowhere", "location-missing", upload(), once(307, close)},
        {"200 instead", "success-instead", "early-final-keeps-connection", upload(),
         once(200, "Content-Length: 0\r\n")},
        {"405", "refused-instead", "allow-missing", upload(), once(405, close)},
        {"426", "refused-instead", "upgrade-missing", upload(), once(426, close)},
        {"409 says keep-alive, closes when idle", "refused-instead", "", upload(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(409, "Connection: keep-alive\r\nContent-Length: 0\r\n")
                 .wait(1000)
                 .closed(CloseHow::Fin)
                 .end();
         }},
        {"409 says keep-alive, closes", "refused-instead", "said-keep-alive-then-closed", upload(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(409, "Connection: keep-alive\r\nContent-Length: 0\r\n")
                 .closed(CloseHow::Fin)
                 .end();
         }},
    };
}

inline std::vector<Case> handshakes()
{
    const auto went = [](Played &p) { p.head().wait(0.8).interim(100).body().wait(1).answer(201); };
    const auto alone = [went](Played &p) {
        went(p);
        p.end();
    };
    return {
        {"continued", "continued", "", upload(), alone},
        {"continued slowly", "continued", "wait-cost", upload(),
         [](Played &p) { p.head().wait(400).interim(100).body().answer(201).end(); }},
        {"103, 100", "continued", "other-interim", upload(),
         [](Played &p) {
             p.head().wait(1).interim(103, "Link: </a>\r\n").wait(1).interim(100).body().answer(201).end();
         }},
        {"100 twice", "continued", "second-continue", upload(),
         [](Played &p) { p.head().wait(1).interim(100).interim(100).body().answer(201).end(); }},
        {"100 signed", "continued", "continue-signed", upload(),
         [](Played &p) { p.head().wait(1).interim(100, "Server: h\r\n").body().answer(201).end(); }},
        {"100 with length", "continued", "length-in-interim", upload(),
         [](Played &p) { p.head().wait(1).interim(100, "Content-Length: 0\r\n").body().answer(201).end(); }},
        {"100 without space", "continued", "no-space-after-status", upload(),
         [](Played &p) { p.head().wait(1).got("HTTP/1.1 100\r\n\r\n").body().answer(201).end(); }},
        {"100 after final", "continued", "interim-after-final", upload(),
         [](Played &p) { p.head().wait(1).interim(100).body().answer(201).interim(100).end(); }},
        {"kept waiting", "kept-waiting", "waited-for-ever wait-cost", patient(),
         [](Played &p) { timer(p.head()).wait(500).interim(100).body().answer(201).end(); }},
        {"104 taken", "resumption-taken", "resumption-offered", with([](auto &spec) { spec.expect.accept104 = true; }),
         [](Played &p) { p.head().wait(1).interim(104).body().answer(201).end(); }},
        {"HTTP/1.0", "expect-in-http10", "expect-in-http10-request", http10(),
         [](Played &p) { timer(p.head()).body().answer(200, "Content-Length: 0\r\n", "1.0").end(); }},
        {"too late", "continue-too-late", "continue-after-content", upload(),
         [](Played &p) { timer(p.head()).body(65536).wait(200).interim(100).body().answer(201).end(); }},
        {"no 100, then 500", "no-100-then-refused", "stall", upload(),
         [](Played &p) { timer(p.head()).body().wait(3).answer(500).end(); }},
        {"no 100", "no-100-in-time", "stall", upload(),
         [](Played &p) { timer(p.head()).wait(13).body().wait(3).answer(201).end(); }},
        {"104 in vain", "no-100-in-time", "stall resumption-offered", upload(),
         [](Played &p) {
             p.head().wait(1).interim(104);
             timer(p).body().answer(201).end();
         }},
        {"102 behind the content", "continued", "", upload(),
         [](Played &p) { p.head().wait(1).interim(100).body().interim(102).answer(201).end(); }},
        {"foo ignored", "expectation-ignored", "odd-expect", custom("foo"),
         [](Played &p) { timer(p.head()).body().answer(201).end(); }},
        {"nothing expected", "expectation-ignored", "odd-expect", emptyExpect(),
         [](Played &p) { timer(p.head()).body().answer(201).end(); }},
        {"no 100 from 1.0", "no-100-in-time", "stall-old-hop", upload(),
         [](Played &p) { timer(p.head()).body().answer(201, "Content-Length: 0\r\n", "1.0").end(); }},
        {"released", "released", "", patient(),
         [](Played &p) { p.head().wait(300).tell(FactKind::Release).body().answer(201).end(); }},
        {"no content", "expect-without-content", "expect-without-content", with([](auto &spec) {
             spec.body = {};
             spec.headers = {{"Expect", "100-continue"}};
         }),
         [](Played &p) { p.head().wait(1).answer(200).end(); }},
        {"not waited", "not-waited", "content-before-gate", with([](auto &spec) { spec.expect.waitNs = 0; }),
         [](Played &p) { p.head().body().wait(1).answer(201).end(); }},
        {"foo, not waited for", "expectation-ignored", "odd-expect", with([](auto &spec) {
             spec.headers = {{"Expect", "foo"}};
         }),
         [](Played &p) { p.head().body().wait(1).answer(201).end(); }},
        {"plain, refused", "plain-refused", "", plain(), [](Played &p) { p.head().body().answer(409).end(); }},
        {"plain, sent", "plain-sent", "", plain(), [](Played &p) { p.head().body().answer(201).end(); }},
        {"plain", "plain", "", get(), [](Played &p) { p.head().wait(1).answer(204, "").end(); }},
        {"in step", "continued", "follow-up-in-step", upload(),
         [went](Played &p) {
             went(p);
             p.done().followUp().wait(1).answer(200).end();
         }},
        {"no follow-up", "continued", "follow-up-skipped", upload(),
         [went](Played &p) {
             went(p);
             p.tell(FactKind::Decision, "no follow-up: the connection is closed", 0, "follow-up-skipped").end();
         }},
        {"100 behind", "continued", "follow-up-unasked-100 follow-up-in-step", upload(),
         [went](Played &p) {
             went(p);
             p.done().followUp().interim(100).answer(200).end();
         }},
        {"reused", "refused-instead", "connection-reused-unsent follow-up-swallowed", upload(),
         [](Played &p) {
             p.head().wait(1).answer(404).done();
             p.followUp().wait(2000).end("timed-out", "no answer");
         }},
        {"reused, then 400", "refused-instead", "connection-reused-unsent", upload(),
         [](Played &p) {
             p.head().wait(1).answer(404).done();
             p.followUp().wait(2).answer(400).end();
         }},
        {"misread", "continued", "follow-up-misread", upload(),
         [went](Played &p) {
             went(p);
             p.done().followUp().wait(2).answer(400).end();
         }},
    };
}

inline request::RequestSpec typed(const char *method, std::vector<request::HeaderLine> fields, std::uint64_t size = 0)
{
    return with([&](auto &spec) {
        spec.method = method;
        spec.headers = std::move(fields);
        spec.expect.rule = request::ExpectRule::Off;
        spec.body.size = size;
        if (size == 0)
            spec.body = {};
    });
}

inline std::vector<Case> remarks()
{
    const char *close = "Connection: close\r\nContent-Length: 0\r\n";
    const auto once = [](int status, const char *fields = "Content-Length: 0\r\n", const char *version = "1.1") {
        return [=](Played &p) { p.head().wait(2).answer(status, fields, version).end(); };
    };
    const auto switching = [](const char *fields) {
        return [fields](Played &p) {
            p.head().wait(1).got(std::string("HTTP/1.1 101 X\r\nConnection: upgrade\r\n") + fields + "\r\n").end();
        };
    };
    const auto asking = with([](auto &spec) { spec.headers = {{"Upgrade", "x"}, {"Connection", "upgrade"}}; });
    auto bare = get();
    bare.removed = {"Host"};
    const auto after = with([](auto &spec) { spec.expect.bodyAfterFinal = true; });
    const auto sentAfter = [](int status) {
        return [status](Played &p) { p.head().wait(1).answer(status).body().end(); };
    };
    return {
        {"409 says keep-alive", "refused-instead", "early-final-says-keep-alive", upload(),
         once(409, "Connection: keep-alive\r\nContent-Length: 0\r\n")},
        {"405 that allows it", "refused-instead", "allow-names-method", upload(),
         once(405, "Allow: POST\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"100 without Via", "continued", "continue-without-via", through("http://proxy:3128"),
         [](Played &p) {
             p.head().wait(1).interim(100).body().answer(200, "Via: 1.1 p\r\nContent-Length: 0\r\n").end();
         }},
        {"too soon", "plain", "answer-too-soon", get(),
         [](Played &p) {
             p.begin()
                 .tell(FactKind::ConnectBegin, "127.0.0.1:8417")
                 .wait(80)
                 .tell(FactKind::ConnectEnd, "127.0.0.1:8417");
             p.head().answer(200).end();
         }},
        {"100 in pieces", "continue-in-pieces", "", upload(),
         [close](Played &p) {
             timer(p.head().got("HTTP/1.1 100 Co")).body().wait(5).got("ntinue\r\n\r\n").answer(200, close).end();
         }},
        {"interim without its end", "interim-unended", "status-line-in-head", upload(),
         [](Played &p) {
             timer(p.head().got("HTTP/1.1 100 Continue\r\n"))
                 .body()
                 .got("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                 .closed(CloseHow::Fin);
             p.end("closed-early", "closed");
         }},
        {"repeat refused", "retry-unsent", "plain-417", upload(),
         [close](Played &p) {
             p.head()
                 .wait(1)
                 .answer(417, close)
                 .end()
                 .begin("retry-without-expect")
                 .tell(FactKind::ConnectBegin, "127.0.0.1:1");
             p.tell(FactKind::ConnectEnd, "connection refused", 1)
                 .tell(FactKind::AttemptEnd, "connection refused", 0, "connect-failed");
         }},
        {"100 says close", "continued", "interim-says-close", upload(),
         [](Played &p) { p.head().wait(1).interim(100, "Connection: close\r\n").body().answer(200).end(); }},
        {"100 in no time", "continued", "continue-at-once", upload(),
         [](Played &p) { p.head().interim(100).body().wait(1).answer(200).end(); }},
        {"100 and a close", "closed-behind-100", "", upload(),
         [](Played &p) { p.head().wait(1).interim(100).closed(CloseHow::Fin).end("closed-early", "closed"); }},
        {"head cut", "answer-cut", "cut-in-head", get(),
         [](Played &p) {
             p.head().wait(1).got("HTTP/1.1 200 OK\r\nA: b\r\n").closed(CloseHow::Fin).end("closed-early", "closed");
         }},
        {"stalled", "upload-stalled", "", plain(),
         [](Played &p) {
             p.head().body(65536).wait(9000).tell(FactKind::Timeout, "", 0, "idle").end("timed-out", "no byte for 9 s");
         }},
        {"417 behind the content", "417-after-content", "plain-417 invited-then-refused", upload(),
         [close](Played &p) { p.head().wait(1).interim(100).body().wait(50).answer(417, close).end(); }},
        {"loop", "redirected-in-a-loop", "", upload(),
         [close](Played &p) {
             p.head().wait(1).answer(307, std::string("Location: /up\r\n") + close).end();
             p.redirect().wait(1).answer(307, std::string("Location: /up\r\n") + close).end();
         }},
        {"no status line", "answer-without-status", "content-after-interim", upload(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .interim(100)
                 .body()
                 .got("<html>hello</html>\r\n")
                 .closed(CloseHow::Fin)
                 .end("closed-early", "closed");
         }},
        {"follow-up behind more bytes", "plain", "surplus-bytes follow-up-behind-surplus", get(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(200, "Content-Length: 2\r\n")
                 .got("abcdef")
                 .wait(1)
                 .done()
                 .followUp()
                 .wait(1)
                 .answer(200)
                 .end();
         }},
        {"head slow", "answer-slow", "", get(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .got("HTTP/1.1 200 OK\r\nA: b\r\n")
                 .wait(9000)
                 .tell(FactKind::Timeout, "", 0, "head")
                 .end("timed-out", "late");
         }},
        {"keep-alive without an end", "plain", "keep-alive-without-end", get(),
         [](Played &p) {
             p.head().wait(1).answer(200, "Connection: keep-alive\r\n").got("abc").wait(5).closed(CloseHow::Fin).end();
         }},
        {"follow-up got 201", "plain-sent", "follow-up-of-another", plain(),
         [](Played &p) { p.head().body().wait(1).answer(202).done().followUp().wait(1).answer(201).end(); }},
        {"no end", "end-not-declared", "", get(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(200, "")
                 .got("abc")
                 .wait(9000)
                 .tell(FactKind::Timeout, "", 0, "idle")
                 .end("timed-out", "late");
         }},
        {"no orderly end", "response-end-unknown", "cut-in-content", get(),
         [](Played &p) {
             p.head().wait(1).answer(200, "").got("abc").closed(CloseHow::Reset).end("closed-early", "reset");
         }},
        {"last line", "response-last-line", "cut-in-content", get(),
         [](Played &p) {
             p.head()
                 .wait(1)
                 .answer(200, "Transfer-Encoding: chunked\r\n")
                 .got("0\r\n")
                 .closed(CloseHow::Fin)
                 .end("closed-early", "cut");
         }},
        {"repeat cut", "retry-cut", "plain-417 cut-in-content", upload(),
         [close](Played &p) {
             p.head()
                 .wait(1)
                 .answer(417, close)
                 .end()
                 .retry()
                 .body()
                 .answer(200, "Content-Length: 9\r\n")
                 .got("ab")
                 .closed(CloseHow::Fin);
             p.end("closed-early", "cut");
         }},
        {"tunnel agreed, unusable", "tunnel-unusable", "", tunnelled(),
         [](Played &p) { p.tunnel().wait(1).answer(200, "").end("connect-failed", "no tunnel"); }},
        {"follow-up reset", "plain-sent", "follow-up-closed-late", plain(),
         [](Played &p) {
             p.head().body().wait(1).answer(200).done().followUp().closed(CloseHow::Reset).end("closed-early", "reset");
         }},
        {"follow-up answered in SSH", "plain-sent", "follow-up-garbled not-http", plain(),
         [](Played &p) {
             p.head().body().wait(1).answer(200).done().followUp().got("SSH-2.0\r\n").end("protocol-error", "not HTTP");
         }},
        {"302 became GET", "redirected-without-content", "", upload(),
         [close](Played &p) {
             p.head()
                 .wait(1)
                 .answer(302, "Location: /x\r\nConnection: close\r\n")
                 .end()
                 .redirectAs(get())
                 .wait(1)
                 .answer(200, close)
                 .end();
         }},
        {"303", "see-other", "", upload(), once(303, "Location: /r\r\nConnection: close\r\nContent-Length: 0\r\n")},
        {"304", "not-modified", "", typed("GET", {{"If-None-Match", "\"a\""}}), once(304, "")},
        {"304 unasked", "not-modified", "not-modified-unasked", get(), once(304, "")},
        {"304 to POST", "not-modified", "not-modified-for-this-method early-final-keeps-connection", upload(),
         once(304, "")},
        {"300", "redirection-other", "", get(), once(300)},
        {"206 to DELETE", "plain", "not-for-this-method", typed("DELETE", {}), once(206)},
        {"206 unasked", "plain", "range-unasked", get(), once(206)},
        {"101 unasked", "switched-unasked", "switch-without-upgrade", get(), switching("Upgrade: y\r\n")},
        {"101 to another", "switched-to-another", "", typed("GET", {{"Upgrade", "x"}, {"Connection", "upgrade"}}),
         switching("Upgrade: y\r\n")},
        {"101 before 100", "switched", "switch-before-100 switch-content-owed", asking, switching("Upgrade: x\r\n")},
        {"101 that names none", "switched", "upgrade-missing",
         typed("GET", {{"Upgrade", "x"}, {"Connection", "upgrade"}}), switching("")},
        {"Upgrade without Connection", "plain", "upgrade-without-connection", typed("GET", {{"Upgrade", "x"}}),
         once(200)},
        {"TE without Connection", "plain", "te-without-connection", typed("GET", {{"TE", "trailers"}}), once(200)},
        {"content in TRACE", "plain-sent", "content-in-trace", typed("TRACE", {}, 4),
         [](Played &p) { p.head().body().answer(200).end(); }},
        {"no Host", "plain", "host-missing", bare, once(200)},
        {"a form without its boundary", "plain-sent", "boundary-missing", with([](auto &spec) {
             spec = typed("POST", {{"Content-Type", "multipart/form-data"}});
             spec.body.kind = request::BodyKind::Multipart;
             spec.body.fields.push_back({"a", "b"});
         }),
         [](Played &p) { p.head().body().answer(200).end(); }},
        {"two Hosts", "plain", "host-twice", typed("GET", {{"Host", "a"}, {"Host", "b"}}), once(200)},
        {"205 with content", "plain", "content-in-205", get(),
         [](Played &p) { p.head().wait(1).answer(205, "Content-Length: 2\r\n").got("ab").end(); }},
        {"chunks to 1.0", "plain", "encoding-to-http10", with([](auto &spec) {
             spec = get();
             spec.version = 10;
         }),
         [](Played &p) { p.head().wait(1).answer(200, "Transfer-Encoding: chunked\r\n").got("0\r\n\r\n").end(); }},
        {"length in trailers", "plain", "framing-in-trailers", get(),
         [](Played &p) {
             p.head().wait(1).answer(200, "Transfer-Encoding: chunked\r\n").got("0\r\nContent-Length: 2\r\n\r\n").end();
         }},
        {"close that stays", "plain", "said-close-stays-open", get(),
         [close](Played &p) { p.head().wait(1).answer(200, close).wait(250).end(); }},
        {"401 refused", "401-refused", "challenge-missing", with([](auto &spec) {
             spec.headers = {{"Authorization", "Basic eDp5"}};
         }),
         once(401, close)},
        {"403 and all content", "refused-instead-sent", "", after, sentAfter(403)},
        {"201 and all content", "success-instead-sent", "", after, sentAfter(201)},
        {"404 to GET", "refused", "", get(), once(404)},
        {"600", "invalid-status", "status-out-of-range", get(), once(600)},
        {"417 to 1.0", "417-to-http10", "417-to-http10-request expect-in-http10-request", http10(), once(417, close)},
        {"100 to 1.0", "continued-in-http10", "interim-to-http10 expect-in-http10-request", http10(),
         [close](Played &p) { p.head().wait(1).interim(100).body().answer(200, close).end(); }},
        {"200 amid the content", "success-before-content", "", upload(),
         [](Played &p) { p.head().wait(1).interim(100).body(65536).answer(200).body().end(); }},
        {"100 behind the content", "continue-behind-content", "continue-after-content", upload(),
         [close](Played &p) { timer(p.head()).body().wait(0.3).interim(100).answer(200, close).end(); }},
        {"100, then 1.0", "continued", "mixed-versions", upload(),
         [close](Played &p) { p.head().wait(1).interim(100).body().answer(200, close, "1.0").end(); }},
        {"1.0 100", "continued", "interim-in-http10", upload(),
         [close](Played &p) {
             p.head().wait(1).got("HTTP/1.0 100 Continue\r\n\r\n").body().answer(200, close, "1.0").end();
         }},
        {"foo, 100", "continued-odd-value", "odd-expect", custom("foo"),
         [close](Played &p) { p.head().wait(1).interim(100).body().answer(200, close).end(); }},
        {"content held", "other-protocol", "not-http upload-held", plain(),
         [](Played &p) {
             p.head()
                 .body(65536)
                 .got("SSH-2.0-x\r\n")
                 .tell(FactKind::Decision, "", 0, "hold-content")
                 .end("protocol-error", "not HTTP");
         }},
        {"follow-up closed", "plain-sent", "follow-up-closed", plain(),
         [](Played &p) {
             p.head().body().wait(1).answer(200).done().followUp().closed(CloseHow::Fin).end("closed-early", "closed");
         }},
        {"follow-up unanswered", "plain-sent", "follow-up-unanswered", plain(),
         [](Played &p) { p.head().body().wait(1).answer(200).done().followUp().wait(9000).end("timed-out", "late"); }},
        {"follow-up answered before it left", "plain-sent", "follow-up-before-its-time unasked-response", plain(),
         [](Played &p) {
             p.head().body().wait(1).answer(200).done().begin("follow-up", true).answer(200).wait(1).end();
         }},
        {"100 between", "plain-sent", "follow-up-stale-100 follow-up-in-step interim-after-final", plain(),
         [](Played &p) {
             p.head()
                 .body()
                 .wait(1)
                 .answer(200)
                 .done()
                 .begin("follow-up", true)
                 .interim(100)
                 .wait(1)
                 .followUpHead()
                 .wait(1)
                 .answer(200)
                 .end();
         }},
    };
}

inline std::vector<Case> seats()
{
    const std::string head = "POST /up HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    const auto role = wire::Role::Server;
    return {
        {"server: waited",
         "seen-waited",
         "",
         {},
         [head](Played &p) {
             p.begin()
                 .got(head)
                 .wait(5)
                 .flushed("HTTP/1.1 100 Continue\r\n\r\n")
                 .got("abcd")
                 .flushed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                 .end();
         },
         role},
        {"server: sent at last",
         "seen-waited-and-sent",
         "content-before-gate",
         {},
         [head](Played &p) {
             p.begin().got(head).wait(1000).got("abcd").flushed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").end();
         },
         role},
        {"server: did not wait",
         "seen-did-not-wait",
         "content-before-gate",
         {},
         [head](Played &p) {
             p.begin().got(head + "abcd").flushed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").end();
         },
         role},
        {"server: never sent",
         "seen-never-sent",
         "client-never-sent cut-in-content",
         {},
         [head](Played &p) { p.begin().got(head).wait(9000).closed(CloseHow::Fin).end("closed-early", "closed"); },
         role},
        {"server: nothing to send",
         "seen-nothing-to-send",
         "expect-without-content",
         {},
         [](Played &p) {
             p.begin()
                 .got("GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n")
                 .flushed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                 .end();
         },
         role},
        {"server: no request",
         "seen-nothing",
         "",
         {},
         [](Played &p) { p.begin().closed(CloseHow::Fin).end("closed-early", "closed"); },
         role},
        {"server: no expect",
         "seen-no-expect",
         "",
         {},
         [](Played &p) {
             p.begin()
                 .got("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                 .flushed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                 .end();
         },
         role},
    };
}

inline const std::vector<Case> &cases()
{
    static const std::vector<Case> all = [] {
        std::vector<Case> out;
        for (auto &part : {live(), failures(), refusals(), handshakes(), remarks(), seats()})
            out.insert(out.end(), part.begin(), part.end());
        return out;
    }();
    return all;
}

} // namespace test

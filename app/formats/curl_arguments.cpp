// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_arguments.h"

#include "wire/event.h"

#include <algorithm>

namespace formats {
namespace {

struct CurlOption {
    std::string_view name;
    char letter = '\0';
    bool value = false;
    CurlUse use = CurlUse::Other;
};

// "name" or "name:letter", as `curl --help all` of 7.88.1 lists them.
constexpr std::string_view requestValues =
    "request:X header:H data:d data-ascii data-raw data-binary data-urlencode json form:F form-string upload-file:T "
    "user:u oauth2-bearer user-agent:A referer:e cookie:b range:r proxy:x proxy1.0 preproxy proxy-user:U proxy-header noproxy "
    "socks4 socks4a socks5 socks5-hostname url url-query request-target expect100-timeout connect-timeout max-time:m "
    "cacert cert:E cert-type key key-type pass resolve connect-to max-redirs proto-default";
constexpr std::string_view requestSwitches =
    "get:G head:I insecure:k location:L location-trusted http1.0:0 http1.1 http2 http2-prior-knowledge http3 http3-only "
    "compressed ipv4:4 ipv6:6 globoff:g path-as-is proxytunnel:p basic";
constexpr std::string_view outputValues =
    "output:o output-dir write-out:w dump-header:D cookie-jar:c stderr trace trace-ascii libcurl create-file-mode "
    "retry retry-delay retry-max-time parallel-max keepalive-time etag-save rate";
constexpr std::string_view outputSwitches =
    "silent:s show-error:S verbose:v include:i remote-name:O remote-name-all remote-header-name:J remote-time:R "
    "fail:f fail-with-body fail-early progress-bar:# progress-meter no-progress-meter buffer:N create-dirs styled-output "
    "trace-time xattr disable:q no-clobber clobber remove-on-error retry-all-errors retry-connrefused parallel:Z "
    "parallel-immediate keepalive tcp-nodelay suppress-connect-headers sessionid";
constexpr std::string_view otherValues =
    "abstract-unix-socket alt-svc aws-sigv4 capath ciphers config:K continue-at:C crlfile curves delegation dns-interface "
    "dns-ipv4-addr dns-ipv6-addr dns-servers doh-url egd-file engine etag-compare ftp-account ftp-alternative-to-user "
    "ftp-method ftp-port:P ftp-ssl-ccc-mode happy-eyeballs-timeout-ms help:h hostpubmd5 hostpubsha256 hsts interface krb "
    "limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize netrc-file pinnedpubkey proto "
    "proto-redir proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-key "
    "proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype "
    "proxy-tlspassword proxy-tlsuser pubkey quote:Q random-file sasl-authzid service-name socks5-gssapi-service "
    "speed-limit:Y speed-time:y telnet-option:t tftp-blksize time-cond:z tls-max tls13-ciphers tlsauthtype tlspassword "
    "tlsuser unix-socket";
constexpr std::string_view otherSwitches =
    "anyauth append:a cert-status compressed-ssh crlf digest disable-eprt disable-epsv disallow-username-in-url "
    "doh-cert-status doh-insecure false-start form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc "
    "ftp-ssl-control haproxy-protocol http0.9 ignore-content-length junk-session-cookies:j list-only:l "
    "mail-rcpt-allowfails manual:M metalink negotiate netrc:n netrc-optional next:: alpn npn ntlm ntlm-wb post301 post302 "
    "post303 proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast "
    "proxy-ssl-auto-client-cert proxy-tlsv1 raw sasl-ir socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast "
    "ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2:2 sslv3:3 tcp-fastopen tftp-no-options "
    "tlsv1:1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding use-ascii:B version:V";

void addOptions(std::vector<CurlOption> &all, std::string_view names, bool value, CurlUse use)
{
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        const std::string_view one = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
        const auto colon = one.find(':');
        all.push_back({one.substr(0, colon), colon == one.npos ? '\0' : one[colon + 1], value, use});
    }
}

const std::vector<CurlOption> &curlOptions()
{
    static const std::vector<CurlOption> all = [] {
        std::vector<CurlOption> made;
        addOptions(made, requestValues, true, CurlUse::Request);
        addOptions(made, requestSwitches, false, CurlUse::Request);
        addOptions(made, outputValues, true, CurlUse::Output);
        addOptions(made, outputSwitches, false, CurlUse::Output);
        addOptions(made, otherValues, true, CurlUse::Other);
        addOptions(made, otherSwitches, false, CurlUse::Other);
        return made;
    }();
    return all;
}

/// By its whole name, or by a beginning that no other has.
const CurlOption *optionNamed(std::string_view name)
{
    const CurlOption *found = nullptr;
    int many = 0;
    for (const CurlOption &option : curlOptions()) {
        if (option.name == name)
            return &option;
        if (!name.empty() && option.name.starts_with(name)) {
            found = &option;
            ++many;
        }
    }
    return many == 1 ? found : nullptr;
}

const CurlOption *optionLettered(char letter)
{
    for (const CurlOption &option : curlOptions()) {
        if (option.letter == letter)
            return &option;
    }
    return nullptr;
}

class ArgumentReader {
public:
    explicit ArgumentReader(const std::vector<std::string> &words) : words_(words) { }

    CurlArguments read()
    {
        bool optionsEnded = false;
        for (; at_ < words_.size(); ++at_) {
            const std::string &word = words_[at_];
            if (optionsEnded || word == "-" || !word.starts_with('-'))
                out_.list.push_back({"", word, word});
            else if (word == "--")
                optionsEnded = true;
            else if (word.starts_with("--"))
                longOption(word);
            else
                cluster(word);
        }
        return std::move(out_);
    }

private:

    std::string nextValue(const std::string &typed)
    {
        if (at_ + 1 < words_.size())
            return words_[++at_];
        out_.unknown.push_back(typed + ": its value is missing");
        return {};
    }

    void add(const CurlOption &option, const std::string &typed, std::string value, bool on = true)
    {
        out_.list.push_back({std::string(option.name), std::move(value), typed, option.use, on});
    }

    void longOption(const std::string &word)
    {
        std::string name = word.substr(2);
        const CurlOption *option = optionNamed(name);
        if (!option && name.starts_with("no-")) {
            option = optionNamed(name.substr(3));
            if (option && !option->value)
                return add(*option, word, {}, false);
            option = nullptr;
        }
        const auto sign = name.find('=');
        if (!option && sign != name.npos) {
            option = optionNamed(name.substr(0, sign));
            if (option && option->value) {
                out_.remarks.push_back(wire::inQuotes(word) + " is not curl's syntax: read as --" + name.substr(0, sign) + " and its value");
                return add(*option, "--" + name.substr(0, sign), name.substr(sign + 1));
            }
            option = nullptr;
        }
        if (!option)
            out_.unknown.push_back(wire::inQuotes(word) + ": no option of curl 7.88.1, or one cut too short");
        else
            add(*option, word, option->value ? nextValue(word) : std::string());
    }

    void cluster(const std::string &word)
    {
        for (std::size_t i = 1; i < word.size(); ++i) {
            const CurlOption *option = optionLettered(word[i]);
            const std::string typed = std::string("-") + word[i];
            if (!option) {
                out_.unknown.push_back(wire::inQuotes(typed) + ": no option of curl 7.88.1");
                continue;
            }
            if (!option->value) {
                add(*option, typed, {});
                continue;
            }
            add(*option, typed, i + 1 < word.size() ? word.substr(i + 1) : nextValue(typed));
            return;
        }
    }

    const std::vector<std::string> &words_;
    std::size_t at_ = 0;
    CurlArguments out_;
};

} // namespace

CurlArguments curlArguments(const std::vector<std::string> &words)
{
    return ArgumentReader(words).read();
}

} // namespace formats

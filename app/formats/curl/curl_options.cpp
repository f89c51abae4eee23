// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_options.h"

#include <algorithm>

namespace formats {
namespace {

// "name" or "name:letter", as `curl --help all` of 7.88.1 lists them.
constexpr std::string_view requestValues =
    "request:X header:H data:d data-ascii data-raw data-binary data-urlencode json form:F form-string upload-file:T "
    "user:u oauth2-bearer user-agent:A referer:e cookie:b cookie-jar:c range:r proxy:x proxy1.0 preproxy proxy-user:U "
    "proxy-header noproxy socks4 socks4a socks5 socks5-hostname url url-query request-target expect100-timeout "
    "connect-timeout max-time:m cacert cert:E cert-type key key-type pass resolve connect-to max-redirs proto-default "
    "proto proto-redir unix-socket abstract-unix-socket continue-at:C time-cond:z etag-compare";
constexpr std::string_view requestSwitches =
    "get:G head:I insecure:k location:L location-trusted http1.0:0 http1.1 http2 http2-prior-knowledge http3 "
    "http3-only "
    "compressed ipv4:4 ipv6:6 globoff:g path-as-is proxytunnel:p basic digest ntlm ntlm-wb negotiate anyauth "
    "proxy-anyauth proxy-digest proxy-ntlm proxy-negotiate disallow-username-in-url tr-encoding form-escape crlf "
    "use-ascii:B post301 post302 post303 next::";

constexpr std::string_view outputValues =
    "output:o output-dir write-out:w dump-header:D stderr trace trace-ascii libcurl create-file-mode parallel-max "
    "keepalive-time etag-save rate egd-file random-file";
constexpr std::string_view outputSwitches =
    "silent:s show-error:S verbose:v include:i remote-name:O remote-name-all remote-header-name:J remote-time:R "
    "progress-bar:# progress-meter no-progress-meter buffer:N create-dirs styled-output trace-time xattr disable:q "
    "no-clobber clobber remove-on-error parallel:Z parallel-immediate keepalive tcp-nodelay suppress-connect-headers "
    "sessionid proxy-basic raw";

constexpr std::string_view elsewhereValues =
    "ftp-account ftp-alternative-to-user ftp-method ftp-port:P ftp-ssl-ccc-mode hostpubmd5 hostpubsha256 krb "
    "login-options mail-auth mail-from mail-rcpt pubkey quote:Q sasl-authzid telnet-option:t tftp-blksize";
constexpr std::string_view elsewhereSwitches =
    "append:a compressed-ssh disable-eprt disable-epsv ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc "
    "ftp-ssl-control list-only:l mail-rcpt-allowfails metalink sasl-ir ssl ssl-reqd tftp-no-options";

constexpr std::string_view changesValues =
    "ciphers curves delegation happy-eyeballs-timeout-ms limit-rate max-filesize proxy-cacert proxy-capath "
    "proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey "
    "proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser retry retry-delay "
    "retry-max-time service-name speed-limit:Y speed-time:y tls-max tls13-ciphers";
constexpr std::string_view changesSwitches =
    "doh-cert-status doh-insecure false-start fail:f fail-with-body fail-early http0.9 ignore-content-length "
    "junk-session-cookies:j alpn npn proxy-insecure proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 "
    "retry-all-errors retry-connrefused socks5-basic ssl-allow-beast ssl-no-revoke ssl-revoke-best-effort sslv2:2 "
    "sslv3:3 tcp-fastopen tlsv1:1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3";

constexpr std::string_view stopsValues =
    "alt-svc aws-sigv4 capath config:K crlfile dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url engine "
    "help:h hsts interface local-port netrc-file pinnedpubkey socks5-gssapi-service tlsauthtype tlspassword tlsuser";
constexpr std::string_view stopsSwitches =
    "cert-status haproxy-protocol manual:M netrc:n netrc-optional socks5-gssapi socks5-gssapi-nec "
    "ssl-auto-client-cert version:V";

// Later than 7.88.1.
constexpr std::string_view laterOutputValues = "trace-config keepalive-cnt parallel-max-host";
constexpr std::string_view laterOutputSwitches = "trace-ids out-null";
constexpr std::string_view laterElsewhereValues = "knownhosts upload-flags";
constexpr std::string_view laterChangesValues = "vlan-priority ip-tos sigalgs";
constexpr std::string_view laterChangesSwitches = "ca-native proxy-ca-native proxy-http2 mptcp tls-earlydata follow";
constexpr std::string_view laterStopsValues = "variable haproxy-clientip ipfs-gateway ech";
constexpr std::string_view laterStopsSwitches = "dump-ca-embed skip-existing";

void addOptions(std::vector<CurlOption> &all, std::string_view names, bool value, CurlUse use, bool later = false)
{
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        const std::string_view one = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
        const auto colon = one.find(':');
        all.push_back({one.substr(0, colon), colon == one.npos ? '\0' : one[colon + 1], value, use, later});
    }
}

std::vector<CurlOption> allOptions()
{
    std::vector<CurlOption> made;
    addOptions(made, requestValues, true, CurlUse::Request);
    addOptions(made, requestSwitches, false, CurlUse::Request);
    addOptions(made, outputValues, true, CurlUse::Output);
    addOptions(made, outputSwitches, false, CurlUse::Output);
    addOptions(made, elsewhereValues, true, CurlUse::Elsewhere);
    addOptions(made, elsewhereSwitches, false, CurlUse::Elsewhere);
    addOptions(made, changesValues, true, CurlUse::Changes);
    addOptions(made, changesSwitches, false, CurlUse::Changes);
    addOptions(made, stopsValues, true, CurlUse::Stops);
    addOptions(made, stopsSwitches, false, CurlUse::Stops);
    addOptions(made, laterOutputValues, true, CurlUse::Output, true);
    addOptions(made, laterOutputSwitches, false, CurlUse::Output, true);
    addOptions(made, laterElsewhereValues, true, CurlUse::Elsewhere, true);
    addOptions(made, laterChangesValues, true, CurlUse::Changes, true);
    addOptions(made, laterChangesSwitches, false, CurlUse::Changes, true);
    addOptions(made, laterStopsValues, true, CurlUse::Stops, true);
    addOptions(made, laterStopsSwitches, false, CurlUse::Stops, true);
    return made;
}

} // namespace

const std::vector<CurlOption> &curlOptions()
{
    static const std::vector<CurlOption> all = allOptions();
    return all;
}

const CurlOption *curlOptionNamed(std::string_view name)
{
    const CurlOption *found = nullptr;
    int many = 0;
    for (const CurlOption &option : curlOptions()) {
        if (option.name == name)
            return &option;
        if (!option.later && !name.empty() && option.name.starts_with(name)) {
            found = &option;
            ++many;
        }
    }
    return many == 1 ? found : nullptr;
}

const CurlOption *curlOptionLettered(char letter)
{
    const auto found = std::ranges::find_if(
        curlOptions(), [letter](const CurlOption &option) { return letter != '\0' && option.letter == letter; });
    return found == curlOptions().end() ? nullptr : &*found;
}

} // namespace formats

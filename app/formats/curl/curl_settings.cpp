// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_settings.h"

#include "request/settings.h"

#include <string_view>

namespace formats {
namespace {

/// Those that become an option of curl's, or a loss in words of their own; and linger, which changes nothing that is
/// sent.
constexpr std::string_view known =
    " expect expect-value threshold wait after-wait keep-limit on-417 accept-104 body-after-final wait-any follow-up "
    "redirects connect-timeout max-time linger insecure cacert server-name cert key ipv4 ipv6 proxy connect-to "
    "unix-socket ";

} // namespace

std::vector<std::string> curlSettingLosses(const request::RequestSpec &spec)
{
    std::vector<std::string> losses;
    for (const request::Setting &row : request::settings()) {
        if (!row.isDefault(spec) && known.find(' ' + std::string(row.name) + ' ') == known.npos)
            losses.push_back("the setting " + std::string(row.name) + ": curl has none of the kind");
    }
    return losses;
}

} // namespace formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl.h"

#include "formats/curl_command.h"

namespace session {

CurlText curlFor(const wire::RequestSpec &spec, bool showSecrets)
{
    formats::CurlOptions options;
    options.showSecrets = showSecrets;
    options.multiline = true;
    auto made = formats::curlCommand(spec, options);
    return {made.command, made.losses, made.error};
}

} // namespace session

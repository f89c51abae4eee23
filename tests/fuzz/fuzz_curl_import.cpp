// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of curl commands, for each shell: any bytes give a request or one line; what was read can be written as a
// command again.
#include "formats/curl/curl_command.h"
#include "formats/curl/curl_import.h"
#include "fuzz/imported.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const auto shell : {formats::Shell::Posix, formats::Shell::PowerShell, formats::Shell::Cmd}) {
        const auto all = formats::importCurls(text, fuzz::files, shell);
        fuzz::require(!all.empty() && all.size() <= formats::mostCurlTransfers, "some requests");
        const formats::CurlImport &read = all.back();
        fuzz::checkLines({read.error});
        fuzz::checkLines({read.stop, read.open});
        fuzz::checkLines(read.losses);
        fuzz::checkLines(read.taken);
        if (!read.error.isEmpty())
            continue;
        formats::CurlOptions options;
        options.shell = shell;
        options.showSecrets = true;
        const formats::CurlCommand made = formats::curlCommand(read.spec, options);
        fuzz::require(!made.command.isEmpty() || !made.error.isEmpty(), "a command or an error");
    }
    return 0;
}

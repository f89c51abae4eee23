// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of .http files: any bytes give requests or one line; what was read can be exported and read again.
#include "fuzz/imported.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    fuzz::checkImported(formats::readHttpFile(text, fuzz::files, "folder"));
    return 0;
}

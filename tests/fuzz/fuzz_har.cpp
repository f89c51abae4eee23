// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of HTTP Archives: any bytes give requests or one line; what was read can be exported and read again.
#include "formats/har/har_reader.h"
#include "fuzz/imported.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const formats::RequestFile read = formats::readHar({reinterpret_cast<const char *>(data), size});
    fuzz::checkImported(read);
    for (const formats::FileRequest &one : read.requests)
        fuzz::checkHead(one.spec);
    return 0;
}

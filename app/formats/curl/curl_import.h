// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that a curl command stands for, as curl 7.88.1 would send them, and what of the command they cannot say.
#pragma once

#include "formats/curl/curl_content.h"

#include <QStringList>

#include <string>
#include <vector>

namespace formats {

struct CurlImport {
    request::RequestSpec spec;
    QStringList losses; ///< what was not understood, or what no request of ours can say: a line each
    QStringList taken;  ///< how something was read that could be read in another way: a line each
    /// Why it must not be sent, one line, which is a loss too: what names the destination or the sender cannot be
    /// taken, curl itself would refuse it, or an option is not understood. "" where it may.
    QString stop;
    /// What a person has to fill in before it is sent, one line: only the shell could know it. "" for nothing.
    QString open;
    /// With `open`: values of options with something in them that only the shell could know, as they stand in the
    /// command, and whether such a one, or a file that cannot be read, makes content or fields.
    struct OpenValue {
        std::string text;
        bool content = false; ///< it is of an option for content, else of the head
    };
    std::vector<OpenValue> openValues;
    bool lacksContent = false;
    bool lacksFields = false;
    QString error; ///< one line when there is no request in the text; then all else but `stop` is empty
};

/// Every request of every curl command in the text (--next, several URLs), as typed into `shell`, which is guessed from
/// the text where none is given; one at least, and no more than mostCurlTransfers. Without `files` each file that a
/// command reads is a loss. Lines that quote much of the text are cut.
std::vector<CurlImport> importCurls(std::string_view text, const CurlFiles &files = {},
                                    std::optional<Shell> shell = {});
/// The first of them; that there are more is a loss, and `open`.
CurlImport importCurl(std::string_view text, const CurlFiles &files = {}, std::optional<Shell> shell = {});

} // namespace formats

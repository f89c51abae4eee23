// SPDX-License-Identifier: GPL-3.0-or-later
// A request that another tool's words stood for: a curl command, an entry of a HAR or an .http file.
#pragma once

#include "request/request.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace session {

struct ImportedRequest {
    QString name;  ///< as the file names it; "" for none
    QString title; ///< the name, else method and URL, without credentials; "" of a curl command
    request::RequestSpec spec;
    QStringList losses;                 ///< what was not understood or cannot be said, a line each
    QStringList taken;                  ///< how something was read that could be read in another way
    QString error;                      ///< one line when it is no request for Interim
    QString otherName{};                ///< a second name that the file gives it; "" for none
    QString blocked{};                  ///< one line why it must not be sent as it stands, though it can be shown
    bool lacksContent = false;          ///< what blocks it is missing in its content: no other change mends that
    bool lacksFields = false;           ///< the same of its fields
    std::string typed{};                ///< as the file has it; "" where that is not kept
    std::vector<std::string> secrets{}; ///< values in it that are not for the eye, wherever they stand
    /// Of a curl command: why it must be neither sent nor composed, a line that is a loss too: what decides where it
    /// goes or who sends it cannot be taken, or curl itself would refuse it. "" where it may.
    QString stop{};
    bool literal = false; ///< {{...}} is text in it, as in a curl command, and no variable
    /// Parts of it that stand for what is not known: as long as one of them stands in the request it stays blocked.
    std::vector<std::string> unknown{};
};

} // namespace session

// SPDX-License-Identifier: GPL-3.0-or-later
// The live sentence at the end of the Expect strip: what will happen and why, from request::decideExpect, which is
// also where the bytes come from.
#pragma once

#include "request/expect_rule.h"

#include <QLocale>
#include <QString>

namespace guidance {

struct ExpectSentence {
    QString text; ///< plain text; a typed value stands in it escaped
    bool sent = false;
    bool warns = false; ///< legal to type, but not what RFC 9110 section 10.1.1 asks for
};

ExpectSentence expectSentence(const request::RequestSpec &spec, const QLocale &locale = {});

} // namespace guidance

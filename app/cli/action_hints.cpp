// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/action_hints.h"

#include "request/expect_rule.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

struct HintRow {
    const char *key;
    const char *hint;
    const char *typed = nullptr; ///< where the typed headers decide on Expect; none: the same
    bool ofHead = false;         ///< has no meaning beside --raw-head, which is the whole head
};

constexpr std::array<HintRow, 25> hintRows{{
    {"send-without-expect", "--expect off", "leave out the Expect among -H", true},
    {"send-with-expect", "--expect always", "--expect always, and no Expect among -H", true},
    {"send-again", "the same call"},
    {"send-direct", "leave out --proxy"},
    {"raise-wait", "--wait MS"},
    {"lower-wait", "--wait MS"},
    {"release-now", ""},
    {"cancel", ""},
    {"compare-http10", "--http 1.0", nullptr, true},
    {"copy-curl", "interim-cli curl, with the same options"},
    {"add-if-match", "-H 'If-Match: \"…\"'", nullptr, true},
    {"add-authorization", "-H 'Authorization: …'", nullptr, true},
    {"use-length", "leave out --chunked", nullptr, true},
    {"lower-size", "--body-size SIZE, or less of what is sent"},
    {"use-location", "--redirects N, or its URL"},
    {"use-https", "https:// in the URL"},
    {"use-http", "http:// in the URL"},
    {"use-http11", "--http 1.1", nullptr, true},
    {"plain-expect", "--expect always", "--expect always, and no Expect among -H", true},
    {"accept-104", "--accept-104"},
    {"follow-up", "--follow-up"},
    {"choose-ca", "--cacert FILE"},
    {"accept-certificate", "--insecure"},
    {"show-codes", "interim-cli guide %1"},
    {"show-lab", "interim-cli lab"},
}};

/// What `interim-cli guide` knows this verdict's page by.
QString pageOf(const formats::Advice &advice)
{
    bool number = false;
    advice.topic.toInt(&number);
    return number ? advice.topic : advice.rule;
}

} // namespace

std::optional<QString> actionHint(const QString &key, const formats::Advice &advice, const request::RequestSpec &spec)
{
    const auto row = std::ranges::find(hintRows, key, [](const HintRow &one) { return QLatin1String(one.key); });
    if (row == hintRows.end())
        return {};
    if (row->ofHead && spec.rawHead)
        return u"in the file of --raw-head"_s;
    const request::ExpectWhy why = request::decideExpect(spec).why;
    const bool byHand = why == request::ExpectWhy::TypedByHand || why == request::ExpectWhy::RemovedByHand;
    const QString hint = QString::fromUtf8(byHand && row->typed ? row->typed : row->hint);
    return hint.contains("%1"_L1) ? hint.arg(pageOf(advice)) : hint;
}

} // namespace cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_caption.h"

#include "model/wire_text.h"
#include "request/url.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct CaptionWords {
    Q_DECLARE_TR_FUNCTIONS(ui::ExchangePage)
};

constexpr int mostShown = 80; // characters of method, place and path

QString shortened(const std::string &text)
{
    const auto words = model::visibleText(text);
    return words.size() > mostShown ? words.left(mostShown) + u"…"_s : words;
}

} // namespace

QString requestCaption(const request::RequestSpec &spec)
{
    const auto parsed = request::parseUrl(spec.url);
    const auto *url = std::get_if<request::Url>(&parsed);
    const auto where = url ? url->authority() + url->target.substr(0, url->target.find('?')) : std::string();
    return shortened(spec.method + (where.empty() ? "" : ' ' + where));
}

QString labCaption(const record::Exchange &exchange)
{
    std::string words;
    if (const auto *last = exchange.last()) {
        const auto &head = last->request.head;
        words = head.method + ' ' + head.target.substr(0, head.target.find('?'));
    }
    return CaptionWords::tr("Lab") + u" · "_s + shortened(words);
}

} // namespace ui

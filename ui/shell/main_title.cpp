// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop shows of the main window: a title that names what is shown.

#include "ui/shell/main_window.h"

#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_view.h"
#include "ui/kit/lazy_page.h"

#include "model/wire_text.h"
#include "request/url.h"

#include <QTabBar>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostShown = 80; // characters of method, place and path

/// "POST host:port/path": no user, password or query, which a list of windows shows to everyone.
QString nameOf(const request::RequestSpec &spec)
{
    const auto parsed = request::parseUrl(spec.url);
    const auto *url = std::get_if<request::Url>(&parsed);
    const auto where = url ? url->authority() + url->target.substr(0, url->target.find('?')) : std::string();
    const auto words = model::visibleText(spec.method + (where.empty() ? "" : ' ' + where));
    return words.size() > mostShown ? words.left(mostShown) + u"…"_s : words;
}

/// What a client of the lab asked for.
QString labName(const record::Exchange &exchange)
{
    const auto *last = exchange.last();
    const auto words = last
        ? model::visibleText(last->request.head.method + ' '
                             + last->request.head.target.substr(0, last->request.head.target.find('?')))
        : QString();
    return MainWindow::tr("Lab") + u" · "_s + (words.size() > mostShown ? words.left(mostShown) + u"…"_s : words);
}

} // namespace

void MainWindow::nameWindow()
{
    QString shown;
    if (views_ && comparing()) {
        shown = views_->tabText(views_->currentIndex());
    } else if (exchange_->events().empty() && !running()) {
        shown = nameOf(model_.spec());
    } else {
        shown = shownRecord_ && shownRecord_->role == wire::Role::Server ? labName(exchange_->exchange())
                                                                         : nameOf(shownSpec_);
        if (const auto *last = exchange_->exchange().last(); last && last->final)
            shown += u" · %1"_s.arg(last->final->status);
        if (!shownFile_.isEmpty())
            shown.prepend(shownFile_ + u" · "_s);
    }
    const auto title = shown + u" — "_s + tr("Interim");
    if (title != windowTitle())
        setWindowTitle(title);
}

} // namespace ui

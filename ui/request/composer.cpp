// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/composer.h"

#include "ui/kit/lazy_page.h"
#include "ui/kit/style.h"
#include "ui/request/auth_tab.h"
#include "ui/request/body_tab.h"
#include "ui/request/connection_tab.h"
#include "ui/request/curl_tab.h"
#include "ui/request/exact_tab.h"
#include "ui/request/headers_tab.h"

#include "words/units.h"

#include <QLabel>
#include <QTabBar>

namespace ui {

Composer::Composer(RequestModel *model, QWidget *parent)
    : QTabWidget(parent)
    , model_(model)
    , body_(new BodyTab(model, this))
    , headers_(new LazyPage([model](QWidget *page) { return new HeadersTab(model, page); }, this))
    , auth_(new LazyPage([model](QWidget *page) { return new AuthTab(model, page); }, this))
    , connection_(new LazyPage([model](QWidget *page) { return new ConnectionTab(model, page); }, this))
    , curl_(new LazyPage([model](QWidget *page) { return new CurlTab(model, page); }, this))
    , summary_(plainLabel({}, this))
{
    tabBar()->setAccessibleName(tr("Parts of the request"));
    addTab(body_, tr("Body"));
    addTab(headers_, tr("Headers"));
    addTab(auth_, tr("Auth"));
    addTab(connection_, tr("Connection"));
    addTab(new LazyPage([model](QWidget *page) { return new ExactTab(model, page); }, this), tr("Exact bytes"));
    addTab(curl_, tr("curl"));
    summary_->setProperty("muted", true);
    setCornerWidget(summary_);
    connect(model_, &RequestModel::changed, this, &Composer::summarize);
    summarize();
}

CurlTab *Composer::curl() const
{
    return static_cast<CurlTab *>(curl_->page());
}

void Composer::askForAuthorities()
{
    setCurrentWidget(connection_);
    static_cast<ConnectionTab *>(connection_->page())->focusAuthorities();
}

void Composer::editField(const QString &name)
{
    setCurrentWidget(headers_);
    static_cast<HeadersTab *>(headers_->page())->editField(name);
}

void Composer::askForRoute()
{
    setCurrentWidget(connection_);
    static_cast<ConnectionTab *>(connection_->page())->focusRoute();
}

void Composer::lookAtFiles()
{
    body_->lookAtFiles();
}

QString Composer::problem() const
{
    return body_->problem();
}

void Composer::showProblem()
{
    setCurrentWidget(body_);
    body_->focusProblem();
}

void Composer::summarize()
{
    const auto fields = model_->spec().headers.size();
    setTabText(indexOf(headers_), fields > 0 ? tr("Headers  %1").arg(fields) : tr("Headers"));
    const auto &body = model_->spec().body;
    const auto size = words::sizeText(body.length(), locale());
    switch (body.kind) {
    case request::BodyKind::None: words_ = tr("No content"); break;
    case request::BodyKind::Text: words_ = tr("Text · %1").arg(size); break;
    case request::BodyKind::File: words_ = tr("File · %1").arg(size); break;
    case request::BodyKind::Generated:
        words_ = tr("Generated · %1 · %2").arg(size, QString::fromStdString(body.pattern));
        break;
    case request::BodyKind::Form: words_ = tr("Form · %1").arg(size); break;
    case request::BodyKind::Multipart: words_ = tr("Multipart · %1").arg(size); break;
    }
    fit();
}

/// The tabs come first: the summary, which the Body tab says too, gives way to them. (Hidden, it would take its room.)
void Composer::fit()
{
    const int needed = tabBar()->sizeHint().width() + summary_->fontMetrics().horizontalAdvance(words_) + em(2);
    const bool fits = needed <= width();
    summary_->setContentsMargins(0, 0, fits ? em(0.8) : 0, em(0.6));
    summary_->setText(fits ? words_ : QString());
}

void Composer::resizeEvent(QResizeEvent *event)
{
    fit();
    QTabWidget::resizeEvent(event);
}

void Composer::restyle()
{
    body_->restyle();
    if (auto *headers = static_cast<HeadersTab *>(headers_->made()))
        headers->restyle();
}

} // namespace ui

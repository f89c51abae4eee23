// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/bytes_tab.h"

#include "style.h"

#include "model/units.h"
#include "session/curl.h"
#include "wire/compose.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

QPlainTextEdit *makeReadOnly(const QString &name, QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setFont(fixedFont());
    text->setAccessibleName(name);
    text->setFrameShape(QFrame::NoFrame);
    return text;
}

/// Control pictures for line ends and control bytes; other bytes as Latin-1.
QString visible(std::string_view bytes)
{
    QString out;
    for (const char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x20)
            out += QChar(0x2400 + u);
        else
            out += u == 0x7f ? QChar(0x2421) : QChar(u);
        if (c == '\n')
            out += QLatin1Char('\n');
    }
    return out;
}

} // namespace

ExactTab::ExactTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , text_(makeReadOnly(tr("Exact bytes of the request head"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.4), em(0.4), em(0.4), em(0.4));
    column->addWidget(text_);
    connect(model_, &RequestModel::changed, this, &ExactTab::show);
    show();
}

void ExactTab::show()
{
    const auto composed = wire::compose(model_->spec());
    if (const auto *error = std::get_if<wire::UrlError>(&composed)) {
        text_->setPlainText(QString::fromStdString(error->text));
        return;
    }
    const auto &request = std::get<wire::ComposedRequest>(composed);
    auto text = visible(request.head);
    if (request.wireLength > 0) {
        const auto bytes = locale().toString(static_cast<qulonglong>(request.wireLength));
        text += request.expect.waits ? tr("— pause: waits for 100 —\n") : QString();
        text += request.chunked ? tr("— content in chunks: %1 bytes —").arg(bytes)
                                : tr("— content: %1 bytes —").arg(bytes);
    }
    text_->setPlainText(text);
}

CurlTab::CurlTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , text_(makeReadOnly(tr("The same request as a curl command"), this))
    , losses_(plainLabel({}, this))
    , secrets_(new QCheckBox(tr("Show secrets"), this))
{
    losses_->setProperty("muted", true);
    losses_->setWordWrap(true);
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy the command (Ctrl+Shift+C)"));
    auto *row = new QHBoxLayout;
    row->addWidget(copy);
    row->addWidget(secrets_);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5));
    column->addLayout(row);
    column->addWidget(text_, 1);
    column->addWidget(losses_);
    connect(copy, &QPushButton::clicked, this, &CurlTab::copy);
    connect(secrets_, &QCheckBox::toggled, this, &CurlTab::show);
    connect(model_, &RequestModel::changed, this, &CurlTab::show);
    show();
}

void CurlTab::show()
{
    const auto made = session::curlFor(model_->spec(), secrets_->isChecked());
    text_->setPlainText(made.error.isEmpty() ? made.command : made.error);
    losses_->setText(made.losses.isEmpty() ? QString() : tr("curl cannot do: %1").arg(made.losses.join(QStringLiteral("; "))));
    losses_->setVisible(!made.losses.isEmpty());
}

QString CurlTab::command() const
{
    return text_->toPlainText();
}

void CurlTab::copy()
{
    QGuiApplication::clipboard()->setText(command());
}

} // namespace ui

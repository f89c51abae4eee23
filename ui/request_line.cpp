// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_line.h"

#include "style.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QStyle>

namespace ui {

RequestLine::RequestLine(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , method_(new QComboBox(this))
    , version_(new QComboBox(this))
    , url_(new QLineEdit(this))
    , send_(new QPushButton(this))
    , error_(plainLabel({}, this))
{
    method_->setEditable(true);
    method_->addItems({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"});
    method_->setAccessibleName(tr("Method"));
    method_->setMinimumWidth(em(7));
    version_->addItem(QStringLiteral("HTTP/1.1"), 11);
    version_->addItem(QStringLiteral("HTTP/1.0"), 10);
    version_->setAccessibleName(tr("HTTP version"));
    url_->setAccessibleName(tr("URL"));
    url_->setPlaceholderText(tr("http://host:port/path"));
    url_->setFont(fixedFont());
    send_->setMinimumWidth(em(10));
    error_->setProperty("error", true);
    error_->setWordWrap(true);
    error_->hide();

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.3));
    grid->setHorizontalSpacing(em(0.5));
    grid->setVerticalSpacing(em(0.2));
    grid->addWidget(method_, 0, 0);
    grid->addWidget(version_, 0, 1);
    grid->addWidget(url_, 0, 2);
    grid->addWidget(send_, 0, 3);
    grid->addWidget(error_, 1, 2, 1, 2);
    grid->setColumnStretch(2, 1);

    connect(method_, &QComboBox::currentTextChanged, this, [this](const QString &text) {
        model_->edit([&](wire::RequestSpec &spec) { spec.method = text.toStdString(); });
    });
    connect(version_, &QComboBox::currentIndexChanged, this, [this] {
        model_->edit([&](wire::RequestSpec &spec) { spec.version = version_->currentData().toInt(); });
    });
    connect(url_, &QLineEdit::textChanged, this, [this](const QString &text) {
        setError({});
        model_->edit([&](wire::RequestSpec &spec) { spec.url = text.toStdString(); });
    });
    connect(url_, &QLineEdit::returnPressed, this, [this] {
        if (!running_)
            emit sendRequested();
    });
    connect(send_, &QPushButton::clicked, this, [this] {
        if (running_)
            emit cancelRequested();
        else
            emit sendRequested();
    });
    connect(model_, &RequestModel::replaced, this, &RequestLine::load);
    setFocusProxy(url_);
    setRunning(false);
    load();
}

void RequestLine::load()
{
    const auto spec = model_->spec();
    method_->setCurrentText(QString::fromStdString(spec.method));
    version_->setCurrentIndex(version_->findData(spec.version));
    url_->setText(QString::fromStdString(spec.url));
    url_->setCursorPosition(0);
}

void RequestLine::setRunning(bool running)
{
    running_ = running;
    send_->setText(running ? tr("Cancel  Esc") : tr("Send  Ctrl+↵"));
    send_->setAccessibleName(running ? tr("Cancel") : tr("Send"));
    send_->setToolTip(running ? tr("End the exchange now; the record stays (Esc)") : tr("Send the request (Ctrl+Enter)"));
    send_->setProperty("primary", !running);
    send_->setProperty("cancel", running);
    send_->style()->unpolish(send_);
    send_->style()->polish(send_);
}

void RequestLine::focusUrl()
{
    url_->setFocus(Qt::ShortcutFocusReason);
    url_->selectAll();
}

void RequestLine::setRecent(const QStringList &urls)
{
    auto *completer = new QCompleter(urls, url_);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    delete url_->completer();
    url_->setCompleter(completer);
}

void RequestLine::setError(const QString &line)
{
    error_->setText(line);
    error_->setVisible(!line.isEmpty());
    if (url_->property("wrong").toBool() == !line.isEmpty())
        return;
    url_->setProperty("wrong", !line.isEmpty());
    url_->style()->unpolish(url_);
    url_->style()->polish(url_);
}

} // namespace ui

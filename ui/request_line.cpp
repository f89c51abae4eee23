// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_line.h"

#include "profile_box.h"
#include "style.h"
#include "url_edit.h"

#include "session/curl.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QPushButton>
#include <QStringListModel>
#include <QStyle>
#include <QToolButton>

namespace ui {

RequestLine::RequestLine(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , method_(new QComboBox(this))
    , version_(new QComboBox(this))
    , url_(new UrlEdit(this))
    , profile_(new ProfileBox(model, this))
    , send_(new QPushButton(this))
    , error_(plainLabel({}, this))
    , taken_(plainLabel({}, this))
    , back_(new QToolButton(this))
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
    taken_->setProperty("muted", true);
    taken_->setWordWrap(true);
    taken_->setAccessibleName(tr("What was taken from the curl command"));
    back_->setText(tr("Undo"));
    back_->setToolTip(tr("Bring back the request that the curl command replaced"));
    showTaken({});

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.3));
    grid->setHorizontalSpacing(em(0.5));
    grid->setVerticalSpacing(em(0.2));
    grid->addWidget(method_, 0, 0);
    grid->addWidget(version_, 0, 1);
    grid->addWidget(url_, 0, 2);
    grid->addWidget(profile_, 0, 3);
    grid->addWidget(send_, 0, 4);
    grid->addWidget(error_, 1, 2, 1, 3);
    grid->addWidget(taken_, 2, 0, 1, 4);
    grid->addWidget(back_, 2, 4, Qt::AlignTop | Qt::AlignRight);
    grid->setColumnStretch(2, 1);

    connect(method_, &QComboBox::currentTextChanged, this, [this](const QString &text) {
        model_->edit([&](wire::RequestSpec &spec) { spec.method = text.toStdString(); });
    });
    connect(version_, &QComboBox::currentIndexChanged, this, [this] {
        model_->edit([&](wire::RequestSpec &spec) { spec.version = version_->currentData().toInt(); });
    });
    connect(url_, &UrlEdit::textChanged, this, [this](const QString &text) {
        setError({});
        model_->edit([&](wire::RequestSpec &spec) { spec.url = text.toStdString(); });
    });
    connect(url_, &UrlEdit::textEdited, this, [this] { showTaken({}); });
    connect(url_, &UrlEdit::curlPasted, this, &RequestLine::takeCurl);
    connect(url_, &UrlEdit::returnPressed, this, [this] {
        if (!running_)
            sendOrTake();
    });
    connect(send_, &QPushButton::clicked, this, [this] {
        if (running_)
            emit cancelRequested();
        else
            sendOrTake();
    });
    connect(back_, &QToolButton::clicked, this, [this] {
        model_->replace(before_);
        url_->setFocus();
    });
    connect(model_, &RequestModel::replaced, this, &RequestLine::load);
    setFocusProxy(url_);
    setRunning(false);
    load();
}

// A command that was typed, or came in by a way that is not seen, is taken when it would be sent.
void RequestLine::sendOrTake()
{
    if (session::callsCurl(url_->text()))
        takeCurl(url_->text());
    else
        emit sendRequested();
}

void RequestLine::takeCurl(const QString &command)
{
    const auto read = session::pastedCurl(command);
    if (!read.error.isEmpty()) {
        setError(tr("The curl command was not taken: %1").arg(read.error));
        return;
    }
    QString line = read.losses.isEmpty() ? tr("Taken from curl, all of it.")
                                         : tr("Taken from curl, but not: %1.").arg(read.losses.join(QStringLiteral("; ")));
    if (!read.taken.isEmpty())
        line += QLatin1Char(' ') + tr("Note: %1.").arg(read.taken.join(QStringLiteral("; ")));
    take(read.spec, line);
}

void RequestLine::take(const wire::RequestSpec &spec, const QString &line)
{
    const auto before = model_->spec();
    setError({});
    model_->replace(spec); // which forgets an earlier one
    before_ = before;
    showTaken(line);
    url_->setFocus();
}

void RequestLine::showTaken(const QString &line)
{
    taken_->setText(line);
    taken_->setVisible(!line.isEmpty());
    back_->setVisible(!line.isEmpty());
}

void RequestLine::load()
{
    showTaken({});
    const auto spec = model_->spec();
    method_->setCurrentText(QString::fromStdString(spec.method));
    version_->setCurrentIndex(version_->findData(spec.version));
    url_->setText(QString::fromStdString(spec.url));
    url_->setCursorPosition(0);
}

void RequestLine::setRunning(bool running)
{
    running_ = running;
    send_->setText(running ? tr("Cancel  Esc") : compares_ ? tr("Compare  Ctrl+↵") : tr("Send  Ctrl+↵"));
    send_->setAccessibleName(running ? tr("Cancel") : compares_ ? tr("Compare") : tr("Send"));
    send_->setToolTip(running && compares_ ? tr("End all exchanges now; what there is stays (Esc)")
                          : running        ? tr("End the exchange now; the record stays (Esc)")
                          : compares_      ? tr("Send the request to all servers at once (Ctrl+Enter)")
                                           : tr("Send the request (Ctrl+Enter)"));
    send_->setProperty("primary", !running);
    send_->setProperty("cancel", running);
    send_->style()->unpolish(send_);
    send_->style()->polish(send_);
}

void RequestLine::setCompares(bool compares)
{
    compares_ = compares;
    setRunning(running_);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/request_line.h"

#include "ui/files/import_dialog.h"
#include "ui/kit/style.h"
#include "ui/request/profile_box.h"
#include "ui/request/url_edit.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QFontMetrics>
#include <QGridLayout>
#include <QPushButton>
#include <QStringListModel>
#include <QToolButton>

using namespace Qt::StringLiterals;

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
    , shell_(new QComboBox(this))
    , recent_(new QStringListModel(this))
{
    dressParts();
    layOut();
    connectParts();
    setFocusProxy(url_);
    setRunning(false);
    load();
}

void RequestLine::dressParts()
{
    method_->setEditable(true);
    method_->addItems({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"});
    method_->setInsertPolicy(QComboBox::NoInsert);
    method_->completer()->setCaseSensitivity(Qt::CaseSensitive); // as methods are (RFC 9110 section 9.1)
    method_->setAccessibleName(tr("Method"));
    method_->lineEdit()->setMaxLength(LineEdit::longest);
    method_->setMinimumWidth(em(7));
    version_->addItem(u"HTTP/1.1"_s, 11);
    version_->addItem(u"HTTP/1.0"_s, 10);
    version_->setAccessibleName(tr("HTTP version"));
    url_->setAccessibleName(tr("URL"));
    url_->setPlaceholderText(tr("http://host:port/path"));
    url_->setFont(fixedFont());
    auto *completer = new QCompleter(recent_, url_);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setProperty("completions", true);
    url_->setCompleter(completer);
    fitSend();
    error_->setProperty("error", true);
    error_->setWordWrap(true);
    error_->hide();
    taken_->setProperty("muted", true);
    taken_->setWordWrap(true);
    taken_->setAccessibleName(tr("What was taken from the curl command"));
    back_->setText(tr("Undo"));
    back_->setToolTip(tr("Bring back the request that the curl command replaced"));
    const QString names[] = {tr("POSIX shell"), tr("PowerShell"), tr("cmd")};
    for (const auto form : {session::CommandForm::Posix, session::CommandForm::PowerShell, session::CommandForm::Cmd})
        shell_->addItem(names[static_cast<std::size_t>(form)], static_cast<int>(form));
    shell_->setObjectName(u"inputShell"_s);
    shell_->setAccessibleName(tr("Shell that the curl command was written for"));
    shell_->setToolTip(tr("The shell that the curl command was read for: choose another to read it again"));
}

void RequestLine::layOut()
{
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
    grid->addWidget(taken_, 2, 0, 1, 3);
    grid->addWidget(shell_, 2, 3, Qt::AlignTop | Qt::AlignRight);
    grid->addWidget(back_, 2, 4, Qt::AlignTop | Qt::AlignRight);
    grid->setColumnStretch(2, 1);
}

void RequestLine::connectParts()
{
    connect(method_, &QComboBox::currentTextChanged, this, [this](const QString &text) {
        model_->edit([&](request::RequestSpec &spec) { spec.method = text.toStdString(); });
    });
    connect(version_, &QComboBox::currentIndexChanged, this, [this] {
        model_->edit([&](request::RequestSpec &spec) { spec.version = version_->currentData().toInt(); });
    });
    connect(url_, &UrlEdit::textChanged, this, [this](const QString &text) {
        setError({});
        model_->edit([&](request::RequestSpec &spec) { spec.url = text.toStdString(); });
    });
    connect(url_, &UrlEdit::textEdited, this, [this] { showTaken({}); });
    connect(url_, &UrlEdit::editingFinished, this, &RequestLine::settle);
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
        emit givingBack();
        model_->replace(before_);
        url_->setFocus();
    });
    connect(shell_, &QComboBox::activated, this,
            [this] { readCurl(static_cast<session::CommandForm>(shell_->currentData().toInt())); });
    connect(model_, &RequestModel::replaced, this, &RequestLine::load);
}

RequestLine::~RequestLine()
{
    url_->disconnect(this); // it loses the focus, and says so, when this is no request line any more
}

void RequestLine::sendOrTake()
{
    if (!takeTyped())
        emit sendRequested();
}

bool RequestLine::takeTyped()
{
    const QString text = url_->text();
    if (!session::callsCurl(text))
        return false;
    takeCurl(text);
    return true;
}

/// What the URL was before a command was typed over it.
void RequestLine::settle()
{
    if (const QString text = url_->text(); !url_->isReadOnly() && !session::callsCurl(text))
        settledUrl_ = text.toStdString();
}

void RequestLine::takeCurl(const QString &command)
{
    command_ = command;
    shell_->setCurrentIndex(shell_->findData(static_cast<int>(session::guessedShell(command.toStdString()))));
    readCurl({});
}

/// Where a shell is given, the command is read again: Undo still brings back what was there before it.
void RequestLine::readCurl(std::optional<session::CommandForm> shell)
{
    const bool again = shell && !back_->isHidden();
    const auto file = session::pastedCurl(command_.toStdString(), shell);
    int which = file.requests.size() == 1 ? 0 : -1;
    if (which < 0) {
        ImportDialog dialog(file, tr("The curl command"), this);
        which = dialog.exec() == QDialog::Accepted ? dialog.chosen() : -1;
    }
    if (which < 0)
        return;
    const auto &read = file.requests[static_cast<std::size_t>(which)];
    if (const QString why = read.error.isEmpty() ? read.stop : read.error; !why.isEmpty()) {
        setError(tr("The curl command was not taken: %1").arg(why));
        showShell(true);
        return;
    }
    QString line = read.losses.isEmpty() ? tr("Taken from curl, all of it.")
                                         : tr("Taken from curl, but not: %1.").arg(read.losses.join(u"; "_s));
    if (!read.taken.isEmpty())
        line += ' '_L1 + tr("Note: %1.").arg(read.taken.join(u"; "_s));
    if (!read.blocked.isEmpty())
        line = tr("Before you send it: %1.").arg(read.blocked) + ' '_L1 + line;
    take(read, line, again);
    showShell(true);
}

void RequestLine::take(const session::ImportedRequest &request, const QString &line, bool again)
{
    auto before = again ? before_ : model_->spec();
    if (session::callsCurl(QString::fromStdString(before.url)))
        before.url = settledUrl_;
    setError({});
    emit taking(request, before, again);
    model_->replace(request.spec); // which forgets an earlier one
    before_ = before;
    showTaken(line);
    url_->setFocus();
}

void RequestLine::showTaken(const QString &line)
{
    taken_->setText(line);
    taken_->setVisible(!line.isEmpty());
    back_->setVisible(!line.isEmpty());
    showShell(false);
}

void RequestLine::showShell(bool shown)
{
    shell_->setVisible(shown);
}

void RequestLine::load()
{
    showTaken({});
    const auto spec = model_->spec();
    method_->setCurrentText(QString::fromStdString(spec.method));
    version_->setCurrentIndex(version_->findData(spec.version));
    showUrl(spec.url);
    settledUrl_ = spec.url;
}

/// One that is longer than a field can be is shown in part, and stays whole in the request.
void RequestLine::showUrl(const std::string &url)
{
    const QString text = QString::fromStdString(url);
    const bool whole = text.size() < url_->maxLength();
    const QSignalBlocker block(whole ? nullptr : url_);
    url_->setReadOnly(!whole);
    url_->setToolTip(whole ? QString()
                           : tr("Too long for this field: only its beginning stands here, all of it is sent"));
    url_->setText(whole ? text : text.left(1000) + u'…');
    url_->setCursorPosition(0);
}

/// As wide as either of its words, so that nothing moves when it becomes Cancel.
void RequestLine::fitSend()
{
    auto bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const int cancel = metrics.horizontalAdvance(tr("Cancel  Esc"));
    const int other = metrics.horizontalAdvance(compares_ ? tr("Compare  Ctrl+↵") : tr("Send  Ctrl+↵"));
    send_->setFixedWidth(qMax(qMax(cancel, other) + em(2), em(10)));
}

void RequestLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitSend();
}

void RequestLine::setRunning(bool running)
{
    running_ = running;
    if (running)
        settle();
    send_->setText(running ? tr("Cancel  Esc") : compares_ ? tr("Compare  Ctrl+↵") : tr("Send  Ctrl+↵"));
    send_->setAccessibleName(running ? tr("Cancel") : compares_ ? tr("Compare") : tr("Send"));
    send_->setToolTip(running && compares_ ? tr("End all exchanges now; what there is stays (Esc)")
                          : running        ? tr("End the exchange now; the record stays (Esc)")
                          : compares_      ? tr("Send the request to all servers at once (Ctrl+Enter)")
                                           : tr("Send the request (Ctrl+Enter)"));
    setMark(send_, "primary", !running);
    setMark(send_, "cancel", running);
}

void RequestLine::setCompares(bool compares)
{
    compares_ = compares;
    fitSend();
    setRunning(running_);
}

void RequestLine::focusUrl()
{
    url_->setFocus(Qt::ShortcutFocusReason);
    url_->selectAll();
}

void RequestLine::setRecent(const QStringList &urls)
{
    // Later: Enter that sends may come while the list is open, and the completer still holds one of its rows.
    QMetaObject::invokeMethod(
        recent_, [this, urls] { recent_->setStringList(urls); }, Qt::QueuedConnection);
}

void RequestLine::setError(const QString &line)
{
    error_->setText(line);
    error_->setVisible(!line.isEmpty());
    setMark(url_, "wrong", !line.isEmpty());
}

} // namespace ui

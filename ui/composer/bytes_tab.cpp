// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/bytes_tab.h"

#include "style.h"

#include "model/units.h"
#include "session/curl.h"
#include "session/snippets.h"
#include "wire/compose.h"
#include "wire/form.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr std::size_t mostShown = 16 * 1024; // bytes of the content

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
    , text_(makeReadOnly(tr("Exact bytes of the request"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.4), em(0.4), em(0.4), em(0.4));
    column->addWidget(text_);
    connect(model_, &RequestModel::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void ExactTab::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

void ExactTab::refresh()
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
        text += request.chunked ? tr("— content in chunks: %1 bytes —\n").arg(bytes)
                                : tr("— content: %1 bytes —\n").arg(bytes);
        text += content(model_->spec().body);
    }
    text_->setPlainText(text);
}

/// What of the content stands in the request itself; files are named. A long one is cut.
QString ExactTab::content(const wire::BodySpec &body) const
{
    if (body.kind == wire::BodyKind::File || body.kind == wire::BodyKind::Generated)
        return {};
    std::vector<wire::ContentPiece> pieces;
    if (body.kind == wire::BodyKind::Multipart)
        pieces = wire::multipartPieces(body);
    else
        pieces.push_back({body.kind == wire::BodyKind::Form ? wire::formContent(body.fields) : body.text, {}, 0});
    QString text;
    std::size_t left = mostShown;
    for (const auto &piece : pieces) {
        if (!piece.path.empty()) {
            text += tr("— %1 bytes of %2 —\n").arg(locale().toString(static_cast<qulonglong>(piece.size)),
                                                   QString::fromStdString(piece.path));
            continue;
        }
        text += visible(std::string_view(piece.text).substr(0, left));
        if (piece.text.size() > left)
            return text + tr("\n— and so on —");
        left -= piece.text.size();
    }
    return text;
}

CurlTab::CurlTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , text_(makeReadOnly(tr("The same request as a command or a program"), this))
    , losses_(plainLabel({}, this))
    , shell_(new QComboBox(this))
    , secrets_(new QCheckBox(tr("Show secrets"), this))
{
    losses_->setProperty("muted", true);
    losses_->setWordWrap(true);
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy the command or program; Ctrl+Shift+C copies the curl command"));
    const QString names[] = {tr("POSIX shell"), tr("PowerShell"), tr("cmd"), tr("Raw bytes")};
    for (const auto form : session::commandForms)
        shell_->addItem(names[static_cast<std::size_t>(form)], static_cast<int>(form));
    shell_->insertSeparator(shell_->count());
    const auto snippets = session::snippetList();
    for (const auto &snippet : snippets) {
        shell_->addItem(snippet.title, snippet.name);
        const auto needs = snippet.needs.isEmpty() ? QString() : tr("Needs %1.").arg(snippet.needs) + QLatin1Char('\n');
        shell_->setItemData(shell_->count() - 1,
                            needs + tr("On: %1\nOff: %2\nKnown from: %3").arg(snippet.on, snippet.off, snippet.sources.join(QStringLiteral("; "))),
                            Qt::ToolTipRole);
    }
    shell_->setMaxVisibleItems(shell_->count());
    shell_->setAccessibleName(tr("Shell that the command is for, or the client library that the program uses"));
    shell_->setItemData(3, tr("printf and nc, or openssl s_client"), Qt::ToolTipRole);
    auto *row = new QHBoxLayout;
    row->addWidget(copy);
    row->addWidget(shell_);
    row->addWidget(secrets_);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5));
    column->addLayout(row);
    column->addWidget(text_, 1);
    column->addWidget(losses_);
    connect(copy, &QPushButton::clicked, this, &CurlTab::copy);
    connect(secrets_, &QCheckBox::toggled, this, &CurlTab::refresh);
    connect(shell_, &QComboBox::currentIndexChanged, this, &CurlTab::choose);
    connect(model_, &RequestModel::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void CurlTab::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

/// A command, or a program, with what is to be said below it.
CurlTab::Made CurlTab::made() const
{
    const auto chosen = shell_->currentData();
    if (chosen.typeId() == QMetaType::QString) {
        const auto now = session::snippetFor(chosen.toString(), model_->spec(), secrets_->isChecked());
        const auto lost = now.losses.join(QStringLiteral("; "));
        return {now.program, lost.isEmpty() ? now.says : tr("%1 It does not carry: %2").arg(now.says, lost), now.error};
    }
    return commandIn(static_cast<session::CommandForm>(chosen.toInt()));
}

CurlTab::Made CurlTab::commandIn(session::CommandForm form) const
{
    session::CommandLook look;
    look.form = form;
    look.showSecrets = secrets_->isChecked();
    const auto now = session::commandFor(model_->spec(), look);
    const auto lost = now.losses.join(QStringLiteral("; "));
    return {now.command,
            lost.isEmpty()                          ? QString()
                : form == session::CommandForm::Raw ? tr("It cannot do: %1").arg(lost)
                                                    : tr("curl cannot do: %1").arg(lost),
            now.error};
}

void CurlTab::refresh()
{
    const auto now = made();
    text_->setPlainText(now.error.isEmpty() ? now.text : now.error);
    losses_->setText(now.note);
    losses_->setVisible(!now.note.isEmpty());
}

void CurlTab::chooseForm(session::CommandForm form)
{
    shell_->setCurrentIndex(shell_->findData(static_cast<int>(form)));
}

QString CurlTab::command() const
{
    return made().text;
}

QString CurlTab::put(const Made &now)
{
    if (now.error.isEmpty())
        QGuiApplication::clipboard()->setText(now.text);
    return now.error;
}

void CurlTab::copy()
{
    put(made());
}

QString CurlTab::copyCurl()
{
    return put(commandIn(curlForm_));
}

void CurlTab::choose()
{
    const auto chosen = shell_->currentData();
    const auto form = static_cast<session::CommandForm>(chosen.toInt());
    if (chosen.typeId() != QMetaType::QString && form != session::CommandForm::Raw)
        curlForm_ = form;
    refresh();
}

} // namespace ui

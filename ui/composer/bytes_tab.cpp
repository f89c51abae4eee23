// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/bytes_tab.h"

#include "style.h"
#include "theme.h"

#include "model/wire_text.h"
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
#include <QScrollBar>
#include <QTextCursor>
#include <QVBoxLayout>

#include <string_view>
#include <utility>

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

QTextCharFormat formatOf(model::Glyph::Kind kind)
{
    const auto &theme = Theme::current();
    QTextCharFormat format;
    format.setForeground(theme.ink);
    if (kind == model::Glyph::Kind::Escape)
        format.setForeground(Theme::readable(theme.pause, theme.surface));
    if (kind == model::Glyph::Kind::LineEnd) {
        auto font = fixedFont();
        font.setPointSizeF(font.pointSizeF() * 0.7);
        format.setFont(font);
        format.setForeground(Theme::readable(theme.muted, theme.surface));
    }
    return format;
}

/// As the Wire view shows them, with its marks for line ends and control bytes.
void write(QTextCursor &cursor, std::string_view bytes)
{
    QString run;
    auto kind = model::Glyph::Kind::Plain;
    const auto flush = [&](model::Glyph::Kind next) {
        if (next != kind)
            cursor.insertText(std::exchange(run, {}), formatOf(kind));
        kind = next;
    };
    while (!bytes.empty()) {
        const auto glyph = model::glyphAt(bytes);
        flush(glyph.kind);
        run += glyph.text;
        if (bytes.front() == '\n')
            run += QLatin1Char('\n');
        bytes.remove_prefix(glyph.bytes);
    }
    cursor.insertText(run, formatOf(kind));
}

/// Words that are no bytes.
void say(QTextCursor &cursor, const QString &words)
{
    cursor.insertText(words, formatOf(model::Glyph::Kind::Plain));
}

/// Another text in the same place: at its top, or where it was scrolled to.
template<typename Write> void refill(QPlainTextEdit *text, Write write)
{
    const int top = text->verticalScrollBar()->value();
    text->clear();
    QTextCursor cursor(text->document());
    cursor.beginEditBlock();
    write(cursor);
    cursor.endEditBlock();
    text->moveCursor(QTextCursor::Start);
    text->verticalScrollBar()->setValue(top);
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
    refill(text_, [&](QTextCursor &cursor) {
        write(cursor, request.head);
        if (request.wireLength == 0)
            return;
        const auto bytes = locale().toString(static_cast<qulonglong>(request.wireLength));
        if (request.expect.waits)
            say(cursor, tr("— pause: waits for 100 —\n"));
        say(cursor, request.chunked ? tr("— content in chunks: %1 bytes —\n").arg(bytes)
                                    : tr("— content: %1 bytes —\n").arg(bytes));
        content(cursor, model_->spec().body);
    });
}

/// What of the content stands in the request itself; files are named. A long one is cut.
void ExactTab::content(QTextCursor &cursor, const wire::BodySpec &body) const
{
    if (body.kind == wire::BodyKind::File || body.kind == wire::BodyKind::Generated)
        return;
    std::vector<wire::ContentPiece> pieces;
    if (body.kind == wire::BodyKind::Multipart)
        pieces = wire::multipartPieces(body);
    else
        pieces.push_back({body.kind == wire::BodyKind::Form ? wire::formContent(body.fields) : body.text, {}, 0});
    std::size_t left = mostShown;
    for (const auto &piece : pieces) {
        if (!piece.path.empty()) {
            say(cursor, tr("— %1 bytes of %2 —\n").arg(locale().toString(static_cast<qulonglong>(piece.size)),
                                                       QString::fromStdString(piece.path)));
            continue;
        }
        write(cursor, std::string_view(piece.text).substr(0, left));
        if (piece.text.size() > left)
            return say(cursor, tr("\n— and so on —"));
        left -= piece.text.size();
    }
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
    refill(text_, [&](QTextCursor &cursor) { cursor.insertText(now.error.isEmpty() ? now.text : now.error); });
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

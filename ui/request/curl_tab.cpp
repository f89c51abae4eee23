// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/curl_tab.h"

#include "ui/kit/find_bar.h"
#include "ui/kit/read_only_text.h"
#include "ui/kit/style.h"

#include "session/snippet_programs.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextCursor>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

CurlTab::CurlTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , text_(makeReadOnlyText(tr("The same request as a command or a program"), this))
    , inText_(text_)
    , losses_(plainLabel({}, this))
    , shell_(new QComboBox(this))
    , secrets_(new QCheckBox(tr("Show secrets"), this))
{
    losses_->setProperty("muted", true);
    losses_->setWordWrap(true);
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy the command or program; Ctrl+Shift+C copies the curl command"));
    fillShells();
    auto *row = new QHBoxLayout;
    row->addWidget(copy);
    row->addWidget(shell_);
    row->addWidget(secrets_);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5));
    column->addLayout(row);
    auto *find = new FindBar(&inText_, text_, this);
    column->addWidget(text_, 1);
    column->addWidget(find);
    column->addWidget(losses_);
    connect(text_, &QPlainTextEdit::textChanged, find, &FindBar::renew);
    connect(copy, &QPushButton::clicked, this, &CurlTab::copy);
    connect(secrets_, &QCheckBox::toggled, this, &CurlTab::refresh);
    connect(shell_, &QComboBox::currentIndexChanged, this, &CurlTab::choose);
    connect(model_, &RequestModel::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

/// The forms of a command, and the programs.
void CurlTab::fillShells()
{
    const QString names[] = {tr("POSIX shell"), tr("PowerShell"), tr("cmd"), tr("Raw bytes")};
    for (const auto form : session::commandForms)
        shell_->addItem(names[static_cast<std::size_t>(form)], static_cast<int>(form));
    shell_->insertSeparator(shell_->count());
    const auto snippets = session::snippetList();
    for (const auto &snippet : snippets) {
        shell_->addItem(snippet.title, snippet.name);
        const auto needs = snippet.needs.isEmpty() ? QString() : tr("Needs %1.").arg(snippet.needs) + '\n'_L1;
        shell_->setItemData(
            shell_->count() - 1,
            needs + tr("On: %1\nOff: %2\nKnown from: %3").arg(snippet.on, snippet.off, snippet.sources.join(u"; "_s)),
            Qt::ToolTipRole);
    }
    shell_->setMaxVisibleItems(shell_->count());
    shell_->setAccessibleName(tr("Shell that the command is for, or the client library that the program uses"));
    shell_->setItemData(3, tr("printf and nc, or openssl s_client"), Qt::ToolTipRole);
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
        const auto lost = now.losses.join(u"; "_s);
        return {now.program, lost.isEmpty() ? now.says : tr("%1 It does not carry: %2").arg(now.says, lost), now.error};
    }
    return commandFor(model_->spec(), static_cast<session::CommandForm>(chosen.toInt()));
}

CurlTab::Made CurlTab::commandFor(const request::RequestSpec &spec, session::CommandForm form) const
{
    session::CommandLook look;
    look.form = form;
    look.showSecrets = secrets_->isChecked();
    const auto now = session::commandFor(spec, look);
    const auto lost = now.losses.join(u"; "_s);
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

QString CurlTab::copyCurl(const request::RequestSpec &spec)
{
    return put(commandFor(spec, curlForm_));
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

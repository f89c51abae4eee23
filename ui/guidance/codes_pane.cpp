// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guidance/codes_pane.h"

#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"

#include "guidance/library.h"

#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString paragraph(const QString &title, const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<p><b>%1</b><br>%2</p>"_s.arg(title.toHtmlEscaped(), text.toHtmlEscaped());
}

} // namespace

CodesPane::CodesPane(QWidget *parent)
    : QWidget(parent)
    , find_(new QLineEdit(this))
    , list_(new QListWidget(this))
    , text_(new QTextBrowser(this))
{
    find_->setPlaceholderText(tr("Find a code or a word"));
    find_->setClearButtonEnabled(true);
    find_->setAccessibleName(tr("Find a status code"));
    list_->setAccessibleName(tr("Status codes"));
    text_->setAccessibleName(tr("About the status code"));
    for (const auto &info : guidance::Library::builtin().codes()) {
        auto *item = new QListWidgetItem(u"%1  %2"_s.arg(info.code).arg(info.name), list_);
        item->setData(Qt::UserRole, info.code);
        item->setToolTip(info.sentence);
        if (info.full()) {
            auto font = item->font();
            font.setBold(true);
            item->setFont(font);
        }
    }
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(list_);
    split->addWidget(text_);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.6), em(0.6), em(0.6), 0);
    column->addWidget(find_);
    column->addWidget(split, 1);
    connect(find_, &QLineEdit::textChanged, this, &CodesPane::filter);
    findByFilter(this, find_);
    connect(list_, &QListWidget::currentItemChanged, this, &CodesPane::showText);
    showCode(417);
}

void CodesPane::showCode(int code)
{
    find_->clear();
    for (int i = 0; i < list_->count(); ++i)
        if (list_->item(i)->data(Qt::UserRole).toInt() == code)
            list_->setCurrentRow(i);
}

void CodesPane::filter(const QString &text)
{
    const auto &codes = guidance::Library::builtin().codes();
    for (int i = 0; i < list_->count(); ++i) {
        auto *item = list_->item(i);
        const auto info = codes.value(item->data(Qt::UserRole).toInt());
        const bool fits = item->text().contains(text, Qt::CaseInsensitive)
            || info.sentence.contains(text, Qt::CaseInsensitive) || info.said.contains(text, Qt::CaseInsensitive);
        item->setHidden(!fits);
    }
}

void CodesPane::showText()
{
    const auto *item = list_->currentItem();
    const auto &library = guidance::Library::builtin();
    const auto *info = item ? library.code(item->data(Qt::UserRole).toInt()) : nullptr;
    if (!info)
        return;
    QString html = u"<h3>%1 %2</h3><p>%3</p>"_s.arg(QString::number(info->code), info->name.toHtmlEscaped(),
                                                    info->sentence.toHtmlEscaped());
    html += paragraph(tr("What it says"), info->said);
    html += paragraph(tr("Who sends it in this handshake"), info->whoSends);
    html += paragraph(tr("What to do"), info->whatToDo.join(' '_L1));
    html += paragraph(tr("Not to be confused with"), info->confused);
    for (const auto &correction : library.correctionsFor(QString::number(info->code)))
        html += paragraph(tr("Often said, but %1").arg(correction.verdict),
                          u"“%1” %2"_s.arg(correction.claim, correction.correction));
    QStringList shown;
    for (const auto &reference : info->references)
        shown.append(library.shownReference(reference));
    html += paragraph(tr("Reference"), shown.join(u" · "_s));
    text_->setHtml(html);
    // Later: laid out for the first time, it would be scrolled to bring its cursor into view.
    QMetaObject::invokeMethod(
        text_, [this] { text_->verticalScrollBar()->setValue(0); }, Qt::QueuedConnection);
}

} // namespace ui

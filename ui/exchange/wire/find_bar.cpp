// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/wire/find_bar.h"

#include "ui/kit/style.h"
#include "words/units.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

std::optional<QByteArray> bytesFromHex(const QString &text)
{
    static const QRegularExpression between(u"[\\s,:]+|0[xX]|\\\\[xX]"_s);
    static const QRegularExpression hex(u"^([0-9a-fA-F]{2})*$"_s);
    QString digits = text;
    digits.remove(between);
    if (!hex.match(digits).hasMatch())
        return std::nullopt;
    return QByteArray::fromHex(digits.toLatin1());
}

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , line_(new QLineEdit(this))
    , asHex_(new QToolButton(this))
    , said_(plainLabel({}, this))
{
    setAccessibleName(tr("Find"));
    line_->setAccessibleName(tr("Find bytes"));
    line_->setPlaceholderText(tr("Find bytes"));
    line_->setClearButtonEnabled(true);
    dressHex();
    said_->setMinimumWidth(em(6));
    previous_ = button(u"▴"_s, tr("Previous hit"), tr("Shift+Enter"));
    next_ = button(u"▾"_s, tr("Next hit"), tr("Enter"));
    auto *shut = button(u"✕"_s, tr("Close the find bar"), tr("Esc"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.3));
    row->setSpacing(em(0.4));
    row->addWidget(line_, 1);
    for (QWidget *part : {static_cast<QWidget *>(asHex_), static_cast<QWidget *>(previous_),
                          static_cast<QWidget *>(next_), static_cast<QWidget *>(said_), static_cast<QWidget *>(shut)})
        row->addWidget(part);
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    listen();
    hide();
}

QToolButton *FindBar::button(const QString &text, const QString &name, const QString &keys)
{
    auto *one = new QToolButton(this);
    one->setText(text);
    one->setAutoRaise(true);
    one->setAccessibleName(name);
    one->setToolTip(u"%1 (%2)"_s.arg(name, keys));
    return one;
}

void FindBar::dressHex()
{
    asHex_->setText(tr("As hex"));
    asHex_->setAccessibleName(tr("Find bytes in hex"));
    asHex_->setToolTip(tr("Read what is typed as bytes in hex, such as 0d 0a"));
    asHex_->setCheckable(true);
    asHex_->setProperty("segment", true);
    asHex_->setStyleSheet(u"QToolButton { margin-left: 0; }"_s); // it stands alone
}

void FindBar::listen()
{
    connect(line_, &QLineEdit::textEdited, this, [this] { search(false, false); });
    connect(line_, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            search(false, false); // the clear button edits nothing
    });
    connect(asHex_, &QToolButton::toggled, this, [this] {
        line_->setPlaceholderText(hexMode() ? tr("Find bytes, such as 0d 0a") : tr("Find bytes"));
        search(false, false);
    });
    connect(previous_, &QToolButton::clicked, this, [this] { search(true, true); });
    connect(next_, &QToolButton::clicked, this, [this] { search(false, true); });
}

void FindBar::open()
{
    show();
    line_->setFocus(Qt::ShortcutFocusReason);
    line_->selectAll();
    search(false, false);
}

void FindBar::close()
{
    hide();
    emit closed();
}

bool FindBar::hexMode() const
{
    return asHex_->isChecked();
}

QString FindBar::said() const
{
    return said_->text();
}

std::optional<QByteArray> FindBar::needle() const
{
    return hexMode() ? bytesFromHex(line_->text()) : line_->text().toUtf8();
}

void FindBar::search(bool backward, bool again)
{
    const auto bytes = needle();
    const bool wrong = !bytes;
    setMark(line_, "wrong", wrong);
    const bool some = bytes && !bytes->isEmpty();
    previous_->setEnabled(some);
    next_->setEnabled(some);
    if (some)
        emit searched(*bytes, backward, again);
    else
        said_->setText(wrong ? tr("pairs of hex digits, please") : QString());
}

void FindBar::showHits(int place, int hits, bool more)
{
    const auto all = words::countText(hits, locale()) + (more ? u"+"_s : QString());
    said_->setText(hits == 0       ? tr("not found")
                       : place > 0 ? tr("%1 of %2").arg(words::countText(place, locale()), all)
                                   : tr("%1 hits").arg(all));
}

/// Esc closes the bar before it cancels a request.
bool FindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F3)
        search(shift, true);
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui

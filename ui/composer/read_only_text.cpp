// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/read_only_text.h"

#include "style.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextCursor>

namespace ui {

QPlainTextEdit *makeReadOnlyText(const QString &name, QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setFont(fixedFont());
    text->setAccessibleName(name);
    text->setFrameShape(QFrame::NoFrame);
    return text;
}

void refill(QPlainTextEdit *text, const std::function<void(QTextCursor &)> &write)
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

} // namespace ui

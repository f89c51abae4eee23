// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/read_only_text.h"

#include "ui/kit/style.h"

#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class MarkedText : public QPlainTextEdit {
public:
    using QPlainTextEdit::QPlainTextEdit;

protected:
    QMimeData *createMimeDataFromSelection() const override
    {
        const QTextCursor selected = textCursor();
        QString copied;
        auto block = document()->findBlock(selected.selectionStart());
        for (; block.isValid() && block.position() < selected.selectionEnd(); block = block.next()) {
            if (block.position() > selected.selectionStart())
                copied += '\n'_L1;
            for (auto run = block.begin(); run != block.end(); ++run)
                copied += within(run.fragment(), selected);
        }
        auto *data = new QMimeData;
        data->setText(copied);
        return data;
    }

private:
    static QString within(const QTextFragment &run, const QTextCursor &selected)
    {
        if (run.charFormat().hasProperty(lineEndMark))
            return {};
        const int begin = std::max(run.position(), selected.selectionStart());
        const int end = std::min(run.position() + run.length(), selected.selectionEnd());
        return begin < end ? run.text().mid(begin - run.position(), end - begin) : QString();
    }
};

} // namespace

QPlainTextEdit *makeReadOnlyText(const QString &name, QWidget *parent)
{
    auto *text = new MarkedText(parent);
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

// SPDX-License-Identifier: GPL-3.0-or-later
// The field for a URL. A curl command that is pasted or dropped does not become its text: it is told.
#pragma once

#include "ui/kit/line_edit.h"

namespace ui {

class UrlEdit : public LineEdit {
    Q_OBJECT
public:
    using LineEdit::LineEdit;

signals:
    void curlPasted(const QString &command);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// True when the clipboard held a curl command.
    bool takeFromClipboard();
};

} // namespace ui

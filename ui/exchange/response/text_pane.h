// SPDX-License-Identifier: GPL-3.0-or-later
// Text in an editor that cannot be edited, a page at a time, with a bar to turn pages where there are several.
#pragma once

#include "session/response_content.h"

#include <QWidget>

#include <memory>

class QLabel;
class QToolButton;
class QsciScintilla;

namespace ui {

class TextPane : public QWidget {
    Q_OBJECT
public:
    explicit TextPane(QWidget *parent = nullptr);
    /// `text` lies in `content`, which is kept alive. `syntax` chooses the colours.
    void show(std::shared_ptr<const session::Content> content, const session::PagedText *text, const QString &syntax);
    void clear();
    void restyle();
    QString text() const;
    std::size_t page() const { return page_; }

public slots:
    void nextPage();
    void previousPage();

private:
    QWidget *makeBar();
    void showPage(std::size_t page);
    std::shared_ptr<const session::Content> content_;
    const session::PagedText *text_ = nullptr;
    std::size_t page_ = 0;
    QString syntax_;
    QsciScintilla *editor_;
    QWidget *bar_ = nullptr;
    QLabel *where_ = nullptr;
    QToolButton *previous_ = nullptr;
    QToolButton *next_ = nullptr;
};

} // namespace ui

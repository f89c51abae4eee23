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
    /// Selects bytes of the text, on the page on which they begin.
    void mark(std::size_t begin, std::size_t end);
    struct Mark {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    /// The bytes that are selected, or before which the cursor stands; where a page is not shown as it is, those that
    /// were marked last, or the page's beginning.
    Mark marked() const;

public slots:
    void nextPage();
    void previousPage();

private:
    QWidget *makeBar();
    void showPage(std::size_t page);
    std::size_t endOf(std::size_t page) const;
    Mark selection() const;
    std::shared_ptr<const session::Content> content_;
    const session::PagedText *text_ = nullptr;
    std::size_t page_ = 0;
    bool asItIs_ = false; // each byte of the page is one of what is shown
    Mark mark_;
    Mark shownMark_; // the same in what is shown
    QString syntax_;
    QsciScintilla *editor_;
    QWidget *bar_ = nullptr;
    QLabel *where_ = nullptr;
    QToolButton *previous_ = nullptr;
    QToolButton *next_ = nullptr;
};

} // namespace ui

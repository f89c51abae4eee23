// SPDX-License-Identifier: GPL-3.0-or-later
// The byte pane with what belongs around it: text or hex, copies, and a find bar on Ctrl+F.
#pragma once

#include <QWidget>

namespace ui {

class FindBar;
class Segments;
class WireView;

class WirePane : public QWidget {
    Q_OBJECT
public:
    /// `tools`: with a row of buttons; the find bar is there in any case, and its keys in `findScope` too.
    explicit WirePane(bool tools, QWidget *parent = nullptr, QWidget *findScope = nullptr);
    WireView *view() const { return view_; }
    FindBar *findBar() const { return find_; }

private:
    QWidget *makeTools();
    WireView *view_;
    FindBar *find_;
    Segments *mode_ = nullptr;
};

} // namespace ui

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
    /// `tools`: with a row of buttons; the find bar is there in any case.
    explicit WirePane(bool tools, QWidget *parent = nullptr);
    WireView *view() const { return view_; }
    FindBar *findBar() const { return find_; }

public slots:
    void openFind();

private:
    QWidget *makeTools();
    void search(const QByteArray &needle, bool backward, bool again);
    WireView *view_;
    FindBar *find_;
    Segments *mode_ = nullptr;
};

} // namespace ui

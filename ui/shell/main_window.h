// SPDX-License-Identifier: GPL-3.0-or-later
// The window's frame: menus, the tabs of its pages, what stands above, below and beside the page in front, and how all
// that lies. What the pages do is theirs.
#pragma once

#include "ui/shell/page.h"

#include <QMainWindow>
#include <QTimer>

class QGridLayout;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace ui {

class Docks;
class Menus;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);

    Page *front() const;

public slots:
    void bringForward(ui::Page *page);
    /// What is in front.
    void run();
    void cancel();
    void applyTheme();
    /// Looks for something in what has the focus, or else on the page in front.
    void openFind();

signals:
    /// The page in front has begun to run, or runs no more.
    void runningChanged(bool running);
    /// Colours or letters have changed; the pages know.
    void restyled();
    /// It is the desktop's window in front again.
    void activated();
    /// It is about to close, maybe: what is due is to be written.
    void leaving();

protected:
    /// Once: its pages in the order of their tabs, the first in front. `about`: what the tabs are for.
    void build(const QList<Page *> &pages, Docks *docks, const QString &about);
    /// Entries and keys that are no page's.
    virtual void addTo(Menus &menus) = 0;
    /// Nothing is known of what has the focus.
    virtual void explainElse() = 0;

    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeViewBar();
    void layOut();
    void makeMenus();
    void addPage(Page *page);
    void frontChanged();
    void pageChanged(Page *page);
    void place(Page *page);
    void showRunning();
    void nameWindow();
    void explainFocus();
    void measureTabs();
    void arrange();
    void fitScreen();
    void restore();
    void remember();

    QList<Page *> pages_;
    Docks *docks_ = nullptr;
    Page *before_ = nullptr; // in front before the one that is
    QVBoxLayout *heads_ = nullptr;
    QWidget *headRule_ = nullptr;
    QWidget *viewBar_ = nullptr;
    QGridLayout *viewRow_ = nullptr;
    QTabBar *views_ = nullptr;
    QStackedWidget *stack_ = nullptr; // the docks with the pages that have any, and the other pages
    QAction *cancel_ = nullptr;
    QTimer rememberSoon_;
    bool running_ = false; // as it was told
    bool closing_ = false;
    bool styling_ = false;
    bool narrow_ = false; // see arrange()
    bool low_ = false;
};

} // namespace ui

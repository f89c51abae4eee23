// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at the sides of a page, whichever is in front: a column at the left, tabs at the right. Where three
// columns do not fit, the left one is one of the tabs.
#pragma once

#include <QSplitter>

class QSettings;
class QStackedWidget;
class QTabWidget;

namespace ui {

class Docks : public QSplitter {
    Q_OBJECT
public:
    explicit Docks(QWidget *parent = nullptr);

    /// Below those that were added before.
    void addLeft(QWidget *dock);
    void addRight(QWidget *dock, const QString &title, const QString &toolTip = {});
    /// What the tabs are for.
    void explain(const QString &words);
    void addPage(QWidget *page);
    void showPage(QWidget *page, bool left);
    /// So that it is seen.
    void bringForward(QWidget *dock);
    void setNarrow(bool narrow);
    /// As wide and high as they are at first.
    void spread();
    void remember(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    /// Someone has moved a part.
    void moved();

private:
    void showLeft();

    QSplitter *left_;
    QStackedWidget *pages_;
    QTabWidget *right_;
    bool narrow_ = false;
    bool wantsLeft_ = true; // the page in front
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The history in the left column: a filter, the list with its keys and menu, how much is kept, and a bar that takes
// a deletion back.
#pragma once

#include "session/history.h"

#include <QListView>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace ui {

class HistoryList : public QWidget {
    Q_OBJECT
public:
    explicit HistoryList(session::History *history, QWidget *parent = nullptr);
    /// Selects this entry, as soon as the list has it.
    void setShown(qint64 id);
    /// Rows that are loaded.
    int count() const { return history_->list()->rowCount(); }
    QListView *view() const { return view_; }
    QLineEdit *filter() const { return filter_; }
    /// The bar's words, "" while it is hidden.
    QString undoText() const;
    /// "Keep the last 1 000 exchanges, 512 MiB"
    QAction *limitsAction() const { return limits_; }

signals:
    void chosen(qint64 id);
    void resendRequested(qint64 id);
    /// Two or more, side by side.
    void compareRequested(const QList<qint64> &ids);
    void exportRequested(const QList<qint64> &ids);
    /// A line for the status bar.
    void said(const QString &line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    QWidget *makeHeader();
    QWidget *makeUndoBar();
    void makeActions();
    QAction *addAction(const QString &words, const QList<QKeySequence> &keys, void (HistoryList::*act)());
    QList<qint64> selected() const;
    qint64 current() const;
    void openCurrent();
    void resendCurrent();
    void removeSelected();
    void undo();
    void pinSelected();
    void compareSelected();
    void saveCurrent();
    void exportSelected();
    void editLimits();
    void showSelection();
    void showEmpty();
    void showLimits();
    void removed(int count);
    void restored(const QList<qint64> &ids);

    session::History *history_;
    QListView *view_;
    QLineEdit *filter_;
    QLabel *empty_;
    QWidget *undoBar_ = nullptr;
    QLabel *undoWords_ = nullptr;
    QAction *open_ = nullptr;
    QAction *resend_ = nullptr;
    QAction *compare_ = nullptr;
    QAction *pin_ = nullptr;
    QAction *save_ = nullptr;
    QAction *export_ = nullptr;
    QAction *remove_ = nullptr;
    QAction *undo_ = nullptr;
    QAction *limits_ = nullptr;
    QAction *totals_ = nullptr;
    QString removing_; // the request of the one entry that is being deleted
    qint64 shown_ = 0;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The line below a view that asks what to look for there, counts the hits and goes from one to the next. Its parts are
// made when it is first opened.
#pragma once

#include "ui/kit/findable.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace ui {

class ElidedLabel;

class FindBar : public QWidget {
    Q_OBJECT
public:
    /// Hidden until it is asked for. Its keys work in `scope`, which is the parent where none is named. What had the
    /// focus before it has it afterwards, or `view`.
    FindBar(Findable *found, QWidget *view, QWidget *parent, QWidget *scope = nullptr);

    /// The one of what is seen of a page; null: there is none.
    static FindBar *on(QWidget *page);
    /// "3 of 17"
    QString said() const;
    /// What there is to say besides: that it went on at the other end, what is wrong, what could not be searched.
    QString noted() const;
    /// Something is to be said, or said anew, in a moment.
    bool waits() const { return search_.running() || again_.isActive(); }
    session::Search *search() { return &search_; }

public slots:
    /// Shows the bar, its text selected.
    void open();
    void next() { step(Step::Next); }
    void previous() { step(Step::Previous); }
    /// What is searched is another one now.
    void renew();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Step { Stay, Next, Previous, Count };
    void addKeys();
    void build();
    QToolButton *button(QWidget *parent, const QString &text, const QString &name, const QString &tip);
    QToolButton *toggle(const QString &text, const QString &name, const QString &tip);
    void makeKinds();
    void makeMoves();
    void fit();
    void lay(bool narrow);
    void close();
    model::FindQuery query() const;
    void look(Step step);
    void step(Step step);
    void came(const session::Found &found);
    void go(Step step);
    void sayFound(std::size_t place, const QString &wrapped);
    QStringList gaps() const;
    void say(const QString &count, const QString &note, bool wrong = false);

    Findable *found_;
    QWidget *view_;
    QWidget *scope_;
    QPointer<QWidget> before_; // had the focus
    session::Search search_;
    session::Found last_;
    bool fresh_ = false; // the last search was for what is typed, in what is shown
    Step wanted_ = Step::Stay;
    QTimer again_; // what is shown has changed
    QTimer slow_;  // a search that takes longer than that is told of
    bool narrow_ = true;
    QGridLayout *grid_ = nullptr;
    QLineEdit *line_ = nullptr;
    QWidget *kinds_ = nullptr;
    QToolButton *matchCase_ = nullptr;
    QToolButton *expression_ = nullptr;
    QToolButton *hex_ = nullptr;
    ElidedLabel *count_ = nullptr;
    QWidget *moves_ = nullptr;
    QToolButton *previous_ = nullptr;
    QToolButton *next_ = nullptr;
    QLabel *note_ = nullptr;
};

/// Ctrl+F in a list that has a filter goes to that.
void findByFilter(QWidget *list, QLineEdit *filter);

} // namespace ui

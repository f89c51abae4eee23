// SPDX-License-Identifier: GPL-3.0-or-later
// The verdict on the exchange at hand: headline and how sure it is, what happened (links select the evidence), what to
// do (buttons that do it), what it is not to be confused with, who does this, references.
#pragma once

#include "guidance/evaluation.h"

#include <QHash>
#include <QScrollArea>
#include <QTimer>

#include <deque>
#include <functional>

class QLabel;
class QVBoxLayout;

namespace ui {

class GuidancePane : public QScrollArea {
    Q_OBJECT
public:
    explicit GuidancePane(QWidget *parent = nullptr);

    void setVerdict(const guidance::Verdict &verdict);
    /// Nothing was sent yet.
    void clear();
    QString headline() const { return verdict_.headline; }
    /// Keys of actions that the window can do; others are not offered.
    void setDoable(const QStringList &keys) { doable_ = keys; }
    void restyle();
    QSize minimumSizeHint() const override;

signals:
    void evidenceChosen(quint64 seq);
    void actionChosen(const QString &key);
    void codeChosen(int code);

private:
    void build();
    /// Puts the verdict's headline and sentences into their labels.
    void say();
    /// The next part of what stands below the actions, in an event of its own.
    void buildNext();
    std::deque<std::function<void()>> restOf();
    void addBadge();
    void addConfidence();
    void addActions();
    void addTable();
    void addText(const QString &caption, const QString &text);
    void addFolded(const QString &title, QWidget *content);
    QLabel *rich(const QString &html);

    guidance::Verdict verdict_;
    QStringList doable_;
    QHash<QString, bool> opened_; // folds that the user has touched, by title
    QTimer restSoon_;
    std::deque<std::function<void()>> rest_; // not built yet
    QVBoxLayout *column_ = nullptr;
    QLabel *headline_ = nullptr;
    QList<QLabel *> sentences_;
    bool empty_ = true;
};

} // namespace ui

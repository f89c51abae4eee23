// SPDX-License-Identifier: GPL-3.0-or-later
// The Expect strip: the rule, the threshold, the wait and what follows it, what a 417 leads to, and one live
// sentence on what will happen. The sentence and the bytes come from request::decideExpect.
#pragma once

#include "ui/request/request_model.h"

#include "request/settings.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QVBoxLayout;

namespace ui {

class DurationBox;
class ElidedLabel;
class Segments;

class ExpectStrip : public QWidget {
    Q_OBJECT
public:
    explicit ExpectStrip(RequestModel *model, QWidget *parent = nullptr);

    /// Whether it has that setting; all others are the Connection tab's.
    static bool shows(const request::Setting &row);
    /// The sentence now shown.
    QString sentence() const;
    /// What was typed here and keeps the request from going out; "" when nothing does. The strip says it.
    QString problem() const;
    void focusProblem();
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void dressFields();
    void layOut();
    void connectFields();
    void place();
    void say();
    void greyOut();

    RequestModel *model_;
    Segments *rule_;
    QLineEdit *custom_;
    QComboBox *threshold_;
    DurationBox *wait_;
    Segments *after_;
    QComboBox *on417_;
    ElidedLabel *sentence_;
    QHBoxLayout *row_;
    QVBoxLayout *column_;
    QHBoxLayout *second_;
    QList<QWidget *> parts_; // in the order of reading
    int rows_ = 0;           // 2: what follows the wait, and the sentence, stand below
};

} // namespace ui

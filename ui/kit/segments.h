// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons of which one is down: the segmented control of the Expect strip.
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace ui {

class Segments : public QWidget {
    Q_OBJECT
public:
    /// `name` is said before each choice to people who listen.
    Segments(const QString &name, const QStringList &choices, QWidget *parent = nullptr);

    int current() const;
    void setCurrent(int index);
    void setTip(int index, const QString &tip);

signals:
    /// The user chose.
    void chosen(int index);

protected:
    void changeEvent(QEvent *event) override;

private:
    void leaveRoom();

    QButtonGroup *group_;
};

} // namespace ui

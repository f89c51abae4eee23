// SPDX-License-Identifier: GPL-3.0-or-later
// A QLineEdit that cuts nothing in silence: Qt's ends at 32,767 characters.
#pragma once

#include <QLineEdit>

namespace ui {

class LineEdit : public QLineEdit {
    Q_OBJECT
public:
    /// Characters. Qt lays a line out as a whole: of a million it takes minutes.
    static constexpr int longest = 1 << 17;

    explicit LineEdit(QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    /// What came was cut: what stood before comes back.
    void refuse();
};

} // namespace ui

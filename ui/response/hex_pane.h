// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes in hex and ASCII, sixteen a row. Rows are laid out when they are painted, so that size costs nothing.
#pragma once

#include <QAbstractScrollArea>

#include <memory>
#include <string>

namespace ui {

class HexPane : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexPane(QWidget *parent = nullptr);
    /// The bytes stay the caller's; `owner` keeps them alive.
    void show(std::shared_ptr<const void> owner, const std::string *bytes);
    qint64 rows() const;
    /// "00000010  68 65 6c 6c 6f …  hello"
    QString rowText(qint64 row) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    double rowHeight() const;
    void updateBars();
    std::shared_ptr<const void> owner_;
    const std::string *bytes_ = nullptr;
};

} // namespace ui

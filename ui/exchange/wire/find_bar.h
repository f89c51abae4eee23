// SPDX-License-Identifier: GPL-3.0-or-later
// The line that asks what bytes to look for, as text or in hex, and says how many there are.
#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace ui {

class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);
    /// Shows the bar, its text selected.
    void open();
    /// Bytes to look for; nothing: they cannot be read as hex.
    std::optional<QByteArray> needle() const;
    /// `place` of `hits`, counted from 1, 0: none of them is marked; `more`: there are more hits than that.
    void showHits(int place, int hits, bool more);
    bool hexMode() const;
    QString said() const;

signals:
    /// `again`: on from the last hit; else the last hit may do.
    void searched(const QByteArray &needle, bool backward, bool again);
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search(bool backward, bool again);
    void close();
    QToolButton *button(const QString &text, const QString &name, const QString &keys);
    void dressHex();
    void listen();
    QLineEdit *line_;
    QToolButton *asHex_;
    QLabel *said_;
    QToolButton *previous_;
    QToolButton *next_;
};

/// "0d 0a", "0d0a", "0x0d,0x0a"; nothing when it is no hex.
std::optional<QByteArray> bytesFromHex(const QString &text);

} // namespace ui

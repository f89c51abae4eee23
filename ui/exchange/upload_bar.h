// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes, rate and time left of an upload that takes long enough to watch. Else it is not there.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace ui {

class UploadBar : public QWidget {
    Q_OBJECT
public:
    explicit UploadBar(QWidget *parent = nullptr);
    /// `began`: when the content did, and `now`: both in nanoseconds since the exchange began.
    void setProgress(quint64 sent, quint64 all, qint64 began, qint64 now);
    QString text() const;

private:
    QProgressBar *bar_;
    QLabel *words_;
};

} // namespace ui

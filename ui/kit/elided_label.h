// SPDX-License-Identifier: GPL-3.0-or-later
// A line of plain text that ends in an ellipsis where it does not fit, with the whole of it in its tool tip.
#pragma once

#include <QFontMetrics>
#include <QLabel>

namespace ui {

class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr) : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    void show(const QString &line)
    {
        line_ = line;
        setAccessibleDescription(line);
        fit();
    }
    const QString &line() const { return line_; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        fit();
    }
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
            fit();
    }

private:
    void fit()
    {
        const auto fitting = fontMetrics().elidedText(line_, Qt::ElideRight, width());
        setText(fitting);
        setToolTip(fitting == line_ ? QString()
                                    : line_.toHtmlEscaped()); // a tip that looks like markup is taken for it
    }
    QString line_;
};

} // namespace ui

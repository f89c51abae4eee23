// SPDX-License-Identifier: GPL-3.0-or-later
// What is compared: several servers, one URL a line and kept as named sets, or one server and several requests; and
// how often. What is wrong is said under it.
#pragma once

#include "ui/request/request_model.h"

#include "session/comparison.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace ui {

class Segments;
class SetsBar;
class VariantsPage;

class CompareSetup : public QWidget {
    Q_OBJECT
public:
    enum Mode { SeveralServers, OneServer };

    /// Named sets live in `folder`.
    CompareSetup(RequestModel *model, const QString &folder, QWidget *parent = nullptr);

    Mode mode() const;
    void setMode(Mode mode);
    /// Of the editor, in order, one code point a byte.
    QStringList urls() const;
    void setUrls(const QStringList &urls);
    int rounds() const;
    void setRounds(int rounds);
    /// What Compare would send, or why it cannot.
    std::variant<std::vector<session::ComparisonTarget>, QString> targets() const;
    /// Rows that Compare would make.
    int count() const;
    /// Says it under the list; "" clears.
    void setError(const QString &line);
    QString error() const;
    /// The lab listens here now; URLs that went to it before follow it. "": it is not running.
    void setLab(const QString &base);
    /// URLs of the lab that answer differently each.
    QStringList labUrls() const;
    void focusList();

    QPlainTextEdit *editor() const { return editor_; }
    QComboBox *sets() const;

signals:
    /// What would be sent.
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeServers(const QString &folder);
    QWidget *makeRounds();
    void addRequestUrl();
    void showVariants();
    void edited();
    void showCheck();
    QString wrongLine() const;
    void say(const QString &line, bool wrong);
    void remember() const;
    void restore();

    RequestModel *model_;
    Segments *modes_;
    QStackedWidget *pages_;
    QPlainTextEdit *editor_ = nullptr;
    QLabel *count_ = nullptr;
    QPushButton *lab_ = nullptr;
    SetsBar *sets_ = nullptr;
    VariantsPage *variants_ = nullptr;
    QSpinBox *rounds_ = nullptr;
    QLabel *line_;
    QString labBase_;
    QTimer checkSoon_;
};

} // namespace ui

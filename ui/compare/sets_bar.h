// SPDX-License-Identifier: GPL-3.0-or-later
// Named sets of servers: choose one, keep what is listed under a name, forget one. The command line shares them.
#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>
#include <memory>

class QComboBox;
class QPushButton;

namespace session {
class TargetSets;
}

namespace ui {

class SetsBar : public QWidget {
    Q_OBJECT
public:
    /// Sets live in `folder`; `listed` is what Save keeps.
    SetsBar(const QString &folder, std::function<QStringList()> listed, QWidget *parent = nullptr);
    ~SetsBar() override;
    QComboBox *box() const { return box_; }
    /// Reads them again: the command line may have changed them.
    void reload(const QString &chosen);

signals:
    /// Its servers are to be listed.
    void chosen(const QStringList &urls);
    /// One line for people.
    void said(const QString &line);
    void failed(const QString &line);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void save();
    void remove();

    std::unique_ptr<session::TargetSets> kept_;
    std::function<QStringList()> listed_;
    QComboBox *box_;
    QPushButton *remove_;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a comparison: made when it is first looked at, or asked for. What it sends is kept in the history.
#pragma once

#include "ui/shell/page.h"

#include "session/history.h"
#include "session/workbench.h"

namespace ui {

class CompareView;
class LazyPage;
class RequestDesk;

class ComparePage : public Page {
    Q_OBJECT
public:
    /// Named sets of servers live in `folder`.
    ComparePage(session::Workbench *bench, session::History *history, RequestDesk *desk, const QString &folder,
                QWidget *parent = nullptr);

    /// Makes it if need be.
    CompareView *view();
    /// Entries of the history, side by side, the oldest as the baseline.
    void compareEntries(const QList<qint64> &ids);

    QString title() const override;
    QString toolTip() const override;
    QWidget *head() const override;
    QWidget *tools() const override;
    QWidget *status() const override;
    Docks docks() const override { return Docks::None; }
    void addTo(Menus &menus) override;
    void run() override;
    void cancel() override;
    bool running() const override;
    void focus() override;
    void restyle() override;

signals:
    /// Why entries are not compared.
    void said(const QString &line);
    /// A row's exchange is to be looked at.
    void opened(const std::shared_ptr<const record::Record> &record);

protected:
    void entered() override;

private:
    QWidget *make(QWidget *parent);
    CompareView *made() const;

    session::Workbench *bench_;
    session::History *history_;
    RequestDesk *desk_;
    QString folder_;
    LazyPage *lazy_;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// One request to many servers, or many to one, side by side: what is sent at the left, rows on one time axis, below
// them how the chosen row's heads differ from the baseline's.
#pragma once

#include "ui/compare/compare_feed.h"
#include "ui/request/request_model.h"

#include "session/saved_report.h"
#include "session/workbench.h"

#include <QWidget>

#include <memory>

class QListWidget;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace ui {

class CompareSetup;
class CompareStatus;
class CompareTable;
class CompareTools;
class HeadsPane;
class SpreadPane;

class CompareView : public QWidget {
    Q_OBJECT
public:
    /// Named sets of servers live in `folder`.
    CompareView(session::Workbench *bench, RequestModel *request, const QString &folder, QWidget *parent = nullptr);
    ~CompareView() override;

    bool running() const { return comparison_ && comparison_->running(); }
    const session::Comparison *comparison() const { return comparison_.get(); }
    CompareSetup *setup() const { return setup_; }
    CompareTable *table() const { return table_; }
    HeadsPane *responseHeads() const { return responses_; }
    SpreadPane *spread() const { return spread_; }
    /// Baseline, alignment, report: for the row of the views' tabs.
    QWidget *tools() const;
    /// For the status bar.
    CompareStatus *status() const { return status_; }
    /// Rows that are shown, or would be sent.
    int count() const;
    /// Exchanges that were recorded, side by side: soon, they are made ready on another thread. ended() follows.
    void showRecords(const std::vector<std::shared_ptr<const record::Record>> &records);
    /// In the form that the ending names, credentials masked. Returns an error line, "" when done.
    QString saveReport(const QString &path, bool secrets = false) const;

public slots:
    void run();
    void cancel();
    /// The list, or the rows: what is in front.
    void focusMain();
    /// The servers' list comes forward, or goes.
    void showSetup(bool shown);
    void setBaseline(int row);
    void setAlign(compare::Align align);
    void restyle();

signals:
    void runningChanged();
    void countChanged();
    /// It ended, and all of it is shown.
    void ended();
    /// As session::Comparison::recorded().
    void recorded(const std::shared_ptr<const record::Record> &record, qint64 beganAt);
    /// A row's exchange is to be looked at.
    void opened(std::shared_ptr<const record::Record> record);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    QWidget *makeResults();
    QWidget *makeEmpty();
    QWidget *makeDetails();
    void take(std::unique_ptr<session::Comparison> comparison);
    void tryTheLab();
    void open(int row);
    void refreshed();
    void finished();
    void showDetails();
    void showHeads(const session::ComparisonRow &baseline, const session::ComparisonRow &row);
    void showDifferences(std::size_t row);
    void showSpread(std::size_t row);
    void askReport(const QString &ending, const QString &filter, bool secrets);
    void restore();

    session::Workbench *bench_;
    std::unique_ptr<session::Comparison> comparison_;
    session::Errand reading_; // of recordings
    CompareFeed feed_;
    CompareSetup *setup_;
    CompareTable *table_;
    CompareStatus *status_;
    CompareTools *tools_;
    QScrollArea *setupArea_ = nullptr;
    QSplitter *columns_ = nullptr;
    QSplitter *rows_ = nullptr;
    QStackedWidget *results_ = nullptr;
    QTabWidget *details_ = nullptr;
    HeadsPane *responses_ = nullptr;
    HeadsPane *requests_ = nullptr;
    QListWidget *differences_ = nullptr;
    SpreadPane *spread_ = nullptr;
    bool low_ = false;     // see arrange()
    QString detailsShown_; // what they are of, and how far it was
};

} // namespace ui

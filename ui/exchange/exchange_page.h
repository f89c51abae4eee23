// SPDX-License-Identifier: GPL-3.0-or-later
// The page of one exchange: the request is composed above it, sent, kept in the history and judged; recordings and
// entries of the history are shown in its place.
#pragma once

#include "ui/shell/page.h"

#include "guidance/evaluation.h"
#include "session/entry_reader.h"
#include "session/live/running_row.h"
#include "session/workbench.h"

#include <memory>
#include <vector>

class QSplitter;

namespace session {
class LabHistory;
}

namespace ui {

class ExchangeLine;
class ExchangeView;
class Judgement;
class RequestDesk;
class StatusSummary;

class ExchangePage : public Page {
    Q_OBJECT
public:
    ExchangePage(session::Workbench *bench, session::History *history, session::LabHistory *clients, RequestDesk *desk,
                 QWidget *parent = nullptr);

    ExchangeView *view() const { return view_; }
    /// What is shown, once it has ended and is in the history, or was opened; else null.
    std::shared_ptr<const record::Record> record() const { return record_; }
    /// The code that answered; 417, the handshake's own, where none did.
    int shownCode() const;
    /// A recording, and its request to send again; `file`: its name, `events`: what its replay makes, where known.
    void show(const std::shared_ptr<const record::Record> &record, std::vector<wire::Event> events = {},
              const QString &file = {});
    /// Keys of guidance that act() knows.
    static QStringList doable();

    QString title() const override;
    QString caption() const override;
    QWidget *head() const override;
    QWidget *status() const override;
    void addTo(Menus &menus) override;
    void run() override;
    void cancel() override;
    /// Until the exchange has ended and is in the history.
    bool running() const override;
    bool cancellable() const override;
    void focus() override;
    void openFind() override;
    void restyle() override;
    void setLow(bool low) override;
    void spread() override;
    void remember(QSettings &settings) const override;
    void restore(const QSettings &settings) override;
    bool leave() override;

public slots:
    /// Of the history.
    void openEntry(qint64 id) { reopen(id, session::EntryReader::Purpose::Show); }
    void sendEntry(qint64 id) { reopen(id, session::EntryReader::Purpose::SendAgain); }
    /// What guidance advises, by its key.
    void act(const QString &key);
    /// Selects it where it can be seen.
    void showEvidence(quint64 seq);
    /// In the status bar.
    void say(const QString &line);

signals:
    /// The exchange that was sent has ended and is shown.
    void ended();
    /// What is shown is this entry of the history.
    void entryShown(qint64 id);
    void judged(const guidance::Verdict &verdict);
    /// They are to be seen.
    void guidanceWanted();
    void codesWanted();
    void historyWanted();

protected:
    void entered() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectParts();
    void connectLine();
    void nameExchange();
    void setEntry(qint64 id);
    bool ofLab() const;
    void showExchange();
    void goToTab(int number);
    store::History::Marks marksNow() const;
    void keep();
    void kept(quint64 ticket, qint64 id);
    void setShown(const std::shared_ptr<const record::Record> &record, const QString &file);
    void show(const std::shared_ptr<const record::Record> &record, std::vector<wire::Event> events,
              const request::RequestSpec &again, const QString &file);
    void reopen(qint64 id, session::EntryReader::Purpose purpose);
    void openRunning(qint64 id);
    void followClient(qint64 id);
    void leaveClient();
    void showEntry(const session::EntryReader::Entry &entry);
    void change(const QString &key);

    session::Workbench *bench_;
    session::History *history_;
    RequestDesk *desk_;
    ExchangeLine *line_;
    ExchangeView *view_;
    QWidget *whole_; // the line and the exchange
    StatusSummary *status_;
    Judgement *judgement_;
    session::LabHistory *clients_;
    session::EntryReader *reader_;
    QSplitter *halves_; // composer and exchange
    bool low_ = false;  // the exchange is a page of the composer
    session::Sending *sending_ = nullptr;
    session::LiveExchange *client_ = nullptr; // of the lab, that is followed
    session::RunningRow *row_ = nullptr;      // of sending_
    quint64 keeping_ = 0;                     // ticket of the exchange that is being written
    qint64 entry_ = 0;                        // of the history, that is shown; 0: none, below 0: it runs
    qint64 startedAt_ = -1;                   // milliseconds since 1970; -1: nothing is shown
    request::RequestSpec spec_;               // of what is shown
    request::RequestSpec again_;              // the same, to the lab as it is now
    std::shared_ptr<const record::Record> record_;
    QString file_; // name of the recording that is shown, "" for none
};

} // namespace ui

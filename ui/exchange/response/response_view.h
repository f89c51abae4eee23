// SPDX-License-Identifier: GPL-3.0-or-later
// A response as people read it: status, fields, and its content; which one, where there are several. Nothing in a
// response is executed, and nothing it names is fetched.
#pragma once

#include "ui/exchange/response/content_view.h"
#include "ui/kit/text_find.h"

#include "record/exchange.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSplitter;
class QStackedWidget;

namespace ui {

class ElidedLabel;
class FindBar;

class ResponseView : public QWidget, public Findable {
    Q_OBJECT
public:
    explicit ResponseView(QWidget *parent = nullptr);
    ~ResponseView() override;

    /// An exchange begins: nothing is shown but that.
    void clear();
    /// The exchange has ended. Content is read when this is seen, not before.
    void show(const record::Exchange &exchange, const std::vector<wire::Event> &events,
              std::shared_ptr<const record::Record> record);
    /// Shows what had come at that instant; -1: everything.
    void setReplayAt(qint64 ns);
    void restyle();
    ContentView *content() const { return content_; }

    /// Fields and content, one behind the other.
    session::Search::Read searched() const override;
    model::FindHit standsAt() const override;
    void showHit(const model::FindHit &hit) override;

public slots:
    /// Shows another response of the exchange.
    void choose(int index);

signals:
    void contentShown();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Choice {
        QString label;
        record::ResponseSeen response;
        session::ContentPlan plan;
        std::string target; // of the request
        bool interim = false;
        qint64 endedAt = 0; // its content was there
    };
    QWidget *makeHead();
    void addChoices(const record::Attempt &attempt, std::size_t attempts, const std::vector<wire::Event> &events);
    int lastUntil() const;
    void showHead(const Choice &choice);
    void load();
    void sayWholeEmpty(const QString &words);

    std::vector<Choice> choices_;
    int chosen_ = -1;
    qint64 until_ = -1;   // instant of a replay
    int before_ = -1;     // chosen when the replay began
    bool wanted_ = false; // content to be read once the view is seen
    std::shared_ptr<const record::Record> record_;
    QStackedWidget *whole_ = nullptr;
    QLabel *nothing_ = nullptr;
    QLabel *badge_ = nullptr;
    ElidedLabel *startLine_ = nullptr;
    QComboBox *chooser_ = nullptr;
    QSplitter *split_ = nullptr;
    QPlainTextEdit *fields_ = nullptr;
    ContentView *content_ = nullptr;
    std::unique_ptr<TextFind> inFields_;
    bool hitInFields_ = true; // the last one that was shown
    FindBar *find_ = nullptr;
};

} // namespace ui

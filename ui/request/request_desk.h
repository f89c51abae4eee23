// SPDX-License-Identifier: GPL-3.0-or-later
// The request being composed and the parts in which that is done. Opening another one, bringing edits back, following
// the lab: whatever comes into the composer comes through here. So does the question whether it may be sent.
#pragma once

#include "ui/request/request_model.h"

#include "request/url.h"
#include "session/drafts/drafts.h"
#include "session/lab_server.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace ui {

class Composer;
class ExpectStrip;
class RequestLine;

class RequestDesk : public QObject {
    Q_OBJECT
public:
    /// Unsent edits live in `folder`, "": nowhere. The parts are made as children of `window`.
    RequestDesk(session::LabServer *lab, const QString &folder, QWidget *window);

    RequestModel *model() { return &model_; }
    const request::RequestSpec &spec() const { return model_.spec(); }
    /// Line and strip, to stand above a page.
    QWidget *head() const { return head_; }
    Composer *composer() const { return composer_; }
    void addToEdit(QMenu *menu);
    void addToRequest(QMenu *menu);
    /// Which of the windows that are open with its folder this is, from 1 on; 0: that is not known.
    int place() const { return drafts_.place(); }
    /// What was left by the last run, once who listens to said() is there.
    void begin();
    /// Do not compose the lab's request when the lab starts: something was asked for.
    void keepRequest() { drafts_.keepRequest(); }

    /// False when something was typed that is not what would go out: it is said beside it.
    bool ready();
    /// As above, for the import that is not complete alone.
    bool complete();
    /// It cannot be sent: said where that is mended.
    void refuse(const request::UrlError &error);
    /// It goes out as it stands.
    void sent();
    /// Another one is opened: edits that were not sent are put aside, for the Edit menu to give back.
    void compose(const request::RequestSpec &spec);
    /// That of the first minute, once the lab runs.
    void composeFirst();
    void composeScenario(const session::ScenarioInfo &scenario);
    /// An import in the request's place; `line` says what was taken.
    void take(const session::ImportedRequest &request, const QString &line);
    void setError(const QString &line);
    void focus();
    /// The button compares instead of sending.
    void setCompares(bool compares);
    void setRunning(bool running);
    /// What is due is written.
    void flush() { drafts_.flush(); }
    void restyle();

signals:
    void sendRequested();
    void cancelRequested();
    /// A line for the status bar.
    void said(const QString &line);
    /// The composer is to be seen.
    void wanted();

private:
    void connectParts();
    void explainParts();
    void labStarted(const QString &baseUrl);
    void withLab(const std::function<void()> &act);
    void bringBack(const request::RequestSpec &spec);
    void backToEdits();
    void takeHold(const session::ImportedRequest &request, const request::RequestSpec &before, bool again);
    void sayPutAside(bool any);
    void rememberUrl(const std::string &url);
    void urlsFollowLab(const QString &baseUrl);
    void restoreUrls();
    void keepUrls();

    session::LabServer *lab_;
    RequestModel model_;
    session::Drafts drafts_;
    QWidget *head_;
    RequestLine *line_;
    ExpectStrip *strip_;
    Composer *composer_;
    QAction *back_;
    QStringList recent_;               // URLs, the newest first
    QString recentLab_;                // where the lab was to which some of them go
    std::function<void()> onLabStart_; // what was asked of the lab while it did not listen
};

} // namespace ui

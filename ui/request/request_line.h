// SPDX-License-Identifier: GPL-3.0-or-later
// Method, version, URL, the client to behave like, and the button that sends or cancels. A URL that cannot be read is
// said under the line. A curl command in the URL's place fills the whole composer, and the line says what it took and
// what it could not.
#pragma once

#include "ui/request/request_model.h"

#include "session/curl.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QStringListModel;
class QToolButton;

namespace ui {

class ProfileBox;
class UrlEdit;

class RequestLine : public QWidget {
    Q_OBJECT
public:
    explicit RequestLine(RequestModel *model, QWidget *parent = nullptr);
    ~RequestLine() override;

    void setRunning(bool running);
    /// The button compares instead of sending.
    void setCompares(bool compares);
    void focusUrl();
    /// URLs offered while typing, newest first.
    void setRecent(const QStringList &urls);
    /// Shows why the request cannot be sent; "" clears.
    void setError(const QString &line);
    /// A request from elsewhere in the place of this one, which a button brings back; `line` says what was taken.
    /// `again`: it is what it has just taken, read in another way.
    void take(const session::ImportedRequest &request, const QString &line, bool again = false);
    /// A curl command that was typed, or came in by a way that is not seen, is taken when it would be sent. True when
    /// there was one, read or not.
    bool takeTyped();

signals:
    void sendRequested();
    void cancelRequested();
    /// An import is about to take the place of `before`, or, `again`, of itself.
    void taking(const session::ImportedRequest &request, const request::RequestSpec &before, bool again);
    /// What an import had replaced is about to come back.
    void givingBack();

protected:
    void changeEvent(QEvent *event) override;

private:
    void dressParts();
    void fitSend();
    void layOut();
    void connectParts();
    void load();
    void showUrl(const std::string &url);
    void takeCurl(const QString &command);
    void readCurl(std::optional<session::CommandForm> shell);
    void showTaken(const QString &line);
    void showShell(bool shown);
    void sendOrTake();
    void settle();

    RequestModel *model_;
    QComboBox *method_;
    QComboBox *version_;
    UrlEdit *url_;
    ProfileBox *profile_;
    QPushButton *send_;
    QLabel *error_;
    QLabel *taken_;
    QToolButton *back_;
    QComboBox *shell_; // how the curl command was read
    QString command_;  // the curl command that was taken, or could not be
    QStringListModel *recent_;
    std::string settledUrl_;      // as loaded, sent or left: not what is being typed
    request::RequestSpec before_; // the request that a curl command replaced
    bool running_ = false;
    bool compares_ = false;
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are opened in the window, each as what it is: a recording is shown, several are compared, of requests one
// is composed.
#pragma once

#include "session/errand.h"
#include "session/opened_files.h"

#include <QObject>
#include <QStringList>

namespace ui {

class ComparePage;
class ExchangePage;
class MainWindow;
class RequestDesk;

class Opening : public QObject {
    Q_OBJECT
public:
    /// Dialogs stand over `window`.
    Opening(RequestDesk *desk, ExchangePage *exchange, ComparePage *compare, MainWindow *window);

    /// In dialogs.
    void askForFiles();
    void askForRequest();
    /// What cannot be opened is said under the request line. Read on another thread; opened() follows, unless others
    /// are opened before it. `ask`: which request, where there are several; else it is the first.
    void open(const QStringList &paths, bool ask = true);

signals:
    /// `errors` is the line that is said, "" when all were opened.
    void opened(const QString &errors);

private:
    void show(session::OpenedFiles &files, const QStringList &paths, bool ask);
    void showRecords(session::OpenedFiles &files, const QString &name);
    void take(session::ImportedFile file, const QStringList &origins, bool ask, const QString &path);
    int choose(session::ImportedFile *file, const QStringList &origins, bool ask, const QString &path) const;

    RequestDesk *desk_;
    ExchangePage *exchange_;
    ComparePage *compare_;
    MainWindow *window_;
    session::Errand reading_;
};

} // namespace ui

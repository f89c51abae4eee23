// SPDX-License-Identifier: GPL-3.0-or-later
// The curl command, or the program of a client library, that does what is composed, with Copy; made when it is seen.
#pragma once

#include "ui/kit/text_find.h"
#include "ui/request/request_model.h"

#include "session/curl.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace ui {

class CurlTab : public QWidget {
    Q_OBJECT
public:
    explicit CurlTab(RequestModel *model, QWidget *parent = nullptr);
    QString command() const;
    /// POSIX, unless chosen otherwise.
    void chooseForm(session::CommandForm form);
    /// Copies the curl command in the shell that was chosen last, whatever the tab shows now; the error line when there
    /// is none, and the clipboard stays.
    QString copyCurl() { return copyCurl(model_->spec()); }
    /// The same of another request.
    QString copyCurl(const request::RequestSpec &spec);

public slots:
    /// What the tab shows, unless that is an error.
    void copy();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fillShells();
    void refresh();
    struct Made {
        QString text, note, error; ///< one line in place of the text
    };
    Made made() const;
    Made commandFor(const request::RequestSpec &spec, session::CommandForm form) const;
    static QString put(const Made &now);
    void choose();
    RequestModel *model_;
    QPlainTextEdit *text_;
    TextFind inText_;
    QLabel *losses_;
    QComboBox *shell_;
    QCheckBox *secrets_;
    session::CommandForm curlForm_ = session::CommandForm::Posix; ///< that of curl which was chosen last
};

} // namespace ui

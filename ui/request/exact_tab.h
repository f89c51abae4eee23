// SPDX-License-Identifier: GPL-3.0-or-later
// What will go on the wire, live, marked as the Wire view marks it; made when it is seen.
#pragma once

#include "ui/kit/findable.h"
#include "ui/request/request_model.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

class QPlainTextEdit;
class QTextCursor;

namespace ui {

class FindBar;

class ExactTab : public QWidget, public Findable {
    Q_OBJECT
public:
    explicit ExactTab(RequestModel *model, QWidget *parent = nullptr);
    /// The bytes, not the marks and the words that stand between them.
    session::Search::Read searched() const override;
    model::FindHit standsAt() const override;
    void showHit(const model::FindHit &hit) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// What is shown, and where.
    struct Shown {
        std::string bytes;
        std::vector<int> places;         ///< in the document, of each byte
        std::vector<std::size_t> breaks; ///< bytes before which something stands that is no byte
    };
    void refresh();
    void write(QTextCursor &cursor, std::string_view bytes);
    void say(QTextCursor &cursor, const QString &words);
    void content(QTextCursor &cursor, const request::BodySpec &body);
    RequestModel *model_;
    QPlainTextEdit *text_;
    FindBar *find_;
    std::shared_ptr<const Shown> shown_;
    std::shared_ptr<Shown> being_; // while the text is written
    QString unseen_;               ///< content that is not shown, in a line
};

} // namespace ui

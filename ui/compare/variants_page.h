// SPDX-License-Identifier: GPL-3.0-or-later
// Several requests to one server: the forms of the request that is composed, of which some may be left out.
#pragma once

#include "session/comparison.h"

#include <QWidget>

#include <variant>
#include <vector>

class QLabel;
class QListWidget;

namespace ui {

class VariantsPage : public QWidget {
    Q_OBJECT
public:
    explicit VariantsPage(QWidget *parent = nullptr);
    /// The forms of this request; what was unchecked stays so while a proxy comes or goes. Returns why there are none,
    /// "" where there are.
    QString show(const request::RequestSpec &spec);
    /// Those of it that are checked, or why they cannot be compared.
    std::variant<std::vector<session::ComparisonTarget>, QString> chosen(const request::RequestSpec &spec) const;
    int count() const;
    void focusList();

signals:
    /// Another choice.
    void changed();

private:
    QLabel *url_;
    QListWidget *list_;
};

} // namespace ui

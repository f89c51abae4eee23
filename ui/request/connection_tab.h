// SPDX-License-Identifier: GPL-3.0-or-later
// How the connection is made: where to, through which proxy, TLS with its certificates, time-outs, redirects, and
// what happens afterwards: the settings that the Expect strip has not. What cannot work is said above.
#pragma once

#include "ui/request/request_model.h"

#include "request/settings.h"

#include <QWidget>

#include <map>

class QBoxLayout;
class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace ui {

class ConnectionTab : public QWidget {
    Q_OBJECT
public:
    /// A new setting shows here by itself, labelled as setting_labels.h says.
    explicit ConnectionTab(RequestModel *model, QWidget *parent = nullptr);
    /// What cannot work as it stands; "" when all can.
    QString problem() const;
    /// To where an authority is chosen.
    void focusAuthorities();
    /// To the Unix socket or the proxy, or where there is neither to the address in the URL's stead.
    void focusRoute();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addRows(QFormLayout *form, std::initializer_list<request::SettingGroup> groups);
    void addRow(QFormLayout *form, const request::Setting &row);
    void addBoxes(QFormLayout *form);
    void addFamily(QFormLayout *form);
    QCheckBox *makeBox(const request::Setting &row, bool negated);
    void dress(QWidget *field, const request::Setting &row);
    QWidget *withPicker(QLineEdit *line);
    QLineEdit *line(std::string_view setting) const;
    void say();

    RequestModel *model_;
    QBoxLayout *columns_ = nullptr;
    QLabel *problem_ = nullptr;
    std::map<std::string_view, QWidget *> fields_; // by their setting
};

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/auth_tab.h"

#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

using Scheme = request::Authorization::Scheme;

/// Entries of the box and pages, in the order of Scheme.
constexpr int otherIndex = static_cast<int>(Scheme::Other);

void fill(QLineEdit *line, const std::string &text)
{
    const auto words = QString::fromStdString(text);
    if (line->text() != words)
        line->setText(words);
}

} // namespace

AuthTab::AuthTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , scheme_(new QComboBox(this))
    , pages_(new QStackedWidget(this))
    , user_(new LineEdit(this))
    , password_(new LineEdit(this))
    , token_(new LineEdit(this))
    , shown_(new QCheckBox(tr("Show secrets"), this))
    , note_(plainLabel({}, this))
    , error_(plainLabel({}, this))
{
    scheme_->addItems({tr("None"), tr("Basic"), tr("Bearer"), tr("As typed")});
    scheme_->setAccessibleName(tr("Kind of authorization"));
    scheme_->setToolTip(tr("What the Authorization field carries (RFC 9110 section 11.6.2)"));
    user_->setAccessibleName(tr("User"));
    password_->setAccessibleName(tr("Password"));
    token_->setAccessibleName(tr("Token"));
    note_->setProperty("muted", true);
    error_->setProperty("error", true);
    for (auto *label : {note_, error_})
        label->setWordWrap(true);
    pages_->addWidget(page({}));
    pages_->addWidget(page({{tr("User"), user_}, {tr("Password"), password_}}));
    pages_->addWidget(page({{tr("Token"), token_}}));
    pages_->addWidget(page({}));
    pages_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *row = new QHBoxLayout;
    row->addWidget(scheme_);
    row->addWidget(shown_);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.6), em(0.5), em(0.6), em(0.5));
    column->addLayout(row);
    column->addWidget(pages_);
    column->addWidget(note_);
    column->addWidget(error_);
    column->addStretch();
    connect(scheme_, &QComboBox::activated, this, &AuthTab::write);
    for (auto *line : {user_, password_, token_})
        connect(line, &QLineEdit::textEdited, this, &AuthTab::write);
    connect(shown_, &QCheckBox::toggled, this, [this](bool shown) {
        for (auto *line : {password_, token_})
            line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    for (auto *line : {password_, token_})
        line->setEchoMode(QLineEdit::Password);
    connect(model_, &RequestModel::changed, this, &AuthTab::load);
    connect(model_, &RequestModel::replaced, this, [this] { other_.clear(); }); // it stays with its request
    load();
}

QWidget *AuthTab::page(std::initializer_list<std::pair<QString, QLineEdit *>> fields)
{
    auto *page = new QWidget(pages_);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    for (const auto &[words, field] : fields) {
        field->setMaximumWidth(em(30));
        form->addRow(words, field);
    }
    return page;
}

void AuthTab::load()
{
    if (writing_)
        return;
    const auto &spec = model_->spec();
    const auto now = request::authorizationOf(spec);
    if (now.scheme == Scheme::Other)
        other_ = now.value;
    scheme_->setCurrentIndex(static_cast<int>(now.scheme));
    fill(user_, now.user);
    fill(password_, now.password);
    fill(token_, now.token);
    setEnabled(!spec.rawHead);
    say();
}

request::Authorization AuthTab::typed() const
{
    request::Authorization now;
    now.scheme = static_cast<Scheme>(scheme_->currentIndex());
    if (now.scheme == Scheme::Basic) {
        now.user = user_->text().toStdString();
        now.password = password_->text().toStdString();
    } else if (now.scheme == Scheme::Bearer) {
        now.token = token_->text().toStdString();
    } else if (now.scheme == Scheme::Other) {
        now.value = other_;
        if (other_.empty()) // nothing was typed
            now.scheme = Scheme::None;
    }
    return now;
}

void AuthTab::write()
{
    writing_ = true;
    const auto now = typed();
    model_->edit([&now](request::RequestSpec &spec) { request::setAuthorization(spec, now); });
    writing_ = false;
    scheme_->setCurrentIndex(static_cast<int>(now.scheme));
    say();
}

void AuthTab::say()
{
    pages_->setCurrentIndex(scheme_->currentIndex());
    const auto &spec = model_->spec();
    const auto now = request::authorizationOf(spec);
    const bool secrets = now.scheme == Scheme::Basic || now.scheme == Scheme::Bearer;
    shown_->setVisible(secrets);
    note_->setText(spec.rawHead ? tr("The head is typed as bytes: its Authorization stands there.")
                       : now.ofUrl
                       ? tr("From the URL's user and password. To another origin it does not follow a redirection.")
                       : scheme_->currentIndex() == otherIndex
                       ? tr("The field is of another scheme: it is edited on the Headers tab, as typed.")
                       : secrets ? tr("To another origin it does not follow a redirection; exports show it as ***.")
                                 : tr("No Authorization field is sent."));
    error_->setText(QString::fromStdString(request::wrongIn(typed())));
    error_->setVisible(!error_->text().isEmpty());
}

} // namespace ui

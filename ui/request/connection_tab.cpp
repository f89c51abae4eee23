// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/connection_tab.h"

#include "ui/kit/duration_box.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"

#include "request/route.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

namespace ui {

namespace {

constexpr int mostRedirects = 50;
constexpr double twoColumns = 56; // ems from which on they stand side by side

int milliseconds(std::int64_t ns)
{
    return static_cast<int>(ns / 1'000'000);
}

std::int64_t nanoseconds(const QSpinBox *spin)
{
    return std::int64_t(spin->value()) * 1'000'000;
}

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(em(0.6));
    form->setVerticalSpacing(em(0.35));
    return form;
}

} // namespace

ConnectionTab::ConnectionTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , columns_(new QBoxLayout(QBoxLayout::LeftToRight))
    , problem_(plainLabel({}, this))
{
    auto *left = makeForm();
    addRoute(left);
    addTls(left);
    auto *right = makeForm();
    addTimes(right);
    addAfterwards(right);
    columns_->setSpacing(em(1.6));
    columns_->addLayout(left, 3);
    columns_->addLayout(right, 2);
    problem_->setProperty("error", true);
    problem_->setWordWrap(true);
    problem_->setAccessibleName(tr("What cannot work"));
    problem_->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.3));
    auto *inner = new QWidget(this);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6));
    column->addLayout(columns_);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(problem_);
    all->addWidget(scroll, 1);
    connect(model_, &RequestModel::replaced, this, &ConnectionTab::load);
    connect(model_, &RequestModel::changed, this, &ConnectionTab::say);
    load();
    say();
}

void ConnectionTab::addRoute(QFormLayout *form)
{
    proxy_ = makeLine(
        tr("Proxy"), tr("none; http://host:3128 or socks5://host:1080"),
        tr("http URLs go to an HTTP proxy in absolute form, https through CONNECT; user:password@ before the host"));
    connectTo_ = makeLine(tr("Connect to"), tr("the URL's host and port"),
                          tr("host:port to connect to instead; the head stays as it is"));
    unixSocket_ = makeLine(tr("Unix socket"), tr("none; /path, or @name in the abstract namespace"),
                           tr("Connect to this socket: nothing goes to the network; the head stays as it is"));
    family_ = new QComboBox(this);
    family_->addItems({tr("IPv6 and IPv4"), tr("IPv4 only"), tr("IPv6 only")});
    family_->setAccessibleName(tr("Address family"));
    connect(family_, &QComboBox::currentIndexChanged, this, &ConnectionTab::store);
    form->addRow(tr("Proxy"), proxy_);
    form->addRow(tr("Connect to"), connectTo_);
    form->addRow(tr("Unix socket"), unixSocket_);
    form->addRow(tr("Addresses"), family_);
}

void ConnectionTab::addTls(QFormLayout *form)
{
    verify_ =
        makeBox(tr("Verify the server's certificate"), tr("Without it everybody may answer in the server's name"));
    caFile_ = makeLine(tr("Certificate authorities"), tr("the system's; or a PEM file besides"),
                       tr("PEM file with authorities to trust besides the system's"));
    serverName_ = makeLine(tr("Server name (SNI)"), tr("the URL's host"), tr("Name to ask for and to verify"));
    certFile_ = makeLine(tr("Client certificate"), tr("none; or a PEM file"),
                         tr("PEM file with our own certificate, its issuers behind it"));
    keyFile_ =
        makeLine(tr("Key of the client certificate"), tr("in the certificate's file"), tr("PEM file with its key"));
    form->addRow(tr("TLS"), verify_);
    form->addRow(tr("Authorities"), withPicker(caFile_));
    form->addRow(tr("Server name"), serverName_);
    form->addRow(tr("Certificate"), withPicker(certFile_));
    form->addRow(tr("Its key"), withPicker(keyFile_));
}

void ConnectionTab::addTimes(QFormLayout *form)
{
    connect_ = makeTime(tr("Time to connect"));
    head_ = makeTime(tr("Time to the final response"));
    idle_ = makeTime(tr("Time without a byte"));
    whole_ = makeTime(tr("Time for the whole exchange"));
    keep_ = makeTime(tr("Time that a kept wait may go on"));
    keep_->setToolTip(
        tr("“Keep waiting” ends the exchange this long after the wait, when neither a 100 nor a final response came"));
    form->addRow(tr("Connect within"), connect_);
    form->addRow(tr("Final response within"), head_);
    form->addRow(tr("No byte for"), idle_);
    form->addRow(tr("Whole exchange"), whole_);
    form->addRow(tr("Keep waiting for"), keep_);
}

void ConnectionTab::addAfterwards(QFormLayout *form)
{
    redirects_ = new QSpinBox(this);
    redirects_->setRange(0, mostRedirects);
    redirects_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    redirects_->setSpecialValueText(tr("not followed"));
    redirects_->setPrefix(tr("at most "));
    redirects_->setAccessibleName(tr("Redirects that are followed"));
    connect(redirects_, &QSpinBox::valueChanged, this, &ConnectionTab::store);
    followUp_ =
        makeBox(tr("Afterwards GET / on the same connection"), tr("Shows whether the connection is still in step"));
    accept104_ = makeBox(tr("Take 104 as 100"), tr("104 (Upload Resumption Supported) then opens the gate too"));
    bodyAnyway_ =
        makeBox(tr("Send content even after a refusal"), tr("Even after a final status that came instead of 100"));
    waitAny_ = makeBox(tr("Wait whatever Expect says"),
                       tr("Wait for a 100, and repeat after a 417, for other values than 100-continue too"));
    watch_ = makeTime(tr("Time to watch the connection after the response"));
    watch_->setMinimum(-1);
    watch_->setSingleStep(50);
    watch_->setSpecialValueText(tr("as needed"));
    watch_->setToolTip(
        tr("What comes late, such as a 100 after the final response, is seen only while the connection is watched"));
    form->addRow(tr("Redirects"), redirects_);
    form->addRow(tr("Watch after the response"), watch_);
    for (auto *box : {followUp_, accept104_, bodyAnyway_, waitAny_})
        form->addRow(box);
}

QLineEdit *ConnectionTab::makeLine(const QString &name, const QString &placeholder, const QString &tip)
{
    auto *line = new LineEdit(this);
    line->setPlaceholderText(placeholder);
    line->setAccessibleName(name);
    line->setToolTip(tip);
    connect(line, &QLineEdit::textChanged, this, &ConnectionTab::store);
    return line;
}

QWidget *ConnectionTab::withPicker(QLineEdit *line)
{
    auto *box = new QWidget(this);
    auto *pick = new QPushButton(tr("Choose…"), box);
    pick->setAccessibleName(tr("Choose a file: %1").arg(line->accessibleName()));
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(0.3));
    row->addWidget(line, 1);
    row->addWidget(pick);
    connect(pick, &QPushButton::clicked, this, [this, line] {
        const auto path = QFileDialog::getOpenFileName(this, line->accessibleName(), line->text(),
                                                       tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"));
        if (!path.isEmpty())
            line->setText(path);
    });
    return box;
}

QSpinBox *ConnectionTab::makeTime(const QString &name)
{
    auto *spin = new DurationBox(this);
    spin->setSingleStep(1000);
    spin->setSpecialValueText(tr("no limit"));
    spin->setAccessibleName(name);
    connect(spin, &QSpinBox::valueChanged, this, &ConnectionTab::store);
    return spin;
}

QCheckBox *ConnectionTab::makeBox(const QString &words, const QString &tip)
{
    auto *box = new QCheckBox(words, this);
    box->setToolTip(tip);
    connect(box, &QCheckBox::toggled, this, &ConnectionTab::store);
    return box;
}

void ConnectionTab::load()
{
    loading_ = true;
    const auto &spec = model_->spec();
    proxy_->setText(QString::fromStdString(spec.proxy));
    connectTo_->setText(QString::fromStdString(spec.connectTo));
    unixSocket_->setText(QString::fromStdString(spec.unixSocket));
    family_->setCurrentIndex(static_cast<int>(spec.family));
    redirects_->setValue(spec.redirects);
    verify_->setChecked(spec.tls.verify);
    caFile_->setText(QString::fromStdString(spec.tls.caFile));
    serverName_->setText(QString::fromStdString(spec.tls.serverName));
    certFile_->setText(QString::fromStdString(spec.tls.certFile));
    keyFile_->setText(QString::fromStdString(spec.tls.keyFile));
    connect_->setValue(milliseconds(spec.timeouts.connectNs));
    head_->setValue(milliseconds(spec.timeouts.headNs));
    idle_->setValue(milliseconds(spec.timeouts.idleNs));
    whole_->setValue(milliseconds(spec.timeouts.wholeNs));
    keep_->setValue(milliseconds(spec.timeouts.keepNs));
    watch_->setValue(spec.lingerNs ? milliseconds(*spec.lingerNs) : -1);
    followUp_->setChecked(spec.followUp);
    accept104_->setChecked(spec.expect.accept104);
    bodyAnyway_->setChecked(spec.expect.bodyAfterFinal);
    waitAny_->setChecked(spec.expect.anyValue);
    loading_ = false;
}

void ConnectionTab::store()
{
    if (loading_)
        return;
    model_->edit([this](request::RequestSpec &spec) {
        spec.proxy = proxy_->text().trimmed().toStdString();
        spec.connectTo = connectTo_->text().trimmed().toStdString();
        spec.unixSocket = unixSocket_->text().trimmed().toStdString();
        spec.family = static_cast<request::AddressFamily>(family_->currentIndex());
        spec.redirects = redirects_->value();
        spec.tls.verify = verify_->isChecked();
        spec.tls.caFile = caFile_->text().toStdString();
        spec.tls.serverName = serverName_->text().toStdString();
        spec.tls.certFile = certFile_->text().toStdString();
        spec.tls.keyFile = keyFile_->text().toStdString();
        spec.timeouts.connectNs = nanoseconds(connect_);
        spec.timeouts.headNs = nanoseconds(head_);
        spec.timeouts.idleNs = nanoseconds(idle_);
        spec.timeouts.wholeNs = nanoseconds(whole_);
        spec.timeouts.keepNs = nanoseconds(keep_);
        spec.lingerNs.reset();
        if (watch_->value() >= 0)
            spec.lingerNs = nanoseconds(watch_);
        spec.followUp = followUp_->isChecked();
        spec.expect.accept104 = accept104_->isChecked();
        spec.expect.bodyAfterFinal = bodyAnyway_->isChecked();
        spec.expect.anyValue = waitAny_->isChecked();
    });
}

QString ConnectionTab::problem() const
{
    const auto &spec = model_->spec();
    const auto url = request::parseUrl(spec.url);
    if (const auto *parsed = std::get_if<request::Url>(&url))
        if (const auto route = request::routeOf(spec, *parsed);
            const auto *error = std::get_if<request::UrlError>(&route))
            return QString::fromStdString(error->text); // first, since it is what keeps a request from being sent
    for (const auto &path : {spec.tls.caFile, spec.tls.certFile, spec.tls.keyFile}) {
        const QFileInfo info(QString::fromStdString(path));
        if (!path.empty() && !(info.isFile() && info.isReadable()))
            return tr("%1 cannot be read: choose another file").arg(QString::fromStdString(path));
    }
    if (!spec.tls.keyFile.empty() && spec.tls.certFile.empty())
        return tr("A key without a certificate: choose the certificate too");
    return {};
}

void ConnectionTab::focusAuthorities()
{
    caFile_->setFocus(Qt::ShortcutFocusReason);
}

void ConnectionTab::focusRoute()
{
    auto *field = !unixSocket_->text().isEmpty() ? unixSocket_ : proxy_->text().isEmpty() ? connectTo_ : proxy_;
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void ConnectionTab::say()
{
    const auto line = problem();
    problem_->setText(line);
    problem_->setVisible(!line.isEmpty());
}

void ConnectionTab::resizeEvent(QResizeEvent *event)
{
    columns_->setDirection(width() >= em(twoColumns) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QWidget::resizeEvent(event);
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_setup.h"

#include "ui/compare/sets_bar.h"
#include "ui/compare/variants_page.h"
#include "ui/kit/plain_text_edit.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/request/rows_table.h"

#include "model/wire_text.h"
#include "request/url.h"
#include "session/history.h"
#include "words/units.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int checkDelayMs = 400; // nobody's half-typed URL is called wrong

QString urlsKey()
{
    return u"compare/urls"_s;
}
QString roundsKey()
{
    return u"compare/rounds"_s;
}
QString modeKey()
{
    return u"compare/mode"_s;
}
QString setupLabKey()
{
    return u"compare/lab"_s;
}

QPushButton *setupButton(const QString &words, const QString &tip, QWidget *parent)
{
    auto *button = new QPushButton(words, parent);
    button->setToolTip(tip);
    return button;
}

} // namespace

CompareSetup::CompareSetup(RequestModel *model, const QString &folder, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , modes_(new Segments(tr("What is compared"), {tr("Several servers"), tr("One server")}, this))
    , pages_(new QStackedWidget(this))
    , line_(plainLabel({}, this))
{
    modes_->setTip(0, tr("The same request to each of several servers"));
    modes_->setTip(1,
                   tr("Several requests to one server: with and without Expect, as HTTP/1.0, and through the proxy"));
    pages_->addWidget(makeServers(folder));
    variants_ = new VariantsPage(this);
    pages_->addWidget(variants_);
    line_->setWordWrap(true);
    line_->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6));
    column->setSpacing(em(0.5));
    column->addWidget(modes_, 0, Qt::AlignLeft);
    column->addWidget(pages_, 1);
    column->addWidget(makeRounds());
    column->addWidget(line_);
    modes_->setCurrent(SeveralServers);
    restore();
    checkSoon_.setSingleShot(true);
    checkSoon_.setInterval(checkDelayMs);
    connect(&checkSoon_, &QTimer::timeout, this, &CompareSetup::showCheck);
    connect(modes_, &Segments::chosen, this, [this](int mode) { setMode(static_cast<Mode>(mode)); });
    connect(variants_, &VariantsPage::changed, this, [this] {
        setError({});
        emit changed();
    });
    connect(model_, &RequestModel::changed, this, [this] {
        if (mode() == OneServer)
            showVariants();
    });
    setFocusProxy(editor_);
}

QComboBox *CompareSetup::sets() const
{
    return sets_->box();
}

QWidget *CompareSetup::makeServers(const QString &folder)
{
    auto *page = new QWidget(this);
    editor_ = new PlainTextEdit(page);
    editor_->setFont(fixedFont());
    editor_->setLineWrapMode(QPlainTextEdit::NoWrap);
    editor_->setTabChangesFocus(true);
    editor_->setMinimumHeight(em(5));
    editor_->setAccessibleName(tr("Servers, one URL a line"));
    editor_->setPlaceholderText(tr("http://one.example/upload\nhttps://two.example/upload"));
    count_ = plainLabel({}, page);
    count_->setProperty("muted", true);
    auto *add = setupButton(tr("Add the request's URL"), tr("The URL of the line above, as one more server"), page);
    lab_ = setupButton(tr("Lab's scenarios"),
                       tr("Servers that answer differently, without a network: paths of the lab"), page);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(em(0.4));
    buttons->addWidget(add);
    buttons->addWidget(lab_);
    buttons->addStretch(1);
    sets_ = new SetsBar(
        folder, [this] { return urls(); }, page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(em(0.4));
    column->addWidget(plainLabel(tr("One URL a line, up to %1; paste as many").arg(session::mostComparisonRows), page));
    column->addWidget(editor_, 1);
    column->addWidget(count_);
    column->addLayout(buttons);
    column->addWidget(sets_);
    connect(editor_, &QPlainTextEdit::textChanged, this, &CompareSetup::edited);
    connect(sets_, &SetsBar::chosen, this, &CompareSetup::setUrls);
    connect(sets_, &SetsBar::failed, this, &CompareSetup::setError);
    connect(sets_, &SetsBar::said, this, [this](const QString &line) { say(line, false); });
    connect(add, &QPushButton::clicked, this, &CompareSetup::addRequestUrl);
    connect(lab_, &QPushButton::clicked, this, [this] { setUrls(labUrls()); });
    return page;
}

QWidget *CompareSetup::makeRounds()
{
    auto *box = new QWidget(this);
    rounds_ = new QSpinBox(box);
    rounds_->setRange(1, session::mostComparisonRounds);
    rounds_->setAccelerated(true);
    rounds_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    rounds_->setMinimumWidth(em(6));
    rounds_->setGroupSeparatorShown(true);
    rounds_->setAccessibleName(tr("Rounds"));
    auto *words = plainLabel(tr("R&ounds"), box);
    words->setBuddy(rounds_);
    auto *why = plainLabel(tr("several show how the pause spreads"), box);
    why->setProperty("muted", true);
    why->setWordWrap(true);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(0.5));
    row->addWidget(words);
    row->addWidget(rounds_);
    row->addWidget(why, 1);
    connect(rounds_, &QSpinBox::valueChanged, this, [this] {
        remember();
        setError({});
    });
    return box;
}

CompareSetup::Mode CompareSetup::mode() const
{
    return pages_->currentIndex() == OneServer ? OneServer : SeveralServers;
}

void CompareSetup::setMode(Mode mode)
{
    modes_->setCurrent(mode);
    pages_->setCurrentIndex(mode);
    if (mode == OneServer)
        showVariants();
    setError({});
    remember();
    emit changed();
}

QStringList CompareSetup::urls() const
{
    QStringList urls;
    for (const QString &line : editor_->toPlainText().split('\n'_L1))
        if (const QString url = line.trimmed(); !url.isEmpty())
            urls << QString::fromLatin1(typedBytes(url, CellText::Latin1).c_str());
    return urls;
}

/// By way of the cursor, so that Ctrl+Z takes it back.
void CompareSetup::setUrls(const QStringList &urls)
{
    QTextCursor all(editor_->document());
    all.select(QTextCursor::Document);
    all.insertText(urls.join('\n'_L1));
}

int CompareSetup::rounds() const
{
    return rounds_->value();
}

void CompareSetup::setRounds(int rounds)
{
    rounds_->setValue(rounds);
}

std::variant<std::vector<session::ComparisonTarget>, QString> CompareSetup::targets() const
{
    if (mode() == OneServer)
        return variants_->chosen(model_->spec());
    if (const QString wrong = wrongLine(); !wrong.isEmpty())
        return wrong;
    const QStringList all = urls();
    if (all.size() == 1 && rounds() == 1)
        return tr("One server alone has nothing to be compared with: add another, or send more than one round.");
    return session::comparisonTargets(model_->spec(), all);
}

int CompareSetup::count() const
{
    return mode() == SeveralServers ? static_cast<int>(urls().size()) : variants_->count();
}

void CompareSetup::setError(const QString &line)
{
    say(line, true);
}

QString CompareSetup::error() const
{
    return line_->property("error").toBool() ? line_->text() : QString();
}

void CompareSetup::say(const QString &line, bool wrong)
{
    line_->setText(line);
    line_->setVisible(!line.isEmpty());
    setMark(line_, "error", wrong);
}

/// "Line 3: …" of the first line that is no URL; "" when all are.
QString CompareSetup::wrongLine() const
{
    const QStringList lines = editor_->toPlainText().split('\n'_L1);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString url = lines[i].trimmed();
        if (url.isEmpty())
            continue;
        const auto parsed = request::parseUrl(typedBytes(url, CellText::Latin1));
        if (const auto *error = std::get_if<request::UrlError>(&parsed))
            return tr("Line %1: %2").arg(i + 1).arg(model::visibleText(error->text));
    }
    return {};
}

void CompareSetup::edited()
{
    const int servers = static_cast<int>(urls().size());
    count_->setText(servers == 1 ? tr("1 server") : tr("%1 servers").arg(words::countText(servers, locale())));
    setError({});
    checkSoon_.start();
    remember();
    emit changed();
}

void CompareSetup::showCheck()
{
    if (mode() == SeveralServers)
        setError(wrongLine());
}

void CompareSetup::addRequestUrl()
{
    QStringList all = urls();
    all << QString::fromLatin1(model_->spec().url.c_str());
    setUrls(all);
    editor_->moveCursor(QTextCursor::End);
    editor_->setFocus();
}

void CompareSetup::showVariants()
{
    const QString why = variants_->show(model_->spec());
    setError(why);
    if (why.isEmpty())
        emit changed();
}

void CompareSetup::setLab(const QString &base)
{
    lab_->setEnabled(!base.isEmpty());
    const QString before = labBase_;
    if (!base.isEmpty())
        labBase_ = base;
    if (before.isEmpty() || before == labBase_)
        return remember();
    QStringList all = urls();
    for (QString &url : all) {
        request::RequestSpec spec;
        spec.url = url.toLatin1().toStdString();
        url = QString::fromLatin1(session::redirectedToLab(spec, before, base).url.c_str());
    }
    if (all != urls())
        setUrls(all);
    remember();
}

QStringList CompareSetup::labUrls() const
{
    QStringList all;
    for (const char *path :
         {"/continue", "/continue?delay=120ms", "/early-hints?gap=200ms", "/refuse-417", "/silent", "/reject-413"})
        all << labBase_ + QLatin1String(path);
    return all;
}

void CompareSetup::focusList()
{
    mode() == OneServer ? variants_->focusList() : editor_->setFocus();
}

void CompareSetup::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (mode() == OneServer)
        showVariants();
}

void CompareSetup::remember() const
{
    QSettings settings;
    settings.setValue(urlsKey(), urls());
    settings.setValue(roundsKey(), rounds());
    settings.setValue(modeKey(), static_cast<int>(mode()));
    settings.setValue(setupLabKey(), labBase_);
}

void CompareSetup::restore()
{
    const QSettings settings;
    labBase_ = settings.value(setupLabKey()).toString();
    const QStringList all = settings.value(urlsKey()).toStringList();
    const int times = settings.value(roundsKey(), 1).toInt();
    const bool one = settings.value(modeKey()).toInt() == OneServer;
    const QSignalBlocker quiet(this);
    setUrls(all);
    setRounds(times);
    setMode(one ? OneServer : SeveralServers);
    edited();
}

} // namespace ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/body_tab.h"

#include "ui/files/file_drop.h"
#include "ui/kit/editor.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"
#include "ui/kit/text_find.h"
#include "ui/kit/typed_quantity.h"
#include "ui/request/form_page.h"
#include "words/units.h"

#include "request/form.h"
#include "session/profiles.h"

#include <Qsci/qsciscintilla.h>

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

BodyTab::BodyTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , kind_(new QComboBox(this))
    , framing_(new QComboBox(this))
    , mediaType_(new QComboBox(this))
    , pages_(new QStackedWidget(this))
{
    setAcceptDrops(true);

    none_ = makeNone();
    file_ = makeFile();
    generated_ = makeGenerated();
    for (auto *page : {none_, file_, generated_})
        pages_->addWidget(page);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeBar());
    column->addWidget(pages_, 1);

    connect(kind_, &QComboBox::currentIndexChanged, this, &BodyTab::choose);
    connect(framing_, &QComboBox::currentIndexChanged, this,
            [this](int index) { model_->edit([&](request::RequestSpec &spec) { spec.body.chunked = index == 1; }); });
    connect(mediaType_, &QComboBox::currentTextChanged, this, [this](const QString &type) {
        model_->edit([&](request::RequestSpec &spec) { spec.body.mediaType = type.toStdString(); });
        chooseLexer();
    });
    connect(model_, &RequestModel::replaced, this, &BodyTab::load);
    connect(model_, &RequestModel::changed, this, &BodyTab::sayType);
    load();
}

BodyTab::~BodyTab() = default;

QLayout *BodyTab::makeBar()
{
    kind_->addItems({tr("None"), tr("Text"), tr("File"), tr("Generated"), tr("Form"), tr("Multipart form")});
    kind_->setAccessibleName(tr("Kind of content"));
    framing_->addItems({tr("Content-Length"), tr("chunked")});
    framing_->setAccessibleName(tr("How the content is delimited"));
    mediaType_->setEditable(true);
    mediaType_->addItems({QString(), "application/json", "text/plain", "application/xml", "text/html",
                          "application/octet-stream", "application/x-www-form-urlencoded", "multipart/form-data"});
    mediaType_->setAccessibleName(tr("Content-Type"));
    mediaType_->setMinimumWidth(em(14));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.3));
    bar->setSpacing(em(0.5));
    bar->addWidget(kind_);
    bar->addWidget(framing_);
    bar->addWidget(mediaType_);
    bar->addStretch();
    return bar;
}

void BodyTab::choose(int kind)
{
    model_->edit([&](request::RequestSpec &spec) {
        spec.body.kind = static_cast<request::BodyKind>(kind);
        takeType(spec, spec.body.kind);
        if (spec.body.kind == request::BodyKind::File)
            spec.body.size = static_cast<std::uint64_t>(QFileInfo(path_->text()).size());
        else if (spec.body.kind == request::BodyKind::Generated)
            spec.body.size = sizeFrom(size_->currentText(), locale()).value_or(0);
    });
    const QSignalBlocker block(mediaType_);
    mediaType_->setCurrentText(QString::fromStdString(model_->spec().body.mediaType));
    chooseLexer();
    showKind(model_->spec().body.kind);
}

/// Each kind has a media type of its own: JSON's is not a photo's. That of a client that is imitated is of all but
/// forms.
void BodyTab::takeType(request::RequestSpec &spec, request::BodyKind kind)
{
    if (kind == request::BodyKind::None || kind == typed_)
        return;
    const auto before = std::exchange(typed_, kind);
    const auto *client =
        spec.profile.empty() ? nullptr : session::Profiles::builtin().find(QString::fromStdString(spec.profile));
    const bool form = kind == request::BodyKind::Form || kind == request::BodyKind::Multipart;
    if (form || (before != request::BodyKind::None && !(client && client->contentType == spec.body.mediaType)))
        types_[before] = std::exchange(spec.body.mediaType, types_[kind]);
}

void BodyTab::showKind(request::BodyKind kind)
{
    framing_->setEnabled(kind != request::BodyKind::None);
    mediaType_->setEnabled(kind != request::BodyKind::None);
    sayType();
    switch (kind) {
    case request::BodyKind::None: return pages_->setCurrentWidget(none_);
    case request::BodyKind::Text: return pages_->setCurrentWidget(textPage());
    case request::BodyKind::File: return pages_->setCurrentWidget(file_);
    case request::BodyKind::Generated: return pages_->setCurrentWidget(generated_);
    case request::BodyKind::Form:
    case request::BodyKind::Multipart: form()->load(); return pages_->setCurrentWidget(form());
    }
}

/// What is sent where nobody types a media type.
void BodyTab::sayType()
{
    auto body = model_->spec().body;
    body.mediaType.clear();
    const auto own = QString::fromStdString(request::contentType(body));
    mediaType_->lineEdit()->setPlaceholderText(own.isEmpty() ? tr("no Content-Type") : own);
}

QWidget *BodyTab::makeNone()
{
    auto *none =
        plainLabel(tr("No content. Expect: 100-continue must not be sent without it (RFC 9110 §10.1.1)."), this);
    none->setProperty("muted", true);
    none->setAlignment(Qt::AlignCenter);
    none->setWordWrap(true);
    return none;
}

QWidget *BodyTab::textPage()
{
    if (textPage_)
        return textPage_;
    textPage_ = new QWidget(this);
    makeText();
    inText_ = std::make_unique<EditorFind>(text_);
    auto *find = new FindBar(inText_.get(), text_, textPage_);
    connect(text_, &QsciScintilla::textChanged, find, &FindBar::renew);
    connect(model_, &RequestModel::replaced, find, &FindBar::renew); // the editor's signals are held then
    auto *column = new QVBoxLayout(textPage_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(text_, 1);
    column->addWidget(find);
    textPage_->setFocusProxy(text_);
    pages_->addWidget(textPage_);
    return textPage_;
}

void BodyTab::makeText()
{
    text_ = makeEditor(tr("Text of the content"), textPage_);
    text_->setText(QString::fromStdString(model_->spec().body.text));
    text_->viewport()->installEventFilter(this);
    chooseLexer();
    connect(text_, &QsciScintilla::textChanged, this, [this] {
        model_->edit([&](request::RequestSpec &spec) { spec.body.text = text_->text().toStdString(); });
    });
}

FormPage *BodyTab::form()
{
    if (!form_) {
        form_ = new FormPage(model_, this);
        pages_->addWidget(form_);
    }
    return form_;
}

QWidget *BodyTab::makeFile()
{
    auto *page = new QWidget(this);
    path_ = new LineEdit(page);
    path_->setAccessibleName(tr("File with the content"));
    path_->setPlaceholderText(tr("Choose a file, or drop one here"));
    path_->setAcceptDrops(false); // it would take the file's address as text
    auto *pick = new QPushButton(tr("Choose…"), page);
    fileState_ = plainLabel({}, page);
    fileState_->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(path_, 1);
    row->addWidget(pick);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5));
    column->addLayout(row);
    column->addWidget(fileState_);
    column->addStretch();
    connect(path_, &QLineEdit::textChanged, this, &BodyTab::checkFile);
    connect(pick, &QPushButton::clicked, this, [this] {
        const auto path = QFileDialog::getOpenFileName(this, tr("File with the content"), path_->text());
        if (!path.isEmpty())
            path_->setText(path);
    });
    return page;
}

QWidget *BodyTab::makeGenerated()
{
    auto *page = new QWidget(this);
    size_ = new QComboBox(page);
    size_->setEditable(true);
    size_->setInsertPolicy(QComboBox::NoInsert);
    size_->setCompleter(nullptr); // it makes 10 GiB of 10
    size_->addItems({"1 KiB", "64 KiB", "1 MiB", "4 MiB", "64 MiB", "1 GiB", "10 GiB"});
    size_->setAccessibleName(tr("Size of the generated content"));
    pattern_ = new QComboBox(page);
    pattern_->addItem(tr("text lines"), u"text"_s);
    pattern_->addItem(tr("zeros"), u"zeros"_s);
    pattern_->addItem(tr("random bytes"), u"random"_s);
    pattern_->setAccessibleName(tr("Pattern of the generated content"));
    sizeState_ = plainLabel({}, page);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5));
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    size_->setMinimumWidth(em(10));
    pattern_->setMinimumWidth(em(10));
    form->addRow(tr("Size"), size_);
    form->addRow(tr("Pattern"), pattern_);
    form->addRow(QString(), sizeState_);
    connect(size_, &QComboBox::currentTextChanged, this, &BodyTab::readSize);
    connect(pattern_, &QComboBox::currentIndexChanged, this, [this] {
        model_->edit(
            [&](request::RequestSpec &spec) { spec.body.pattern = pattern_->currentData().toString().toStdString(); });
    });
    return page;
}

void BodyTab::readSize()
{
    const auto bytes = sizeFrom(size_->currentText(), locale());
    setMark(size_, "wrong", !bytes);
    setMark(sizeState_, "muted", bytes.has_value());
    setMark(sizeState_, "error", !bytes);
    sizeState_->setText(bytes ? words::bytesText(*bytes, locale())
                              : tr("Not a size: write bytes, or 64 KiB, 1.5 MiB, 1 GiB"));
    if (bytes && kind_->currentIndex() == static_cast<int>(request::BodyKind::Generated))
        model_->edit([&](request::RequestSpec &spec) { spec.body.size = *bytes; });
}

void BodyTab::load()
{
    const auto body = model_->spec().body;
    typed_ = body.kind;
    types_.clear();
    const QSignalBlocker blocks[]{QSignalBlocker(kind_), QSignalBlocker(framing_), QSignalBlocker(mediaType_),
                                  QSignalBlocker(text_), QSignalBlocker(path_),    QSignalBlocker(pattern_)};
    kind_->setCurrentIndex(static_cast<int>(body.kind));
    framing_->setCurrentIndex(body.chunked ? 1 : 0);
    mediaType_->setCurrentText(QString::fromStdString(body.mediaType));
    if (text_)
        text_->setText(QString::fromStdString(body.text));
    path_->setText(QString::fromStdString(body.path));
    pattern_->setCurrentIndex(qMax(0, pattern_->findData(QString::fromStdString(body.pattern))));
    size_->setCurrentText(body.kind == request::BodyKind::Generated ? typedSize(body.size, locale()) : u"4 MiB"_s);
    readSize();
    showKind(body.kind);
    chooseLexer();
    if (body.kind == request::BodyKind::File)
        checkFile();
}

void BodyTab::checkFile()
{
    const QFileInfo info(path_->text());
    const bool readable = info.isFile() && info.isReadable();
    if (path_->text().isEmpty())
        fileState_->setText(tr("No file yet: choose one, or drop one here"));
    else if (readable)
        fileState_->setText(words::bytesText(static_cast<quint64>(info.size()), locale()));
    else
        fileState_->setText(tr("%1 cannot be read: choose another file").arg(path_->text()));
    setMark(fileState_, "error", !readable && !path_->text().isEmpty());
    model_->edit([&](request::RequestSpec &spec) {
        spec.body.path = path_->text().toStdString();
        if (spec.body.kind == request::BodyKind::File)
            spec.body.size = readable ? static_cast<std::uint64_t>(info.size()) : 0;
    });
}

void BodyTab::lookAtFiles()
{
    const auto kind = model_->spec().body.kind;
    if (kind == request::BodyKind::File)
        checkFile();
    else if (kind == request::BodyKind::Multipart)
        form()->lookAtFiles();
}

QString BodyTab::problem() const
{
    switch (model_->spec().body.kind) {
    case request::BodyKind::File:
        return path_->text().isEmpty() || fileState_->property("error").toBool() ? fileState_->text() : QString();
    case request::BodyKind::Generated: return sizeState_->property("error").toBool() ? sizeState_->text() : QString();
    case request::BodyKind::Multipart: return form_ ? form_->problem() : QString();
    default: return {};
    }
}

void BodyTab::focusProblem()
{
    const auto kind = model_->spec().body.kind;
    setMark(fileState_, "error", kind == request::BodyKind::File); // also where none was chosen yet
    auto *field = kind == request::BodyKind::File ? path_
        : kind == request::BodyKind::Generated    ? size_->lineEdit()
                                                  : nullptr;
    if (!field)
        return pages_->currentWidget()->setFocus(Qt::ShortcutFocusReason);
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void BodyTab::chooseLexer()
{
    if (text_)
        setLexerFor(text_, mediaType_->currentText());
}

void BodyTab::restyle()
{
    if (text_)
        styleEditor(text_);
}

/// Files are not text: the editor leaves them to the tab.
bool BodyTab::eventFilter(QObject *watched, QEvent *event)
{
    const bool drag =
        event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop;
    if (drag && !draggedFiles(static_cast<QDropEvent *>(event)).isEmpty()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void BodyTab::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFiles(event).isEmpty())
        event->acceptProposedAction();
}

void BodyTab::dropEvent(QDropEvent *event)
{
    takeFiles(draggedFiles(event));
    event->acceptProposedAction();
}

void BodyTab::takeFiles(const QStringList &paths)
{
    const bool parts = paths.size() > 1 || model_->spec().body.kind == request::BodyKind::Multipart;
    kind_->setCurrentIndex(static_cast<int>(parts ? request::BodyKind::Multipart : request::BodyKind::File));
    if (parts)
        form()->addFiles(paths);
    else
        path_->setText(paths.first());
}

} // namespace ui

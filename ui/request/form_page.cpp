// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/form_page.h"

#include "ui/kit/style.h"
#include "ui/request/rows_table.h"
#include "words/units.h"

#include "request/form.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMimeDatabase>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

bool readable(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    return info.isFile() && info.isReadable();
}

std::uint64_t fileSize(const std::string &path)
{
    return path.empty() || !readable(path) ? 0
                                           : static_cast<std::uint64_t>(QFileInfo(QString::fromStdString(path)).size());
}

} // namespace

FormPage::FormPage(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , rows_(new RowsTable(tr("Fields of the form"),
                          {tr("Name"), tr("Value"), tr("File"), tr("Sent as"), tr("Media type")}, CellText::Utf8, this))
    , note_(plainLabel({}, this))
{
    auto *header = rows_->table()->horizontalHeader();
    for (const auto &[column, width] :
         {std::pair(Name, 9.0), std::pair(Value, 12.0), std::pair(File, 12.0), std::pair(SentAs, 8.0)})
        header->resizeSection(column, em(width));
    const QString tips[]{tr("Name of the field"), tr("The text that is sent; not used where there is a file"),
                         tr("Path of a file whose bytes are the part's content"),
                         tr("The file name that the server is told; empty: the path's last part"),
                         tr("Content-Type of the part; empty: none")};
    for (int column = 0; column < 5; ++column)
        rows_->table()->horizontalHeaderItem(column)->setToolTip(tips[column]);
    rows_->addButton(tr("Add files…"), [this] { pickFiles(); });
    note_->setWordWrap(true);
    note_->setContentsMargins(em(0.8), em(0.2), em(0.8), em(0.4));
    note_->setAccessibleName(tr("What goes out"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(rows_, 1);
    column->addWidget(note_);
    connect(rows_, &RowsTable::edited, this, &FormPage::read);
    connect(model_, &RequestModel::changed, this, &FormPage::say);
    load();
}

void FormPage::load()
{
    const auto &body = model_->spec().body;
    const bool multipart = body.kind == request::BodyKind::Multipart;
    for (const int column : {File, SentAs, Type})
        rows_->table()->setColumnHidden(column, !multipart);
    rows_->table()->horizontalHeader()->setStretchLastSection(true);
    rows_->lastButton()->setVisible(multipart);
    rows_->clear();
    for (const auto &field : body.fields)
        rows_->append({field.name, field.value, field.path, field.fileName, field.mediaType});
    lookAtFiles();
}

void FormPage::lookAtFiles()
{
    model_->edit([](request::RequestSpec &spec) {
        for (auto &field : spec.body.fields)
            field.size = fileSize(field.path);
    });
    say();
}

void FormPage::read()
{
    model_->edit([this](request::RequestSpec &spec) {
        spec.body.fields.clear();
        for (int i = 0; i < rows_->rows(); ++i) {
            request::FormField field;
            field.name = rows_->cell(i, Name);
            field.value = rows_->cell(i, Value);
            field.path = rows_->cell(i, File);
            field.fileName = rows_->cell(i, SentAs);
            field.mediaType = rows_->cell(i, Type);
            field.size = fileSize(field.path);
            if (!field.path.empty() && spec.body.kind == request::BodyKind::Multipart)
                field.value.clear();
            if (!(field == request::FormField()))
                spec.body.fields.push_back(field);
        }
    });
}

/// What goes out, or what keeps it from going out as it stands.
void FormPage::say()
{
    const auto &body = model_->spec().body;
    const bool multipart = body.kind == request::BodyKind::Multipart;
    if (!multipart && body.kind != request::BodyKind::Form)
        return;
    const auto files =
        std::count_if(body.fields.begin(), body.fields.end(), [](const auto &field) { return !field.path.empty(); });
    QString line = problem();
    const bool wrong = !line.isEmpty();
    if (!wrong && body.fields.empty())
        line = multipart ? tr("No parts yet: Add, or drop files here") : tr("No fields yet: Add one");
    else if (!wrong)
        line = tr("%1 as %2")
                   .arg(words::bytesText(body.length(), locale()), QString::fromStdString(request::contentType(body)));
    if (!multipart && files > 0)
        line += tr(" · files are left out: only a multipart form carries them");
    note_->setText(line);
    setMark(note_, "muted", !wrong);
    setMark(note_, "error", wrong);
}

QString FormPage::problem() const
{
    const auto &body = model_->spec().body;
    const auto lost = std::find_if(body.fields.begin(), body.fields.end(),
                                   [](const auto &field) { return !field.path.empty() && !readable(field.path); });
    if (body.kind != request::BodyKind::Multipart || lost == body.fields.end())
        return {};
    return tr("%1 cannot be read: choose another file").arg(QString::fromStdString(lost->path));
}

void FormPage::addFiles(const QStringList &paths)
{
    const QMimeDatabase types;
    for (const auto &path : paths) {
        const auto type = types.mimeTypeForFile(path, QMimeDatabase::MatchExtension).name();
        rows_->append({"file", {}, path.toStdString(), {}, type.toStdString()});
    }
    read();
    rows_->table()->setCurrentCell(rows_->rows() - 1, Name);
}

void FormPage::pickFiles()
{
    const auto paths = QFileDialog::getOpenFileNames(this, tr("Files of the form"));
    if (!paths.isEmpty())
        addFiles(paths);
}

QString FormPage::note() const
{
    return note_->text();
}

} // namespace ui

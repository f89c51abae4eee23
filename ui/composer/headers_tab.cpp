// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/headers_tab.h"

#include "editor.h"
#include "segments.h"
#include "style.h"

#include "wire/compose.h"

#include <Qsci/qsciscintilla.h>

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

/// Completes names of fields; anything else may be typed.
class NameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        static const QStringList names{"Accept", "Accept-Encoding", "Authorization", "Cache-Control", "Connection",
                                       "Content-Encoding", "Content-Length", "Content-Type", "Cookie", "Date", "Expect",
                                       "Host", "If-Match", "If-None-Match", "If-Unmodified-Since", "Origin", "Prefer",
                                       "Range", "Referer", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
                                       "Upload-Complete", "Upload-Offset", "User-Agent", "Via"};
        auto *line = new QLineEdit(parent);
        auto *completer = new QCompleter(names, line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        line->setCompleter(completer);
        line->setFont(fixedFont());
        return line;
    }
};

/// Bytes as Latin-1, so that every byte typed or loaded survives.
QString shown(const std::string &bytes)
{
    return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

std::string crlf(QString text)
{
    text.remove(QLatin1Char('\r'));
    text.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
    return text.toStdString();
}

} // namespace

HeadersTab::HeadersTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , mode_(new Segments(tr("Fields"), {tr("Table"), tr("Raw head")}, this))
    , pages_(new QStackedWidget(this))
    , note_(plainLabel({}, this))
{
    raw_ = makeEditor(tr("Exact head of the request"), this);
    pages_->addWidget(makeTable());
    pages_->addWidget(raw_);
    note_->setProperty("muted", true);
    note_->setWordWrap(true);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.3));
    bar->addWidget(mode_);
    bar->addSpacing(em(0.5));
    bar->addWidget(note_, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(pages_, 1);
    connect(mode_, &Segments::chosen, this, &HeadersTab::setMode);
    connect(raw_, &QsciScintilla::textChanged, this, &HeadersTab::readRaw);
    connect(model_, &RequestModel::replaced, this, &HeadersTab::load);
    load();
}

QWidget *HeadersTab::makeTable()
{
    auto *page = new QWidget(this);
    table_ = new QTableWidget(0, 2, page);
    table_->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->resizeSection(0, em(16));
    table_->verticalHeader()->hide();
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAccessibleName(tr("Fields of the request"));
    table_->setItemDelegateForColumn(0, new NameDelegate(table_));
    auto *buttons = new QVBoxLayout;
    const std::pair<QString, std::function<void()>> acts[]{
        {tr("Add"), [this] { addRow(); }},           {tr("Remove"), [this] { removeRow(); }},
        {tr("Duplicate"), [this] { duplicateRow(); }}, {tr("Up"), [this] { moveRow(-1); }},
        {tr("Down"), [this] { moveRow(1); }}};
    for (const auto &[words, act] : acts) {
        auto *button = new QPushButton(words, page);
        connect(button, &QPushButton::clicked, this, act);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(em(0.4), 0, em(0.8), em(0.4));
    row->addWidget(table_, 1);
    row->addLayout(buttons);
    connect(table_, &QTableWidget::cellChanged, this, &HeadersTab::readTable);
    return page;
}

void HeadersTab::load()
{
    loading_ = true;
    const auto &spec = model_->spec();
    mode_->setCurrent(spec.rawHead ? 1 : 0);
    pages_->setCurrentIndex(spec.rawHead ? 1 : 0);
    if (spec.rawHead)
        raw_->setText(shown(*spec.rawHead).remove(QLatin1Char('\r')));
    loadTable();
    loading_ = false;
    showRows();
}

void HeadersTab::loadTable()
{
    const auto &headers = model_->spec().headers;
    table_->setRowCount(static_cast<int>(headers.size()));
    for (int i = 0; i < table_->rowCount(); ++i) {
        const auto &line = headers[static_cast<std::size_t>(i)];
        auto *name = new QTableWidgetItem(shown(line.name));
        name->setData(Qt::UserRole, shown(line.separator));
        auto *value = new QTableWidgetItem(shown(line.value));
        name->setFont(fixedFont());
        value->setFont(fixedFont());
        table_->setItem(i, 0, name);
        table_->setItem(i, 1, value);
    }
}

void HeadersTab::readTable()
{
    if (loading_)
        return;
    model_->edit([this](wire::RequestSpec &spec) {
        spec.headers.clear();
        for (int i = 0; i < table_->rowCount(); ++i) {
            const auto *name = table_->item(i, 0);
            const auto *value = table_->item(i, 1);
            if (!name || name->text().isEmpty())
                continue;
            const auto separator = name->data(Qt::UserRole).toString();
            spec.headers.push_back({name->text().toLatin1().toStdString(),
                                    value ? value->text().toLatin1().toStdString() : std::string(),
                                    separator.isNull() ? ": " : separator.toLatin1().toStdString()});
        }
    });
    showRows();
}

void HeadersTab::readRaw()
{
    if (!loading_ && model_->spec().rawHead)
        model_->edit([this](wire::RequestSpec &spec) { spec.rawHead = crlf(raw_->text()); });
}

/// Raw begins with the head that would be sent; back in the table, the table counts again.
void HeadersTab::setMode(int mode)
{
    loading_ = true;
    if (mode == 1 && !model_->spec().rawHead) {
        const auto composed = wire::compose(model_->spec());
        const auto *request = std::get_if<wire::ComposedRequest>(&composed);
        const auto head = request ? request->head : std::string("GET / HTTP/1.1\r\n\r\n");
        raw_->setText(shown(head).remove(QLatin1Char('\r')));
        model_->edit([&](wire::RequestSpec &spec) { spec.rawHead = head; });
    } else if (mode == 0) {
        model_->edit([](wire::RequestSpec &spec) { spec.rawHead.reset(); });
    }
    loading_ = false;
    pages_->setCurrentIndex(mode);
    showRows();
}

void HeadersTab::showRows()
{
    const bool raw = model_->spec().rawHead.has_value();
    note_->setText(raw ? tr("Goes out as it stands, each line end as CR LF; the rule above does not add to it.")
                       : tr("Host, User-Agent, Accept, the framing and Expect are added unless they stand here."));
    emit countChanged(static_cast<int>(model_->spec().headers.size()));
}

void HeadersTab::addRow()
{
    const int row = table_->rowCount();
    table_->insertRow(row);
    auto *name = new QTableWidgetItem;
    name->setFont(fixedFont());
    table_->setItem(row, 0, name);
    table_->setCurrentItem(name);
    table_->editItem(name);
}

void HeadersTab::removeRow()
{
    if (table_->currentRow() < 0)
        return;
    table_->removeRow(table_->currentRow());
    readTable();
}

void HeadersTab::duplicateRow()
{
    const int row = table_->currentRow();
    if (row < 0)
        return;
    model_->edit([row](wire::RequestSpec &spec) {
        const auto at = static_cast<std::size_t>(row);
        if (at < spec.headers.size())
            spec.headers.insert(spec.headers.begin() + row, wire::HeaderLine(spec.headers[at]));
    });
    load();
    table_->setCurrentCell(row + 1, 0);
}

void HeadersTab::moveRow(int by)
{
    const int from = table_->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= static_cast<int>(model_->spec().headers.size()))
        return;
    model_->edit([from, to](wire::RequestSpec &spec) {
        std::swap(spec.headers[static_cast<std::size_t>(from)], spec.headers[static_cast<std::size_t>(to)]);
    });
    load();
    table_->setCurrentCell(to, 0);
}

void HeadersTab::restyle()
{
    styleEditor(raw_);
}

} // namespace ui

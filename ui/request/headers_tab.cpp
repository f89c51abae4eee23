// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/headers_tab.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/editor.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/request/rows_table.h"

#include "model/wire_text.h"
#include "request/field_order.h"
#include "request/serializer.h"
#include "request/typed_head.h"
#include "words/units.h"

#include <Qsci/qsciscintilla.h>

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Completes names of fields; anything else may be typed.
class NameDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        static const QStringList names{"Accept",
                                       "Accept-Encoding",
                                       "Authorization",
                                       "Cache-Control",
                                       "Connection",
                                       "Content-Encoding",
                                       "Content-Length",
                                       "Content-Type",
                                       "Cookie",
                                       "Date",
                                       "Expect",
                                       "Host",
                                       "If-Match",
                                       "If-None-Match",
                                       "If-Unmodified-Since",
                                       "Origin",
                                       "Prefer",
                                       "Range",
                                       "Referer",
                                       "TE",
                                       "Trailer",
                                       "Transfer-Encoding",
                                       "Upgrade",
                                       "Upload-Complete",
                                       "Upload-Offset",
                                       "User-Agent",
                                       "Via"};
        auto *editor = CellDelegate::createEditor(parent, option, index);
        auto *completer = new QCompleter(names, editor);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->popup()->setProperty("completions", true);
        static_cast<QLineEdit *>(editor)->setCompleter(completer);
        return editor;
    }
};

/// Bytes as Latin-1, so that every byte typed or loaded survives.
QString shown(const std::string &bytes)
{
    return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

std::string crlf(QString text)
{
    text.remove('\r'_L1);
    text.replace('\n'_L1, "\r\n"_L1);
    return typedBytes(text, CellText::Latin1);
}

} // namespace

HeadersTab::HeadersTab(RequestModel *model, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , mode_(new Segments(tr("Fields"), {tr("Table"), tr("Raw head")}, this))
    , pages_(new QStackedWidget(this))
    , note_(plainLabel({}, this))
    , behind_(plainLabel({}, this))
    , anew_(new QPushButton(tr("From the table"), this))
{
    makeTable();
    pages_->addWidget(rows_);
    note_->setProperty("muted", true);
    note_->setWordWrap(true);
    behind_->setProperty("error", true);
    behind_->setWordWrap(true);
    behind_->setContentsMargins(em(0.8), 0, em(0.8), em(0.3));
    anew_->setToolTip(tr("Write the head anew, as the table and the request line have it (Ctrl+Z takes it back)"));
    connect(anew_, &QPushButton::clicked, this, [this] {
        raw()->selectAll(); // not setText(), which forgets what to undo
        raw()->replaceSelectedText(shown(composed()).remove('\r'_L1));
    });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.3));
    bar->addWidget(mode_);
    bar->addSpacing(em(0.5));
    bar->addWidget(note_, 1);
    bar->addWidget(anew_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(behind_);
    column->addWidget(pages_, 1);
    connect(mode_, &Segments::chosen, this, &HeadersTab::setMode);
    connect(model_, &RequestModel::replaced, this, &HeadersTab::load);
    connect(model_, &RequestModel::changed, this, &HeadersTab::showRows);
    load();
}

void HeadersTab::makeTable()
{
    rows_ = new RowsTable(tr("Fields of the request"), {tr("Name"), tr("Value")}, CellText::Latin1, this);
    rows_->table()->horizontalHeader()->resizeSection(0, em(16));
    rows_->table()->setItemDelegateForColumn(0, new NameDelegate(rows_));
    connect(rows_, &RowsTable::edited, this, &HeadersTab::readTable);
}

/// The editor of the exact head.
QsciScintilla *HeadersTab::raw()
{
    if (!raw_) {
        raw_ = makeEditor(tr("Exact head of the request"), this);
        pages_->addWidget(raw_);
        connect(raw_, &QsciScintilla::textChanged, this, &HeadersTab::readRaw);
    }
    return raw_;
}

void HeadersTab::load()
{
    loading_ = true;
    typed_.reset();
    made_.clear();
    const auto &spec = model_->spec();
    mode_->setCurrent(spec.rawHead ? 1 : 0);
    if (spec.rawHead)
        raw()->setText(shown(*spec.rawHead).remove('\r'_L1));
    pages_->setCurrentIndex(spec.rawHead ? 1 : 0);
    loadTable();
    loading_ = false;
    showRows();
}

void HeadersTab::loadTable()
{
    rows_->clear();
    for (const auto &line : request::typedInOrder(model_->spec())) {
        rows_->append({line.name, line.value});
        rows_->table()->item(rows_->rows() - 1, 0)->setData(Qt::UserRole, shown(line.separator));
    }
}

void HeadersTab::readTable()
{
    if (loading_)
        return;
    model_->edit([this](request::RequestSpec &spec) {
        std::vector<request::HeaderLine> lines;
        for (int i = 0; i < rows_->rows(); ++i) {
            const auto name = rows_->cell(i, 0);
            if (name.empty())
                continue;
            const auto separator = rows_->table()->item(i, 0)->data(Qt::UserRole).toString();
            lines.push_back({name, rows_->cell(i, 1), separator.isNull() ? ": " : separator.toLatin1().toStdString()});
        }
        request::setTypedInOrder(spec, std::move(lines));
    });
}

void HeadersTab::readRaw()
{
    if (!loading_ && model_->spec().rawHead)
        model_->edit([this](request::RequestSpec &spec) { spec.rawHead = crlf(raw_->text()); });
}

/// The head that table and request line make.
std::string HeadersTab::composed() const
{
    auto spec = model_->spec();
    spec.rawHead.reset();
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    return request ? request::http1Head(*request) : std::string("GET / HTTP/1.1\r\n\r\n");
}

/// Raw begins with the head that would be sent, or as it was left; back in the table, the table counts again.
void HeadersTab::setMode(int mode)
{
    loading_ = true;
    const auto now = model_->spec().rawHead;
    if (mode == 1 && !now) {
        made_ = composed();
        const auto head = typed_.value_or(made_);
        raw()->setText(shown(head).remove('\r'_L1));
        model_->edit([&](request::RequestSpec &spec) { spec.rawHead = head; });
    } else if (mode == 0) {
        typed_ = now == made_ ? std::nullopt : now;
        model_->edit([](request::RequestSpec &spec) { spec.rawHead.reset(); });
    }
    loading_ = false;
    pages_->setCurrentIndex(mode);
    showRows();
}

/// The cursor stands where something is missing: at the end, before a closing quote.
void HeadersTab::editField(const QString &name)
{
    if (model_->spec().rawHead)
        return raw()->setFocus();
    auto *table = rows_->table();
    for (int i = 0; i < rows_->rows(); ++i) {
        if (table->item(i, 0)->text().compare(name, Qt::CaseInsensitive) != 0)
            continue;
        table->setCurrentCell(i, 1);
        table->editItem(table->item(i, 1));
        if (auto *line = table->viewport()->findChild<QLineEdit *>())
            line->setCursorPosition(static_cast<int>(line->text().size()) - (line->text().endsWith('"'_L1) ? 1 : 0));
        return;
    }
}

/// The fields that are not added, since an import or a client's profile has none of them: no row can show that.
QString HeadersTab::leftOut() const
{
    constexpr qsizetype most = 8; // an import may leave out thousands
    QStringList names;
    for (const auto &name : model_->spec().removed) {
        const auto text = model::visibleText(name, 60);
        if (request::typedLine(model_->spec(), name) || names.contains(text, Qt::CaseInsensitive))
            continue;
        names.append(names.size() < most ? text : u"…"_s);
        if (names.size() > most)
            break;
    }
    return names.join(", "_L1);
}

void HeadersTab::showRows()
{
    const auto &head = model_->spec().rawHead;
    const auto behind = head ? request::behindHead(*head) : std::string_view();
    anew_->setVisible(head.has_value());
    behind_->setVisible(!behind.empty());
    behind_->setText(
        tr("Behind the empty line stand %1 more: they go out with the head, without any wait and before the "
           "body.")
            .arg(words::bytesText(behind.size(), locale())));
    if (head)
        return note_->setText(tr("Goes out as it stands, each line end as CR LF; the rule above does not add to it."));
    const auto usual = tr("Host, User-Agent, Accept, the framing and Expect are added unless they stand here.");
    const auto out = leftOut();
    note_->setText(out.isEmpty() ? usual : usual + ' '_L1 + tr("Left out: %1. Add a row to send one.").arg(out));
}

void HeadersTab::restyle()
{
    if (raw_)
        styleEditor(raw_);
}

} // namespace ui

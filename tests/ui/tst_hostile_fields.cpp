// SPDX-License-Identifier: GPL-3.0-or-later
// What came over the wire, in every view of the window: never markup, never a control that turns or hides text.
#include "session/workbench.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/window.h"

#include "support/exchange_sample.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

/// Markup, a terminal's escapes (C0 and C1), a turned direction, a line separator, what is no UTF-8.
const std::string hostile = "<img src='file:///etc/passwd'><a href='x'>mark</a>&lt; \x1b[31m \xc2\x9b"
                            "31m \xe2\x80\xae gnp.exe "
                            "\xe2\x80\xa8 \xff";

record::Record hostileRecord()
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://127.0.0.1:8080/<img%20src=x>?a=<b>mark</b>";
    spec.headers = {{"X-<b>mark</b>", hostile}, {"X-Odd", hostile}};
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "<img src='file:///etc/passwd'>";
    spec.expect.rule = request::ExpectRule::Always;
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(400);
    maker.received("HTTP/1.1 103 " + hostile + "\r\nLink: " + hostile + "\r\n\r\n");
    const std::string content = "<html><img src='file:///etc/passwd'>" + hostile + "</html>";
    maker.at(900).received("HTTP/1.1 417 " + hostile + "\r\nServer: " + hostile + "\r\nVia: 1.0 " + hostile + "\r\n"
                           + "X-<img src=x>: " + hostile + "\r\nContent-Type: text/html; charset=" + hostile
                           + "\r\nLocation: " + hostile + "\r\nContent-Length: " + std::to_string(content.size())
                           + "\r\n\r\n" + content);
    maker.at(1000).end("final-status");
    record::Record record = maker.recorder().take();
    record.spec = spec;
    return record;
}

/// What a label or an item would obey rather than show; "" when there is nothing.
QString obeyed(const QString &text)
{
    for (const QChar c : text) {
        const bool control =
            (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
        const bool turns =
            (c.unicode() >= 0x202a && c.unicode() <= 0x202e) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
        if (control || turns)
            return u"U+%1 in: %2"_s.arg(ushort(c.unicode()), 4, 16, '0'_L1).arg(text.left(200).toHtmlEscaped());
    }
    return {};
}

/// Rich text in which the wire's markup took effect.
QString marked(const QTextDocument &document)
{
    for (const QTextFormat &format : document.allFormats()) {
        if (format.isImageFormat() && format.toImageFormat().name().contains(u"passwd"_s))
            return u"an image of the wire's"_s;
        if (format.isCharFormat() && format.toCharFormat().anchorHref() == u"x"_s)
            return u"a link of the wire's"_s;
    }
    return {};
}

QString markedText(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return {};
    QTextDocument document;
    document.setHtml(text);
    return marked(document);
}

QString fault(const QWidget &widget)
{
    QStringList faults{markedText(widget.toolTip()), obeyed(widget.accessibleName()), obeyed(widget.windowTitle())};
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        faults << obeyed(label->text())
               << (label->textFormat() == Qt::PlainText ? QString() : markedText(label->text()));
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        faults << obeyed(button->text());
    if (const auto *edit = qobject_cast<const QTextEdit *>(&widget))
        faults << marked(*edit->document());
    if (const auto *browser = qobject_cast<const QTextBrowser *>(&widget))
        faults << obeyed(browser->toPlainText());
    faults.removeAll(QString());
    return faults.join(u"; "_s);
}

void checkItems(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &faults)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            const bool edited = index.flags() & Qt::ItemIsEditable; // an editor holds what was typed, as it was
            faults << (edited ? QString() : obeyed(index.data().toString()))
                   << markedText(index.data(Qt::ToolTipRole).toString())
                   << obeyed(index.data(Qt::AccessibleTextRole).toString());
        }
        checkItems(model, model.index(row, 0, parent), faults);
    }
}

} // namespace

class TestHostileFields : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    ui::Workspace *window_ = nullptr;
    int looked_ = 0, seen_ = 0; // widgets, and those that show the wire's words

    void look(const QString &where)
    {
        QCoreApplication::processEvents();
        const auto widgets = window_->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            ++looked_;
            QStringList faults{fault(*widget)};
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
                checkItems(*view->model(), {}, faults);
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                seen_ += label->text().contains(u"mark"_s);
            faults.removeAll(QString());
            QVERIFY2(faults.isEmpty(),
                     qPrintable(where + u": "_s + QString::fromLatin1(widget->metaObject()->className()) + u' '
                                + widget->objectName() + u": "_s + faults.join(u"; "_s)));
        }
    }

    /// Every tab of every tab widget in turn, so that panes that are made when looked at are made.
    void walk(const QString &where)
    {
        const auto all = window_->findChildren<QTabWidget *>();
        for (QTabWidget *tabs : all) {
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                look(where + u" / "_s + tabs->tabText(i));
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

private slots:
    void initTestCase()
    {
        window_ = support::makeFirstWindow(dir_.filePath(u"data"_s)).release();
        const QString path = dir_.filePath(u"<b>mark.interim"_s);
        QCOMPARE(session::saveRecord(hostileRecord(), path), QString());
        QCOMPARE(support::openFiles(*window_, {path}), QString());
        QTRY_COMPARE(window_->exchange()->view()->exchange().attempts.size(), std::size_t(1));
        QCOMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 417);
    }
    void cleanupTestCase() { delete window_; }

    void exchangeInEveryTab() { walk(u"exchange"_s); }

    void replay()
    {
        const auto events = window_->exchange()->view()->events();
        for (std::size_t i = 0; i < events.size(); i += 4) {
            window_->exchange()->view()->setReplayAt(events[i].at);
            look(u"replay"_s);
            if (QTest::currentTestFailed())
                return;
        }
        window_->exchange()->view()->setReplayAt(-1);
    }

    void comparisonAndHistory()
    {
        QSignalSpy over(window_->history(), &session::History::over);
        const auto record = std::make_shared<const record::Record>(hostileRecord());
        window_->history()->keep(record, {});
        QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 20'000);
        look(u"history"_s);
        window_->bringForward(window_->compare());
        QSignalSpy ended(window_->compare()->view(), &ui::CompareView::ended);
        window_->compare()->view()->showRecords({record, record});
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        walk(u"comparison"_s);
        window_->bringForward(window_->exchange());
    }

    void somethingWasSeen()
    {
        QVERIFY(looked_ > 1000);
        QVERIFY(seen_ > 0); // else the record's words were nowhere, and this proved nothing
    }
};

INTERIM_SUITE(TestHostileFields)
#include "tst_hostile_fields.moc"

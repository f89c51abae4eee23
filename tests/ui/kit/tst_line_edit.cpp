// SPDX-License-Identifier: GPL-3.0-or-later
// Long lines in fields: whole, or refused; never cut.
#include "ui/kit/line_edit.h"

#include "support/sanitizer.h"
#include "ui/kit/cell_delegate.h"
#include "ui/window.h"

#include <QApplication>
#include <QClipboard>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

class TestLineEdit : public QObject {
    Q_OBJECT

private slots:
    void longOnesStayWhole()
    {
        ui::LineEdit line;
        line.setText(u"before"_s);
        const QString text = QString(50'000, u'b') + u"END"_s;
        QApplication::clipboard()->setText(text);
        line.selectAll();
        line.paste();
        QCOMPARE(line.text(), text);
    }

    void tooLongOnesAreRefused()
    {
        ui::LineEdit line;
        if (support::addressSanitizer)
            line.setMaxLength(1000); // see tst_text_fields
        line.setText(u"before"_s);
        QApplication::clipboard()->setText(QString(line.maxLength() + 10, u'b'));
        line.paste();
        QTRY_COMPARE(line.text(), u"before"_s);
    }

    void cellsAreNotCut()
    {
        QStandardItemModel model(1, 2);
        const QString most = QString(60'000, u'd') + u"END"_s, over(ui::LineEdit::longest + 5, u'e');
        model.setItem(0, 0, new QStandardItem(most));
        model.setItem(0, 1, new QStandardItem(over));
        QTableView view;
        view.setModel(&model);
        view.setItemDelegate(new ui::CellDelegate(&view));
        view.show();
        for (int column = 0; column < 2; ++column) {
            view.setCurrentIndex(model.index(0, column));
            view.edit(model.index(0, column));
            auto *editor = view.findChild<QLineEdit *>();
            QVERIFY(editor);
            QTest::keyClick(editor, Qt::Key_End);
            QTest::keyClick(editor, Qt::Key_X);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_VERIFY(!view.findChild<QLineEdit *>());
        }
        QCOMPARE(model.item(0, 0)->text(), QString(most + u'x'));
        QCOMPARE(model.item(0, 1)->text(), over);
    }
};

INTERIM_SUITE(TestLineEdit)
#include "tst_line_edit.moc"

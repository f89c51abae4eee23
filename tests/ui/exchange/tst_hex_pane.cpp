// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes marked by mouse and keys, and copied.
#include "ui/exchange/response/hex_pane.h"

#include "ui/kit/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;

class TestHexPane : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        ui::applyStyle();
        for (int i = 0; i < 1000; ++i)
            bytes_ += static_cast<char>(i);
        pane_.resize(900, 300);
        pane_.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&pane_));
    }
    void init() { pane_.show(nullptr, &bytes_); }

    void marksByMouse()
    {
        const auto at = [this](qint64 byte) { return pane_.cellOf(byte).center().toPoint(); };
        QTest::mousePress(pane_.viewport(), Qt::LeftButton, {}, at(0x41));
        QTest::mouseMove(pane_.viewport(), at(0x53));
        QTest::mouseRelease(pane_.viewport(), Qt::LeftButton, {}, at(0x53));
        if (pane_.mark().end == pane_.mark().begin + 1) // offscreen moves carry no buttons: Shift does the same
            QTest::mouseClick(pane_.viewport(), Qt::LeftButton, Qt::ShiftModifier, at(0x53));
        QCOMPARE(pane_.mark().begin, 0x41);
        QCOMPARE(pane_.mark().end, 0x54);
        pane_.copyText();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ABCDEFGHIJKLMNOPQRS"_s);
        QTest::mouseClick(pane_.viewport(), Qt::LeftButton, {}, at(0x42)); // another mark takes its place
        QCOMPARE(pane_.mark().begin, 0x42);
        QCOMPARE(pane_.mark().end, 0x43);
    }

    void marksByKeys()
    {
        pane_.setFocus();
        QTest::keyClick(&pane_, Qt::Key_Home);
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(&pane_, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&pane_, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"00 01 02"_s);
        QTest::keyClick(&pane_, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(pane_.mark().end, 1000);
        QVERIFY(pane_.verticalScrollBar()->value() > 0); // the mark's end is seen
        QTest::keyClick(&pane_, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&pane_, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().size(), 3 * 1000 - 1);
    }

    void copiesAllWithoutAMark()
    {
        QCOMPARE(pane_.mark().begin, pane_.mark().end);
        pane_.copyHex();
        QCOMPARE(QGuiApplication::clipboard()->text().left(5), u"00 01"_s);
        pane_.show({}, nullptr);
        pane_.selectAll();
        QTest::keyClick(&pane_, Qt::Key_Down);
        QCOMPARE(pane_.mark().end, 0);
    }

private:
    std::string bytes_;
    ui::HexPane pane_;
};

INTERIM_SUITE(TestHexPane)
#include "tst_hex_pane.moc"

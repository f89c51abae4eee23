// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/program.h"

#include <QFile>
#include <QGuiApplication>
#include <QTest>

using namespace Qt::StringLiterals;

class TestProgram : public QObject {
    Q_OBJECT
private slots:
    // The desktop finds the program's icon and place by a file of this name.
    void theDesktopKnowsIt()
    {
        ui::nameProgram();
        QCOMPARE(QGuiApplication::applicationDisplayName(), u"Interim"_s);
        QFile entry(u"" INTERIM_SOURCE_DIR "/packaging/%1.desktop"_s.arg(QGuiApplication::desktopFileName()));
        QVERIFY2(entry.open(QIODevice::ReadOnly), qPrintable(entry.fileName()));
        QVERIFY(entry.readAll().contains("\nIcon=interim\n"));
    }

    void itsIconIsDrawnAtEachSize()
    {
        const QIcon icon = ui::programIcon();
        QCOMPARE(icon.availableSizes().size(), 4);
        for (const QSize size : icon.availableSizes()) {
            const QImage image = icon.pixmap(size).toImage();
            bool drawn = false;
            for (int x = 0; x < image.width(); ++x)
                drawn = drawn || qAlpha(image.pixel(x, image.height() / 2)) > 0;
            QVERIFY(drawn);
        }
    }
};

INTERIM_SUITE(TestProgram)
#include "tst_program.moc"

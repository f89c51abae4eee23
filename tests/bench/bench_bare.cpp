// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a program with a window does, beside which the start of `interim` is measured.
#include "ui/shell/first_frame.h"

#include <QApplication>
#include <QWidget>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QWidget window;
    window.resize(1280, 800);
    new ui::FirstFrame(&window);
    window.show();
    return QApplication::exec();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/suite.h"

#include <QApplication>

int main(int count, char **words)
{
    QApplication app(count, words);
    return support::runSuite(count, words);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/suite.h"

#include <QCoreApplication>

int main(int count, char **words)
{
    QCoreApplication app(count, words);
    return support::runSuite(count, words);
}

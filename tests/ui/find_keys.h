// SPDX-License-Identifier: GPL-3.0-or-later
// A find bar as a person uses it, for the suites about what it searches.
#pragma once

#include "ui/kit/find_bar.h"

#include <QLineEdit>
#include <QTest>
#include <QToolButton>

namespace support {

inline QLineEdit *lineOf(const ui::FindBar *bar)
{
    return bar->findChild<QLineEdit *>();
}

inline QToolButton *buttonOf(const ui::FindBar *bar, const QString &name)
{
    for (auto *button : bar->findChildren<QToolButton *>())
        if (button->accessibleName() == name)
            return button;
    qFatal("the find bar has no button %s", qPrintable(name));
}

/// Waits until it has said what came of it; the words.
inline QString saidBy(ui::FindBar *bar)
{
    if (!QTest::qWaitFor([bar] { return !bar->waits(); }, 30'000))
        qFatal("the search does not end");
    return bar->said();
}

/// Types in place of what stands there, and waits for the hits.
inline QString typeInto(ui::FindBar *bar, const QString &text)
{
    auto *line = lineOf(bar);
    line->setFocus();
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    for (const QChar c : text) { // Qt Test has keys for ASCII alone
        if (c.unicode() < 0x80)
            QTest::keyClick(line, static_cast<char>(c.unicode()));
        else
            line->insert(c);
    }
    return saidBy(bar);
}

inline QString press(ui::FindBar *bar, QWidget *where, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(where, key, modifiers);
    return saidBy(bar);
}

} // namespace support

// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/text_template.h"

#include <QTest>

using namespace guidance;

class TestTextTemplate : public QObject {
    Q_OBJECT
private slots:
    void fills()
    {
        View view;
        view.set(QStringLiteral("pause"), qint64(1'630'000), Unit::Nanoseconds);
        view.set(QStringLiteral("content.size"), qint64(4 << 20), Unit::Bytes);
        view.set(QStringLiteral("port"), qint64(8417), Unit::Port);
        view.setWire(QStringLiteral("target"), "/{pause}{\x01");
        const QLocale english(QLocale::English);
        QCOMPARE(fill(QStringLiteral("a {pause}, {content.size} = {content.size|bytes} {port}"), view, english),
                 QStringLiteral("a 1.63 ms, 4 MiB = 4,194,304 bytes 8417"));
        QCOMPARE(fill(QStringLiteral("x{target}y"), view, english), QStringLiteral("x/{pause}{\\x01y"));
        QCOMPARE(fill(QStringLiteral("T{{} {open"), view, english), QStringLiteral("T{} {open"));
        QStringList missing;
        QCOMPARE(fill(QStringLiteral("{wait}"), view, english, &missing), QStringLiteral("?"));
        QCOMPARE(missing, QStringList{QStringLiteral("wait")});
    }
    void names()
    {
        QCOMPARE(placeholders(QStringLiteral("{a} {{ {b.c|bytes}")), (QStringList{QStringLiteral("a"), QStringLiteral("b.c")}));
    }
};

INTERIM_SUITE(TestTextTemplate)
#include "tst_text_template.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/text_template.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using namespace guidance;

class TestTextTemplate : public QObject {
    Q_OBJECT
private slots:
    void fills()
    {
        View view;
        view.set(u"pause"_s, as::time(1'630'000));
        view.set(u"content.size"_s, as::bytes(4 << 20));
        view.set(u"port"_s, as::port(8417));
        view.set(u"target"_s, as::wire("/{pause}{\x01"));
        const QLocale english(QLocale::English);
        QCOMPARE(fill(u"a {pause}, {content.size} = {content.size|bytes} {port}"_s, view, english),
                 u"a 1.63 ms, 4 MiB = 4,194,304 bytes 8417"_s);
        QCOMPARE(fill(u"x{target}y"_s, view, english), u"x/{pause}{\\x01y"_s);
        QCOMPARE(fill(u"T{{} {open"_s, view, english), u"T{} {open"_s);
        QStringList missing;
        QCOMPARE(fill(u"{wait}"_s, view, english, &missing), u"?"_s);
        QCOMPARE(missing, QStringList{u"wait"_s});
    }
    void saysWhereValuesStand()
    {
        View view;
        view.set(u"status"_s, as::number(201));
        view.set(u"reason"_s, as::wire("Created"));
        view.set(u"none"_s, as::wire(""));
        QVector<TextSpan> values;
        const QString text = fill(u"got {status} {reason}, {none}and {open}"_s, view, QLocale::c(), &values);
        QCOMPARE(text, u"got 201 Created, and ?"_s);
        QCOMPARE(values, (QVector<TextSpan>{{4, 11}, {21, 1}})); // one where a blank alone parts them
        values.clear();
        fill(u"{status}: {reason}"_s, view, QLocale::c(), &values);
        QCOMPARE(values, (QVector<TextSpan>{{0, 3}, {5, 7}}));
        values.clear();
        fill(u"none"_s, view, QLocale::c(), &values);
        QVERIFY(values.isEmpty());
    }
    void names() { QCOMPARE(placeholders(u"{a} {{ {b.c|bytes}"_s), (QStringList{u"a"_s, u"b.c"_s})); }
};

INTERIM_SUITE(TestTextTemplate)
#include "tst_text_template.moc"

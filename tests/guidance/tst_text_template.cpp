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
    void names() { QCOMPARE(placeholders(u"{a} {{ {b.c|bytes}"_s), (QStringList{u"a"_s, u"b.c"_s})); }
};

INTERIM_SUITE(TestTextTemplate)
#include "tst_text_template.moc"

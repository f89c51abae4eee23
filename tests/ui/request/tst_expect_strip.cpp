// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/expect_strip.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"

#include <QComboBox>
#include <QTest>

using namespace Qt::StringLiterals;

class TestExpectStrip : public QObject {
    Q_OBJECT

    static request::RequestSpec upload(std::uint64_t size)
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://h/";
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = size;
        return spec;
    }
    static QWidget *named(const ui::ExpectStrip &strip, const QString &name)
    {
        for (auto *field : strip.findChildren<QWidget *>()) {
            if (field->accessibleName() == name)
                return field;
        }
        return nullptr;
    }
    /// Of the parts and the sentence, by where they stand.
    static int rowsOf(const ui::ExpectStrip &strip)
    {
        const auto middle = [&strip](const QWidget *one) { return one->mapTo(&strip, one->rect().center()).y(); };
        const auto *rule = named(strip, u"Expect"_s), *after = named(strip, u"After the wait"_s);
        const auto *sentence = named(strip, u"What will happen"_s);
        const bool below = middle(after) > middle(rule) + rule->height() / 2;
        return qAbs(middle(sentence) - middle(below ? after : rule)) > 4 ? 3 : below ? 2 : 1;
    }

private slots:
    void initTestCase() { ui::applyStyle(); }

    void oneRowWhereItFitsAndTwoElsewhere()
    {
        ui::RequestModel model;
        model.replace(upload(4 << 20));
        ui::ExpectStrip strip(&model);
        strip.show();
        for (const auto &[width, rows] : {std::pair{1280, 1}, {1920, 1}, {800, 2}, {640, 2}, {1280, 1}}) {
            strip.resize(width, strip.sizeHint().height());
            QTRY_COMPARE(rowsOf(strip), rows);
            QVERIFY2(strip.minimumSizeHint().width() <= width, QByteArray::number(strip.minimumSizeHint().width()));
        }
    }

    // However long it is, nothing moves.
    void aLongSentenceIsCutAndItsTipHasIt()
    {
        ui::RequestModel model;
        model.replace(upload(4 << 20));
        ui::ExpectStrip strip(&model);
        strip.resize(1280, strip.sizeHint().height());
        strip.show();
        model.edit([](request::RequestSpec &spec) {
            spec.expect.rule = request::ExpectRule::Custom;
            spec.expect.custom = std::string(50, 'x');
        });
        auto *sentence = strip.findChild<ui::ElidedLabel *>();
        QTRY_VERIFY(sentence->text().endsWith(u"…"_s));
        QCOMPARE(sentence->toolTip(), strip.sentence().toHtmlEscaped());
        QVERIFY(rowsOf(strip) <= 2);
    }

    void whatDoesNotApplyIsGrey()
    {
        ui::RequestModel model;
        model.replace(upload(4 << 20));
        ui::ExpectStrip strip(&model);
        const auto enabled = [&strip] {
            QByteArray all;
            for (const char *name :
                 {"Threshold: Expect for content larger than this", "Wait for 100", "After the wait", "On 417"})
                all += named(strip, QString::fromLatin1(name))->isEnabled() ? '1' : '0';
            return all;
        };
        QCOMPARE(enabled(), QByteArray("1111"));
        model.edit([](request::RequestSpec &spec) { spec.expect.rule = request::ExpectRule::Always; });
        QCOMPARE(enabled(), QByteArray("0111"));
        model.edit([](request::RequestSpec &spec) { spec.expect.waitNs = 0; });
        QCOMPARE(enabled(), QByteArray("0101"));
        model.edit([](request::RequestSpec &spec) { spec.expect.rule = request::ExpectRule::Off; });
        QCOMPARE(enabled(), QByteArray("0000"));
        model.edit([](request::RequestSpec &spec) { spec.headers = {{"Expect", "100-continue"}}; });
        QCOMPARE(enabled(), QByteArray("0101")); // it goes out all the same
    }
};

INTERIM_SUITE(TestExpectStrip)
#include "tst_expect_strip.moc"

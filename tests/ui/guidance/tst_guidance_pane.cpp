// SPDX-License-Identifier: GPL-3.0-or-later
// How sure a verdict is: the word below its headline.
#include "ui/guidance/guidance_pane.h"

#include "ui/guidance/confidence_words.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;

using guidance::Confidence;

class TestGuidancePane : public QObject {
    Q_OBJECT
    static guidance::Verdict verdict(Confidence confidence)
    {
        guidance::Verdict one;
        one.rule = u"rule"_s;
        one.topic = u"417"_s;
        one.confidence = confidence;
        one.headline = u"It was refused"_s;
        one.sentences = {{u"First."_s, {}}};
        return one;
    }
    static QLabel *word(const ui::GuidancePane &pane) { return pane.widget()->findChild<QLabel *>(u"confidence"_s); }
    static QString spoken(const ui::GuidancePane &pane)
    {
        for (const auto *label : pane.widget()->findChildren<QLabel *>()) {
            if (label->text() == "It was refused"_L1)
                return label->accessibleName();
        }
        return {};
    }

private slots:
    void saysHowSure_data()
    {
        QTest::addColumn<int>("confidence");
        QTest::addColumn<QString>("begins");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("certain") << int(Confidence::Certain) << QString() << u"Verdict: It was refused"_s;
        QTest::newRow("likely") << int(Confidence::Likely) << u"Likely: "_s << u"Verdict, likely: It was refused"_s;
        QTest::newRow("open") << int(Confidence::Open) << u"Open: "_s << u"Verdict, open: It was refused"_s;
    }

    void saysHowSure()
    {
        QFETCH(int, confidence);
        QFETCH(QString, begins);
        ui::GuidancePane pane;
        pane.setVerdict(verdict(static_cast<Confidence>(confidence)));
        QCOMPARE(word(pane) != nullptr, !begins.isEmpty());
        QTEST(spoken(pane), "spoken");
        if (const QLabel *label = word(pane)) {
            QVERIFY2(label->text().startsWith(begins), qPrintable(label->text()));
            QCOMPARE(label->accessibleName(), label->text());
            for (const char *each : {"certain", "likely", "open"}) {
                QVERIFY(label->toolTip().contains(QLatin1String(each)));
                QVERIFY(label->accessibleDescription().contains(QLatin1String(each)));
            }
        }
    }

    /// What happens later can make the same headline surer.
    void followsTheVerdict()
    {
        ui::GuidancePane pane;
        pane.setVerdict(verdict(Confidence::Open));
        QVERIFY(word(pane));
        pane.setVerdict(verdict(Confidence::Certain));
        QVERIFY(!word(pane));
        pane.setVerdict(verdict(Confidence::Likely));
        QVERIFY(word(pane) && word(pane)->text().startsWith("Likely"_L1));
        guidance::Verdict later = verdict(Confidence::Open); // only words are others, too
        later.headline = u"It was refused again"_s;
        pane.setVerdict(later);
        QVERIFY(word(pane) && word(pane)->text().startsWith("Open"_L1));
    }

    /// The text tells of a request without Expect, too.
    void theReasonHasATitleThatFitsBoth()
    {
        ui::GuidancePane pane;
        guidance::Verdict one = verdict(Confidence::Certain);
        one.whyClient = u"No Expect was sent."_s;
        pane.setVerdict(one);
        const auto said = [&pane] {
            QStringList texts;
            for (const auto *label : pane.widget()->findChildren<QLabel *>())
                texts << label->text();
            return texts;
        };
        QTRY_VERIFY(said().contains(one.whyClient));
        QVERIFY(said().contains(u"WHY EXPECT, OR WHY NOT"_s));
    }

    void isNeverCut()
    {
        ui::GuidancePane pane;
        pane.setVerdict(verdict(Confidence::Likely));
        pane.resize(180, 300);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QTRY_VERIFY(pane.widget()->width() <= pane.viewport()->width());
        const QLabel *label = word(pane);
        QVERIFY(label->height() >= label->heightForWidth(label->width()));
        QVERIFY(label->heightForWidth(label->width()) > label->fontMetrics().height()); // it is wrapped there
    }
};

INTERIM_SUITE(TestGuidancePane)
#include "tst_guidance_pane.moc"

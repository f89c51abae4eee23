// SPDX-License-Identifier: GPL-3.0-or-later
// How sure a verdict is: the word below its headline.
#include "ui/guidance/guidance_pane.h"

#include "ui/guidance/confidence_words.h"
#include "ui/kit/fold.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

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

    /// Its values are links to what proves it; where it has none, a word behind it is.
    void sentencesLeadToTheirEvidence()
    {
        ui::GuidancePane pane;
        guidance::Verdict one = verdict(Confidence::Certain);
        one.sentences = {{u"Got <201> then."_s, {7, 8}, {{4, 5}}}, {u"No more."_s, {9}, {}}, {u"<i>."_s, {}, {}}};
        pane.setVerdict(one);
        QSignalSpy chosen(&pane, &ui::GuidancePane::evidenceChosen);
        QStringList texts;
        for (auto *label : pane.widget()->findChildren<QLabel *>()) {
            if (label->textFormat() != Qt::RichText)
                continue;
            texts << label->text();
            const QString link = label->text().section(u"href='"_s, 1, 1).section(u'\'', 0, 0);
            if (!link.isEmpty())
                emit label->linkActivated(link);
        }
        QCOMPARE(texts.size(), 3);
        QVERIFY2(texts[0].startsWith("Got <a "_L1) && texts[0].endsWith("'>&lt;201&gt;</a> then."_L1),
                 qPrintable(texts[0]));
        QVERIFY2(texts[1].startsWith("No more. <a "_L1) && texts[1].endsWith(">show</a>"_L1), qPrintable(texts[1]));
        QCOMPARE(texts[2], u"&lt;i&gt;."_s);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen[0][0].toULongLong(), 7ULL);
        QCOMPARE(chosen[1][0].toULongLong(), 9ULL);
    }

    /// What is well needs no button in blue, and no warning of what is often said.
    void allWellIsQuiet()
    {
        for (const auto severity : {wire::Severity::Info, wire::Severity::Warning}) {
            const bool well = severity == wire::Severity::Info;
            ui::GuidancePane pane;
            pane.setDoable({u"copy-curl"_s});
            guidance::Verdict one = verdict(Confidence::Certain);
            one.severity = severity;
            one.actions = {{u"copy-curl"_s, u"Copy as curl"_s}};
            one.corrections = {{1, u"It always is."_s, u"false"_s, u"It is not."_s}};
            one.sideBySide = {{u"417"_s, u"no"_s, u"drop it"_s, true}};
            pane.setVerdict(one);
            QTRY_COMPARE(pane.widget()->findChildren<ui::Fold *>().size(), 2);
            for (auto *fold : pane.widget()->findChildren<ui::Fold *>())
                QCOMPARE(fold->isOpen(), !well);
            QCOMPARE(pane.widget()->findChild<QPushButton *>()->property("primary").toBool(), !well);
            pane.widget()->findChild<ui::Fold *>()->findChild<QToolButton *>()->click(); // it stays as the user has it
            pane.restyle();
            QTRY_COMPARE(pane.widget()->findChildren<ui::Fold *>().size(), 2);
            QCOMPARE(pane.widget()->findChild<ui::Fold *>()->isOpen(), well);
        }
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/decided.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace words;

using record::Decision;

class TestDecided : public QObject {
    Q_OBJECT

private slots:
    void eachHasWordsOfItsOwn()
    {
        QSet<QString> texts;
        for (int i = 0; i <= static_cast<int>(Decision::FollowUpSkipped); ++i) {
            const QString text = decisionText(static_cast<Decision>(i));
            QVERIFY2(!text.isEmpty() && !texts.contains(text), record::keyOf(static_cast<Decision>(i)).data());
            texts.insert(text);
        }
    }

    void eachIsToldOnceOrShownOtherwise()
    {
        QSet<Decision> shown{Decision::FieldsAdded, Decision::HoldContent, Decision::StopUpload,
                             Decision::RetryWithoutExpect, Decision::Redirect}; // in every head, as bars, as links
        for (const auto told : {decisionsOnHead(), decisionsBehindEnd()}) {
            for (const Decision what : told) {
                QVERIFY2(!shown.contains(what), record::keyOf(what).data());
                shown.insert(what);
            }
        }
        QCOMPARE(shown.size(), static_cast<int>(Decision::FollowUpSkipped) + 1);
    }

    void whatWasRecordedSaysWhy()
    {
        QCOMPARE(decisionSentence(Decision::StopUpload, {}), u"stop the upload"_s);
        QCOMPARE(decisionSentence(Decision::NoRetry, u"it is not repeated: as you asked"_s),
                 u"it is not repeated: as you asked"_s);
    }
};

INTERIM_SUITE(TestDecided)
#include "tst_decided.moc"

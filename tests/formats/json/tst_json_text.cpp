// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/json_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestJsonText : public QObject {
    Q_OBJECT
private slots:
    void bytesKeepTheirValues()
    {
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        const QString text = byteText(all);
        QCOMPARE(text.size(), 256);
        for (int i = 0; i < 256; ++i)
            QCOMPARE(int(text.at(i).unicode()), i);
        QCOMPARE(text.toLatin1().toStdString(), all);
    }

    void wordsAreUtf8()
    {
        QCOMPARE(personText("caf\xc3\xa9"), u"café"_s);
        QVERIFY(textOrNull("").isNull());
        QCOMPARE(textOrNull("x").toString(), u"x"_s);
    }

    void versionsAndSeverities()
    {
        QCOMPARE(versionText(11), u"1.1"_s);
        QCOMPARE(versionText(10), u"1.0"_s);
        QCOMPARE(versionText(9), u"0.9"_s);
        QCOMPARE(versionText(20), u"2"_s);
        QCOMPARE(severityText(wire::Severity::Warning), u"warning"_s);
    }

    void fieldsKeepOrderAndDuplicates()
    {
        const QJsonArray fields = fieldsToJson({{"A", "1"}, {"a", "2"}, {"A", "1"}});
        QCOMPARE(fields.size(), 3);
        QCOMPARE(fields.at(1).toArray(), (QJsonArray{u"a"_s, u"2"_s}));
    }

    void shownJsonIsTheSameValueWithoutWhatTerminalsObey()
    {
        QString all;
        for (char32_t c = 1; c < 0x3000; ++c)
            all += QChar(static_cast<char16_t>(c));
        all += u"\ufeff \U000e0041 \ufffc \U0001f600 end"_s;
        const QByteArray plain = QJsonDocument(QJsonArray{all, u"a\u009b"_s}).toJson();
        const QByteArray shown = shownJson(plain);
        QCOMPARE(QJsonDocument::fromJson(shown), QJsonDocument::fromJson(plain));
        for (const QChar c : QString::fromUtf8(shown)) {
            const auto u = c.unicode();
            QVERIFY((u >= 0x20 || u == '\n') && !(u >= 0x7f && u <= 0x9f) && !(u >= 0x202a && u <= 0x202e)
                    && !(u >= 0x2066 && u <= 0x2069) && u != 0x200f && u != 0xfeff && u != 0xad
                    && !(u >= 0x200b && u <= 0x200d) && u != 0x2060 && u != 0xdb40);
        }
        QVERIFY(shown.contains("a\\u009b"));
        QCOMPARE(shownJson("[\"ordinary \xc3\xa9\"]"), QByteArray("[\"ordinary \xc3\xa9\"]"));
    }
};

INTERIM_SUITE(TestJsonText)
#include "tst_json_text.moc"

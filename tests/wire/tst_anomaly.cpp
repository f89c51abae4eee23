// SPDX-License-Identifier: GPL-3.0-or-later
// The table of irregularities is whole, and its rows can be read by people and machines.
#include "wire/anomaly.h"

#include "base/text.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;

using namespace base;
using namespace wire;

class TestAnomaly : public QObject {
    Q_OBJECT

private slots:
    void everyRowIsFoundUnderItsNumber()
    {
        std::size_t index = 0;
        for (const AnomalyInfo &info : allAnomalies()) {
            QCOMPARE(static_cast<std::size_t>(info.id), index++);
            QCOMPARE(infoOf(info.id).key, info.key);
        }
        QCOMPARE(index, static_cast<std::size_t>(Anomaly::BadChunkExtension) + 1);
    }

    void keysAreTheNamesOfTheEnumeration()
    {
        // The header is the other witness: CamelCase there, kebab-case here.
        QFile header(u"" INTERIM_SOURCE_DIR "/app/wire/anomaly.h"_s);
        QVERIFY(header.open(QIODevice::ReadOnly));
        QString text = QString::fromUtf8(header.readAll());
        text = text.mid(text.indexOf("enum class Anomaly"_L1));
        text = text.left(text.indexOf("};"_L1));
        text.remove(QRegularExpression(u"//[^\n]*"_s));
        QStringList names;
        static const QRegularExpression name(u"\\b([A-Z][A-Za-z0-9]+),"_s);
        for (auto it = name.globalMatch(text); it.hasNext();)
            names << it.next().captured(1);
        QCOMPARE(names.size(), static_cast<qsizetype>(allAnomalies().size()));
        for (const AnomalyInfo &info : allAnomalies()) {
            QString kebab = names.at(static_cast<qsizetype>(info.id));
            static const QRegularExpression upper(u"([a-z0-9])([A-Z])"_s);
            kebab.replace(upper, u"\\1-\\2"_s);
            QCOMPARE(QString::fromLatin1(info.key.data(), static_cast<qsizetype>(info.key.size())), kebab.toLower());
        }
    }

    void rowsAreComplete()
    {
        static const QRegularExpression reference(
            u"^RFC \\d{4} sections? \\d+(\\.\\d+)*( and (RFC \\d{4} section )?\\d+(\\.\\d+)*)?$"_s);
        std::set<std::string_view> keys;
        for (const AnomalyInfo &info : allAnomalies()) {
            const auto text = QByteArray(info.reference.data(), static_cast<qsizetype>(info.reference.size()));
            QVERIFY2(reference.match(QString::fromLatin1(text)).hasMatch(), text.constData());
            QVERIFY(isToken(info.key));
            QVERIFY(info.rule.size() > 20 && info.rule.back() == '.');
            keys.insert(info.key);
        }
        QCOMPARE(keys.size(), allAnomalies().size());
    }

    void aForeignNumberIsUnknown()
    {
        QCOMPARE(infoOf(static_cast<Anomaly>(allAnomalies().size())).key, std::string_view("unknown"));
        QCOMPARE(infoOf(static_cast<Anomaly>(255)).key, std::string_view("unknown"));
    }
};

INTERIM_SUITE(TestAnomaly)
#include "tst_anomaly.moc"

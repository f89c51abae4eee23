// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/json_writer.h"

#include "formats/json/json_text.h"
#include "support/json_documents.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestJsonWriter : public QObject {
    Q_OBJECT
    static QByteArray written(const QJsonObject &object, const JsonWriter::Parts &parts = {}, int indent = 0)
    {
        QByteArray text;
        const JsonSink sink = support::gatheredIn(text);
        JsonWriter writer(sink, indent);
        writer.object(object, parts);
        writer.finish();
        return text;
    }
    static QByteArray documented(const QJsonObject &object)
    {
        return shownJson(QJsonDocument(object).toJson().chopped(1));
    }
    static QJsonObject sample()
    {
        QString all;
        for (char16_t c = 0; c < 0x400; ++c)
            all += QChar(c);
        return {{u"all"_s, all},
                {u"Big"_s, QString(5000, u'\u0001') + QString(5000, u'a')},
                {u"pairs"_s, u"x"_s + u"\U0001F600"_s.repeated(5000)},
                {u"turned"_s, u"a\u202eb\u2066\ufeff"_s},
                {u"numbers"_s,
                 QJsonArray{0, -1, 0.5, 1e300, -0.0, 1e15, 0.1 + 0.2, 5e-324, qint64(9'223'372'036'854'775'807),
                            qint64(-9'007'199'254'740'993), 9007199254740992.0}},
                {u"empty"_s, QJsonObject{{u"list"_s, QJsonArray()}, {u"object"_s, QJsonObject()}, {u""_s, u""_s}}},
                {u"words"_s, QJsonArray{true, false, QJsonValue::Null, QJsonArray{QJsonArray{1}, QJsonObject{}}}},
                {u"k\u0007\"y"_s, 1}};
    }

private slots:
    void isTheDocumentThatQtWrites()
    {
        QCOMPARE(written(sample()), documented(sample()));
        QCOMPARE(written({}), documented({}));
        QByteArray deeper = documented(sample());
        QCOMPARE(written(sample(), {}, 7), deeper.replace("\n", "\n       "));
    }

    void partsStandInTheirPlaces()
    {
        QJsonObject whole = sample();
        JsonWriter::Parts parts;
        for (const QString &name : {u"Big"_s, u"words"_s, u"zzz"_s}) {
            const QJsonValue value = whole.contains(name) ? whole[name] : QJsonValue(sample());
            whole.insert(name, value);
            parts[name] = [value](JsonWriter &writer) { writer.value(value); };
        }
        QJsonObject rest = whole;
        rest.remove(u"words"_s);
        rest.remove(u"zzz"_s);
        rest.insert(u"Big"_s, u"the part stands before it"_s);
        QCOMPARE(written(rest, parts), documented(whole));
        const JsonWriter::Parts list{{u"list"_s, [](JsonWriter &writer) {
                                          writer.list(std::vector<int>{1, 2}, [&](int one) { writer.value(one); });
                                      }}};
        QCOMPARE(written({}, list), documented({{u"list"_s, QJsonArray{1, 2}}}));
    }

    /// A text that becomes six times as long is never whole, nor is a list of many.
    void piecesAreSmall()
    {
        qsizetype longest = 0, all = 0;
        const JsonSink sink = [&](const QByteArray &piece) {
            longest = std::max(longest, piece.size());
            all += piece.size();
            return true;
        };
        JsonWriter writer(sink);
        writer.list(std::vector<int>(100), [&](int) { writer.value(QString(60'000, u'\u0001')); });
        QVERIFY(writer.finish());
        QVERIFY2(longest < 100'000 && all > 36'000'000, qPrintable(QString::number(longest)));
    }

    void whatIsNotWantedIsNotMade()
    {
        int pieces = 0, made = 0;
        const JsonSink sink = [&](const QByteArray &) { return ++pieces < 3; };
        JsonWriter writer(sink);
        writer.list(std::vector<int>(1000), [&](int) {
            ++made;
            writer.value(QString(60'000, u'x'));
        });
        QVERIFY(!writer.finish() && !writer.wanted());
        QCOMPARE(pieces, 3);
        QVERIFY2(made < 10, qPrintable(QString::number(made)));
    }
};

INTERIM_SUITE(TestJsonWriter)
#include "tst_json_writer.moc"

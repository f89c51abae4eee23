// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/json_reader.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;

class TestJsonReader : public QObject {
    Q_OBJECT
private slots:
    void strict()
    {
        QStringList errors;
        {
            const auto json = QJsonDocument::fromJson(R"({"a": "x", "n": 3, "l": ["p"], "extra": 1, "w": 5})");
            JsonReader reader(json.object(), u"f.json"_s, errors);
            QCOMPARE(reader.text("a"), u"x"_s);
            QCOMPARE(reader.number("n"), 3);
            QCOMPARE(reader.texts("l"), QStringList{u"p"_s});
            QVERIFY(errors.isEmpty());
            reader.text("gone");
            reader.text("w");
            reader.oneOf("a", {u"y"_s});
        }
        QCOMPARE(errors,
                 (QStringList{u"f.json.gone: must be a text"_s, u"f.json.w: must be a text"_s,
                              u"f.json.a: must be one of y"_s, u"f.json.extra: no such key is known here"_s}));
    }
    void files()
    {
        QTemporaryDir folder;
        QStringList errors;
        const QString path = folder.filePath(u"x.json"_s);
        readJsonFile(path, u"x.json"_s, errors);
        QVERIFY(errors.takeFirst().startsWith(u"x.json: cannot be read: "_s));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n\"a\":\n oops}");
        file.close();
        readJsonFile(path, u"x.json"_s, errors);
        QVERIFY2(errors.constFirst().startsWith(u"x.json:3: "_s), qPrintable(errors.constFirst()));
    }
};

INTERIM_SUITE(TestJsonReader)
#include "tst_json_reader.moc"

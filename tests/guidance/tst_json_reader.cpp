// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/json_reader.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace guidance;

class TestJsonReader : public QObject {
    Q_OBJECT
private slots:
    void strict()
    {
        QStringList errors;
        {
            const auto json = QJsonDocument::fromJson(R"({"a": "x", "n": 3, "l": ["p"], "extra": 1, "w": 5})");
            JsonReader reader(json.object(), QStringLiteral("f.json"), errors);
            QCOMPARE(reader.text("a"), QStringLiteral("x"));
            QCOMPARE(reader.number("n"), 3);
            QCOMPARE(reader.texts("l"), QStringList{QStringLiteral("p")});
            QVERIFY(errors.isEmpty());
            reader.text("gone");
            reader.text("w");
            reader.oneOf("a", {QStringLiteral("y")});
        }
        QCOMPARE(errors, (QStringList{QStringLiteral("f.json.gone: must be a text"),
                                      QStringLiteral("f.json.w: must be a text"),
                                      QStringLiteral("f.json.a: must be one of y"),
                                      QStringLiteral("f.json.extra: no such key is known here")}));
    }
    void files()
    {
        QTemporaryDir folder;
        QStringList errors;
        const QString path = folder.filePath(QStringLiteral("x.json"));
        readJsonFile(path, QStringLiteral("x.json"), errors);
        QVERIFY(errors.takeFirst().startsWith(QStringLiteral("x.json: cannot be read: ")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n\"a\":\n oops}");
        file.close();
        readJsonFile(path, QStringLiteral("x.json"), errors);
        QVERIFY2(errors.constFirst().startsWith(QStringLiteral("x.json:3: ")), qPrintable(errors.constFirst()));
    }
};

INTERIM_SUITE(TestJsonReader)
#include "tst_json_reader.moc"

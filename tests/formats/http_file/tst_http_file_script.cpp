// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_script.h"

#include "formats/http_file/http_file_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using formats::FileBlock;

class TestHttpFileScript : public QObject {
    Q_OBJECT
    static std::vector<FileBlock> blocks(const char *text)
    {
        formats::FileVariables variables;
        return formats::fileBlocks(text, variables);
    }

private slots:
    void takesItsLines()
    {
        QStringList losses, unknown;
        formats::FileVariables variables;
        formats::FileScript script(losses, unknown, variables);
        QVERIFY(!script.takes("GET http://h/", 1) && !script.open());
        QVERIFY(script.takes("> {% a", 2) && script.open());
        QVERIFY(script.takes("GET http://h/", 3) && script.takes("b %}", 4) && !script.open());
        QVERIFY(script.takes("< {% a %}", 5) && !script.open());
        script.end();
        QCOMPARE(losses.size(), 2);
        QVERIFY(unknown.isEmpty());
    }

    void scriptsWithoutEnd()
    {
        const auto read = blocks("GET http://h/\n\n> {% never\n ends\n");
        QVERIFY(read.at(0).unknown.join(QString()).contains("without its end"_L1));
    }

    void scriptsThatMakeAnotherRequest()
    {
        const auto why = [](const char *script) {
            return blocks(("{{\n" + std::string(script) + "\n}}\nGET http://h/\n").c_str()).at(0).unknown.join(u'\n');
        };
        for (const char *script : {"request.headers['A'] = 'b';", "request.body=x", "delete request.headers.A"})
            QVERIFY2(why(script).contains("line 2 changes the request"_L1), script);
        for (const char *script : {"request.variables.set('a', 1)", "if (request.url == 'x') {}",
                                   "exports.a = request.body", "my.request.a = 1"})
            QVERIFY2(why(script).isEmpty(), script);
    }

    void scriptsOfOtherTools()
    {
        formats::FileVariables variables;
        const auto read = formats::fileBlocks("{{\n exports.sum = 1;\n}}\nGET http://h/\n\n{{@response\n x\n}}\n> {%\n "
                                              "client.global.set(\"tok\", 1);\n%}\n?? status == 200\n",
                                              variables);
        QCOMPARE(read.size(), std::size_t(1));
        QCOMPARE(read[0].requestLine, std::string("GET http://h/"));
        QVERIFY(read[0].body.empty() && read[0].losses.size() == 4);
        QVERIFY(read[0].losses[0].contains("a script of httpyac, {{ ... }}, at line 1: it is not run"_L1));
        formats::FilledWords words;
        variables.filled("{{tok}} {{sum}}", words);
        QVERIFY2(words.unknown.size() == 2 && words.unknown[0].contains("set by the script at line 10"_L1),
                 qPrintable(words.unknown.join(u'\n')));
    }
};

INTERIM_SUITE(TestHttpFileScript)
#include "tst_http_file_script.moc"

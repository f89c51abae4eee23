// SPDX-License-Identifier: GPL-3.0-or-later
// One block by itself; whole files are those of tst_http_file_reader.
#include "formats/http_file_request.h"

#include <QTest>

using namespace formats;

namespace {

BlockRequest block(const char *text)
{
    FileVariables variables;
    const std::vector<FileBlock> blocks = fileBlocks(text, variables);
    return blockRequest(blocks.at(0), variables, {}, {});
}

} // namespace

class TestHttpFileRequest : public QObject {
    Q_OBJECT
private slots:
    void asTyped()
    {
        const FileRequest one = block("POST {{host}}/a\nA: {{b}}\n\nc\n\nd\n").request;
        QCOMPARE(one.typed, std::string("POST {{host}}/a\nA: {{b}}\n\nc\n\nd"));
        QVERIFY(!one.error.isEmpty() && one.blocked.isEmpty());
        const FileRequest shown = block("POST http://h/a\nA: {{b}}\n").request;
        QVERIFY(shown.error.isEmpty() && shown.blocked.contains(QLatin1String("{{b}}")));
        QVERIFY(block(("GET http://{{h}}/\n\n" + std::string(1 << 20, 'x')).c_str()).request.typed.size() <= 64u << 10);
    }

    void reasonsAreFew()
    {
        const FileRequest one = block("GET http://h/{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}{{g}}").request;
        QVERIFY2(one.blocked.endsWith(QLatin1String("; and 2 more")) && one.blocked.count(QLatin1String("{{")) == 5, qPrintable(one.blocked));
    }

    // A part that is not understood keeps the whole from being sent.
    void whatIsNotTakenStops()
    {
        const std::pair<const char *, const char *> rows[]{
            {"OPTIONS * HTTP/1.1\nHost: h\n", "the target *"}, {"GET http://h/\nA: b\nno field\n", "no field, since"},
            {"# @use-os-credentials\nGET http://h/\n", "@use-os-credentials"}, {"# @interim wait-for-it 5\nGET http://h/\n", "\"wait-for-it 5\" is not known"},
            {"# @interim content QUJ*D\nPOST http://h/\n", "base64 is broken"}};
        for (const auto &[text, why] : rows)
            QVERIFY2(block(text).request.blocked.contains(QLatin1String(why)), why);
        QVERIFY(block("GET http://h/\nno field\n").request.lacksFields);
        const FileRequest typed = block("# @no-auto-encoding\nGET http://h/\xc3\xa4\n").request;
        QVERIFY2(typed.error.isEmpty() && typed.blocked.isEmpty() && typed.losses.isEmpty(), qPrintable(typed.error));
        QCOMPARE(typed.spec.url, std::string("http://h/\xc3\xa4"));
    }

    void redirections()
    {
        QVERIFY(block("GET http://h/\n").redirects);
        QVERIFY(!block("# @no-redirect\nGET http://h/\n").redirects);
        QVERIFY(!block("curl http://h/\n").redirects);
    }
};

INTERIM_SUITE(TestHttpFileRequest)
#include "tst_http_file_request.moc"

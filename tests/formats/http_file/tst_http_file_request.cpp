// SPDX-License-Identifier: GPL-3.0-or-later
// One block by itself; whole files are those of tst_http_file_reader.
#include "formats/http_file/http_file_request.h"

#include <QTest>

using namespace Qt::StringLiterals;

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
        QVERIFY(shown.error.isEmpty() && shown.blocked.contains("{{b}}"_L1));
        QVERIFY(block(("GET http://{{h}}/\n\n" + std::string(1 << 20, 'x')).c_str()).request.typed.size() <= 64u << 10);
    }

    void twoHostsAreSaid()
    {
        const auto said = [](const char *text) { return block(text).request.losses.join(QString()); };
        QVERIFY(said("GET http://h/\nHost: a\nhost: b\n").contains("two Host fields"_L1));
        QVERIFY(said("GET http://h/\nHost: a\n").isEmpty());
    }

    // What a # of a value cuts off would be lost without a word.
    void aValueIsNotCutByAFragment()
    {
        const FileRequest cut = block("@pw = S3CR#S3CR\nGET http://h/?q={{pw}}\n").request;
        QVERIFY2(cut.blocked.contains("the value of a variable has # in it"_L1) && !cut.blocked.contains("S3CR"_L1),
                 qPrintable(cut.blocked));
        const FileRequest typed = block("@pw = a\nGET http://h/?q={{pw}}#b\n").request;
        QVERIFY(typed.error.isEmpty() && typed.blocked.isEmpty());
        QCOMPARE(typed.spec.url, std::string("http://h/?q=a"));
    }

    void reasonsAreFew()
    {
        const FileRequest one = block("GET http://h/{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}{{g}}").request;
        QVERIFY2(one.blocked.endsWith("; and 2 more"_L1) && one.blocked.count("{{"_L1) == 5, qPrintable(one.blocked));
    }

    // A part that is not understood keeps the whole from being sent.
    void whatIsNotTakenStops()
    {
        const std::pair<const char *, const char *> rows[]{{"OPTIONS * HTTP/1.1\nHost: h\n", "the target *"},
                                                           {"GET http://h/\nA: b\nno field\n", "no field, since"}};
        for (const auto &[text, why] : rows)
            QVERIFY2(block(text).request.blocked.contains(QLatin1String(why)), why);
        QVERIFY(block("GET http://h/\nno field\n").request.lacksFields);
        const FileRequest typed = block("# @no-auto-encoding\nGET http://h/\xc3\xa4\n").request;
        QVERIFY2(typed.error.isEmpty() && typed.blocked.isEmpty() && typed.losses.isEmpty(), qPrintable(typed.error));
        QCOMPARE(typed.spec.url, std::string("http://h/\xc3\xa4"));
    }

    // The file may be another's: what its curl commands read is of its own folder, and said where it lies elsewhere, as
    // with "< path"; nothing of what is read stands in a line.
    void filesOfACurlCommand()
    {
        QStringList read;
        const CurlFiles files{[&read](const std::string &path) {
                                  read << QString::fromStdString(path);
                                  return std::optional<std::uint64_t>(6);
                              },
                              [&read](const std::string &path) {
                                  read << QString::fromStdString(path);
                                  return std::optional<std::string>("s3cret\n");
                              }};
        const auto made = [&](const std::string &options) {
            FileVariables variables;
            const std::vector<FileBlock> blocks = fileBlocks("curl http://h/ " + options + "\n", variables);
            return blockRequest(blocks.at(0), variables, files, "/folder").request;
        };
        for (const char *options :
             {"-d @/etc/passwd", "-F x=@/etc/passwd", "-F 'x=</etc/passwd'", "-H @/etc/passwd", "-T /etc/passwd",
              "--json @../passwd", "--data-binary @/etc/passwd", "--data-urlencode x@/etc/passwd",
              "--etag-compare /etc/passwd", "-E /etc/passwd", "--key ../k"}) {
            const FileRequest one = made(options);
            QVERIFY2(!one.taken.filter(u"it takes a file elsewhere, "_s).isEmpty(), options);
            QVERIFY2(!(one.taken + one.losses + QStringList{one.error, one.blocked}).join(u' ').contains("s3cret"_L1),
                     options);
        }
        read.clear();
        QCOMPARE(made("-T a.txt").spec.body.path, std::string("/folder/a.txt"));
        QCOMPARE(made("-F x=@./a.txt").spec.body.fields.at(0).path, std::string("/folder/a.txt"));
        QCOMPARE(made("-E a.pem").spec.tls.certFile, std::string("/folder/a.pem"));
        QCOMPARE(made("-d @a.txt").spec.body.text, std::string("s3cret"));
        QVERIFY2(read.filter(u"/folder/a.txt"_s).size() == read.size(), qPrintable(read.join(u' ')));
        QVERIFY(made("-d @a.txt").taken.filter(u"elsewhere"_s).isEmpty());
        QVERIFY(!made("--unix-socket /run/d.sock").taken.filter(u"a Unix socket, \"/run/d.sock\""_s).isEmpty());
    }
};

INTERIM_SUITE(TestHttpFileRequest)
#include "tst_http_file_request.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_body.h"

#include <QTest>

using namespace Qt::StringLiterals;

using formats::FileBody;

namespace {

const formats::CurlFiles bodyFiles{[](const std::string &path) -> std::optional<std::uint64_t> {
                                       return path.ends_with("there") ? std::optional<std::uint64_t>(5) : std::nullopt;
                                   },
                                   [](const std::string &path) -> std::optional<std::string> {
                                       if (path.ends_with("umlaut"))
                                           return "\xfc";
                                       return path.ends_with("there") ? std::optional<std::string>("f\r\n{{")
                                                                      : std::nullopt;
                                   }};

} // namespace

class TestHttpFileBody : public QObject {
    Q_OBJECT
    static FileBody body(const std::vector<std::string> &lines, const char *type = "")
    {
        std::string text;
        for (const std::string &line : lines)
            text += (&line == &lines.front() ? "" : "\n") + line;
        const auto fill = [](std::string_view bytes) { return '[' + std::string(bytes) + ']'; };
        return formats::fileBody(text, type, bodyFiles, "/dir", fill);
    }

private slots:
    void text()
    {
        QVERIFY(body({}).body.kind == request::BodyKind::None);
        QCOMPARE(body({"a", "", "b"}).body.text, std::string("a\n\nb"));
        QCOMPARE(body({"a=1", "&b=2", "c"}, "application/x-www-form-urlencoded").body.text, std::string("a=1&b=2\nc"));
        QCOMPARE(body({"{}", "{}"}, "application/x-ndjson").body.text, std::string("{}\n{}\n"));
        QCOMPARE(body({"--b", "x"}, "multipart/mixed; boundary=b").body.text, std::string("--b\r\nx"));
    }

    // JetBrains' client joins the lines of a form and leaves the blanks around names and values out.
    void aFormLaidOut()
    {
        const char *form = "application/x-www-form-urlencoded";
        const FileBody read = body({"a = 1 &", "b=2 3&", " c = \u00e4%20 "}, form);
        QCOMPARE(read.body.text, std::string("a=1&b=2+3&c=%C3%A4%20"));
        QVERIFY(read.unknown.isEmpty() && read.taken.join(QString()).contains("were joined"_L1));
        QCOMPARE(body({"a = 1 & b"}, form).body.text, std::string("a = 1 & b")); // no layout
        QCOMPARE(body({"a=1&", "b"}, "text/plain").body.text, std::string("a=1&\nb"));
        QVERIFY(!body({"a=x %+ y &", "b=2"}, form).unknown.isEmpty());
        QVERIFY(formats::isLaidOut("a&\nb") && !formats::isLaidOut("a\n&b") && !formats::isLaidOut("a&"));
    }

    void aFile()
    {
        const FileBody read = body({"< ./there"});
        QVERIFY(read.body.kind == request::BodyKind::File && read.losses.isEmpty() && read.taken.isEmpty());
        QCOMPARE(read.body.path, std::string("/dir/there"));
        QCOMPARE(read.body.size, std::uint64_t(5));
        QCOMPARE(body({"<   /etc/there"}).body.path, std::string("/etc/there"));
        QVERIFY(body({"< /etc/there"}).taken.join(QString()).contains("a file elsewhere"_L1));
        QVERIFY(body({"< ../there"}).taken.join(QString()).contains("a file elsewhere"_L1));
        QVERIFY(body({"< gone"}).unknown.join(QString()).contains("\"/dir/gone\" cannot be read"_L1));
        QCOMPARE(body({"<there"}).body.text, std::string("<there")); // no blank: content
    }

    // VS Code's client reads it so, and sends UTF-8.
    void filesInAnotherCoding()
    {
        QVERIFY(
            body({"<@latin1 umlaut"}).unknown.join(QString()).contains("is read as \"latin1\" by the other tool"_L1));
        QVERIFY(body({"<@latin1 there"}).unknown.isEmpty());
        QVERIFY(body({"<@UTF-8 umlaut"}).unknown.isEmpty() && body({"<@ umlaut"}).unknown.isEmpty());
    }

    // What a form of ours cannot say goes out as the text that it is.
    void partsThatSayMore()
    {
        for (const char *more : {"; filename*=UTF-8''%C3%A4", "; x=y", "\\\"b"}) {
            const std::string head = "Content-Disposition: form-data; name=\"a"
                + std::string(more[0] == ';' ? "\"" : "") + more + (more[0] == ';' ? "" : "\"");
            const FileBody read = body({"--b", head, "", "v", "--b--"}, "multipart/form-data; boundary=b");
            QCOMPARE(read.body.text, "--b\r\n" + head + "\r\n\r\nv\r\n--b--");
        }
        QVERIFY(body({"--b", "Content-Disposition: form-data; name=\"a;b\"", "", "v", "--b--"},
                     "multipart/form-data; boundary=b")
                    .body.kind
                == request::BodyKind::Multipart);
    }

    void filesAmongText()
    {
        const FileBody read = body({"a", "< there", "b"});
        QCOMPARE(read.body.text, std::string("a\nf\r\n{{\nb"));
        QVERIFY(!read.taken.isEmpty());
        const FileBody filled = body({"<@ there"});
        QVERIFY(filled.body.kind == request::BodyKind::Text);
        QCOMPARE(filled.body.text, std::string("[f\r\n{{]"));
        QVERIFY(body({"a", "< gone"}).unknown.join(QString()).contains("cannot be read"_L1));
    }

    void multipart()
    {
        const FileBody read =
            body({"--b", "Content-Disposition: form-data; name=\"t\"", "", "one", "two", "--b", "Content-Type: text/x",
                  "content-disposition: form-data; name=f; filename=\"q.txt\"", "", "< there", "--b--"},
                 "multipart/form-data; boundary=b");
        QVERIFY(read.body.kind == request::BodyKind::Multipart && read.ownsType);
        QCOMPARE(read.body.fields.size(), std::size_t(2));
        QCOMPARE(read.body.fields[0].value, std::string("one\r\ntwo"));
        QCOMPARE(read.body.fields[1].path, std::string("/dir/there"));
        QCOMPARE(read.body.fields[1].fileName, std::string("q.txt"));
        QCOMPARE(read.body.fields[1].mediaType, std::string("text/x"));
        QCOMPARE(read.body.mediaType, std::string("multipart/form-data; boundary=b"));
    }

    void otherMultipartsAreText()
    {
        const std::vector<std::vector<std::string>> odd{
            {"preamble", "--b", "--b--"},
            {"--b", "X-Odd: 1", "", "v", "--b--"},
            {"--b", "Content-Disposition: form-data; name=\"a\"; filename=\"f\"", "", "text", "--b--"},
            {"--b--"}};
        for (const auto &lines : odd) {
            const FileBody read = body(lines, "multipart/form-data; boundary=b");
            QVERIFY(read.body.kind == request::BodyKind::Text && !read.ownsType);
            QVERIFY(read.body.text.find("\r\n") != std::string::npos || lines.size() == 1);
        }
    }
};

INTERIM_SUITE(TestHttpFileBody)
#include "tst_http_file_body.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Content comes out whole, in order and correctly framed, however little the socket takes at a time.
#include "engine/client/body_source.h"

#include "request/compose.h"

#include <QTemporaryFile>
#include <QTest>

#include <algorithm>

using engine::BodySource;

namespace {

std::unique_ptr<BodySource> make(const request::BodySpec &body, bool chunked = false)
{
    auto made = BodySource::open(body, chunked);
    return std::move(std::get<std::unique_ptr<BodySource>>(made));
}

// Takes at most `step` bytes a time.
std::string drain(BodySource &source, std::uint64_t step)
{
    std::string all;
    for (auto pieces = source.peek(); !pieces.empty(); pieces = source.peek()) {
        std::uint64_t left = step;
        std::uint64_t taken = 0;
        for (const std::string_view piece : pieces) {
            const std::string_view part = piece.substr(0, left);
            all += part;
            left -= part.size();
            taken += part.size();
        }
        source.advance(taken);
    }
    return all;
}

std::string unchunked(std::string_view wire)
{
    std::string content;
    for (;;) {
        const auto end = wire.find("\r\n");
        const auto size = std::stoul(std::string(wire.substr(0, end)), nullptr, 16);
        wire.remove_prefix(end + 2);
        content += wire.substr(0, size);
        wire.remove_prefix(size + 2);
        if (size == 0)
            return wire.empty() ? content : std::string("surplus");
    }
}

request::BodySpec generated(std::uint64_t size, const char *pattern)
{
    request::BodySpec body;
    body.kind = request::BodyKind::Generated;
    body.size = size;
    body.pattern = pattern;
    return body;
}

} // namespace

class TestBodySource : public QObject {
    Q_OBJECT
private slots:
    void noneIsNull();
    void textComesOut();
    void generatedComesOut();
    void chunkFraming();
    void filesComeOut();
    void fileThatShrinks();
    void filesThatCannotBeSent();
    void formsComeOut();
};

void TestBodySource::noneIsNull()
{
    QVERIFY(!make({}));
}

void TestBodySource::textComesOut()
{
    request::BodySpec body;
    body.kind = request::BodyKind::Text;
    body.text = std::string("with \0 inside", 13);
    QCOMPARE(drain(*make(body), 1), body.text);
    body.text.clear();
    const auto empty = make(body);
    QVERIFY(empty->atEnd());
    QVERIFY(empty->peek().empty());
}

void TestBodySource::generatedComesOut()
{
    const std::uint64_t size = request::chunkBytes * 2 + 17;
    QCOMPARE(drain(*make(generated(size, "zeros")), 100'000), std::string(size, '\0'));
    const std::string random = drain(*make(generated(size, "random")), 77'777);
    QCOMPARE(random.size(), size);
    QVERIFY(random == drain(*make(generated(size, "random")), request::chunkBytes));
    const std::string text = drain(*make(generated(1000, "text")), 1000);
    QVERIFY(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

void TestBodySource::chunkFraming()
{
    for (const std::uint64_t size : {std::uint64_t(0), std::uint64_t(1), request::chunkBytes - 1, request::chunkBytes,
                                     request::chunkBytes + 1, request::chunkBytes * 3}) {
        const std::string plain = drain(*make(generated(size, "random")), 1 << 20);
        for (const std::uint64_t step : {std::uint64_t(4093), std::uint64_t(1) << 30}) {
            const std::string wire = drain(*make(generated(size, "random"), true), step);
            QCOMPARE(wire.size(), request::chunkedLength(size));
            QVERIFY(unchunked(wire) == plain);
        }
    }
}

void TestBodySource::filesComeOut()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QByteArray content(700'001, 'a');
    content[350'000] = 'b';
    file.write(content);
    file.flush();
    request::BodySpec body;
    body.kind = request::BodyKind::File;
    body.path = file.fileName().toStdString();
    QCOMPARE(std::get<std::uint64_t>(engine::sizeOfFile(body.path)), std::uint64_t(700'001));
    body.size = 700'001;
    QVERIFY(drain(*make(body), 50'000) == content.toStdString());
    body.size = 500'000; // it has grown since it was looked at
    QVERIFY(drain(*make(body), 50'000) == content.first(500'000).toStdString());
}

void TestBodySource::fileThatShrinks()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.resize(1 << 20));
    request::BodySpec body;
    body.kind = request::BodyKind::File;
    body.path = file.fileName().toStdString();
    body.size = 1 << 20;
    const auto source = make(body);
    const std::uint64_t fileBlock = 64 << 10; // of a file without chunks
    QCOMPARE(source->peek().front().size(), fileBlock);
    source->advance(fileBlock);
    QVERIFY(file.resize(fileBlock + 10));
    QVERIFY(source->peek().empty());
    QVERIFY(!source->atEnd());
    QVERIFY2(source->error().find("65,546 bytes instead of 1,048,576") != std::string::npos, source->error().c_str());
}

void TestBodySource::filesThatCannotBeSent()
{
    for (const char *path : {"/nonexistent", "/", "/dev/zero"}) {
        const auto size = engine::sizeOfFile(path);
        const auto *line = std::get_if<std::string>(&size);
        QVERIFY2(line && line->find(path) != std::string::npos, path);
        request::BodySpec body;
        body.kind = request::BodyKind::File;
        body.path = path;
        QVERIFY(std::holds_alternative<std::string>(BodySource::open(body, false)));
    }
}

void TestBodySource::formsComeOut()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray content(600'001, 'f');
    file.write(content);
    file.flush();
    request::BodySpec body;
    body.kind = request::BodyKind::Form;
    body.fields = {{"a b", "c&d"}, {"e", ""}};
    QCOMPARE(drain(*make(body), 5), std::string("a+b=c%26d&e="));

    body.kind = request::BodyKind::Multipart;
    body.mediaType = "multipart/form-data; boundary=X";
    body.fields.push_back({"f", "", file.fileName().toStdString(), "n.txt", "text/plain"});
    QCOMPARE(engine::lookAtFiles(body), std::string());
    QCOMPARE(body.fields.back().size, std::uint64_t(600'001));
    const std::string expected =
        "--X\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\nc&d\r\n"
        "--X\r\nContent-Disposition: form-data; name=\"e\"\r\n\r\n\r\n"
        "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.txt\"\r\nContent-Type: text/plain\r\n\r\n"
        + content.toStdString() + "\r\n--X--\r\n";
    QCOMPARE(body.length(), std::uint64_t(expected.size()));
    QVERIFY(drain(*make(body), 50'000) == expected);
    QVERIFY(unchunked(drain(*make(body, true), 4093)) == expected);

    body.fields.back().path = "/nonexistent";
    QVERIFY(engine::lookAtFiles(body).find("/nonexistent") != std::string::npos);
    QVERIFY(std::holds_alternative<std::string>(BodySource::open(body, false)));
}

INTERIM_SUITE(TestBodySource)
#include "tst_body_source.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The table of irregularities is whole, and its rows can be read by people and machines.
#include "wire/anomaly.h"

#include "base/text.h"
#include "support/wire_case.h"
#include "wire/http1/connection.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;

using namespace base;
using namespace wire;

namespace {

using Keys = std::set<std::string>;

void addTo(Keys &keys, const std::vector<Event> &events)
{
    for (const Event &event : events) {
        if (event.kind == Kind::Anomaly)
            keys.insert(event.name);
    }
}

Keys ofParser()
{
    Keys keys;
    const QDir folder(u"" INTERIM_SOURCE_DIR "/tests/wire/cases"_s);
    for (const QFileInfo &file : folder.entryInfoList({u"*.txt"_s})) {
        for (const support::WireCase &one : support::readWireCases(file.filePath().toStdString()))
            addTo(keys, support::play(one, {}).events);
    }
    return keys;
}

class Told : public MachineSink {
public:
    void onEvent(Event event, bool, std::uint64_t) override { events.push_back(std::move(event)); }
    void onBytes(Direction, ByteClass, std::string_view) override {}
    void onCheckpoint(Direction, const Checkpoint &) override {}
    std::vector<Event> events;
};

/// What a client that waits for nothing says to a server, in whose answer nothing is awaited.
Keys ofTalk(const std::string &fields, std::uint64_t content, const std::string &sent, const std::string &answer)
{
    const std::string head = "PUT / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
    Submission submission;
    submission.headLength = head.size();
    submission.bodyLength = content;
    submission.method = "PUT";
    submission.gated = false;
    submission.expectSent = true;
    http1::Connection connection{Role::Client};
    Told told;
    connection.handle({InputKind::Submit, {}, &submission, CloseHow::Fin, {}}, told);
    connection.handle({InputKind::Flushed, head + sent, nullptr, CloseHow::Fin, {}}, told);
    connection.handle({InputKind::Received, answer, nullptr, CloseHow::Fin, {}}, told);
    Keys keys;
    addTo(keys, told.events);
    return keys;
}

} // namespace

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

    /// A row that nothing brings about is no irregularity but a claim. Those of the bytes come from tests/wire/cases,
    /// those of what both sides say from here.
    void everyOneIsMet()
    {
        Keys met = ofParser();
        const std::string asks = "Content-Length: 4\r\nExpect: 100-continue\r\n";
        const std::string goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        const std::pair<Keys, Keys> talks[]{
            {ofTalk("Expect: 100-continue\r\n", 0, "", ""), {"expect-without-content"}},
            {ofTalk("Content-Length: 4\r\nExpect: x\r\n", 4, "", ""), {"odd-expect"}},
            {ofTalk("Content-Length: 9\r\n", 4, "", ""), {"content-not-as-declared"}},
            {ofTalk(asks, 4, "ab", ""), {"content-before-gate"}},
            {ofTalk(asks, 4, "ab", goOn), {"content-before-gate", "continue-after-content"}},
            {ofTalk(asks, 4, "", goOn + goOn), {"second-continue"}},
            {ofTalk(asks, 4, "", goOn), {}},
        };
        for (const auto &[found, expected] : talks) {
            QVERIFY(found == expected);
            met.insert(found.begin(), found.end());
        }
        QByteArrayList missing;
        for (const AnomalyInfo &info : allAnomalies()) {
            if (!met.contains(std::string(info.key)))
                missing << QByteArray(info.key.data(), static_cast<qsizetype>(info.key.size()));
        }
        QVERIFY2(missing.isEmpty(), missing.join(' ').constData());
        QCOMPARE(met.size(), allAnomalies().size());
    }

    void aForeignNumberIsUnknown()
    {
        QCOMPARE(infoOf(static_cast<Anomaly>(allAnomalies().size())).key, std::string_view("unknown"));
        QCOMPARE(infoOf(static_cast<Anomaly>(255)).key, std::string_view("unknown"));
    }
};

INTERIM_SUITE(TestAnomaly)
#include "tst_anomaly.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_tags.h"

#include "formats/http_file/http_file_request.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestHttpFileTags : public QObject {
    Q_OBJECT
    static BlockRequest block(const char *text)
    {
        FileVariables variables;
        const std::vector<FileBlock> blocks = fileBlocks(text, variables);
        return blockRequest(blocks.at(0), variables, {}, {});
    }
    struct Applied {
        explicit Applied(const std::vector<FileTag> &list)
        {
            FileTags tags(out, unknown);
            tags.apply(list, spec);
            ours = tags.ours();
            redirects = tags.redirects();
        }
        FileRequest out;
        QStringList unknown;
        request::RequestSpec spec;
        bool ours = false, redirects = false;
    };

private slots:
    void times()
    {
        const Applied one({{"timeout", "2"}, {"connection-timeout", "1 m"}});
        QCOMPARE(one.spec.timeouts.headNs, std::int64_t(2'000'000'000));
        QCOMPARE(one.spec.timeouts.idleNs, std::int64_t(2'000'000'000));
        QCOMPARE(one.spec.timeouts.connectNs, std::int64_t(60'000'000'000));
        QVERIFY(one.out.losses.isEmpty() && !one.ours);
        QCOMPARE(Applied({{"timeout", "soon"}}).out.losses, QStringList{u"@timeout \"soon\""_s});
    }

    void theSecondNameIsAnother()
    {
        const Applied one({{"name", "a"}, {"name", "b"}});
        QCOMPARE(one.out.name + one.out.otherName, u"ab"_s);
    }

    void settingsOfOurs()
    {
        const Applied one({{"interim", "redirects 3"}});
        QVERIFY(one.ours && !one.redirects);
        QCOMPARE(one.spec.redirects, 3);
        QVERIFY(one.out.taken.join(QString()).contains("redirects 3"_L1));
        const Applied content({{"interim", "content QUJD"}});
        QCOMPARE(content.spec.body.text, std::string("ABC"));
    }

    void whatIsNotTakenStops()
    {
        const std::pair<const char *, const char *> rows[]{
            {"# @use-os-credentials\nGET http://h/\n", "@use-os-credentials"},
            {"# @interim wait-for-it 5\nGET http://h/\n", "\"wait-for-it 5\" is not known"},
            {"# @interim content QUJ*D\nPOST http://h/\n", "base64 is broken"}};
        for (const auto &[text, why] : rows)
            QVERIFY2(block(text).request.blocked.contains(QLatin1String(why)), why);
    }

    void redirections()
    {
        QVERIFY(block("GET http://h/\n").redirects);
        QVERIFY(!block("# @no-redirect\nGET http://h/\n").redirects);
        QVERIFY(!block("curl http://h/\n").redirects);
    }
};

INTERIM_SUITE(TestHttpFileTags)
#include "tst_http_file_tags.moc"

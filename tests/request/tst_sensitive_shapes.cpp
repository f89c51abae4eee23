// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and tokens that say themselves what they are, and words that only look so.
#include "request/sensitive_shapes.h"

#include "base/text.h"

#include <QTest>

using namespace request;

namespace {

std::string shown(std::string_view text)
{
    return masked(text, secretShapes(text));
}

std::string jwt(std::string_view head)
{
    std::string coded = base::base64(head);
    return coded.substr(0, coded.find('=')) + ".eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
}

} // namespace

class TestSensitiveShapes : public QObject {
    Q_OBJECT
private slots:
    void tokens()
    {
        QCOMPARE(shown("a " + jwt("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + ". b"), std::string("a ***. b"));
        const std::string plain = jwt("{\"alg\":\"none\"}");
        QCOMPARE(shown(plain.substr(0, plain.rfind('.') + 1)), std::string("***."));
        QCOMPARE(shown("t=ghp_0123456789abcdefghij,"), std::string("t=***,"));
        QCOMPARE(shown("github_pat_0123456789_abcdefghij"), std::string("***"));
        QCOMPARE(shown("AKIAIOSFODNN7EXAMPLE"), std::string("***"));
        QCOMPARE(shown("\"xoxb-1234567890-abc\" xoxp-1234567890"), std::string("\"***\" ***"));
    }

    void noTokens()
    {
        for (const std::string &text :
             {jwt("{\"typ\":\"JWT\"}"), std::string("eyes.on.you"), std::string("www.example.com"), std::string("ghp_"),
              std::string("AKIAIOSFODNN7EXAMPLES"), std::string("AKIA and others"), std::string("xoxb-"),
              std::string("1.2.3"), std::string("ey"), std::string("ey..")})
            QCOMPARE(shown(text), text);
    }

    void privateKeys()
    {
        QCOMPARE(shown("a\n-----BEGIN RSA PRIVATE KEY-----\nS\nS\n-----END RSA PRIVATE KEY-----\nb"),
                 std::string("a\n-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nb"));
        QCOMPARE(shown("{\"a\":\"-----BEGIN PRIVATE KEY-----\\nS"),
                 std::string("{\"a\":\"-----BEGIN PRIVATE KEY-----***"));
        QCOMPARE(shown("-----BEGIN+PRIVATE+KEY-----S&a"), std::string("-----BEGIN+PRIVATE+KEY-----***&a"));
        for (const char *text :
             {"-----BEGIN CERTIFICATE-----\nS\n-----END CERTIFICATE-----", "-----BEGIN PRIVATE", "-----BEGIN"})
            QCOMPARE(shown(text), std::string(text));
    }

    void longTexts()
    {
        for (const char *piece : {"-----BEGIN ", "ey.", "eyJh", "a.", "-----BEGIN PRIVATE KEY-----\""}) {
            std::string text;
            while (text.size() < (1 << 20))
                text += piece;
            QCOMPARE(shown(text), text);
        }
    }
};

INTERIM_SUITE(TestSensitiveShapes)
#include "tst_sensitive_shapes.moc"

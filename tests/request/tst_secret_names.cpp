// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of secrets: names that are, and names that only look so.
#include "request/secret_names.h"

#include <QTest>

using namespace request;

class TestSecretNames : public QObject {
    Q_OBJECT
private slots:
    void fieldsThatWereMissed()
    {
        for (const char *name : {"x-ms-authorization-auxiliary", "X-Amz-Credential", "Authentication", "Signature",
                                 "X-Hub-Signature", "X-Hub-Signature-256", "X-Bearer", "X-Auth-User", "X-Access",
                                 "X-Token-Id", "X-ApiKey-V2", "X-Auth-Key-1", "Authentication-Info"})
            QVERIFY2(isSecretField(name), name);
        for (const char *name : {"X-Keyboard", "Idempotency-Key", "X-Cache-Key", "Accept-Signature", "Signature-Input",
                                 "WWW-Authenticate", "X-Access-Level", "ETag", "X-Version-2"})
            QVERIFY2(!isSecretField(name), name);
        QVERIFY(isSecretParameter("X-Amz-Credential", NamePlace::Url));
        QVERIFY(isSecretParameter("X-Amz-Signature", NamePlace::Url));
    }

    // A number or version behind, and what proxies and exchanges name so.
    void fieldsOfProxiesAndExchanges()
    {
        for (const char *name : {"X-Key-2",
                                 "X-KeyV2",
                                 "X-Partner-Key-V3",
                                 "X-User-Credential",
                                 "X-Sid",
                                 "X-SSL-Client-Cert",
                                 "X-Client-Cert",
                                 "Client-Cert",
                                 "X-Wsse",
                                 "X-MS-TOKEN-AAD",
                                 "X-MS-TOKEN-AAD-ID-TOKEN",
                                 "X-Token-Value",
                                 "X-My-Token-Value",
                                 "X-Auth-Data",
                                 "X-Auth-Info",
                                 "X-Auth-Hash",
                                 "X-User-Pass",
                                 "X-Secret-Access",
                                 "X-BAPI-SIGN",
                                 "X-API-Sign",
                                 "X-HMAC",
                                 "X-Shopify-Hmac-SHA256"})
            QVERIFY2(isSecretField(name), name);
        for (const char *name : {"X-Key-Count", "X-Request-Id", "Accept", "X-Cache-Key-2", "X-Keys", "X-Side",
                                 "X-Design", "Access-Control-Allow-Credentials", "X-MS-Token-Aad-Expires-On", "Digest",
                                 "Content-Digest", "X-Pass-Count"})
            QVERIFY2(!isSecretField(name), name);
    }

    void fields()
    {
        for (const char *name : {"Authorization",
                                 "Proxy-Authorization",
                                 "Cookie",
                                 "Cookie2",
                                 "Set-Cookie",
                                 "X-Api-Key",
                                 "apikey",
                                 "X-Auth-Token",
                                 "X-Auth",
                                 "X-Sentry-Auth",
                                 "X-Session-Id",
                                 "X-Session",
                                 "Mcp-Session-Id",
                                 "X-JWT",
                                 "Cf-Access-Jwt-Assertion",
                                 "X-Key",
                                 "X-Partner-Key",
                                 "X-GitHub-OTP",
                                 "X-Secret",
                                 "CB-ACCESS-PASSPHRASE",
                                 "X-XSRF-TOKEN",
                                 "X-CSRF",
                                 "DPoP",
                                 "X-Amz-Server-Side-Encryption-Customer-Key",
                                 "X-Amzn-Oidc-Data",
                                 "X-Password",
                                 "x_auth_token",
                                 " X-Key\t"})
            QVERIFY2(isSecretField(name), name);
        for (const char *name :
             {"X-Keyboard", "X-Monkey", "Idempotency-Key", "X-Idempotency-Key", "X-Cache-Key", "Surrogate-Key",
              "Author", "Sec-WebSocket-Key", "WWW-Authenticate", "Proxy-Authenticate",
              "Access-Control-Allow-Credentials", "X-Amz-Server-Side-Encryption-Customer-Key-MD5", "X-Session-Length",
              "X-Author", "Host", "Content-Type", ""})
            QVERIFY2(!isSecretField(name), name);
    }

    void parameters()
    {
        using enum NamePlace;
        for (const char *name :
             {"access_token", "accessToken", "user[password]", "user%5Bpassword%5D", "new_password1", "token[]",
              "passwordConfirmation", "SAMLResponse", "PHPSESSID", "jsessionid", "client_assertion", "otp",
              "code_verifier", "oauth_verifier", "mysql_pwd", "session", "auth", "device_code"}) {
            for (const NamePlace place : {Url, Form, Json})
                QVERIFY2(isSecretParameter(name, place), name);
        }
        for (const char *name : {"code", "sid", "connect.sid", "sig", "X-Amz-Signature", "laravel_session"}) {
            QVERIFY2(isSecretParameter(name, Url) && isSecretParameter(name, Form), name);
            QVERIFY2(!isSecretParameter(name, Json), name);
        }
        QVERIFY(isSecretParameter("key", Url) && !isSecretParameter("key", Form) && !isSecretParameter("key", Json));
        for (const char *name : {"keyboard", "monkey", "author", "keyword", "tokens", "max_tokens", "next_page_token",
                                 "token_type", "client_assertion_type", "status_code", "country_code", "sidebar",
                                 "state", "compass", "bypass", "sessions", "user[name]", ""}) {
            for (const NamePlace place : {Url, Form, Json})
                QVERIFY2(!isSecretParameter(name, place), name);
        }
    }
};

INTERIM_SUITE(TestSecretNames)
#include "tst_secret_names.moc"

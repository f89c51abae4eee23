// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/secret_values.h"

#include <QTest>

class TestSecretValues : public QObject {
    Q_OBJECT
private slots:
    void hiddenInEachForm()
    {
        const formats::SecretValues values({"pa ss\"w", "abc", "pa ss\"word"});
        QCOMPARE(values.hidden("x=pa ss\"word&y=pa%20ss%22word {\"a\":\"pa ss\\\"word\"} abc pa ss\"w"),
                 std::string("x=***&y=*** {\"a\":\"***\"} abc ***"));
        QCOMPARE(formats::SecretValues({"Zq7/\xc3\xbc"}).hidden("/?q=Zq7/%C3%BC"), std::string("/?q=***"));
        QVERIFY(formats::SecretValues({"abc", ""}).empty());
        QCOMPARE(formats::SecretValues().hidden("abcd"), std::string("abcd"));
    }

    void hiddenInARequest()
    {
        request::RequestSpec spec;
        spec.url = "http://h/?k=s3cret";
        spec.headers = {{"X", "a s3cret b"}};
        spec.body.text = "s3crets3cret";
        spec.body.fields = {{"n", "s3cret"}};
        formats::SecretValues({"s3cret"}).hide(spec);
        QCOMPARE(spec.url + '|' + spec.headers[0].value + '|' + spec.body.text + '|' + spec.body.fields[0].value,
                 std::string("http://h/?k=***|a *** b|***|***"));
    }
};

INTERIM_SUITE(TestSecretValues)
#include "tst_secret_values.moc"
